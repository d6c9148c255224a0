package org.zhicheng.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.zhicheng.contract.Repository.Function;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.FakeServices;
import org.zhicheng.lambda.Services;

/** Each sample event goes the way that Lambda's runtime takes: read into the handler's type, handled, written. */
@EnabledIf(value = "org.zhicheng.contract.Repository#isWhole", disabledReason = "this module is built alone")
class EventContractTest {

    /** Where the application stands when the event comes, and the status that answers it; 0 for a task. */
    private record Case(State state, int status) {
    }

    private static final Map<String, Case> CASES = Map.ofEntries(Map.entry("ShowApplicant", new Case(State.DRAFT, 200)),
            Map.entry("CorrectContact", new Case(State.DRAFT, 200)), Map.entry("DownloadPersonalData", new Case(State.CERTIFIED, 200)),
            Map.entry("ListOwnApplications", new Case(State.DRAFT, 200)), Map.entry("ShowApplication", new Case(State.CORRECTION, 200)),
            Map.entry("SaveForm", new Case(State.DRAFT, 200)), Map.entry("DeleteDraft", new Case(State.DRAFT, 204)),
            Map.entry("ChangeQualification", new Case(State.DRAFT, 200)), Map.entry("CheckApplication", new Case(State.DRAFT, 200)),
            // the sample draft lacks most of its scans
            Map.entry("SubmitApplication", new Case(State.DRAFT, 422)), Map.entry("SubmitCorrection", new Case(State.CORRECTION, 422)),
            Map.entry("WithdrawApplication", new Case(State.EMPLOYER_REVIEW, 200)),
            Map.entry("ShowTimeline", new Case(State.EMPLOYER_REVIEW, 200)), Map.entry("ShowChanges", new Case(State.EMPLOYER_REVIEW, 200)),
            Map.entry("RequestUpload", new Case(State.DRAFT, 201)), Map.entry("CompleteUpload", new Case(State.DRAFT, 200)),
            Map.entry("RemoveAttachment", new Case(State.DRAFT, 204)), Map.entry("ReadAttachment", new Case(State.EMPLOYER_REVIEW, 303)),
            Map.entry("RecordPublicNotice", new Case(State.EMPLOYER_REVIEW, 200)),
            Map.entry("PrintForm", new Case(State.EMPLOYER_REVIEW, 200)),
            Map.entry("MakeRecommendationReport", new Case(State.EMPLOYER_REVIEW, 200)),
            Map.entry("ListQueue", new Case(State.DISTRICT_REVIEW, 200)), Map.entry("ShowReview", new Case(State.DISTRICT_REVIEW, 200)),
            Map.entry("DecideReview", new Case(State.DISTRICT_REVIEW, 200)),
            Map.entry("DecideBatch", new Case(State.COMMITTEE_REVIEW, 200)),
            Map.entry("ExtendDeadline", new Case(State.DISTRICT_REVIEW, 200)),
            Map.entry("ReceiveMaterials", new Case(State.MATERIALS, 200)),
            Map.entry("RecordApprovalDocument", new Case(State.APPROVAL_DOCUMENT, 200)),
            Map.entry("ListCertificates", new Case(State.CERTIFIED, 200)), Map.entry("DownloadCertificate", new Case(State.CERTIFIED, 303)),
            Map.entry("ListQueries", new Case(State.CERTIFIED, 200)), Map.entry("RevokeCertificate", new Case(State.CERTIFIED, 200)),
            Map.entry("VerifyCertificate", new Case(State.CERTIFIED, 200)),
            Map.entry("ShowStatistics", new Case(State.DISTRICT_REVIEW, 200)),
            Map.entry("ExportApplications", new Case(State.DISTRICT_REVIEW, 303)), Map.entry("RecordIntegrity", new Case(State.DRAFT, 201)),
            Map.entry("SearchIntegrity", new Case(State.DRAFT, 200)), Map.entry("CheckEligibility", new Case(State.SUBMITTED, 0)),
            Map.entry("OpenReview", new Case(State.EMPLOYER_REVIEW, 0)), Map.entry("CheckDeadline", new Case(State.EMPLOYER_REVIEW, 0)),
            Map.entry("IssueCertificate", new Case(State.CERTIFICATE, 0)),
            Map.entry("ResumeApplications", new Case(State.EMPLOYER_REVIEW, 0)));

    private final CustomPojoSerializer serializer = serializer();
    private final OpenApi contract = new OpenApi();

    static Stream<Function> functions() {
        return Repository.functions().stream();
    }

    static Stream<Function> routes() {
        return functions().filter(f -> !f.routes().isEmpty());
    }

    @Test
    void shouldGiveTheRuntimeOneSerializer() {
        // the runtime refuses to start with two, and without one takes its own, which knows no records
        assertThat(ServiceLoader.load(CustomPojoSerializer.class)).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void shouldHandleTheSampleEventAsTheRuntimeHandsItOver(Function function) throws Exception {
        String answer = invoke(function, world(function), Repository.text(function.event()));
        if (ApiHandler.class.isAssignableFrom(function.type())) {
            ApiResponse response = read(answer, ApiResponse.class);
            Case expected = CASES.get(function.name());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(expected == null ? defaultStatus(function) : expected.status());
            contract.checkAnswer(read(Repository.text(function.event()), ApiRequest.class), response);
        } else {
            assertThat(Repository.json(function.event())).isNotEqualTo(null);
            assertThat(answer).startsWith("{");
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void shouldCallTheRouteOfItsFunctionInItsSampleEvent(Function function) {
        JsonNode event = Repository.json(function.event());
        assertThat(function.routes()).anySatisfy(route -> assertThat(route.method() + " " + route.path()).isEqualTo(routeKey(event)));
        assertThat(event.get("version").textValue()).isEqualTo("2.0");
        String path = routeKey(event).split(" ")[1];
        for (String parameter : Repository.matches("\\{(\\w+)}", path)) {
            path = path.replace("{" + parameter + "}", event.at("/pathParameters/" + parameter).textValue());
        }
        assertThat(event.get("rawPath").textValue()).isEqualTo(path);
        boolean open = function.routes().getFirst().isPublic();
        assertThat(event.at("/requestContext/authorizer").isMissingNode()).as("claims come with a login").isEqualTo(open);
        contract.checkRequest(read(event.toString(), ApiRequest.class));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void shouldRefuseAStrangerWithAProblemThatTheContractNames(Function function) throws Exception {
        String event = Repository.text(function.event()).replaceAll("\"sub\": \"[^\"]+\"", "\"sub\": \"stranger\"");
        for (FakeServices services : List.of(world(function), World.withoutApplicant())) {
            ApiResponse response = read(invoke(function, services, event), ApiResponse.class);
            contract.checkAnswer(read(event, ApiRequest.class), response);
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void shouldRefuseABodyThatIsNoneOfItsOwn(Function function) throws Exception {
        JsonNode event = Repository.json(function.event());
        if (!event.has("body")) {
            return;
        }
        for (String body : List.of("", "{", "[]", "null", "7", "{}", "{\"unknown\":1}", "{\"id\":null}")) {
            String changed = ((com.fasterxml.jackson.databind.node.ObjectNode) event.deepCopy()).put("body", body).toString();
            ApiResponse response = read(invoke(function, world(function), changed), ApiResponse.class);
            assertThat(response.statusCode()).as(body + " → " + response.body()).isLessThan(500);
            contract.checkAnswer(read(changed, ApiRequest.class), response);
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void shouldRefuseAnAbsentOrNullPartOfTheBodyWithoutADefect(Function function) throws Exception {
        JsonNode event = Repository.json(function.event());
        if (!event.has("body")) {
            return;
        }
        JsonNode body = Repository.parse(event.get("body").textValue());
        for (JsonNode changed : Damage.of(body)) {
            String text = ((com.fasterxml.jackson.databind.node.ObjectNode) event.deepCopy()).put("body", changed.toString()).toString();
            ApiResponse response = read(invoke(function, world(function), text), ApiResponse.class);
            assertThat(response.statusCode()).as(changed + " → " + response.body()).isLessThan(500);
            contract.checkAnswer(read(text, ApiRequest.class), response);
        }
    }

    private static String routeKey(JsonNode event) {
        return event.get("routeKey").textValue().replace("+}", "}");
    }

    private static int defaultStatus(Function function) {
        return List.of("RegisterApplicant", "CreateApplication").contains(function.name()) ? 201 : 200;
    }

    private static FakeServices world(Function function) {
        Case expected = CASES.get(function.name());
        if (expected != null) {
            return World.at(expected.state());
        }
        return function.name().equals("CreateApplication") ? World.withApplicant() : World.withoutApplicant();
    }

    /** From the event's bytes to the answer's, by the runtime's serializer and the types of the handler. */
    private String invoke(Function function, FakeServices services, String event) throws Exception {
        @SuppressWarnings("unchecked")
        RequestHandler<Object, Object> handler = (RequestHandler<Object, Object>) function.type().getConstructor(Services.class)
                .newInstance((Services) services);
        List<Type> types = types(function.type());
        Object input = serializer.fromJson(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), types.getFirst());
        Object output = handler.handleRequest(input, (Context) null);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        serializer.toJson(output, bytes, types.getLast());
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private <T> T read(String json, Class<T> type) {
        return serializer.fromJson(json, type);
    }

    private static CustomPojoSerializer serializer() {
        return ServiceLoader.load(CustomPojoSerializer.class).findFirst().orElseThrow();
    }

    /** What the runtime finds out by the handler's interface: its input and its output. */
    private static List<Type> types(Class<?> handler) {
        return handler.getGenericSuperclass() instanceof ParameterizedType task
                ? List.of(task.getActualTypeArguments())
                : List.of(ApiRequest.class, ApiResponse.class);
    }
}
