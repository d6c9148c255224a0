package org.zhicheng.stack.services;

import java.net.URI;
import java.util.Map;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * SDK clients for one endpoint, the embedded services or another implementation of AWS.
 *
 * @param environment has {@code AWS_REGION}, {@code AWS_ACCESS_KEY_ID} and {@code AWS_SECRET_ACCESS_KEY}
 */
public record Clients(URI endpoint, Map<String, String> environment) {

    private static final S3Configuration BY_PATH = S3Configuration.builder().pathStyleAccessEnabled(true).chunkedEncodingEnabled(false)
            .build();

    public DynamoDbClient dynamoDb() {
        return at(DynamoDbClient.builder()).build();
    }

    public DynamoDbStreamsClient streams() {
        return at(DynamoDbStreamsClient.builder()).build();
    }

    /** Without the prefix that TestState puts before the host's name, as an endpoint has one name only. */
    public SfnClient sfn() {
        return at(SfnClient.builder())
                .overrideConfiguration(c -> c.putAdvancedOption(SdkAdvancedClientOption.DISABLE_HOST_PREFIX_INJECTION, true)).build();
    }

    public KmsClient kms() {
        return at(KmsClient.builder()).build();
    }

    public SesV2Client ses() {
        return at(SesV2Client.builder()).build();
    }

    public S3Client s3() {
        return at(S3Client.builder()).serviceConfiguration(BY_PATH).build();
    }

    public S3Presigner presigner() {
        return S3Presigner.builder().endpointOverride(endpoint).region(region()).credentialsProvider(credentials())
                .serviceConfiguration(BY_PATH).build();
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B at(B builder) {
        return builder.endpointOverride(endpoint).region(region()).credentialsProvider(credentials())
                .httpClientBuilder(UrlConnectionHttpClient.builder());
    }

    private Region region() {
        return Region.of(environment.get("AWS_REGION"));
    }

    private StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider
                .create(AwsBasicCredentials.create(environment.get("AWS_ACCESS_KEY_ID"), environment.get("AWS_SECRET_ACCESS_KEY")));
    }
}
