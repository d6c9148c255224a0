package org.zhicheng.states;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The operations on state machines, their versions, aliases and tags. */
final class StateMachineOperations {

    private static final List<String> SETTINGS = List.of("loggingConfiguration", "tracingConfiguration", "encryptionConfiguration");

    private final StateMachines machines;
    private final Executions executions;
    private final Clock clock;
    private final Arns arns;

    StateMachineOperations(StateMachines machines, Executions executions, Clock clock, Arns arns) {
        this.machines = machines;
        this.executions = executions;
        this.clock = clock;
        this.arns = arns;
    }

    synchronized ObjectNode create(Request request) {
        String name = request.name(request.required("name"));
        String definition = checked(request.required("definition"));
        if (!request.optional("type").orElse("STANDARD").equals("STANDARD")) {
            throw new ApiError("StateMachineTypeNotSupported", "Only STANDARD state machines are run here");
        }
        String arn = arns.stateMachine(name);
        Optional<StateMachine> known = machines.find(arn);
        if (known.isPresent()) {
            boolean same = known.get().definition().equals(definition)
                    && SETTINGS.stream().allMatch(field -> Objects.equals(known.get().document().get(field), request.body().get(field)));
            if (!same) {
                throw new ApiError("StateMachineAlreadyExists", "State Machine Already Exists: '" + arn + "'");
            }
            return created(known.get(), Optional.empty());
        }
        BigDecimal now = now();
        ObjectNode document = Json.object().put("stateMachineArn", arn).put("name", name).put("definition", definition)
                .put("roleArn", request.optional("roleArn").orElse("")).put("type", "STANDARD").put("creationDate", now)
                .put("updateDate", now).put("revisionId", UUID.randomUUID().toString());
        copySettings(request, document);
        document.putObject("versions");
        document.putObject("aliases");
        addTags(document.putObject("tags"), request);
        Optional<String> version = request.flag("publish")
                ? Optional.of(publish(document, request.optional("versionDescription")))
                : Optional.empty();
        StateMachine machine = new StateMachine(document);
        machines.put(machine);
        return created(machine, version);
    }

    synchronized ObjectNode update(Request request) {
        StateMachine machine = find(request.required("stateMachineArn"));
        ObjectNode document = machine.copy();
        request.optional("definition").ifPresent(definition -> document.put("definition", checked(definition)));
        request.optional("roleArn").ifPresent(role -> document.put("roleArn", role));
        copySettings(request, document);
        if (!document.equals(machine.document())) {
            document.put("revisionId", UUID.randomUUID().toString());
        }
        document.put("updateDate", now());
        Optional<String> version = request.flag("publish")
                ? Optional.of(publish(document, request.optional("versionDescription")))
                : Optional.empty();
        machines.put(new StateMachine(document));
        ObjectNode answer = Json.object().put("updateDate", document.get("updateDate").decimalValue()).put("revisionId",
                document.get("revisionId").textValue());
        version.ifPresent(arn -> answer.put("stateMachineVersionArn", arn));
        return answer;
    }

    ObjectNode describe(Request request) {
        String arn = request.required("stateMachineArn");
        StateMachine machine = machines.find(arn).or(() -> machines.find(plain(arn))).orElseThrow(() -> doesNotExist(arn));
        ObjectNode answer = machine.copy().without(List.of("versions", "aliases", "tags", "updateDate", "nextVersion"));
        if (!machine.arn().equals(arn)) {
            JsonNode version = machine.version(qualifier(arn)).orElseThrow(() -> doesNotExist(arn));
            answer.put("stateMachineArn", arn).setAll((ObjectNode) version.deepCopy());
        }
        return answer.put("status", "ACTIVE");
    }

    ObjectNode list(Request request) {
        List<StateMachine> all = machines.latestFirst();
        int from = (int) Math.min(request.pageStart(), all.size());
        int to = Math.min(from + request.pageSize(), all.size());
        ObjectNode answer = Json.object();
        ArrayNode listed = answer.putArray("stateMachines");
        all.subList(from, to).forEach(machine -> listed.addObject().put("stateMachineArn", machine.arn()).put("name", machine.name())
                .put("type", "STANDARD").put("creationDate", machine.document().get("creationDate").decimalValue()));
        return to < all.size() ? answer.put("nextToken", String.valueOf(to)) : answer;
    }

    /** Its running executions end with it. */
    synchronized ObjectNode delete(Request request) {
        String arn = request.required("stateMachineArn");
        machines.find(arn).ifPresent(machine -> {
            machines.remove(machine);
            executions.latestFirst().stream().filter(summary -> summary.belongsTo(arn))
                    .forEach(summary -> executions.findRunning(summary.arn()).ifPresent(
                            execution -> execution.abort(new StatesError(Optional.empty(), Optional.of("The state machine was deleted")))));
        });
        return Json.object();
    }

    ObjectNode validate(Request request) {
        ObjectNode answer = Json.object();
        ArrayNode diagnostics = answer.putArray("diagnostics");
        try {
            StateMachineDefinition.parse(request.required("definition"));
        } catch (InvalidDefinition e) {
            e.defects().forEach(defect -> diagnostics.addObject().put("severity", "ERROR").put("code", defect.code())
                    .put("message", defect.message()).put("location", defect.location()));
        }
        return answer.put("result", diagnostics.isEmpty() ? "OK" : "FAIL").put("truncated", false);
    }

    synchronized ObjectNode publishVersion(Request request) {
        StateMachine machine = find(request.required("stateMachineArn"));
        Optional<String> revision = request.optional("revisionId");
        if (revision.isPresent() && !revision.get().equals(machine.document().get("revisionId").textValue())) {
            throw new ApiError("ConflictException", "The revision is not the current one");
        }
        ObjectNode document = machine.copy();
        String arn = publish(document, request.optional("description"));
        machines.put(new StateMachine(document));
        return Json.object().put("creationDate", document.get("versions").get(qualifier(arn)).get("creationDate").decimalValue())
                .put("stateMachineVersionArn", arn);
    }

    ObjectNode listVersions(Request request) {
        StateMachine machine = find(request.required("stateMachineArn"));
        ObjectNode answer = Json.object();
        ArrayNode listed = answer.putArray("stateMachineVersions");
        List<String> numbers = machine.document().get("versions").properties().stream().map(Map.Entry::getKey).toList().reversed();
        numbers.forEach(number -> listed.addObject().put("stateMachineVersionArn", machine.arn() + ":" + number).put("creationDate",
                machine.document().get("versions").get(number).get("creationDate").decimalValue()));
        return answer;
    }

    synchronized ObjectNode deleteVersion(Request request) {
        String arn = request.required("stateMachineVersionArn");
        ObjectNode document = find(plain(arn)).copy();
        boolean used = document.get("aliases").valueStream().flatMap(alias -> alias.get("routingConfiguration").valueStream())
                .anyMatch(route -> route.get("stateMachineVersionArn").textValue().equals(arn));
        if (used) {
            throw new ApiError("ConflictException", "An alias uses this version");
        }
        ((ObjectNode) document.get("versions")).remove(qualifier(arn));
        machines.put(new StateMachine(document));
        return Json.object();
    }

    synchronized ObjectNode createAlias(Request request) {
        String name = request.name(request.required("name"));
        JsonNode routes = routes(request);
        StateMachine machine = find(plain(routes.get(0).get("stateMachineVersionArn").textValue()));
        String arn = machine.arn() + ":" + name;
        Optional<JsonNode> known = machine.alias(name);
        if (known.isPresent()) {
            if (!known.get().get("routingConfiguration").equals(routes)) {
                throw new ApiError("ConflictException", "The alias exists with other versions");
            }
            return Json.object().put("stateMachineAliasArn", arn).put("creationDate", known.get().get("creationDate").decimalValue());
        }
        BigDecimal now = now();
        ObjectNode document = machine.copy();
        ObjectNode alias = ((ObjectNode) document.get("aliases")).putObject(name).put("name", name).put("creationDate", now)
                .put("updateDate", now);
        request.optional("description").ifPresent(text -> alias.put("description", text));
        alias.set("routingConfiguration", routes);
        machines.put(new StateMachine(document));
        return Json.object().put("stateMachineAliasArn", arn).put("creationDate", now);
    }

    synchronized ObjectNode updateAlias(Request request) {
        String arn = request.required("stateMachineAliasArn");
        alias(arn);
        BigDecimal now = now();
        ObjectNode document = find(plain(arn)).copy();
        ObjectNode alias = (ObjectNode) document.get("aliases").get(qualifier(arn));
        request.optional("description").ifPresent(text -> alias.put("description", text));
        if (request.body().has("routingConfiguration")) {
            alias.set("routingConfiguration", routes(request));
        }
        alias.put("updateDate", now);
        machines.put(new StateMachine(document));
        return Json.object().put("updateDate", now);
    }

    ObjectNode describeAlias(Request request) {
        String arn = request.required("stateMachineAliasArn");
        return ((ObjectNode) alias(arn).deepCopy()).put("stateMachineAliasArn", arn);
    }

    ObjectNode listAliases(Request request) {
        StateMachine machine = find(request.required("stateMachineArn"));
        ObjectNode answer = Json.object();
        ArrayNode listed = answer.putArray("stateMachineAliases");
        machine.document().get("aliases")
                .forEach(alias -> listed.addObject().put("stateMachineAliasArn", machine.arn() + ":" + alias.get("name").textValue())
                        .put("creationDate", alias.get("creationDate").decimalValue()));
        return answer;
    }

    synchronized ObjectNode deleteAlias(Request request) {
        String arn = request.required("stateMachineAliasArn");
        alias(arn);
        ObjectNode document = find(plain(arn)).copy();
        ((ObjectNode) document.get("aliases")).remove(qualifier(arn));
        machines.put(new StateMachine(document));
        return Json.object();
    }

    synchronized ObjectNode tag(Request request) {
        ObjectNode document = resource(request).copy();
        addTags((ObjectNode) document.get("tags"), request);
        machines.put(new StateMachine(document));
        return Json.object();
    }

    synchronized ObjectNode untag(Request request) {
        ObjectNode document = resource(request).copy();
        request.body().path("tagKeys").forEach(key -> ((ObjectNode) document.get("tags")).remove(key.asText()));
        machines.put(new StateMachine(document));
        return Json.object();
    }

    ObjectNode listTags(Request request) {
        ObjectNode answer = Json.object();
        ArrayNode tags = answer.putArray("tags");
        resource(request).document().get("tags").properties()
                .forEach(tag -> tags.addObject().put("key", tag.getKey()).put("value", tag.getValue().asText()));
        return answer;
    }

    private static ObjectNode created(StateMachine machine, Optional<String> version) {
        ObjectNode answer = Json.object().put("stateMachineArn", machine.arn()).put("creationDate",
                machine.document().get("creationDate").decimalValue());
        version.ifPresent(arn -> answer.put("stateMachineVersionArn", arn));
        return answer;
    }

    /** Adds a version of what the document says now, and gives its ARN; the same revision is published once. */
    private String publish(ObjectNode document, Optional<String> description) {
        ObjectNode versions = (ObjectNode) document.get("versions");
        JsonNode revision = document.get("revisionId");
        Optional<String> published = versions.properties().stream().filter(version -> version.getValue().get("revisionId").equals(revision))
                .map(Map.Entry::getKey).findFirst();
        String number = published.orElseGet(() -> {
            int next = document.path("nextVersion").asInt(1);
            document.put("nextVersion", next + 1);
            ObjectNode version = versions.putObject(String.valueOf(next)).put("creationDate", now());
            version.set("definition", document.get("definition"));
            version.set("roleArn", document.get("roleArn"));
            version.set("revisionId", revision);
            description.ifPresent(text -> version.put("description", text));
            return String.valueOf(next);
        });
        return document.get("stateMachineArn").textValue() + ":" + number;
    }

    private JsonNode routes(Request request) {
        JsonNode routes = request.body().path("routingConfiguration");
        int weight = 0;
        for (JsonNode route : routes) {
            String arn = route.path("stateMachineVersionArn").asText();
            if (find(plain(arn)).version(qualifier(arn)).isEmpty()) {
                throw new ApiError("ResourceNotFound", "Resource not found: '" + arn + "'");
            }
            weight += route.path("weight").asInt();
        }
        if (routes.isEmpty() || routes.size() > 2 || weight != 100) {
            throw new ApiError("ValidationException", "'routingConfiguration' needs one or two versions whose weights add up to 100");
        }
        return routes;
    }

    private JsonNode alias(String arn) {
        return machines.find(plain(arn)).flatMap(machine -> machine.alias(qualifier(arn)))
                .orElseThrow(() -> new ApiError("ResourceNotFound", "Resource not found: '" + arn + "'"));
    }

    private StateMachine resource(Request request) {
        String arn = request.required("resourceArn");
        return machines.find(arn).orElseThrow(() -> new ApiError("ResourceNotFound", "Resource not found: '" + arn + "'"));
    }

    private StateMachine find(String arn) {
        return machines.find(arn).orElseThrow(() -> doesNotExist(arn));
    }

    private static ApiError doesNotExist(String arn) {
        return new ApiError("StateMachineDoesNotExist", "State Machine Does Not Exist: '" + arn + "'");
    }

    private static String plain(String qualifiedArn) {
        return qualifiedArn.substring(0, Math.max(0, qualifiedArn.lastIndexOf(':')));
    }

    private static String qualifier(String qualifiedArn) {
        return qualifiedArn.substring(qualifiedArn.lastIndexOf(':') + 1);
    }

    private static String checked(String definition) {
        try {
            StateMachineDefinition.parse(definition);
            return definition;
        } catch (InvalidDefinition e) {
            throw new ApiError("InvalidDefinition", e.getMessage());
        }
    }

    private static void copySettings(Request request, ObjectNode document) {
        SETTINGS.stream().filter(request.body()::has).forEach(field -> document.set(field, request.body().get(field)));
    }

    private static void addTags(ObjectNode tags, Request request) {
        request.body().path("tags").forEach(tag -> tags.put(tag.path("key").asText(), tag.path("value").asText()));
    }

    private BigDecimal now() {
        return Json.timestamp(clock.instant());
    }
}
