package org.zhicheng.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.fasterxml.jackson.databind.JsonNode;

/** Makes the Lambda runtime read and write records with our JSON; its own serializer knows beans only. */
public final class RecordSerializer implements CustomPojoSerializer {

    @Override
    public <T> T fromJson(InputStream input, Type type) {
        try {
            return type == ApiRequest.class ? request(Json.readTree(input)) : Json.read(input, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public <T> T fromJson(String input, Type type) {
        try {
            return type == ApiRequest.class ? request(Json.readTree(input)) : Json.read(input, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public <T> void toJson(T value, OutputStream output, Type type) {
        try {
            Json.write(value, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // The caller asked for this type, by the type object that was compared.
    @SuppressWarnings("unchecked")
    private static <T> T request(JsonNode event) {
        return (T) ApiRequest.of(event);
    }
}
