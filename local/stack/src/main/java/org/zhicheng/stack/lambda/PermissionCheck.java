package org.zhicheng.stack.lambda;

import java.util.List;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

import org.zhicheng.stack.lambda.Needs.Need;
import org.zhicheng.stack.template.FunctionShape;
import org.zhicheng.stack.template.Grant;

/**
 * Refuses a function in this JVM what its policies in the template do not allow, as AWS would: what the template forgets is found here and
 * not in production. The SDK finds it by a file of its resources; calls that no function makes pass.
 */
public final class PermissionCheck implements ExecutionInterceptor {

    private static final ThreadLocal<Caller> CALLER = new InheritableThreadLocal<>();

    /** Who calls on this thread, and on those that it starts. */
    private record Caller(FunctionShape function, Needs needs) {
    }

    /** Work done as a function. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws Exception;
    }

    static <T> T as(FunctionShape function, Needs needs, Work<T> work) throws Exception {
        CALLER.set(new Caller(function, needs));
        try {
            return work.run();
        } finally {
            CALLER.remove();
        }
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        Caller caller = CALLER.get();
        if (caller == null) {
            return;
        }
        List<Grant> grants = caller.function().grants();
        for (Need need : caller.needs().of(context.request())) {
            boolean allowed = grants.stream().anyMatch(grant -> need.resource().map(resource -> grant.allows(need.action(), resource))
                    .orElseGet(() -> grant.actions().contains(need.action())));
            if (!allowed) {
                String message = caller.function().logicalId() + " is not authorized to perform: " + need.action()
                        + need.resource().map(resource -> " on resource: " + resource).orElse("")
                        + " because no identity-based policy allows it";
                System.err.println(message);
                throw AwsServiceException.builder().message(message).statusCode(403)
                        .awsErrorDetails(AwsErrorDetails.builder().errorCode("AccessDeniedException").errorMessage(message).build())
                        .build();
            }
        }
    }
}
