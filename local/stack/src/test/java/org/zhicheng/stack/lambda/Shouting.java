package org.zhicheng.stack.lambda;

import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.util.Locale;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;

/** Reads everything in capitals. */
public final class Shouting implements CustomPojoSerializer {

    @Override
    public <T> T fromJson(InputStream input, Type type) {
        throw new UnsupportedOperationException();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T fromJson(String input, Type type) {
        return (T) input.toUpperCase(Locale.ROOT);
    }

    @Override
    public <T> void toJson(T value, OutputStream output, Type type) {
        throw new UnsupportedOperationException();
    }
}
