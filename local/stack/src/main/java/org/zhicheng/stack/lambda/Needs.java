package org.zhicheng.stack.lambda;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairWithoutPlaintextRequest;
import software.amazon.awssdk.services.kms.model.GenerateMacRequest;
import software.amazon.awssdk.services.kms.model.GetPublicKeyRequest;
import software.amazon.awssdk.services.kms.model.SignRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.sesv2.model.SendEmailRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.ListExecutionsRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;

import org.zhicheng.stack.template.Settings;

/** What AWS asks of a caller's policies for a request, as IAM's service authorization reference has it. */
final class Needs {

    /** An action, and the resource it is done to; empty where the request does not name it. */
    record Need(String action, Optional<String> resource) {

        static Need of(String action, String resource) {
            return new Need(action, Optional.of(resource));
        }
    }

    private final Settings place;
    private final Map<String, String> bucketKeys;

    /** @param bucketKeys the key that encrypts each bucket, by its ARN */
    Needs(Settings place, Map<String, String> bucketKeys) {
        this.place = place;
        this.bucketKeys = Map.copyOf(bucketKeys);
    }

    /** @throws UnsupportedOperationException for a request whose needs are not written down here */
    List<Need> of(SdkRequest request) {
        return switch (request) {
            case GetItemRequest r -> List.of(Need.of("dynamodb:GetItem", table(r.tableName())));
            case PutItemRequest r -> List.of(Need.of("dynamodb:PutItem", table(r.tableName())));
            case UpdateItemRequest r -> List.of(Need.of("dynamodb:UpdateItem", table(r.tableName())));
            case DeleteItemRequest r -> List.of(Need.of("dynamodb:DeleteItem", table(r.tableName())));
            case QueryRequest r -> List.of(Need.of("dynamodb:Query",
                    r.indexName() == null ? table(r.tableName()) : table(r.tableName()) + "/index/" + r.indexName()));
            case TransactWriteItemsRequest r -> r.transactItems().stream().map(this::write).toList();
            // A presigned address is as good as the policies of whose function signed it.
            case GetObjectRequest r -> object("s3:GetObject", r.bucket(), r.key(), "kms:Decrypt");
            case HeadObjectRequest r -> object("s3:GetObject", r.bucket(), r.key(), "kms:Decrypt");
            case PutObjectRequest r -> object("s3:PutObject", r.bucket(), r.key(), "kms:GenerateDataKey");
            case ListObjectsV2Request r -> List.of(Need.of("s3:ListBucket", "arn:" + place.partition() + ":s3:::" + r.bucket()));
            case DeleteObjectRequest r -> List.of(Need.of("s3:DeleteObject", object(r.bucket(), r.key())));
            case EncryptRequest r -> List.of(Need.of("kms:Encrypt", key(r.keyId())));
            case DecryptRequest r -> List.of(Need.of("kms:Decrypt", key(r.keyId())));
            case GenerateDataKeyPairWithoutPlaintextRequest r ->
                List.of(Need.of("kms:GenerateDataKeyPairWithoutPlaintext", key(r.keyId())));
            case GenerateMacRequest r -> List.of(Need.of("kms:GenerateMac", key(r.keyId())));
            case SignRequest r -> List.of(Need.of("kms:Sign", key(r.keyId())));
            case GetPublicKeyRequest r -> List.of(Need.of("kms:GetPublicKey", key(r.keyId())));
            // By the machine, whatever version or alias is named.
            case StartExecutionRequest r -> List.of(Need.of("states:StartExecution", unqualified(r.stateMachineArn())));
            case ListExecutionsRequest r -> List.of(Need.of("states:ListExecutions", unqualified(r.stateMachineArn())));
            case DescribeExecutionRequest r -> List.of(Need.of("states:DescribeExecution", r.executionArn()));
            case SendTaskSuccessRequest _ -> List.of(new Need("states:SendTaskSuccess", Optional.empty()));
            case SendEmailRequest r -> List.of(Need.of("ses:SendEmail", place.arn("ses", "identity/" + r.fromEmailAddress())));
            default -> throw new UnsupportedOperationException("the embedded stack does not know what permission "
                    + request.getClass().getSimpleName() + " needs; say it in " + Needs.class.getSimpleName());
        };
    }

    private Need write(TransactWriteItem item) {
        if (item.put() != null) {
            return Need.of("dynamodb:PutItem", table(item.put().tableName()));
        }
        if (item.update() != null) {
            return Need.of("dynamodb:UpdateItem", table(item.update().tableName()));
        }
        return item.delete() != null
                ? Need.of("dynamodb:DeleteItem", table(item.delete().tableName()))
                : Need.of("dynamodb:ConditionCheckItem", table(item.conditionCheck().tableName()));
    }

    private List<Need> object(String action, String bucket, String key, String keyAction) {
        return Stream.concat(Stream.of(Need.of(action, object(bucket, key))),
                Stream.ofNullable(bucketKeys.get(bucket)).map(arn -> Need.of(keyAction, arn))).toList();
    }

    private String object(String bucket, String key) {
        return "arn:" + place.partition() + ":s3:::" + bucket + "/" + key;
    }

    private String table(String name) {
        return place.arn("dynamodb", "table/" + name);
    }

    private String key(String id) {
        return id.startsWith("arn:") ? id : place.arn("kms", "key/" + id);
    }

    private static String unqualified(String stateMachineArn) {
        String[] parts = stateMachineArn.split(":");
        return parts.length > 7 ? String.join(":", List.of(parts).subList(0, 7)) : stateMachineArn;
    }
}
