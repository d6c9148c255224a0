package org.zhicheng.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

import org.zhicheng.contract.Repository.Function;
import org.zhicheng.contract.Repository.Node;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.Services;
import org.zhicheng.lambda.TaskHandler;

@EnabledIf(value = "org.zhicheng.contract.Repository#isWhole", disabledReason = "this module is built alone")
class TemplateContractTest {

    @Test
    void shouldFindTheClassOfEachHandlerWithItsTwoConstructors() {
        for (Function function : Repository.functions()) {
            Class<?> type = function.type();
            assertThat(type.getSimpleName()).as("named after the handler").isEqualTo(function.name() + "Handler");
            assertThat(Modifier.isPublic(type.getModifiers())).as(type + " is public").isTrue();
            assertThat(type).hasPublicMethods("handleRequest");
            assertThat(Stream.of(type.getConstructors()).map(c -> List.of(c.getParameterTypes())))
                    .as("Lambda's constructor and the tests' one of " + type).containsExactlyInAnyOrder(List.of(), List.of(Services.class));
            assertThat(ApiHandler.class.isAssignableFrom(type)).as(type + " answers people where it has a route")
                    .isEqualTo(!function.routes().isEmpty());
            assertThat(TaskHandler.class.isAssignableFrom(type)).as(type + " is a task where it has none")
                    .isEqualTo(function.routes().isEmpty());
        }
    }

    @Test
    void shouldDeployNoHandlerTwice() {
        assertThat(Repository.functions()).extracting(Function::handler).doesNotHaveDuplicates();
    }

    @Test
    void shouldSetTheVariablesThatTheCodeReadsAndNoOther() {
        Set<String> read = new TreeSet<>();
        for (Path source : Repository.sources()) {
            read.addAll(Repository.matches("environment(?:\\(\\))?\\s*\\.(?:get|find)\\(\"([A-Z_]+)\"\\)", Repository.text(source)));
        }
        assertThat(read).as("the clock of rehearsals is for the embedded stack").contains("CLOCK_OFFSET_FILE");
        read.remove("CLOCK_OFFSET_FILE");
        read.removeIf(name -> name.startsWith("AWS_")); // Lambda's own
        Set<String> set = new TreeSet<>(Repository.template().at("Globals").at("Function").at("Environment").at("Variables").keys());
        Repository.functions().forEach(f -> set.addAll(f.properties().at("Environment").at("Variables").keys()));
        set.removeIf(name -> name.startsWith("AWS_")); // the SDK's
        assertThat(set).isEqualTo(read);
    }

    @Test
    void shouldLeaveOutOnAwsWhatIsNamedForThisMachineAlone() {
        Node variables = Repository.template().at("Globals").at("Function").at("Environment").at("Variables");
        for (String name : List.of("AWS_ENDPOINT_URL", "CLOCK_OFFSET")) {
            assertThat(variables.at(name).at("Ref").text()).as(name).isEqualTo("AWS::NoValue");
        }
    }

    @Test
    void shouldAllowNoWildcardActionAndAWildcardResourceOnlyWhereThereIsNoOther() {
        for (Node statement : statements()) {
            List<String> actions = statement.at("Action").texts();
            assertThat(actions).as("actions").isNotEmpty().noneMatch(a -> a.contains("*"));
            boolean knowsNone = actions.stream()
                    .allMatch(a -> a.matches("logs:.*(LogDeliver(y|ies)|ResourcePolic(y|ies)|DescribeLogGroups)|xray:.*"));
            if (!knowsNone) {
                assertThat(statement.at("Resource").texts()).as("resources of " + actions).isNotEmpty().doesNotContain("*");
            }
        }
    }

    @Test
    void shouldLetTheKeysPoliciesBeTheOnlyOnesThatNameAllActions() {
        Node resources = Repository.template().at("Resources");
        Set<String> wide = resources.keys().stream()
                .filter(id -> resources.at(id).all().filter(n -> n.at("Effect").text().equals("Allow"))
                        .anyMatch(n -> n.at("Action").texts().stream().anyMatch(a -> a.contains("*"))))
                .map(id -> resources.at(id).at("Type").text()).collect(Collectors.toSet());
        // it hands the decision to the account's policies; what denies everything, as without TLS, may say so
        assertThat(wide).containsExactly("AWS::KMS::Key");
    }

    @Test
    void shouldNameNoPartition() {
        List<Path> files = Stream.concat(Repository.sources().stream(),
                Stream.of("template.yaml", "statemachine/review.asl.json", "openapi.yaml").map(Repository.ROOT::resolve)).toList();
        assertThat(files).noneMatch(file -> Repository.text(file).contains("arn:aws"));
    }

    @Test
    void shouldProtectEachRouteButThoseForAnyone() {
        assertThat(Repository.template().at("Resources").at("Api").at("Properties").at("Auth").at("DefaultAuthorizer").text()).isNotEmpty();
        assertThat(Repository.functions().stream().flatMap(f -> f.routes().stream()).filter(Repository.Route::isPublic))
                .extracting(Repository.Route::path).containsExactlyInAnyOrder("/verifications/{code}", "/verifications/{code}",
                        "/certificates/key", "/cycles", "/eligibility", "/catalogue", "/results", "/results/notices",
                        "/results/notices/{notice}/objections", "/results/{list}", "/verifications");
    }

    @Test
    void shouldLimitEachRouteAndTheGuessingOfCodesByItself() {
        Node api = Repository.template().at("Resources").at("Api").at("Properties");
        Node verification = api.at("RouteSettings").at("GET /verifications/{code+}");

        assertThat(api.at("DefaultRouteSettings").at("ThrottlingRateLimit").at("Ref").text()).isEqualTo("RequestsPerSecond");
        assertThat(api.at("DefaultRouteSettings").at("ThrottlingBurstLimit").at("Ref").text()).isEqualTo("RequestsAtOnce");
        assertThat(verification.at("ThrottlingRateLimit").at("Ref").text()).isEqualTo("VerificationsPerSecond");
        assertThat(verification.at("ThrottlingBurstLimit").at("Ref").text()).isEqualTo("VerificationsPerSecond");
    }

    /** An id, a code or a claim in a log that is kept for months would be personal data in it (R33). */
    @Test
    void shouldKeepWhatRequestsSayOutOfTheAccessLog() {
        String format = Repository.template().at("Resources").at("Api").at("Properties").at("AccessLogSettings").at("Format").text();

        assertThat(Repository.matches("\\$context\\.([\\w.]+)", format)).containsExactlyInAnyOrder("requestId", "requestTimeEpoch",
                "routeKey", "status", "responseLength", "responseLatency", "error.responseType");
        assertThat(format.replaceAll("\\$context\\.[\\w.]+", "")).doesNotContain("$");
    }

    @Test
    void shouldLetNamedOriginsOnlyReadAnswersAndSendFiles() {
        Node resources = Repository.template().at("Resources");
        List<Node> origins = resources.all().map(node -> node.at("AllowedOrigins")).filter(Node::isThere).toList();

        assertThat(resources.at("Api").at("Properties").at("CorsConfiguration").at("AllowOrigins").at("Ref").text())
                .isEqualTo("AllowedOrigins");
        // The portal's pages are under the address by which people reach the API.
        assertThat(origins).isNotEmpty().allSatisfy(
                node -> assertThat(node.at("Ref").isThere() ? node.at("Ref").text() : node.children().getFirst().at("Ref").text())
                        .isIn("AllowedOrigins", "PublicUrl"));
        assertThat(Repository.template().at("Parameters").at("AllowedOrigins").at("Default").text()).doesNotContain("*");
    }

    @Test
    void shouldDemandASecondFactorOfEverybodyInTheUserPool() {
        Node pool = Repository.template().at("Resources").at("UserPool").at("Properties");

        assertThat(pool.at("MfaConfiguration").text()).isEqualTo("ON");
        assertThat(pool.at("EnabledMfas").texts()).containsExactly("SOFTWARE_TOKEN_MFA");
        assertThat(Integer.parseInt(pool.at("Policies").at("PasswordPolicy").at("MinimumLength").text())).isGreaterThanOrEqualTo(12);
    }

    @Test
    void shouldKeepBucketsPrivateEncryptedAndByTlsOnly() {
        Node resources = Repository.template().at("Resources");
        List<String> buckets = resources.keys().stream().filter(id -> resources.at(id).at("Type").text().equals("AWS::S3::Bucket"))
                .toList();

        assertThat(buckets).isNotEmpty().allSatisfy(id -> {
            Node bucket = resources.at(id).at("Properties");
            assertThat(bucket.at("PublicAccessBlockConfiguration").children()).as(id).hasSize(4)
                    .allSatisfy(each -> assertThat(each.text()).isEqualTo("true"));
            assertThat(bucket.at("BucketEncryption").isThere()).as(id).isTrue();
            assertThat(resources.children().stream().filter(resource -> resource.at("Type").text().equals("AWS::S3::BucketPolicy"))
                    .filter(policy -> policy.at("Properties").at("Bucket").at("Ref").text().equals(id)).flatMap(Node::all)
                    .map(node -> node.at("aws:SecureTransport").text())).as(id + " by TLS only").contains("false");
        });
    }

    /** What runs every few minutes is missed where its work is, by the alarm beside it; of the others the call itself is watched. */
    @Test
    void shouldRingWhereACallOfAScheduleIsGivenUp() {
        Map<String, String> missed = Map.of("SweepOutboxFunction", "OutboxAlarm", "PublishMetricsFunction", "OutboxAlarm",
                "CloseWindowFunction", "ClosingAlarm");
        List<String> watched = figures("FailedEventsAlarm").filter(figure -> figure.at("MetricName").text().equals("AsyncEventsDropped"))
                .map(figure -> figure.at("Dimensions").items().getFirst().at("Value").at("Ref").text()).toList();

        assertThat(Repository.template().at("Resources").keys()).containsAll(missed.values());
        assertThat(Stream.concat(missed.keySet().stream(), watched.stream())).containsExactlyInAnyOrderElementsOf(fedBy("ScheduleV2"));
    }

    @Test
    void shouldRingWhereAReaderOfTheStreamLagsBehind() {
        assertThat(figures("StreamAlarm")).isNotEmpty()
                .allSatisfy(figure -> assertThat(figure.at("MetricName").text()).isEqualTo("IteratorAge"))
                .extracting(figure -> figure.at("Dimensions").items().getFirst().at("Value").at("Ref").text())
                .containsExactlyInAnyOrderElementsOf(fedBy("DynamoDB"));
    }

    /** With the table's name alone they are the table's own. */
    @Test
    void shouldRingWhereAnIndexTurnsAwayWhatMayAllComeToOnePartition() {
        List<String> indexes = Repository.template().at("Resources").at("Table").at("Properties").at("GlobalSecondaryIndexes").items()
                .stream().map(index -> index.at("IndexName").text()).filter(name -> !name.equals("owner")).toList();

        assertThat(indexes).hasSizeGreaterThan(2);
        for (String metric : List.of("ReadThrottleEvents", "WriteThrottleEvents")) {
            assertThat(figures("TableThrottlesAlarm").filter(figure -> figure.at("MetricName").text().equals(metric))
                    .map(figure -> figure.at("Dimensions").items())).isNotEmpty()
                    .allSatisfy(dimensions -> assertThat(dimensions.getFirst().at("Value").at("Ref").text()).isEqualTo("Table"))
                    .extracting(dimensions -> dimensions.size() == 1 ? "" : dimensions.get(1).at("Value").text())
                    .containsExactlyInAnyOrderElementsOf(Stream.concat(Stream.of(""), indexes.stream()).toList());
        }
    }

    /** An alarm takes ten at most; and where one of a sum has no data there is no sum, unless it is filled. */
    @Test
    void shouldWatchNoMoreThanAnAlarmTakesAndFillWhatIsSeldomThere() {
        Map<String, Node> computed = new TreeMap<>();
        Node resources = Repository.template().at("Resources");
        resources.keys().stream().filter(id -> resources.at(id).at("Properties").at("Metrics").isThere())
                .forEach(id -> computed.put(id, resources.at(id).at("Properties").at("Metrics")));

        assertThat(computed).containsKeys("FailedEventsAlarm", "ReviewsFailedAlarm", "ApiFailuresAlarm");
        computed.forEach((id, metrics) -> {
            assertThat(metrics.items()).as(id).hasSizeLessThanOrEqualTo(10);
            assertThat(metrics.items().stream().filter(metric -> metric.at("Expression").isThere())).as(id).hasSize(1);
            String expression = metrics.items().getFirst().at("Expression").text();
            // a share of the calls: there are none without the others
            if (!id.equals("ApiFailuresAlarm")) {
                assertThat(metrics.items().stream().skip(1)).as(id).isNotEmpty()
                        .allSatisfy(metric -> assertThat(expression).contains("FILL(" + metric.at("Id").text() + ", 0)"));
            }
        });
    }

    private static Stream<Node> figures(String alarm) {
        return Repository.template().at("Resources").at(alarm).at("Properties").at("Metrics").items().stream()
                .map(metric -> metric.at("MetricStat").at("Metric")).filter(Node::isThere);
    }

    /** The functions that have an event of a type. */
    private static List<String> fedBy(String type) {
        return Repository.functions().stream()
                .filter(function -> function.properties().at("Events").children().stream().anyMatch(e -> e.at("Type").text().equals(type)))
                .map(Function::id).toList();
    }

    /** A role takes ten managed policies: those of its function, and SAM's for logs, for traces where asked for, and for a stream. */
    @Test
    void shouldNameThePermissionsOfEachFunctionAndNoMoreThanARoleTakes() {
        Set<String> used = new TreeSet<>();
        for (Function function : Repository.functions()) {
            List<String> policies = policies(function);
            boolean stream = function.properties().at("Events").children().stream()
                    .anyMatch(event -> event.at("Type").text().equals("DynamoDB"));
            assertThat(policies).as(function.id()).doesNotHaveDuplicates().isSubsetOf(permissions())
                    .hasSizeLessThanOrEqualTo(stream ? 7 : 8);
            used.addAll(policies);
        }
        assertThat(used).as("permissions that a function needs").containsExactlyInAnyOrderElementsOf(permissions());
    }

    @Test
    void shouldSayEachPermissionOnce() {
        Node resources = Repository.template().at("Resources");
        assertThat(permissions().stream().map(resources::at).flatMap(Node::all).flatMap(n -> n.at("Statement").children().stream()))
                .isNotEmpty().doesNotHaveDuplicates();
    }

    /** Those of its own role, or of one that functions share who may do the same; AWS's own are no Ref. */
    private static List<String> policies(Function function) {
        Node properties = function.properties();
        Node named = properties.at("Role").isThere()
                ? Repository.template().at("Resources").at(properties.at("Role").at("Fn::GetAtt").text().replace(".Arn", ""))
                        .at("Properties").at("ManagedPolicyArns")
                : properties.at("Policies");
        return named.children().stream().filter(policy -> policy.at("Ref").isThere()).map(policy -> policy.at("Ref").text()).toList();
    }

    private static List<String> permissions() {
        Node resources = Repository.template().at("Resources");
        return resources.keys().stream().filter(id -> resources.at(id).at("Type").text().equals("AWS::IAM::ManagedPolicy")).toList();
    }

    /** The statements of all roles: what functions and the workflow may do. */
    private static List<Node> statements() {
        return Repository.template().at("Resources").children().stream().filter(r -> r.at("Type").text().startsWith("AWS::IAM::"))
                .map(r -> r.at("Properties")).flatMap(Node::all).flatMap(n -> n.at("Statement").children().stream())
                .flatMap(s -> s.at("Fn::If").isThere() ? s.at("Fn::If").children().stream() : Stream.of(s))
                .filter(s -> s.at("Effect").text().equals("Allow") && !s.at("Principal").isThere()).toList();
    }
}
