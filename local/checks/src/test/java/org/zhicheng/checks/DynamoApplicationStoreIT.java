package org.zhicheng.checks;

import java.util.Map;

import org.junit.jupiter.api.Tag;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.lambda.ApplicationStoreContract;
import org.zhicheng.lambda.Services;

/** The table keeps the promises that the use cases rely on. */
@Tag("dynamodb")
class DynamoApplicationStoreIT extends ApplicationStoreContract {

    private static final Adapters ADAPTERS = Adapters.atEndpoint().withTable();
    private static final Services SERVICES = ADAPTERS.services();

    @Override
    protected Services services() {
        return SERVICES;
    }

    @Override
    protected void forgetPapers(ApplicationStore store, Application application) {
        try (DynamoDbClient client = Endpoint.clients().dynamoDb()) {
            application.fingerprints().forEach(print -> client.deleteItem(r -> r.tableName(ADAPTERS.table())
                    .key(Map.of("pk", AttributeValue.fromS("FILE#" + print.hash()), "sk", AttributeValue.fromS("FILE")))));
        }
    }
}
