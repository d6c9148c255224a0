package org.zhicheng.stack.lambda;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;

/** One handler object behind its serializers: JSON in, JSON out. */
interface HandlerInstance {

    byte[] call(byte[] event, Context context) throws Exception;

    /** Wraps a handler; both kinds of Lambda's interfaces, the stream one first, as the runtime client does. */
    static HandlerInstance of(Object handler) {
        if (handler instanceof RequestStreamHandler stream) {
            return (event, context) -> {
                ByteArrayOutputStream output = new ByteArrayOutputStream();
                stream.handleRequest(new ByteArrayInputStream(event), output, context);
                return output.toByteArray();
            };
        }
        if (handler instanceof RequestHandler<?, ?> request) {
            return pojo(request);
        }
        throw new IllegalArgumentException("Class does not implement an appropriate handler interface: " + handler.getClass().getName());
    }

    private static HandlerInstance pojo(RequestHandler<?, ?> handler) {
        @SuppressWarnings("unchecked")
        RequestHandler<Object, Object> untyped = (RequestHandler<Object, Object>) handler;
        HandlerTypes types = HandlerTypes.of(handler.getClass());
        ClassLoader loader = handler.getClass().getClassLoader();
        PojoSerializer<Object> reader = LambdaSerializers.of(types.input(), loader);
        PojoSerializer<Object> writer = LambdaSerializers.of(types.output(), loader);
        return (event, context) -> {
            Object input;
            try {
                input = reader.fromJson(new ByteArrayInputStream(event));
            } catch (RuntimeException e) {
                throw new RuntimeException("An error occurred during JSON parsing", e);
            }
            Object result = untyped.handleRequest(input, context);
            if (types.output() == Void.class) {
                return "null".getBytes(StandardCharsets.UTF_8);
            }
            try {
                ByteArrayOutputStream output = new ByteArrayOutputStream();
                writer.toJson(result, output);
                return output.toByteArray();
            } catch (RuntimeException e) {
                throw new RuntimeException("An error occurred during JSON serialization of response", e);
            }
        };
    }
}
