package org.zhicheng.local.services;

import java.net.URI;

import org.zhicheng.local.Endpoint;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sfn.SfnClient;

/** SDK clients as the functions build them, pointed at an embedded stack or another endpoint. */
public final class Clients {

    private static final StaticCredentialsProvider CREDENTIALS = StaticCredentialsProvider.create(AwsBasicCredentials
            .create(Endpoint.environment().get("AWS_ACCESS_KEY_ID"), Endpoint.environment().get("AWS_SECRET_ACCESS_KEY")));
    private static final Region REGION = Region.of(Endpoint.environment().get("AWS_REGION"));
    private static final S3Configuration BY_PATH = S3Configuration.builder().pathStyleAccessEnabled(true).chunkedEncodingEnabled(false)
            .build();

    private Clients() {
    }

    public static DynamoDbClient dynamoDb(URI endpoint) {
        return at(DynamoDbClient.builder(), endpoint).build();
    }

    /** Without the prefix that TestState puts before the host's name, as an endpoint has one name only. */
    public static SfnClient sfn(URI endpoint) {
        return at(SfnClient.builder(), endpoint)
                .overrideConfiguration(c -> c.putAdvancedOption(SdkAdvancedClientOption.DISABLE_HOST_PREFIX_INJECTION, true)).build();
    }

    public static KmsClient kms(URI endpoint) {
        return at(KmsClient.builder(), endpoint).build();
    }

    public static SesV2Client ses(URI endpoint) {
        return at(SesV2Client.builder(), endpoint).build();
    }

    public static S3Client s3(URI endpoint) {
        return at(S3Client.builder(), endpoint).serviceConfiguration(BY_PATH).build();
    }

    static S3Presigner presigner(URI endpoint) {
        return S3Presigner.builder().endpointOverride(endpoint).region(REGION).credentialsProvider(CREDENTIALS)
                .serviceConfiguration(BY_PATH).build();
    }

    /** A table with a stream and one key, {@code pk}. */
    static void createTable(DynamoDbClient client, String name) {
        client.createTable(CreateTableRequest.builder().tableName(name).billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(AttributeDefinition.builder().attributeName("pk").attributeType(ScalarAttributeType.S).build())
                .keySchema(KeySchemaElement.builder().attributeName("pk").keyType(KeyType.HASH).build())
                .streamSpecification(stream -> stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)).build());
    }

    static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B at(B builder, URI endpoint) {
        return builder.endpointOverride(endpoint).region(REGION).credentialsProvider(CREDENTIALS)
                .httpClientBuilder(UrlConnectionHttpClient.builder());
    }
}
