package org.zhicheng.stack.lambda;

import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.util.Iterator;
import java.util.ServiceLoader;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;

/** Chooses the serializer of a type as the runtime client does: the project's own, then Lambda's event classes, then Jackson. */
final class LambdaSerializers {

    private LambdaSerializers() {
    }

    static PojoSerializer<Object> of(Type type, ClassLoader loader) {
        Iterator<CustomPojoSerializer> own = ServiceLoader.load(CustomPojoSerializer.class, loader).iterator();
        if (own.hasNext()) {
            CustomPojoSerializer serializer = own.next();
            if (own.hasNext()) {
                throw new IllegalStateException("Too many serializers provided inside the META-INF/services folder, only one is allowed");
            }
            return custom(serializer, type);
        }
        if (type instanceof Class<?> named && LambdaEventSerializers.isLambdaSupportedEvent(named.getName())) {
            @SuppressWarnings("unchecked")
            Class<Object> event = (Class<Object>) named;
            return LambdaEventSerializers.serializerFor(event, loader);
        }
        return JacksonFactory.getInstance().getSerializer(type);
    }

    private static PojoSerializer<Object> custom(CustomPojoSerializer serializer, Type type) {
        return new PojoSerializer<>() {
            @Override
            public Object fromJson(InputStream input) {
                return serializer.fromJson(input, type);
            }

            @Override
            public Object fromJson(String input) {
                return serializer.fromJson(input, type);
            }

            @Override
            public void toJson(Object value, OutputStream output) {
                serializer.toJson(value, output, type);
            }
        };
    }
}
