package org.zhicheng.checks.faults;

import java.io.IOException;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpResponse;

import org.zhicheng.checks.usage.Invocation;

/** Found by every client of the SDK in the tests, through the class path; does nothing unless {@link Faults} says so. */
public final class FaultInterceptor implements ExecutionInterceptor {

    private static final ExecutionAttribute<Fault> FAULT = new ExecutionAttribute<>("zhicheng.fault");
    private static final ExecutionAttribute<Boolean> FAILED_ONCE = new ExecutionAttribute<>("zhicheng.failedOnce");

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        // only what functions call is made to fail, never what the tests or the stack itself call
        Invocation.current().ifPresent(by -> {
            String call = attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME) + "."
                    + attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
            Faults.called(by.function(), call).ifPresent(fault -> attributes.putAttribute(FAULT, fault));
        });
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        Fault fault = attributes.getAttribute(FAULT);
        if (fault == null) {
            return;
        }
        switch (fault) {
            case NOT_SENT -> throw SdkClientException.create("made to fail: not sent");
            case REFUSED -> throw refused("AccessDeniedException", 400);
            case NOT_SENT_ONCE -> once(attributes, SdkClientException.create("made to fail once", new IOException("not sent")));
            case THROTTLED_ONCE -> once(attributes, refused("ThrottlingException", 400));
            case ANSWER_LOST, ANSWER_LOST_ONCE -> {
            }
        }
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        Fault fault = attributes.getAttribute(FAULT);
        SdkHttpResponse response = context.httpResponse();
        if (fault == null || response == null) {
            return;
        }
        switch (fault) {
            case ANSWER_LOST -> throw ApiCallTimeoutException.create(30_000);
            case ANSWER_LOST_ONCE -> once(attributes, SdkClientException.create("made to fail once", new IOException("answer lost")));
            case NOT_SENT, NOT_SENT_ONCE, THROTTLED_ONCE, REFUSED -> {
            }
        }
    }

    private static void once(ExecutionAttributes attributes, RuntimeException failure) {
        if (attributes.getAttribute(FAILED_ONCE) == null) {
            attributes.putAttribute(FAILED_ONCE, true);
            throw failure;
        }
    }

    private static AwsServiceException refused(String code, int status) {
        return AwsServiceException.builder().message("made to fail").statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage("made to fail").build()).build();
    }
}
