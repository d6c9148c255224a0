package org.zhicheng.stack.lambda;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.amazonaws.services.lambda.runtime.serialization.factories.GsonFactory;

/** Lambda's error JSON, as the runtime client and the service write it. */
final class LambdaErrors {

    private static final String OWN_PACKAGE = LambdaErrors.class.getPackageName() + ".";

    private LambdaErrors() {
    }

    /** An exception of the handler; frames of the runtime are left out, as the runtime client does. */
    static FunctionAnswer thrown(Throwable thrown) {
        List<String> trace = new ArrayList<>();
        for (StackTraceElement frame : thrown.getStackTrace()) {
            if (frame.getClassName().startsWith(OWN_PACKAGE)) {
                break;
            }
            trace.add(frame.toString());
        }
        return answer(message(thrown), thrown.getClass().getName(), trace);
    }

    /** A handler that could not be made: reported without a stack trace. */
    static FunctionAnswer initialisation(String message, Throwable thrown) {
        return answer(message, thrown.getClass().getName(), List.of());
    }

    static FunctionAnswer timedOut(String requestId, Duration limit) {
        return answer(
                String.format(Locale.ROOT, "RequestId: %s Error: Task timed out after %.2f seconds", requestId, limit.toMillis() / 1000.0),
                "Sandbox.Timedout", List.of());
    }

    static FunctionAnswer exited(String requestId, String how) {
        return answer("RequestId: " + requestId + " Error: Runtime exited " + how, "Runtime.ExitError", List.of());
    }

    static FunctionAnswer tooLarge(int bytes, int limit) {
        return answer("Response payload size (" + bytes + " bytes) exceeded maximum allowed payload size (" + limit + " bytes).",
                "Function.ResponseSizeTooLarge", List.of());
    }

    static String message(Throwable thrown) {
        return thrown.getLocalizedMessage() == null ? thrown.getClass().getName() : thrown.getLocalizedMessage();
    }

    private static FunctionAnswer answer(String message, String type, List<String> trace) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("errorMessage", message);
        error.put("errorType", type);
        if (!trace.isEmpty()) {
            error.put("stackTrace", trace);
        }
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        GsonFactory.getInstance().getSerializer(Object.class).toJson(error, json);
        return FunctionAnswer.failure(json.toByteArray());
    }
}
