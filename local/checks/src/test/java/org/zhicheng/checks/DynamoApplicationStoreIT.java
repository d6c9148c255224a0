package org.zhicheng.checks;

import org.junit.jupiter.api.Tag;

import org.zhicheng.lambda.ApplicationStoreContract;
import org.zhicheng.lambda.Services;

/** The table keeps the promises that the use cases rely on. */
@Tag("dynamodb")
class DynamoApplicationStoreIT extends ApplicationStoreContract {

    private static final Services SERVICES = Adapters.atEndpoint().withTable().services();

    @Override
    protected Services services() {
        return SERVICES;
    }
}
