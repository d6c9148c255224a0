package org.zhicheng.local.lambda;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.zhicheng.local.template.FunctionShape;
import org.zhicheng.local.template.Settings;
import org.zhicheng.local.template.Template;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;

/** The product's own template decides here, with the ids of the keys as they are made up without a running stack. */
class PermissionCheckTest {

    private static final Template TEMPLATE = Template.load(Path.of("..", "template.yaml"),
            Settings.local().withParameter("Issuer", "https://issuer.invalid").withParameter("PublicUrl", "https://zhicheng.invalid")
                    .withParameter("FirstAdministrator", "first"));
    private static final Needs NEEDS = new Needs(TEMPLATE.settings(), TEMPLATE.bucketKeys());

    @Test
    void shouldLetAFunctionDoWhatItsPoliciesAllow() {
        allows("ListQueueFunction", QueryRequest.builder().tableName("Table").indexName("queue").build());
        allows("WithdrawApplicationFunction", deletion("Table"));
        allows("ReadAttachmentFunction", GetObjectRequest.builder().bucket("zhicheng-materialsbucket").key("materials/a/b").build());
        allows("DeliverOutboxFunction",
                StartExecutionRequest.builder().stateMachineArn(TEMPLATE.stateMachines().getFirst().arn() + ":live").build());
    }

    @Test
    void shouldRefuseAnActionThatNoPolicyNames() {
        refuses("ShowApplicationFunction", deletion("Table"), "ShowApplicationFunction is not authorized to perform: dynamodb:DeleteItem");
    }

    @Test
    void shouldRefuseAnIndexABucketOrATableThatNoPolicyNames() {
        refuses("ListQueueFunction", QueryRequest.builder().tableName("Table").indexName("cycle").build(), "table/Table/index/cycle");
        refuses("WithdrawApplicationFunction", deletion("Other"), "table/Other");
        refuses("ReadAttachmentFunction", GetObjectRequest.builder().bucket("zhicheng-certificatesbucket").key("certificates/1").build(),
                "s3:GetObject");
    }

    @Test
    void shouldAskForTheKeyOfABucketToo() {
        FunctionShape whole = TEMPLATE.function("ReadAttachmentFunction").orElseThrow();
        FunctionShape withoutKey = new FunctionShape(whole.logicalId(), whole.name(), whole.arn(), whole.handler(), Map.of(),
                whole.timeout(), whole.memoryMegabytes(), List.of(), List.of(), List.of(),
                whole.grants().stream().filter(grant -> !grant.actions().contains("kms:Decrypt")).toList());
        assertThatThrownBy(
                () -> call(withoutKey, GetObjectRequest.builder().bucket("zhicheng-materialsbucket").key("materials/a/b").build()))
                .isInstanceOf(AwsServiceException.class).hasMessageContaining("kms:Decrypt");
    }

    @Test
    void shouldRefuseToGuessWhatARequestNeeds() {
        assertThatThrownBy(
                () -> call(TEMPLATE.function("ShowApplicationFunction").orElseThrow(), ScanRequest.builder().tableName("Table").build()))
                .isInstanceOf(UnsupportedOperationException.class).hasMessageContaining("ScanRequest");
    }

    @Test
    void shouldLetTheStackItselfDoAnything() {
        assertThatCode(() -> new PermissionCheck().beforeExecution(() -> ScanRequest.builder().tableName("Table").build(), null))
                .doesNotThrowAnyException();
    }

    private static void allows(String function, SdkRequest request) {
        assertThatCode(() -> call(TEMPLATE.function(function).orElseThrow(), request)).doesNotThrowAnyException();
    }

    private static void refuses(String function, SdkRequest request, String message) {
        assertThatThrownBy(() -> call(TEMPLATE.function(function).orElseThrow(), request)).isInstanceOf(AwsServiceException.class)
                .hasMessageContaining(message);
    }

    private static void call(FunctionShape function, SdkRequest request) throws Exception {
        PermissionCheck.as(function, NEEDS, () -> {
            new PermissionCheck().beforeExecution(() -> request, null);
            return request;
        });
    }

    private static TransactWriteItemsRequest deletion(String table) {
        return TransactWriteItemsRequest.builder().transactItems(TransactWriteItem.builder().delete(d -> d.tableName(table)).build())
                .build();
    }

    @Test
    void shouldNameTheSingleDeletionAsTheTransactionsOne() {
        allows("DeliverOutboxFunction", DeleteItemRequest.builder().tableName("Table").build());
    }
}
