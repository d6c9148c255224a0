package org.zhicheng.lambda;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import org.zhicheng.dossier.delivery.Delivery;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.text.Text;

/** JSON as the API, the events and the items use it: records, ISO dates, absent values left out. */
public final class Json {

    /** For events of AWS and for what the table holds: newer fields are passed over. */
    private static final ObjectMapper LENIENT = mapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private Json() {
    }

    private static JsonMapper.Builder mapper() {
        // A record is its components: what is reckoned from them (isOpen) is neither kept nor told.
        JsonMapper.Builder builder = JsonMapper.builder().disable(MapperFeature.AUTO_DETECT_IS_GETTERS).addModule(new Jdk8Module())
                .addModule(new JavaTimeModule()).addMixIn(Delivery.class, NamedDelivery.class)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS).disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS));
        return builder;
    }

    /**
     * Reads a request's body.
     *
     * @throws Failure {@code MALFORMED_JSON}, {@code UNKNOWN_FIELD}, {@code INVALID_VALUE} or {@code MISSING_FIELD}
     */
    public static <T> T decode(String body, Class<T> type) {
        if (body == null || body.isBlank()) {
            throw new Failure(ErrorCode.MALFORMED_JSON, "—");
        }
        try (JsonParser parser = new WithoutNullsInLists(Strict.MAPPER.createParser(body))) {
            T value = Strict.MAPPER.readValue(parser, type);
            if (value == null) {
                throw new Failure(ErrorCode.MALFORMED_JSON, "null");
            }
            return RequestLimits.check(value);
        } catch (UnrecognizedPropertyException e) {
            throw new Failure(ErrorCode.UNKNOWN_FIELD, path(e));
        } catch (InvalidFormatException e) {
            throw new Failure(ErrorCode.INVALID_VALUE, path(e), expected(e.getTargetType()));
        } catch (ValueInstantiationException e) {
            // what a record refuses by itself keeps its code
            if (e.getCause() instanceof Failure failure) {
                throw failure;
            }
            throw new Failure(ErrorCode.INVALID_VALUE, path(e), expected(e.getType() == null ? null : e.getType().getRawClass()));
        } catch (MismatchedInputException e) {
            throw new Failure(ErrorCode.INVALID_VALUE, path(e), expected(e.getTargetType()));
        } catch (JsonProcessingException e) {
            // A record that refuses its own parts says why; the mapper has wrapped it.
            if (e.getCause() instanceof Failure refused) {
                throw refused;
            }
            String place = e.getLocation() == null ? "?" : e.getLocation().getLineNr() + ":" + e.getLocation().getColumnNr();
            throw new Failure(ErrorCode.MALFORMED_JSON, place);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String encode(Object value) {
        try {
            return LENIENT.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode tree(Object value) {
        return LENIENT.valueToTree(value);
    }

    public static <T> T fromTree(JsonNode tree, Class<T> type) {
        try {
            return LENIENT.treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode readTree(Reader input) throws IOException {
        return LENIENT.readTree(input);
    }

    static JsonNode readTree(String input) throws IOException {
        return LENIENT.readTree(input);
    }

    static <T> T read(Reader input, Type type) throws IOException {
        return LENIENT.readValue(input, LENIENT.constructType(type));
    }

    static void write(Object value, OutputStream output) throws IOException {
        LENIENT.writeValue(output, value);
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        e.getPath().forEach(reference -> {
            if (reference.getFieldName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(clean(reference.getFieldName()));
            }
        });
        return path.isEmpty() ? "JSON" : path.toString();
    }

    // A field's name comes from outside: keep it short and plain.
    private static String clean(String name) {
        String plain = name.replaceAll("[^\\p{L}\\p{N}_.\\[\\]-]", "?");
        return plain.length() > 60 ? plain.substring(0, 60) + "…" : plain;
    }

    /** The names that an enum has, as a list to choose from. */
    static String names(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(String::valueOf).collect(Collectors.joining(" / "));
    }

    private static Object expected(Class<?> type) {
        if (type == null) {
            return "JSON";
        }
        if (type.isEnum()) {
            return names(type);
        }
        // as it is written in JSON, not as the code calls it
        return switch (type.getSimpleName()) {
            case "LocalDate" -> "YYYY-MM-DD";
            case "Integer", "int", "Long", "long" -> new Text("整数，不加引号", "a whole number, not in quotation marks");
            case "Boolean", "boolean" -> "true / false";
            case "String" -> new Text("文字，加引号", "a text in quotation marks");
            default -> Collection.class.isAssignableFrom(type) || type.isArray()
                    ? new Text("列表 […]", "a list […]")
                    : new Text("对象 {…}", "an object {…}");
        };
    }

    /** How the outbox spells the kinds of deliveries; what waits there was written under these names. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({@JsonSubTypes.Type(value = Delivery.SendMail.class, name = "SEND_MAIL"),
            @JsonSubTypes.Type(value = Delivery.MailToStaff.class, name = "MAIL_TO_STAFF"),
            @JsonSubTypes.Type(value = Delivery.MoveDeadlines.class, name = "MOVE_DEADLINES"),
            @JsonSubTypes.Type(value = Delivery.Callback.class, name = "CALLBACK"),
            @JsonSubTypes.Type(value = Delivery.StartReview.class, name = "START_REVIEW"),
            @JsonSubTypes.Type(value = Delivery.ApplyApprovalDocument.class, name = "APPLY_APPROVAL_DOCUMENT"),
            @JsonSubTypes.Type(value = Delivery.ApplyRegistration.class, name = "APPLY_REGISTRATION"),
            @JsonSubTypes.Type(value = Delivery.MailCode.class, name = "MAIL_CODE"),
            @JsonSubTypes.Type(value = Delivery.CarryOutSession.class, name = "CARRY_OUT_SESSION"),
            @JsonSubTypes.Type(value = Delivery.MailToExpert.class, name = "MAIL_TO_EXPERT"),
            @JsonSubTypes.Type(value = Delivery.DeleteFiles.class, name = "DELETE_FILES")})
    private interface NamedDelivery {
    }

    /** Refuses a null in a list, and says where. As the value of a field it is what many clients write for one that is left out. */
    private static final class WithoutNullsInLists extends JsonParserDelegate {

        WithoutNullsInLists(JsonParser parser) {
            super(parser);
        }

        @Override
        public JsonToken nextToken() throws IOException {
            JsonToken token = delegate.nextToken();
            if (token == JsonToken.VALUE_NULL && getParsingContext().inArray()) {
                String path = getParsingContext().pathAsPointer().toString().substring(1).replaceAll("/([0-9]+)", "[$1]").replace('/', '.');
                throw new Failure(ErrorCode.INVALID_VALUE, clean(path), "≠ null");
            }
            return token;
        }
    }

    /** A day as its text, {@code 2025-03-10}; the library's own takes numbers, lists and instants for one as well. */
    private static final class DateOnly extends StdDeserializer<LocalDate> {

        private DateOnly() {
            super(LocalDate.class);
        }

        @Override
        public LocalDate deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return (LocalDate) context.handleUnexpectedToken(LocalDate.class, parser);
            }
            try {
                return LocalDate.parse(parser.getText());
            } catch (DateTimeParseException e) {
                throw context.weirdStringException(parser.getText(), LocalDate.class, e.getMessage());
            }
        }
    }

    /** In a class of its own: a mapper takes time to make, and many requests have no body to read. */
    private static final class Strict {

        /** For what comes from outside: an unknown field, a number as text or for a date, or a duplicate key is refused. */
        static final ObjectMapper MAPPER = mapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS).enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .addModule(new SimpleModule().addDeserializer(LocalDate.class, new DateOnly()))
                .withCoercionConfigDefaults(c -> c.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
                .withCoercionConfig(LogicalType.Textual,
                        c -> c.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .withCoercionConfig(LogicalType.Integer,
                        c -> c.setCoercion(CoercionInputShape.String, CoercionAction.Fail).setCoercion(CoercionInputShape.Float,
                                CoercionAction.Fail))
                .withCoercionConfig(LogicalType.Boolean, c -> c.setCoercion(CoercionInputShape.String, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail))
                .build();
    }
}
