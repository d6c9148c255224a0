package org.zhicheng.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;

import org.zhicheng.contract.Repository.Node;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;

/** The API's contract, and whether a request or an answer keeps to it. */
final class OpenApi {

    private final Node root = Repository.openApi();

    /** Each operation by method and path, such as {@code PUT /cycles/{year}}. */
    Map<String, Node> operations() {
        Map<String, Node> operations = new TreeMap<>();
        Node paths = root.at("paths");
        paths.keys().forEach(path -> paths.at(path).keys()
                .forEach(method -> operations.put(method.toUpperCase(java.util.Locale.ROOT) + " " + path, paths.at(path).at(method))));
        return operations;
    }

    Node schemas() {
        return root.at("components").at("schemas");
    }

    Node answers() {
        return root.at("components").at("responses");
    }

    Node schema(String name) {
        Node schema = schemas().at(name);
        assertThat(schema.isThere()).as("schema " + name).isTrue();
        return schema;
    }

    Node resolve(Node node) {
        String reference = node.at("$ref").text();
        if (reference.isEmpty()) {
            return node;
        }
        Node target = root;
        for (String part : reference.substring(2).split("/")) {
            target = target.at(part);
        }
        assertThat(target.isThere()).as(reference).isTrue();
        return target;
    }

    /** The name of the schema that a node refers to; empty where it is none. */
    static String name(Node node) {
        return node.at("$ref").text().replaceAll(".*/", "");
    }

    Node operation(ApiRequest request) {
        // The contract does not say that a path's last part may hold slashes.
        Node operation = operations().get(request.routeKey().replace("+}", "}"));
        assertThat(operation).as(request.routeKey()).isNotNull();
        return operation;
    }

    /** The one status that says a request has come to something. */
    int success(ApiRequest request) {
        // 202 says that it has not come to something yet.
        List<Integer> statuses = operation(request).at("responses").keys().stream().map(Integer::valueOf)
                .filter(status -> status < 400 && status != 202).toList();
        // 204 beside another says that nothing was written, as by a preview, or that nothing is left.
        List<Integer> written = statuses.size() == 1 ? statuses : statuses.stream().filter(status -> status != 204).toList();
        // To a file, a program is told the address and a browser is sent on.
        List<Integer> asked = written.size() == 1
                ? written
                : written.stream().filter(status -> request.wantsJson() == (status == 200)).toList();
        assertThat(asked).as(request.routeKey()).hasSize(1);
        return asked.getFirst();
    }

    /** That a request has the parameters and the body that the contract asks for. */
    void checkRequest(ApiRequest request) {
        Node operation = operation(request);
        List<Node> parameters = operation.at("parameters").items().stream().map(this::resolve).toList();
        for (Node parameter : parameters) {
            String name = parameter.at("name").text();
            boolean given = switch (parameter.at("in").text()) {
                case "path" -> request.pathParameters().containsKey(name);
                case "query" -> request.queryStringParameters().containsKey(name);
                default -> request.header(name).isPresent();
            };
            assertThat(given || !parameter.at("required").text().equals("true")).as(request.routeKey() + " " + name).isTrue();
        }
        assertThat(parameters.stream().filter(p -> !p.at("in").text().equals("header")).map(p -> p.at("name").text()))
                .as(request.routeKey()).containsAll(request.queryStringParameters().keySet())
                .containsAll(request.pathParameters().keySet());
        Node body = operation.at("requestBody").at("content").at("application/json").at("schema");
        assertThat(body.isThere()).as(request.routeKey() + " has a body").isEqualTo(request.body() != null);
        if (body.isThere()) {
            assertThat(violations(body, Repository.parse(request.body()))).as(request.routeKey() + " " + request.body()).isEmpty();
        }
    }

    /** That an answer's status, refusal, headers and body are among those that the contract names. */
    void checkAnswer(ApiRequest request, ApiResponse response) {
        String about = request.routeKey() + " → " + response.statusCode();
        Node answer = resolve(operation(request).at("responses").at(Integer.toString(response.statusCode())));
        assertThat(answer.isThere()).as(about + " " + response.body()).isTrue();
        Node content = answer.at("content");
        if (content.isThere()) {
            String type = response.headers().get("content-type").replaceAll(";.*", "");
            assertThat(content.keys()).as(about).contains(type);
            if (type.endsWith("json")) {
                String body = response.isBase64Encoded()
                        ? new String(java.util.Base64.getDecoder().decode(response.body()), java.nio.charset.StandardCharsets.UTF_8)
                        : response.body();
                assertThat(violations(content.at(type).at("schema"), Repository.parse(body))).as(about + " " + body).isEmpty();
            }
        } else {
            assertThat(response.body()).as(about).isEmpty();
        }
        if (response.statusCode() >= 400) {
            assertThat(answer.at("x-codes").texts()).as(about).contains(Repository.parse(response.body()).get("code").textValue());
        }
        answer.at("headers").keys()
                .forEach(header -> assertThat(response.headers()).as(about).containsKey(header.toLowerCase(java.util.Locale.ROOT)));
    }

    /** Where a value departs from a schema; what a schema does not name is a departure too. */
    List<String> violations(Node schema, JsonNode value) {
        List<String> violations = new ArrayList<>();
        check(schema, value, "", violations);
        return violations;
    }

    private void check(Node reference, JsonNode value, String place, List<String> violations) {
        Node schema = resolve(reference);
        List<Node> oneOf = schema.at("oneOf").items();
        if (!oneOf.isEmpty()) {
            long fitting = oneOf.stream().filter(one -> violations(one, value).isEmpty()).count();
            if (fitting != 1) {
                violations.add(place + ": " + value + " is " + fitting + " of " + schema.value());
            }
            return;
        }
        String type = schema.at("type").text();
        boolean fits = switch (type) {
            case "object" -> value.isObject() && value.size() <= number(schema, "maxProperties", Integer.MAX_VALUE);
            case "array" -> value.isArray() && value.size() <= number(schema, "maxItems", Integer.MAX_VALUE);
            case "string" -> value.isTextual() && fits(schema, value.textValue());
            case "integer" -> value.isIntegralNumber() && inRange(schema, value.longValue());
            case "boolean" -> value.isBoolean();
            case "" -> true;
            default -> throw new IllegalArgumentException(type);
        };
        if (!fits) {
            violations.add(place + ": " + value + " is not " + schema.value());
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                check(schema.at("items"), value.get(i), place + "/" + i, violations);
            }
        } else if (value.isObject()) {
            schema.at("required").texts().stream().filter(name -> !value.has(name))
                    .forEach(name -> violations.add(place + "/" + name + " is missing"));
            value.properties().forEach(entry -> {
                Node property = schema.at("properties").at(entry.getKey());
                Node other = schema.at("additionalProperties");
                if (property.isThere()) {
                    check(property, entry.getValue(), place + "/" + entry.getKey(), violations);
                } else if (!other.keys().isEmpty()) {
                    check(other, entry.getValue(), place + "/" + entry.getKey(), violations);
                } else {
                    violations.add(place + "/" + entry.getKey() + " is unknown");
                }
            });
        }
    }

    private static boolean fits(Node schema, String text) {
        List<String> allowed = schema.at("enum").texts();
        int length = text.codePointCount(0, text.length());
        return (allowed.isEmpty() || allowed.contains(text))
                && (!schema.at("pattern").isThere() || text.matches(schema.at("pattern").text()))
                && length <= number(schema, "maxLength", Integer.MAX_VALUE) && length >= number(schema, "minLength", 0)
                && switch (schema.at("format").text()) {
                    case "date" -> parses(() -> LocalDate.parse(text));
                    case "date-time" -> parses(() -> Instant.parse(text));
                    default -> true;
                };
    }

    private static boolean inRange(Node schema, long number) {
        return number >= number(schema, "minimum", Long.MIN_VALUE) && number <= number(schema, "maximum", Long.MAX_VALUE);
    }

    private static long number(Node schema, String name, long otherwise) {
        return schema.at(name).isThere() ? Long.parseLong(schema.at(name).text()) : otherwise;
    }

    private static boolean parses(Runnable parser) {
        try {
            parser.run();
            return true;
        } catch (java.time.DateTimeException e) {
            return false;
        }
    }
}
