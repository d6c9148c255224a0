package org.zhicheng.local;

import org.zhicheng.lambda.ApplicationStoreContract;
import org.zhicheng.lambda.Services;

/** The table keeps the promises that the use cases rely on. */
class DynamoApplicationStoreIT extends ApplicationStoreContract {

    private static final Services SERVICES = TestStack.shared().adaptersOfOwnTable("applications-of-tests");

    @Override
    protected Services services() {
        return SERVICES;
    }
}
