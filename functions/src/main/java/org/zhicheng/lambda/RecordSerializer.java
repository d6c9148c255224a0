package org.zhicheng.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.fasterxml.jackson.databind.JsonNode;

/** Makes the Lambda runtime read and write records with our JSON; its own serializer knows beans only. */
public final class RecordSerializer implements CustomPojoSerializer {

    @Override
    public <T> T fromJson(InputStream input, Type type) {
        try {
            // As characters: from bytes, Jackson 2.21 refuses a field's name with an escaped surrogate pair, which anyone may put into a query.
            Reader reader = new InputStreamReader(input, StandardCharsets.UTF_8);
            return type == ApiRequest.class ? request(Json.readTree(reader)) : Json.read(reader, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public <T> T fromJson(String input, Type type) {
        try {
            Reader reader = new StringReader(input);
            return type == ApiRequest.class ? request(Json.readTree(reader)) : Json.read(reader, type);
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
