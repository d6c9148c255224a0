package org.zhicheng.stack.template;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

import org.zhicheng.stack.template.HttpApiShape.CorsShape;
import org.zhicheng.stack.template.HttpApiShape.JwtAuthorizerShape;
import org.zhicheng.stack.template.HttpApiShape.Throttle;

/**
 * A SAM template, read whole at load: what cannot be resolved, or runs nowhere here, is an error that names its place.
 * Resources whose condition does not hold are left out.
 */
public final class Template {

    /** What invokes something on AWS and nothing here. */
    private static final List<String> NOT_RUN = List.of("AWS::Scheduler::Schedule", "AWS::Events::Rule", "AWS::Lambda::EventSourceMapping",
            "AWS::Pipes::Pipe");
    private static final Duration LONGEST_INTEGRATION = Duration.ofSeconds(30);

    private final Path file;
    private final Settings settings;
    private final Intrinsics intrinsics;
    private final Map<String, Section> globals;
    private final Map<String, Section> resources = new LinkedHashMap<>();
    private final Map<String, String> outputs = new LinkedHashMap<>();
    private final List<String> notRun = new ArrayList<>();
    private final Optional<Section> apiProperties;
    private final Optional<HttpApiShape> api;
    private final List<FunctionShape> functions;
    private final List<TableShape> tables;
    private final List<StateMachineShape> stateMachines;

    private Template(Path file, Settings settings) {
        YamlTree tree = YamlTree.read(file);
        this.file = file;
        this.settings = settings;
        this.intrinsics = new Intrinsics(tree, settings);
        Section root = new Section(tree.root(), "");
        this.globals = Section.of(intrinsics.resolve(root.section("Globals").values(), "Globals"), "Globals").sections();
        Section.of(root.values().get("Resources"), "Resources").sections().forEach((id, resource) -> {
            if (intrinsics.included(resource)) {
                Map<String, Object> whole = new LinkedHashMap<>(resource.values());
                whole.remove("Condition");
                resources.put(id, Section.of(intrinsics.resolve(whole, resource.path()), resource.path()));
            }
        });
        Section.of(root.values().get("Outputs"), "Outputs").sections().forEach((name, output) -> {
            if (intrinsics.included(output)) {
                outputs.put(name, String.valueOf(intrinsics.resolve(output.values().get("Value"), output.path() + ".Value")));
            }
        });
        this.apiProperties = readApi();
        this.api = apiProperties.map(properties -> api(properties.path(), properties));
        NOT_RUN.forEach(type -> ofType(type).forEach(resource -> notRun.add(resource.path() + " (" + type + ")")));
        this.functions = ofType("AWS::Serverless::Function").map(this::function).toList();
        this.tables = ofType("AWS::DynamoDB::Table").map(this::table).toList();
        this.stateMachines = ofType("AWS::Serverless::StateMachine").map(this::stateMachine).toList();
    }

    public static Template load(Path file, Settings settings) {
        return new Template(file, settings);
    }

    public List<FunctionShape> functions() {
        return functions;
    }

    /** The function by logical id, by name, or by ARN with or without an alias. */
    public Optional<FunctionShape> function(String nameOrArn) {
        String name = functionName(nameOrArn);
        return functions.stream().filter(function -> function.name().equals(name) || function.logicalId().equals(name)).findFirst();
    }

    /** The bare function name of a name or an ARN, qualified or not. */
    public static String functionName(String nameOrArn) {
        String[] parts = nameOrArn.split(":");
        return nameOrArn.startsWith("arn:") && parts.length > 6 ? parts[6] : parts[0];
    }

    /** Empty where the template has no HTTP API. */
    public Optional<HttpApiShape> api() {
        return api;
    }

    public List<TableShape> tables() {
        return tables;
    }

    /** Bucket names, in the template's order. */
    public List<String> buckets() {
        return ofType("AWS::S3::Bucket").map(bucket -> physical(bucket).name()).toList();
    }

    /** The ARN of the key that encrypts each bucket, by the bucket's name; none for buckets without a key of their own. */
    public Map<String, String> bucketKeys() {
        Map<String, String> keys = new LinkedHashMap<>();
        ofType("AWS::S3::Bucket").forEach(bucket -> bucket.section("Properties").section("BucketEncryption")
                .sectionList("ServerSideEncryptionConfiguration").stream().map(rule -> rule.section("ServerSideEncryptionByDefault"))
                .flatMap(encryption -> encryption.find("KMSMasterKeyID").stream()).forEach(key -> keys.put(physical(bucket).name(), key)));
        return keys;
    }

    /** KMS keys by logical id, with what each is for: {@code SYMMETRIC_DEFAULT}, {@code HMAC_256}, {@code ECC_NIST_P256}… */
    public Map<String, String> keys() {
        Map<String, String> keys = new LinkedHashMap<>();
        ofType("AWS::KMS::Key").forEach(key -> keys.put(idOf(key), key.section("Properties").find("KeySpec").orElse("SYMMETRIC_DEFAULT")));
        return keys;
    }

    public List<StateMachineShape> stateMachines() {
        return stateMachines;
    }

    public Map<String, String> outputs() {
        return Map.copyOf(outputs);
    }

    /** Events that AWS would deliver and the embedded stack does not, to be told at start. */
    public List<String> notRun() {
        return List.copyOf(notRun);
    }

    public Settings settings() {
        return settings;
    }

    /** What {@code Ref} answers for a resource. */
    public String ref(String logicalId) {
        return settings.attributes().getOrDefault(logicalId, intrinsics.resource(logicalId, logicalId).ref());
    }

    /** The API's properties with the globals; the path is its logical id. */
    private Optional<Section> readApi() {
        List<Section> apis = ofType("AWS::Serverless::HttpApi").toList();
        if (apis.size() > 1) {
            throw new TemplateException(file.getFileName() + ": the embedded stack runs one HTTP API, not " + apis.size());
        }
        Section global = globals.getOrDefault("HttpApi", new Section(Map.of(), "Globals.HttpApi"));
        if (!apis.isEmpty()) {
            Section own = apis.getFirst();
            return Optional.of(Section.of(merge(global.values(), own.section("Properties").values()), idOf(own)));
        }
        boolean implicit = ofType("AWS::Serverless::Function")
                .flatMap(function -> function.section("Properties").section("Events").sections().values().stream())
                .anyMatch(event -> event.text("Type").equals("HttpApi"));
        return implicit ? Optional.of(new Section(global.values(), "ServerlessHttpApi")) : Optional.empty();
    }

    private static HttpApiShape api(String id, Section properties) {
        Map<String, JwtAuthorizerShape> authorizers = new LinkedHashMap<>();
        properties.section("Auth").section("Authorizers").sections().forEach((name, authorizer) -> {
            Section jwt = authorizer.section("JwtConfiguration");
            authorizers.put(name, new JwtAuthorizerShape(name, jwt.text(spelled(jwt, "issuer")), jwt.texts(spelled(jwt, "audience")),
                    authorizer.find("IdentitySource").orElse("$request.header.Authorization")));
        });
        Map<String, Throttle> perRoute = new LinkedHashMap<>();
        properties.section("RouteSettings").sections().forEach((key, route) -> perRoute.put(key, throttle(route)));
        return new HttpApiShape(id, Map.copyOf(authorizers), cors(properties), throttle(properties.section("DefaultRouteSettings")),
                Map.copyOf(perRoute));
    }

    private static Throttle throttle(Section section) {
        double rate = section.number("ThrottlingRateLimit", 0);
        int burst = section.integer("ThrottlingBurstLimit", 0);
        return rate <= 0 && burst <= 0 ? Throttle.NONE : new Throttle(rate, Math.max(burst, 1));
    }

    private static Optional<CorsShape> cors(Section api) {
        Object given = api.values().get("CorsConfiguration");
        if (given == null || Boolean.FALSE.equals(given)) {
            return Optional.empty();
        }
        if (!(given instanceof Map<?, ?>)) {
            String origin = Boolean.TRUE.equals(given) ? "*" : String.valueOf(given).replace("'", "");
            return Optional.of(new CorsShape(List.of(origin), List.of("*"), List.of("*"), List.of(), false, Optional.empty()));
        }
        Section cors = api.section("CorsConfiguration");
        int maxAge = cors.integer("MaxAge", -1);
        return Optional.of(new CorsShape(cors.texts("AllowOrigins"), upper(cors.texts("AllowMethods")), cors.texts("AllowHeaders"),
                cors.texts("ExposeHeaders"), cors.flag("AllowCredentials", false),
                maxAge < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(maxAge))));
    }

    private FunctionShape function(Section resource) {
        Section properties = merged(globals.getOrDefault("Function", new Section(Map.of(), "Globals.Function")),
                resource.section("Properties"));
        PhysicalResource physical = physical(resource);
        Map<String, String> environment = new LinkedHashMap<>();
        Section variables = properties.section("Environment").section("Variables");
        variables.values().keySet().forEach(name -> environment.put(name, variables.text(name)));
        List<RouteShape> routes = new ArrayList<>();
        List<ScheduleShape> schedules = new ArrayList<>();
        List<StreamShape> streams = new ArrayList<>();
        properties.section("Events").sections().forEach((name, event) -> {
            String eventName = idOf(resource) + name;
            Section details = event.section("Properties");
            switch (event.text("Type")) {
                case "HttpApi" -> routes.add(route(details));
                case "Schedule" -> schedule(eventName, details, "Schedule", false).ifPresent(schedules::add);
                case "ScheduleV2" -> schedule(eventName, details, "ScheduleExpression", true).ifPresent(schedules::add);
                case "DynamoDB" -> streams.add(stream(eventName, details));
                default -> notRun.add(event.path() + " (" + event.text("Type") + ")");
            }
        });
        String handler = properties.text("Handler");
        if (handler.contains("::") && !handler.endsWith("::handleRequest")) {
            throw new TemplateException(properties.path() + ".Handler: handlers implement Lambda's interfaces here, so not " + handler);
        }
        return new FunctionShape(idOf(resource), physical.name(), physical.attribute("Arn").orElseThrow(), handler, ownZip(resource),
                Map.copyOf(environment), Duration.ofSeconds(properties.integer("Timeout", 3)), properties.integer("MemorySize", 128),
                List.copyOf(routes), List.copyOf(schedules), List.copyOf(streams), grants(properties));
    }

    /** Each folder of code is built to a zip of its name, as {@code functions/} to {@code functions/target/functions.zip}. */
    private Optional<Path> ownZip(Section resource) {
        return resource.section("Properties").find("CodeUri").map(folder -> file.toAbsolutePath().resolveSibling(folder).normalize())
                .map(folder -> folder.resolve("target").resolve(folder.getFileName() + ".zip"));
    }

    /** Statements that are written out, in the function or in a policy of the template; AWS's own policies are not known here. */
    private List<Grant> grants(Section properties) {
        Map<String, Section> managed = new LinkedHashMap<>();
        ofType("AWS::IAM::ManagedPolicy")
                .forEach(policy -> managed.put(physical(policy).ref(), policy.section("Properties").section("PolicyDocument")));
        return properties.list("Policies").stream()
                .map(policy -> policy instanceof Map ? Section.of(policy, properties.path() + ".Policies") : managed.get(policy))
                .filter(Objects::nonNull).flatMap(document -> document.sectionList("Statement").stream())
                .filter(statement -> statement.find("Effect").filter("Allow"::equals).isPresent())
                .map(statement -> new Grant(statement.texts("Action"), statement.texts("Resource"))).toList();
    }

    private RouteShape route(Section details) {
        HttpApiShape shape = api.orElseThrow();
        Section auth = details.section("Auth");
        Optional<String> standard = apiProperties.orElseThrow().section("Auth").find("DefaultAuthorizer");
        Optional<String> authorizer = auth.find("Authorizer").or(() -> standard).filter(name -> !name.equals("NONE"));
        authorizer.filter(name -> !shape.authorizers().containsKey(name)).ifPresent(name -> {
            throw new TemplateException(details.path() + ".Auth: the API has no authorizer " + name + " the embedded stack can run");
        });
        String path = details.find("Path").orElse("$default");
        return new RouteShape(details.find("Method").map(Template::method).orElse("ANY"), path, authorizer,
                auth.texts("AuthorizationScopes"),
                Duration.ofMillis(details.integer("TimeoutInMillis", (int) LONGEST_INTEGRATION.toMillis())));
    }

    private Optional<ScheduleShape> schedule(String name, Section details, String expression, boolean scheduler) {
        if (!details.flag("Enabled", true) || details.find("State").filter("DISABLED"::equals).isPresent()) {
            return Optional.empty();
        }
        ZoneId zone = details.find("ScheduleExpressionTimezone").map(ZoneId::of).orElse(ZoneId.of("UTC"));
        String own = details.find("Name").orElse(name);
        String arn = scheduler ? settings.arn("scheduler", "schedule/default/" + own) : settings.arn("events", "rule/" + own);
        return Optional.of(new ScheduleShape(own, arn, details.text(expression), zone, scheduler, details.find("Input")));
    }

    private static StreamShape stream(String name, Section details) {
        String arn = details.text("Stream");
        String[] parts = arn.split("/");
        if (parts.length < 2 || !parts[0].endsWith(":table")) {
            throw new TemplateException(details.path() + ".Stream: not the stream of a table: " + arn);
        }
        List<String> filters = details.section("FilterCriteria").sectionList("Filters").stream().map(filter -> filter.text("Pattern"))
                .toList();
        int retries = details.integer("MaximumRetryAttempts", -1);
        return new StreamShape(name, parts[1], details.integer("BatchSize", 100), filters,
                details.texts("FunctionResponseTypes").contains("ReportBatchItemFailures"),
                retries < 0 ? OptionalInt.empty() : OptionalInt.of(retries));
    }

    private TableShape table(Section resource) {
        Section properties = resource.section("Properties");
        Map<String, String> attributes = new LinkedHashMap<>();
        properties.sectionList("AttributeDefinitions")
                .forEach(attribute -> attributes.put(attribute.text("AttributeName"), attribute.text("AttributeType")));
        List<TableShape.Index> indexes = properties.sectionList("GlobalSecondaryIndexes").stream()
                .map(index -> new TableShape.Index(index.text("IndexName"), tableKeys(index),
                        index.section("Projection").find("ProjectionType").orElse("ALL"),
                        index.section("Projection").texts("NonKeyAttributes")))
                .toList();
        return new TableShape(idOf(resource), physical(resource).name(), attributes, tableKeys(properties), indexes,
                properties.section("StreamSpecification").find("StreamViewType"),
                properties.section("TimeToLiveSpecification").find("AttributeName"));
    }

    private static List<TableShape.Key> tableKeys(Section section) {
        return section.sectionList("KeySchema").stream().map(key -> new TableShape.Key(key.text("AttributeName"), key.text("KeyType")))
                .toList();
    }

    private StateMachineShape stateMachine(Section resource) {
        Section properties = resource.section("Properties");
        Map<String, String> substitutions = new LinkedHashMap<>();
        properties.section("Events").sections().forEach((name, event) -> notRun.add(event.path() + " (" + event.text("Type") + ")"));
        Section given = properties.section("DefinitionSubstitutions");
        given.values().keySet().forEach(name -> substitutions.put(name, given.text(name)));
        PhysicalResource physical = physical(resource);
        return new StateMachineShape(idOf(resource), physical.name(), physical.attribute("Arn").orElseThrow(),
                properties.find("Type").orElse("STANDARD"), file.resolveSibling(properties.text("DefinitionUri")),
                Map.copyOf(substitutions), properties.find("AutoPublishAlias"));
    }

    private Stream<Section> ofType(String type) {
        return resources.values().stream().filter(resource -> resource.text("Type").equals(type));
    }

    private PhysicalResource physical(Section resource) {
        return intrinsics.resource(idOf(resource), resource.path());
    }

    private static String idOf(Section resource) {
        return resource.path().substring("Resources.".length());
    }

    private static String method(String method) {
        String upper = method.toUpperCase(Locale.ROOT);
        return upper.equals("X-AMAZON-APIGATEWAY-ANY-METHOD") ? "ANY" : upper;
    }

    private static List<String> upper(List<String> methods) {
        return methods.stream().map(method -> method.toUpperCase(Locale.ROOT)).toList();
    }

    /** SAM takes {@code issuer} and {@code Issuer}. */
    private static String spelled(Section section, String key) {
        String capital = Character.toUpperCase(key.charAt(0)) + key.substring(1);
        return section.has(capital) ? capital : key;
    }

    /** Globals under a resource's own properties: maps merge, lists are joined, single values are replaced. */
    private static Section merged(Section global, Section own) {
        return Section.of(merge(global.values(), own.values()), own.path());
    }

    private static Object merge(Object global, Object own) {
        if (global instanceof Map<?, ?> left && own instanceof Map<?, ?> right) {
            Map<String, Object> merged = new LinkedHashMap<>();
            left.forEach((key, value) -> merged.put(String.valueOf(key), value));
            right.forEach((key, value) -> merged.merge(String.valueOf(key), value, Template::merge));
            return merged;
        }
        if (global instanceof List<?> left && own instanceof List<?> right) {
            return Stream.concat(left.stream(), right.stream()).map(Object.class::cast).toList();
        }
        return own;
    }
}
