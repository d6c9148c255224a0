package org.zhicheng.stack.lambda;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;

import org.zhicheng.stack.fixture.Fixture;
import org.zhicheng.stack.template.FunctionShape;
import org.zhicheng.stack.template.Settings;
import org.zhicheng.stack.template.Template;

class PermissionCheckTest {

    private static final Template TEMPLATE = Template.load(Fixture.templateFile().resolveSibling("permissions-template.yaml"),
            Settings.local());
    private static final Needs NEEDS = new Needs(TEMPLATE.settings(), TEMPLATE.bucketKeys());
    private static final String BUCKET = TEMPLATE.buckets().getFirst();

    @Test
    void shouldLetAFunctionDoWhatItsPoliciesAllow() {
        allows("ReaderFunction", QueryRequest.builder().tableName("Things").indexName("queue").build());
        allows("ReaderFunction", GetObjectRequest.builder().bucket(BUCKET).key("public/a/b").build());
        allows("WriterFunction", deletion("Things"));
        allows("WriterFunction",
                StartExecutionRequest.builder().stateMachineArn(TEMPLATE.stateMachines().getFirst().arn() + ":live").build());
    }

    @Test
    void shouldRefuseAnActionThatNoPolicyNames() {
        refuses("ReaderFunction", deletion("Things"), "ReaderFunction is not authorized to perform: dynamodb:DeleteItem");
    }

    @Test
    void shouldRefuseAnIndexATableOrAnObjectThatNoPolicyNames() {
        refuses("ReaderFunction", QueryRequest.builder().tableName("Things").indexName("other").build(), "table/Things/index/other");
        refuses("WriterFunction", deletion("Other"), "table/Other");
        refuses("ReaderFunction", GetObjectRequest.builder().bucket(BUCKET).key("private/1").build(), "s3:GetObject");
    }

    @Test
    void shouldAskForTheKeyOfABucketToo() {
        FunctionShape whole = TEMPLATE.function("ReaderFunction").orElseThrow();
        FunctionShape withoutKey = new FunctionShape(whole.logicalId(), whole.name(), whole.arn(), whole.handler(), whole.ownZip(),
                Map.of(), whole.timeout(), whole.memoryMegabytes(), List.of(), List.of(), List.of(),
                whole.grants().stream().filter(grant -> !grant.actions().contains("kms:Decrypt")).toList());
        assertThatThrownBy(() -> call(withoutKey, GetObjectRequest.builder().bucket(BUCKET).key("public/a/b").build()))
                .isInstanceOf(AwsServiceException.class).hasMessageContaining("kms:Decrypt");
    }

    @Test
    void shouldRefuseToGuessWhatARequestNeeds() {
        assertThatThrownBy(() -> call(TEMPLATE.function("ReaderFunction").orElseThrow(), ScanRequest.builder().tableName("Things").build()))
                .isInstanceOf(UnsupportedOperationException.class).hasMessageContaining("ScanRequest");
    }

    @Test
    void shouldLetTheStackItselfDoAnything() {
        assertThatCode(() -> new PermissionCheck().beforeExecution(() -> ScanRequest.builder().tableName("Things").build(), null))
                .doesNotThrowAnyException();
    }

    @Test
    void shouldNameTheSingleDeletionAsTheTransactionsOne() {
        allows("WriterFunction", DeleteItemRequest.builder().tableName("Things").build());
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
}
