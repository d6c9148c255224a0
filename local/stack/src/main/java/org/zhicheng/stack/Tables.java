package org.zhicheng.stack;

import java.util.List;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

import org.zhicheng.stack.services.Clients;
import org.zhicheng.stack.template.TableShape;

/** The template's tables in the embedded database, and its streams. */
public final class Tables implements AutoCloseable {

    private final DynamoDbClient tables;
    private final DynamoDbStreamsClient streams;

    public Tables(Clients clients) {
        this.tables = clients.dynamoDb();
        this.streams = clients.streams();
    }

    DynamoDbStreamsClient streams() {
        return streams;
    }

    /** Makes the table where it is missing. */
    public void create(TableShape shape) {
        try {
            tables.describeTable(request -> request.tableName(shape.name()));
        } catch (ResourceNotFoundException e) {
            tables.createTable(request(shape));
            tables.waiter().waitUntilTableExists(request -> request.tableName(shape.name()));
        }
    }

    String streamArn(String table) {
        return tables.describeTable(request -> request.tableName(table)).table().latestStreamArn();
    }

    @Override
    public void close() {
        streams.close();
        tables.close();
    }

    private static CreateTableRequest request(TableShape shape) {
        CreateTableRequest.Builder request = CreateTableRequest.builder().tableName(shape.name()).billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(keys(shape.keys()));
        request.attributeDefinitions(shape.attributes().entrySet().stream().map(
                attribute -> AttributeDefinition.builder().attributeName(attribute.getKey()).attributeType(attribute.getValue()).build())
                .toList());
        if (!shape.indexes().isEmpty()) {
            request.globalSecondaryIndexes(shape.indexes().stream().map(
                    index -> GlobalSecondaryIndex.builder().indexName(index.name()).keySchema(keys(index.keys())).projection(projection -> {
                        projection.projectionType(index.projection());
                        if (!index.included().isEmpty()) {
                            projection.nonKeyAttributes(index.included());
                        }
                    }).build()).toList());
        }
        shape.streamView().ifPresent(view -> request.streamSpecification(stream -> stream.streamEnabled(true).streamViewType(view)));
        return request.build();
    }

    private static List<KeySchemaElement> keys(List<TableShape.Key> keys) {
        return keys.stream().map(key -> KeySchemaElement.builder().attributeName(key.attribute()).keyType(key.role()).build()).toList();
    }
}
