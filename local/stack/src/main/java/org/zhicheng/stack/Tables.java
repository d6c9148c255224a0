package org.zhicheng.local;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.zhicheng.local.template.TableShape;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** The template's tables in the embedded database, and its streams. */
final class Tables implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final DynamoDbClient tables;
    private final DynamoDbStreamsClient streams;

    Tables(URI endpoint, Map<String, String> environment) {
        Region region = Region.of(environment.getOrDefault("AWS_REGION", "us-east-1"));
        StaticCredentialsProvider credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create(
                environment.getOrDefault("AWS_ACCESS_KEY_ID", "local"), environment.getOrDefault("AWS_SECRET_ACCESS_KEY", "local")));
        this.tables = DynamoDbClient.builder().endpointOverride(endpoint).region(region).credentialsProvider(credentials)
                .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(PATIENCE)).build();
        this.streams = DynamoDbStreamsClient.builder().endpointOverride(endpoint).region(region).credentialsProvider(credentials)
                .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(PATIENCE)).build();
    }

    DynamoDbStreamsClient streams() {
        return streams;
    }

    /** Makes the table where it is missing. */
    void create(TableShape shape) {
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
