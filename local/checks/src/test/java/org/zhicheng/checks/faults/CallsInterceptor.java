package org.zhicheng.checks.faults;

import java.util.Optional;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

import org.zhicheng.checks.usage.Invocation;

/** Found by every client of the SDK in the tests, through the class path; does nothing unless {@link Calls} are written down. */
public final class CallsInterceptor implements ExecutionInterceptor {

    private static final ExecutionAttribute<Long> FROM = new ExecutionAttribute<>("zhicheng.from");
    private static final ExecutionAttribute<Boolean> WATCHED = new ExecutionAttribute<>("zhicheng.watched");

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        attributes.putAttribute(FROM, System.nanoTime());
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        if (Invocation.current().isPresent() && Calls.areOf(context.httpRequest().port())) {
            attributes.putAttribute(WATCHED, true);
            Calls.before();
        }
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        end(attributes);
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        end(attributes);
    }

    private static void end(ExecutionAttributes attributes) {
        Optional.ofNullable(attributes.getAttribute(WATCHED))
                .ifPresent(_ -> Invocation.current().ifPresent(by -> Calls.made(by, attributes.getAttribute(FROM))));
    }
}
