package org.zhicheng.states;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

/** Finds all that is wrong in a definition, or right and not implemented here, so that nothing is ignored silently at run time. */
final class DefinitionCheck {

    private static final String SCHEMA = "SCHEMA_VALIDATION_FAILED";
    private static final String TARGET = "MISSING_TRANSITION_TARGET";
    private static final String JSONATA = "JSONata";
    static final long LONGEST_SECONDS = 99_999_999;
    private static final long LONGEST_DELAY = 31_622_400;
    private static final int LONGEST_NAME = 80;
    private static final Pattern VARIABLE = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]{0,79}");

    private static final Set<String> MACHINE = Set.of("Comment", "StartAt", "States", "TimeoutSeconds", "Version", "QueryLanguage");
    private static final Set<String> BRANCH = Set.of("Comment", "StartAt", "States", "QueryLanguage");
    private static final Set<String> PROCESSOR = Set.of("Comment", "StartAt", "States", "QueryLanguage", "ProcessorConfig");
    private static final Set<String> CHOICE_RULE = Set.of("Condition", "Next", "Output", "Assign", "Comment");
    private static final Set<String> RETRIER = Set.of("ErrorEquals", "IntervalSeconds", "MaxAttempts", "BackoffRate", "MaxDelaySeconds",
            "JitterStrategy", "Comment");
    private static final Set<String> CATCHER = Set.of("ErrorEquals", "Next", "Output", "Assign", "Comment");
    private static final Set<String> OBJECT = Set.of("Bucket", "Key");
    private static final Pattern READER = Pattern.compile("arn:aws[a-z-]*:states:::s3:getObject");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9_-]{1,40}");
    private static final Set<String> INVOCATION = Set.of("FunctionName", "Payload", "Qualifier");
    private static final Set<String> JSONPATH = Set.of("InputPath", "OutputPath", "ResultPath", "Parameters", "ResultSelector", "Result",
            "ItemsPath", "SecondsPath", "TimestampPath", "TimeoutSecondsPath", "HeartbeatSecondsPath", "ErrorPath", "CausePath",
            "MaxConcurrencyPath", "ToleratedFailureCountPath", "ToleratedFailurePercentagePath", "Variable");
    private static final Set<String> ERROR_NAMES = Set.of(StatesError.ALL, StatesError.TIMEOUT, StatesError.HEARTBEAT_TIMEOUT,
            StatesError.TASK_FAILED, StatesError.DATA_LIMIT_EXCEEDED, StatesError.RUNTIME, QueryEvaluationError.NAME, "States.Permissions",
            "States.NoChoiceMatched", "States.BranchFailed", "States.ExceedToleratedFailureThreshold", "States.ItemReaderFailed",
            "States.ResultWriterFailed");

    private final List<InvalidDefinition.Defect> defects = new ArrayList<>();
    private final Set<String> stateNames = new HashSet<>();
    private final Set<String> labels = new HashSet<>();
    private int depth;

    private DefinitionCheck() {
    }

    static List<InvalidDefinition.Defect> defectsOf(JsonNode root) {
        DefinitionCheck check = new DefinitionCheck();
        check.machine(root);
        return check.defects;
    }

    private void machine(JsonNode root) {
        if (!root.isObject()) {
            defect("The definition is not an object", "/");
            return;
        }
        fields(root, MACHINE, "");
        if (root.has("TimeoutSeconds")) {
            integer(root.get("TimeoutSeconds"), 1, LONGEST_SECONDS, "/TimeoutSeconds");
        }
        if (root.has("Version") && !root.get("Version").asText().equals("1.0")) {
            defect("The only version is '1.0'", "/Version");
        }
        flow(root, "", root.path("QueryLanguage").asText("JSONPath"), Set.of());
    }

    private void flow(JsonNode flow, String path, String language, Set<String> outerVariables) {
        JsonNode states = flow.path("States");
        if (!states.isObject() || states.isEmpty()) {
            defect("Missing required property 'States'", path + "/States");
            return;
        }
        if (!flow.path("StartAt").isTextual()) {
            defect("Missing required property 'StartAt'", path + "/StartAt");
        } else if (!states.has(flow.get("StartAt").textValue())) {
            defect(TARGET, "Missing 'StartAt' target: " + flow.get("StartAt").textValue(), path + "/StartAt");
        }
        Set<String> variables = new HashSet<>(outerVariables);
        states.forEach(state -> variables.addAll(assigned(state)));
        states.properties().forEach(member -> {
            String at = path + "/States/" + member.getKey();
            if (member.getKey().isEmpty() || member.getKey().length() > LONGEST_NAME) {
                defect("A state's name has 1 to 80 characters", at);
            }
            if (!stateNames.add(member.getKey())) {
                defect("A second state of this name", at);
            }
            for (String variable : assigned(member.getValue())) {
                if (outerVariables.contains(variable)) {
                    defect("The variable '" + variable + "' belongs to an outer scope and cannot be assigned here", at);
                }
            }
            state(member.getValue(), states, at, language, variables);
        });
        reachability(flow, path);
    }

    private void state(JsonNode state, JsonNode siblings, String at, String outerLanguage, Set<String> variables) {
        Optional<StateType> type = StateType.of(state.path("Type").asText());
        if (type.isEmpty()) {
            defect("Unknown state type '" + state.path("Type").asText() + "'", at + "/Type");
            return;
        }
        String language = state.path("QueryLanguage").asText(outerLanguage);
        if (!language.equals(JSONATA)) {
            defect("The query language is '" + language + "'; only JSONata is supported", at + "/QueryLanguage");
            return;
        }
        fields(state, fieldsOf(type.get()), at);
        if (state.has("Output")) {
            template(state.get("Output"), at + "/Output");
        }
        assignments(state, at);
        if (type.get().hasTransition()) {
            transition(state, siblings, at);
        }
        switch (type.get()) {
            case PASS, SUCCEED -> {
            }
            case TASK -> task(state, at);
            case CHOICE -> choice(state, siblings, at);
            case WAIT -> waiting(state, at);
            case FAIL -> fail(state, at);
            case PARALLEL -> parallel(state, at, language, variables);
            case MAP -> map(state, at, language, variables);
        }
        if (type.get() == StateType.TASK || type.get().hasChildren()) {
            retriers(state, at);
            catchers(state, siblings, at);
        }
    }

    private static Set<String> fieldsOf(StateType type) {
        Set<String> fields = new LinkedHashSet<>(List.of("Type", "Comment", "QueryLanguage"));
        if (type.hasTransition()) {
            fields.addAll(List.of("Next", "End"));
        }
        if (type != StateType.FAIL) {
            fields.add("Output");
        }
        if (type != StateType.FAIL && type != StateType.SUCCEED) {
            fields.add("Assign");
        }
        fields.addAll(switch (type) {
            case PASS, SUCCEED -> List.of();
            case TASK -> List.of("Resource", "Arguments", "TimeoutSeconds", "HeartbeatSeconds", "Retry", "Catch");
            case CHOICE -> List.of("Choices", "Default");
            case WAIT -> List.of("Seconds", "Timestamp");
            case FAIL -> List.of("Error", "Cause");
            case PARALLEL -> List.of("Branches", "Arguments", "Retry", "Catch");
            case MAP -> List.of("Items", "ItemSelector", "ItemProcessor", "MaxConcurrency", "ToleratedFailureCount",
                    "ToleratedFailurePercentage", "ItemReader", "ItemBatcher", "Label", "Retry", "Catch");
        });
        return fields;
    }

    private void task(JsonNode state, String at) {
        Optional<TaskResource> resource = TaskResource.of(state.path("Resource").asText());
        if (!state.path("Resource").isTextual()) {
            defect("Missing required property 'Resource'", at + "/Resource");
        } else if (resource.isEmpty()) {
            defect("The resource '" + state.get("Resource").textValue() + "' is not supported", at + "/Resource");
        }
        JsonNode arguments = state.path("Arguments");
        boolean integration = resource.isPresent() && resource.get().kind() != TaskResource.Kind.FUNCTION;
        if (!arguments.isMissingNode()) {
            template(arguments, at + "/Arguments");
        }
        if (integration && arguments.isObject()) {
            fields(arguments, INVOCATION, at + "/Arguments");
            if (!arguments.path("FunctionName").isTextual()) {
                defect("Missing required property 'FunctionName'", at + "/Arguments/FunctionName");
            }
        } else if (integration && !Expressions.isExpression(arguments)) {
            defect("Missing required property 'Arguments'", at + "/Arguments");
        }
        secondsOrExpression(state, "TimeoutSeconds", 1, LONGEST_SECONDS, at);
        secondsOrExpression(state, "HeartbeatSeconds", 1, LONGEST_SECONDS, at);
        if (state.path("TimeoutSeconds").isInt() && state.path("HeartbeatSeconds").isInt()
                && state.get("HeartbeatSeconds").intValue() >= state.get("TimeoutSeconds").intValue()) {
            defect("'HeartbeatSeconds' must be smaller than 'TimeoutSeconds'", at + "/HeartbeatSeconds");
        }
    }

    private void choice(JsonNode state, JsonNode siblings, String at) {
        JsonNode choices = state.path("Choices");
        if (!choices.isArray() || choices.isEmpty()) {
            defect("Missing required property 'Choices'", at + "/Choices");
        }
        for (int index = 0; index < choices.size(); index++) {
            JsonNode rule = choices.get(index);
            String place = at + "/Choices[" + index + "]";
            fields(rule, CHOICE_RULE, place);
            JsonNode condition = rule.path("Condition");
            if (!condition.isBoolean() && !Expressions.isExpression(condition)) {
                defect("'Condition' must be a JSONata expression", place + "/Condition");
            } else {
                template(condition, place + "/Condition");
            }
            if (rule.has("Output")) {
                template(rule.get("Output"), place + "/Output");
            }
            assignments(rule, place);
            target(rule, "Next", siblings, place);
        }
        if (state.has("Default")) {
            target(state, "Default", siblings, at);
        }
    }

    private void waiting(JsonNode state, String at) {
        if (state.has("Seconds") == state.has("Timestamp")) {
            defect("Exactly one of 'Seconds' and 'Timestamp' is needed", at);
        }
        secondsOrExpression(state, "Seconds", 0, LONGEST_SECONDS, at);
        textOrExpression(state, "Timestamp", at);
    }

    private void fail(JsonNode state, String at) {
        textOrExpression(state, "Error", at);
        textOrExpression(state, "Cause", at);
    }

    private void parallel(JsonNode state, String at, String language, Set<String> variables) {
        if (state.has("Arguments")) {
            template(state.get("Arguments"), at + "/Arguments");
        }
        JsonNode branches = state.path("Branches");
        if (!branches.isArray() || branches.isEmpty()) {
            defect("Missing required property 'Branches'", at + "/Branches");
        }
        for (int index = 0; index < branches.size(); index++) {
            String place = at + "/Branches[" + index + "]";
            fields(branches.get(index), BRANCH, place);
            inner(branches.get(index), place, language, variables);
        }
    }

    private void map(JsonNode state, String at, String language, Set<String> variables) {
        JsonNode items = state.path("Items");
        if (!items.isMissingNode()) {
            if (!items.isArray() && !Expressions.isExpression(items)) {
                defect("'Items' must be an array or a JSONata expression", at + "/Items");
            }
            template(items, at + "/Items");
        }
        if (state.has("ItemSelector")) {
            template(state.get("ItemSelector"), at + "/ItemSelector");
        }
        secondsOrExpression(state, "MaxConcurrency", 0, LONGEST_SECONDS, at);
        secondsOrExpression(state, "ToleratedFailureCount", 0, LONGEST_SECONDS, at);
        JsonNode percentage = state.path("ToleratedFailurePercentage");
        if (Expressions.isExpression(percentage)) {
            template(percentage, at + "/ToleratedFailurePercentage");
        } else if (!percentage.isMissingNode()
                && (!percentage.isNumber() || percentage.doubleValue() < 0 || percentage.doubleValue() > 100)) {
            defect("'ToleratedFailurePercentage' must be a number between 0 and 100", at + "/ToleratedFailurePercentage");
        }
        JsonNode processor = state.path("ItemProcessor");
        if (!processor.isObject()) {
            defect("Missing required property 'ItemProcessor'", at + "/ItemProcessor");
            return;
        }
        String place = at + "/ItemProcessor";
        fields(processor, PROCESSOR, place);
        boolean distributed = DistributedMap.is(state);
        if (processor.has("ProcessorConfig")) {
            JsonNode config = processor.get("ProcessorConfig");
            fields(config, distributed ? Set.of("Mode", "ExecutionType") : Set.of("Mode"), place + "/ProcessorConfig");
            if (!distributed && !config.path("Mode").asText("INLINE").equals("INLINE")) {
                defect("The mode is INLINE or DISTRIBUTED", place + "/ProcessorConfig/Mode");
            }
            if (distributed && !config.path("ExecutionType").asText().equals("STANDARD")) {
                defect("Only the execution type STANDARD is supported", place + "/ProcessorConfig/ExecutionType");
            }
        }
        if (distributed) {
            distributed(state, at);
        } else {
            Stream.of("ItemReader", "ItemBatcher", "Label").filter(state::has)
                    .forEach(field -> defect("Field '" + field + "' belongs to the DISTRIBUTED mode", at + "/" + field));
        }
        // The executions of a distributed Map see no variable of the one that starts them.
        inner(processor, place, language, distributed ? Set.of() : variables);
    }

    private void inner(JsonNode flow, String at, String language, Set<String> variables) {
        depth++;
        flow(flow, at, flow.path("QueryLanguage").asText(language), variables);
        depth--;
    }

    private void distributed(JsonNode state, String at) {
        if (depth > 0) {
            defect("Only a Map of the outermost flow can be distributed", at + "/ItemProcessor/ProcessorConfig/Mode");
        }
        String label = state.path("Label").asText("");
        if (state.has("Label") && (!state.get("Label").isTextual() || !LABEL.matcher(label).matches())) {
            defect("A label has 1 to 40 letters, digits, '-' and '_'", at + "/Label");
        } else if (state.has("Label") && !labels.add(label)) {
            defect("A second Map of this label", at + "/Label");
        }
        if (state.has("ItemReader")) {
            reader(state.get("ItemReader"), at + "/ItemReader");
            if (state.has("Items")) {
                defect("There are items, and a reader for them", at + "/Items");
            }
        }
        if (state.has("ItemBatcher")) {
            batcher(state.get("ItemBatcher"), at + "/ItemBatcher");
        }
    }

    private void reader(JsonNode reader, String at) {
        fields(reader, Set.of("Resource", "ReaderConfig", "Arguments"), at);
        if (!READER.matcher(reader.path("Resource").asText()).matches()) {
            defect("The resource '" + reader.path("Resource").asText() + "' is not supported", at + "/Resource");
        }
        JsonNode config = reader.path("ReaderConfig");
        if (config.isObject()) {
            fields(config, Set.of("InputType"), at + "/ReaderConfig");
        }
        if (!config.path("InputType").asText().equals("JSON")) {
            defect("Only the input type JSON is supported", at + "/ReaderConfig/InputType");
        }
        JsonNode arguments = reader.path("Arguments");
        if (arguments.isObject()) {
            fields(arguments, OBJECT, at + "/Arguments");
            for (String field : OBJECT) {
                if (!arguments.path(field).isTextual()) {
                    defect("Missing required property '" + field + "'", at + "/Arguments/" + field);
                }
            }
        } else if (!Expressions.isExpression(arguments)) {
            defect("Missing required property 'Arguments'", at + "/Arguments");
        }
        template(arguments, at + "/Arguments");
    }

    private void batcher(JsonNode batcher, String at) {
        fields(batcher, Set.of("MaxItemsPerBatch", "BatchInput"), at);
        if (!batcher.has("MaxItemsPerBatch")) {
            defect("Missing required property 'MaxItemsPerBatch'", at + "/MaxItemsPerBatch");
        }
        secondsOrExpression(batcher, "MaxItemsPerBatch", 1, LONGEST_SECONDS, at);
        JsonNode input = batcher.path("BatchInput");
        if (!input.isMissingNode() && !input.isObject() && !Expressions.isExpression(input)) {
            defect("'BatchInput' must be an object or a JSONata expression", at + "/BatchInput");
        }
        template(input, at + "/BatchInput");
    }

    private void retriers(JsonNode state, String at) {
        JsonNode retriers = list(state, "Retry", at);
        for (int index = 0; index < retriers.size(); index++) {
            JsonNode retrier = retriers.get(index);
            String place = at + "/Retry[" + index + "]";
            fields(retrier, RETRIER, place);
            errorNames(retrier, index == retriers.size() - 1, place);
            number(retrier, "IntervalSeconds", 1, LONGEST_SECONDS, place);
            number(retrier, "MaxAttempts", 0, LONGEST_SECONDS, place);
            number(retrier, "MaxDelaySeconds", 1, LONGEST_DELAY, place);
            if (retrier.has("BackoffRate") && !(retrier.get("BackoffRate").isNumber() && retrier.get("BackoffRate").doubleValue() >= 1)) {
                defect("'BackoffRate' must be a number of 1.0 or more", place + "/BackoffRate");
            }
            if (retrier.has("MaxDelaySeconds") && retrier.get("MaxDelaySeconds").asLong() <= retrier.path("IntervalSeconds").asLong(1)) {
                defect("'MaxDelaySeconds' must be greater than 'IntervalSeconds'", place + "/MaxDelaySeconds");
            }
            if (!Set.of("FULL", "NONE").contains(retrier.path("JitterStrategy").asText("NONE"))) {
                defect("'JitterStrategy' must be FULL or NONE", place + "/JitterStrategy");
            }
        }
    }

    private void catchers(JsonNode state, JsonNode siblings, String at) {
        JsonNode catchers = list(state, "Catch", at);
        for (int index = 0; index < catchers.size(); index++) {
            JsonNode catcher = catchers.get(index);
            String place = at + "/Catch[" + index + "]";
            fields(catcher, CATCHER, place);
            errorNames(catcher, index == catchers.size() - 1, place);
            if (catcher.has("Output")) {
                template(catcher.get("Output"), place + "/Output");
            }
            assignments(catcher, place);
            target(catcher, "Next", siblings, place);
        }
    }

    private void errorNames(JsonNode holder, boolean last, String at) {
        JsonNode names = holder.path("ErrorEquals");
        if (!names.isArray() || names.isEmpty()) {
            defect("Missing required property 'ErrorEquals'", at + "/ErrorEquals");
        }
        for (JsonNode name : names) {
            if (!name.isTextual()) {
                defect("Error names are texts", at + "/ErrorEquals");
            } else if (name.textValue().startsWith("States.") && !ERROR_NAMES.contains(name.textValue())) {
                defect("Unknown reserved error name '" + name.textValue() + "'", at + "/ErrorEquals");
            } else if (name.textValue().equals(StatesError.ALL) && (names.size() > 1 || !last)) {
                defect("'States.ALL' must stand alone and last", at + "/ErrorEquals");
            }
        }
    }

    private void transition(JsonNode state, JsonNode siblings, String at) {
        if (state.has("End") && !state.get("End").isBoolean()) {
            defect("'End' must be true or false", at + "/End");
        }
        boolean ends = state.path("End").asBoolean();
        if (state.has("Next") == ends) {
            defect("Missing required property 'Next' or 'End', of which there must be exactly one", at);
        }
        if (state.has("Next")) {
            target(state, "Next", siblings, at);
        }
    }

    private void target(JsonNode holder, String field, JsonNode siblings, String at) {
        if (!holder.path(field).isTextual()) {
            defect("Missing required property '" + field + "'", at + "/" + field);
        } else if (!siblings.has(holder.get(field).textValue())) {
            defect(TARGET, "Missing '" + field + "' target: " + holder.get(field).textValue(), at + "/" + field);
        }
    }

    private void reachability(JsonNode flow, String path) {
        JsonNode states = flow.get("States");
        Set<String> reached = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(flow.path("StartAt").asText()));
        while (!open.isEmpty()) {
            String name = open.pop();
            if (states.has(name) && reached.add(name)) {
                JsonNode state = states.get(name);
                open.push(state.path("Next").asText());
                open.push(state.path("Default").asText());
                state.path("Choices").forEach(rule -> open.push(rule.path("Next").asText()));
                state.path("Catch").forEach(catcher -> open.push(catcher.path("Next").asText()));
            }
        }
        states.properties().stream().map(member -> member.getKey()).filter(name -> !reached.contains(name))
                .forEach(name -> defect(TARGET, "State \"" + name + "\" is not reachable.", path + "/States/" + name));
    }

    private void assignments(JsonNode holder, String at) {
        if (!holder.has("Assign")) {
            return;
        }
        if (!holder.get("Assign").isObject()) {
            defect("'Assign' must be an object", at + "/Assign");
        }
        for (String variable : holder.get("Assign").properties().stream().map(member -> member.getKey()).toList()) {
            if (!VARIABLE.matcher(variable).matches() || variable.equals("states")) {
                defect("'" + variable + "' cannot name a variable", at + "/Assign/" + variable);
            }
        }
        template(holder.get("Assign"), at + "/Assign");
    }

    private static Set<String> assigned(JsonNode state) {
        Set<String> names = new LinkedHashSet<>();
        List<JsonNode> holders = new ArrayList<>(List.of(state));
        state.path("Choices").forEach(holders::add);
        state.path("Catch").forEach(holders::add);
        holders.forEach(holder -> holder.path("Assign").properties().forEach(member -> names.add(member.getKey())));
        return names;
    }

    private void template(JsonNode template, String at) {
        if (Expressions.isExpression(template)) {
            Expressions.syntaxError(Expressions.source(template)).ifPresent(error -> defect("Invalid JSONata expression: " + error, at));
        } else if (template.isObject()) {
            template.properties().forEach(member -> template(member.getValue(), at + "/" + member.getKey()));
        } else {
            for (int index = 0; index < template.size(); index++) {
                template(template.get(index), at + "[" + index + "]");
            }
        }
    }

    private void secondsOrExpression(JsonNode holder, String field, long least, long most, String at) {
        if (!holder.has(field)) {
            return;
        }
        if (Expressions.isExpression(holder.get(field))) {
            template(holder.get(field), at + "/" + field);
        } else {
            integer(holder.get(field), least, most, at + "/" + field);
        }
    }

    private void textOrExpression(JsonNode holder, String field, String at) {
        if (holder.has(field) && !holder.get(field).isTextual()) {
            defect("'" + field + "' must be a text", at + "/" + field);
        } else if (holder.has(field)) {
            template(holder.get(field), at + "/" + field);
        }
    }

    private void number(JsonNode holder, String field, long least, long most, String at) {
        if (holder.has(field)) {
            integer(holder.get(field), least, most, at + "/" + field);
        }
    }

    private void integer(JsonNode value, long least, long most, String at) {
        if (!value.isIntegralNumber() || value.longValue() < least || value.longValue() > most) {
            defect("An integer from " + least + " to " + most + " is needed", at);
        }
    }

    private JsonNode list(JsonNode holder, String field, String at) {
        if (holder.has(field) && !holder.get(field).isArray()) {
            defect("'" + field + "' must be an array", at + "/" + field);
        }
        return holder.path(field);
    }

    private void fields(JsonNode holder, Set<String> known, String at) {
        if (!holder.isObject()) {
            defect("An object is needed", at);
            return;
        }
        holder.properties().stream().map(member -> member.getKey()).filter(field -> !known.contains(field)).forEach(field -> {
            String why = JSONPATH.contains(field) || field.endsWith(".$") ? " belongs to JSONPath" : " is not supported";
            defect("Field '" + field + "'" + why, at + "/" + field);
        });
    }

    private void defect(String message, String location) {
        defect(SCHEMA, message, location);
    }

    private void defect(String code, String message, String location) {
        defects.add(new InvalidDefinition.Defect(code, message, location.isEmpty() ? "/" : location));
    }
}
