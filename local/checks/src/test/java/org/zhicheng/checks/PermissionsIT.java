package org.zhicheng.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhicheng.checks.BadInputIT.assertProblem;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import org.zhicheng.checks.Api.Reply;
import org.zhicheng.demo.samples.Dossier;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Attachment;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.lambda.Services;
import org.zhicheng.stack.services.IdentityIssuer.Flaw;

/**
 * Every command about one application, for everyone, in every state, through the gateway: the answer is what {@code docs/permissions.md}
 * says (R20, R29). What is not about one application stands in {@link IntruderIT}; together they have every operation of
 * {@code openapi.yaml}.
 */
class PermissionsIT {

    /** Who asks, and the role that the document knows them by; none for whom the application is not there. */
    private enum Caller {
        OWNER("APPLICANT"),
        OTHER_APPLICANT(""),
        OWN_EMPLOYER("EMPLOYER"),
        OTHER_EMPLOYER(""),
        OWN_DISTRICT("DISTRICT"),
        OTHER_DISTRICT(""),
        COMMITTEE("COMMITTEE"),
        OFFICE("OFFICE"),
        ADMINISTRATOR("ADMINISTRATOR"),
        FORMER_REVIEWER(""),
        NO_SECOND_FACTOR("");

        private final String role;

        Caller(String role) {
            this.role = role;
        }
    }

    /** Operation, body, and the command that it is; {…} are bodies that would be right. */
    private static final String TABLE = """
            GET    /applications/{id}                                     -                VIEW
            GET    /applications/{id}/checks                              -                VIEW
            GET    /applications/{id}/timeline                            -                VIEW
            GET    /applications/{id}/changes                             -                VIEW
            GET    /applications/{id}/attachments/{attachmentId}/file     -                VIEW
            POST   /applications/{id}/attachments/{attachmentId}/original {"reason":"x"}   OPEN_ORIGINAL
            GET    /reviews/{applicationId}                               -                VIEW
            PUT    /applications/{id}                                     {form}           SAVE_FORM
            PATCH  /applications/{id}                                     {form}           SAVE_FORM
            PUT    /applications/{id}/qualification                       {qualification}  CHANGE_QUALIFICATION
            DELETE /applications/{id}                                     -                DELETE_DRAFT
            POST   /applications/{id}/attachments                         {announcement}   ATTACH
            POST   /applications/{id}/attachments/{attachmentId}/completion {}             ATTACH
            DELETE /applications/{id}/attachments/{attachmentId}          -                ATTACH
            POST   /applications/{id}/submission                          {}               SUBMIT
            POST   /applications/{id}/correction                          {}               CORRECT
            POST   /applications/{id}/withdrawal                          {"reason":"x"}   WITHDRAW
            POST   /reviews/{applicationId}/hand                          {taking}         TAKE
            POST   /reviews/{applicationId}/hand                          {puttingBack}    PUT_BACK
            POST   /reviews/{applicationId}/id-number                     -                SHOW_ID_NUMBER
            POST   /applications/{id}/undo                                {undoing}        UNDO_PASS
            POST   /applications/{id}/recall                              {leaving}        RECALL
            POST   /applications/{id}/reconsideration                     {leaving}        REQUEST_RECONSIDERATION
            POST   /applications/{id}/reconsideration/decision            {finding}        RECONSIDER
            GET    /applications/{id}/result-objections                   -                SHOW_RESULT_OBJECTIONS
            POST   /applications/{id}/result-objections/{objection}/answer {answer}        ANSWER_RESULT_OBJECTION
            POST   /applications/{id}/closing                             {leaving}        CLOSE
            POST   /applications/{id}/obstacles                           {leaving}        CLEAR_OBSTACLE
            GET    /applications/{id}/forms/{annex}                       -                PRINT_FORM
            GET    /applications/{id}/papers/{paper}                      -                PRINT_APPLICATION
            GET    /applications/{id}/papers/{paper}                      -                PRINT_RECEIPT
            PUT    /applications/{id}/public-notice                       {notice}         RECORD_PUBLIC_NOTICE
            POST   /applications/{id}/public-notice/objections            {objection}      RECORD_OBJECTION
            POST   /applications/{id}/decisions                           {pass}           PASS
            POST   /applications/{id}/decisions                           {return}         RETURN
            POST   /applications/{id}/decisions                           {reject}         REJECT
            POST   /applications/{id}/deadline                            {deadline}       EXTEND_DEADLINE
            POST   /applications/{id}/materials-receipt                   {receipt}        RECEIVE_MATERIALS
            POST   /applications/{id}/materials-receipt                   {notReceived}    TAKE_BACK_RECEIPT
            """;
    /** A batch of one, of another kind of answer; {@link IntruderIT} has it. */
    private static final Set<String> ELSEWHERE = Set.of("RECORD_APPROVAL_DOCUMENT", "REVOKE_CERTIFICATE", "REISSUE_CERTIFICATE");
    /** What a repeated or a late command is told instead of its step. */
    private static final Set<String> CONFLICTS = Set.of("WRONG_STATE", "ALREADY_DECIDED", "STALE_VERSION", "RECONSIDERED_ONCE");

    private static final PublishedPermissions PUBLISHED = PublishedPermissions.read();
    private static final Map<Caller, String> TOKENS = new EnumMap<>(Caller.class);
    /** Every one belongs to one owner, and each check of one looks at all of them: those that were only refused serve again. */
    private static final Map<State, Queue<Application>> UNTOUCHED = new ConcurrentHashMap<>();
    private static TestStack stack;
    private static Api api;
    private static Services table;
    private static EveryState every;

    private record Line(String method, String route, String body, String command) {

        static Line of(String line) {
            String[] words = line.strip().split("\\s+");
            return new Line(words[0], words[1], words[2], words[3]);
        }

        String operation() {
            return method + " " + route;
        }

        @Override
        public String toString() {
            return operation() + " " + command;
        }
    }

    static Stream<Line> lines() {
        return TABLE.lines().map(Line::of);
    }

    /** Every operation of {@code openapi.yaml}, such as {@code PUT /cycles/{year}}. */
    static Set<String> operations() {
        try (Reader file = Files.newBufferedReader(TestStack.PROJECT.resolve("openapi.yaml"))) {
            Map<String, Map<String, Map<String, Object>>> contract = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
            return contract.get("paths").entrySet().stream()
                    .flatMap(path -> path.getValue().keySet().stream().map(method -> method.toUpperCase(Locale.ROOT) + " " + path.getKey()))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @BeforeAll
    static void begin() {
        stack = TestStack.start(options -> options.withParameter("RequestsPerSecond", "10000").withParameter("RequestsAtOnce", "5000"));
        stack.prepare();
        stack.setClock(TestStack.TODAY);
        api = stack.api();
        table = stack.adapters();
        every = EveryState.on(stack);
        Journey owner = every.certified();
        TOKENS.put(Caller.OWNER, owner.applicant());
        TOKENS.put(Caller.OTHER_APPLICANT, Journey.of(stack).register().applicant());
        TOKENS.put(Caller.OWN_EMPLOYER, owner.employer());
        TOKENS.put(Caller.OTHER_EMPLOYER, stack.token("employer-1"));
        TOKENS.put(Caller.OWN_DISTRICT, owner.district());
        TOKENS.put(Caller.OTHER_DISTRICT, stack.token("district-1"));
        TOKENS.put(Caller.COMMITTEE, stack.token("committee-2"));
        TOKENS.put(Caller.OFFICE, stack.token("office-2"));
        TOKENS.put(Caller.ADMINISTRATOR, stack.token(Journey.ADMINISTRATOR));
        TOKENS.put(Caller.FORMER_REVIEWER, stack.appointed("EMPLOYER", owner.dossier().employer().uscc(), ",\"to\":\"2025-03-09\""));
        TOKENS.put(Caller.NO_SECOND_FACTOR, stack.issuer().flawedToken("employer-3", Flaw.NO_SECOND_FACTOR));
    }

    @AfterAll
    static void stop() {
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    @DisplayName("R20 每个接口和操作都在核对之列")
    void shouldHaveALineForEachOperationAndEachCommand() {
        Set<String> here = lines().map(Line::operation).collect(Collectors.toSet());
        Set<String> there = IntruderIT.rows().map(Object::toString).collect(Collectors.toSet());

        assertThat(here).doesNotContainAnyElementsOf(there);
        assertThat(Stream.concat(here.stream(), there.stream())).containsExactlyInAnyOrderElementsOf(operations());
        assertThat(Stream.concat(lines().map(Line::command), ELSEWHERE.stream()).distinct())
                .containsExactlyInAnyOrderElementsOf(PUBLISHED.commands());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lines")
    @DisplayName("R20 每个人在每个步骤的每项操作与公布的权限表一致")
    void shouldAnswerEveryoneInEachStateAsTheDocumentSays_R20(Line line) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            List<Callable<Void>> states = new ArrayList<>();
            for (State state : State.values()) {
                states.add(() -> {
                    check(line, state);
                    return null;
                });
            }
            for (Future<Void> state : threads.invokeAll(states)) {
                state.get();
            }
        }
    }

    private static void check(Line line, State state) {
        Application application = untouched(state);
        for (Caller caller : Caller.values()) {
            Reply reply = send(line, application, TOKENS.get(caller));
            String about = caller + " at " + state + ": " + reply;
            if (caller == Caller.NO_SECOND_FACTOR) {
                assertProblem(reply, 403, "SECOND_FACTOR_REQUIRED");
            } else if (!PUBLISHED.states(caller.role, "VIEW").contains(state)) {
                assertThat(reply.status() + " " + reply.code()).as(about).isEqualTo("404 NOT_FOUND");
                assertThat(reply.text()).as(about).doesNotContain(application.name(), application.maskedIdNumber());
            } else if (PUBLISHED.states(caller.role, line.command()).isEmpty()) {
                assertThat(reply.status() + " " + reply.code()).as(about).isEqualTo("403 NOT_ALLOWED");
            } else if (!PUBLISHED.states(caller.role, line.command()).contains(state)) {
                // A repeated command is answered as it was, and changes nothing.
                assertThat(reply.status()).as(about).isIn(200, 409);
                assertThat(reply.status() == 200 || CONFLICTS.contains(reply.code())).as(about).isTrue();
            } else {
                assertThat(reply.status()).as(about).isNotIn(401, 403, 404).isLessThan(500);
                assertThat(reply.code()).as(about).isNotEqualTo("WRONG_STATE");
                if (!line.command().equals("VIEW") && reply.status() < 300) {
                    application = untouched(state);
                }
            }
        }
        assertThat(table.applications().find(application.id())).as(line + " at " + state).contains(application);
        UNTOUCHED.get(state).add(application);
    }

    /** One that nothing has changed so far. */
    private static Application untouched(State state) {
        Application left = UNTOUCHED.computeIfAbsent(state, _ -> new ConcurrentLinkedQueue<>()).poll();
        return left == null ? every.another(state) : left;
    }

    /** Tokens that are none: no operation gets as far as a function. */
    @Test
    @DisplayName("R20 无效的令牌在每个接口均被拒绝")
    void shouldRefuseABadTokenAtEachOperation() {
        String good = TOKENS.get(Caller.ADMINISTRATOR);
        String[] parts = good.split("\\.");
        List<String> bad = new ArrayList<>(List.of("", "x", "a.b.c", header("{\"alg\":\"none\"}") + "." + parts[1] + ".",
                header("{\"alg\":\"HS256\"}") + "." + parts[1] + "." + parts[2], parts[0] + "." + parts[1] + ".AAAA", good + "A"));
        for (Flaw flaw : List.of(Flaw.EXPIRED, Flaw.OTHER_ISSUER, Flaw.OTHER_AUDIENCE, Flaw.OTHER_KEY)) {
            bad.add(stack.issuer().flawedToken(Journey.ADMINISTRATOR, flaw));
        }
        Set<String> open = stack.stack().template().functions().stream().flatMap(function -> function.routes().stream())
                .filter(route -> route.authorizer().isEmpty()).map(route -> route.method() + " " + route.path().replace("+}", "}"))
                .collect(Collectors.toSet());

        assertThat(open).containsExactlyInAnyOrder("ANY $default", "GET /cycles", "GET /catalogue", "GET /results", "GET /results/{list}",
                "GET /results/notices", "POST /results/notices/{notice}/objections", "POST /eligibility", "POST /verifications",
                "GET /certificates/key", "GET /verifications/{code}", "HEAD /verifications/{code}");
        for (String operation : operations()) {
            if (!open.contains(operation)) {
                String[] words = operation.split(" ");
                for (String token : bad) {
                    Reply reply = api.send(token, words[0], words[1].replaceAll("\\{[a-zA-Z]+}", "x"), "").expect(401);
                    assertThat(reply.text()).isEqualTo("{\"message\":\"Unauthorized\"}");
                }
            }
        }
    }

    private static String header(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Reply send(Line line, Application application, String token) {
        // One that counts, so that it can be completed again, read and removed; at the employer only the notice's may be.
        String file = application.attachments().stream().filter(Attachment::counts).max(Comparator.comparing(Attachment::material))
                .orElseThrow().id();
        String path = line.route().replace("{id}", application.id()).replace("{applicationId}", application.id())
                .replace("{attachmentId}", file).replace("{annex}", "PUBLIC_NOTICE").replace("{objection}", EveryState.OBJECTION)
                .replace("{paper}", line.command().equals("PRINT_APPLICATION") ? "APPLICATION" : "SUBMISSION_RECEIPT");
        return api.send(token, line.method(), path, body(line.body(), application), "if-match", "\"" + application.formRevision() + "\"");
    }

    private static String body(String name, Application application) {
        Dossier dossier = every.certified().dossier();
        ObjectNode decision = Api.JSON.createObjectNode().put("attempt", application.stay().attempt()).put("contentVersion",
                application.content().version());
        return switch (name) {
            case "-" -> "";
            case "{form}" -> SampleBodies.form(dossier, "改").toString();
            case "{qualification}" -> SampleBodies.draft(dossier).withObject("qualification").put("specialty", "另一专业").toString();
            case "{announcement}" -> every.certified().announcement("A13", "A13.pdf", every.certified().content("A13.pdf")).toString();
            case "{notice}" -> SampleBodies.endedNotice(dossier).put("receivingOffice", "改")
                    .put("contentVersion", application.content().version()).toString();
            case "{objection}" -> "{\"raisedOn\":\"2025-03-05\",\"facts\":\"样本异议\"}";
            case "{pass}" ->
                SampleBodies.pass(dossier, application.stay().attempt()).put("contentVersion", application.content().version()).toString();
            case "{return}" -> {
                decision.put("outcome", "RETURN").putArray("mend").addObject().put("item", "A4").put("comment", "请重新上传");
                yield decision.toString();
            }
            case "{reject}" -> decision.put("outcome", "REJECT").put("reason", "不同意").toString();
            case "{leaving}" -> "{\"attempt\":" + application.stay().attempt() + ",\"reason\":\"样本理由\"}";
            case "{finding}" -> "{\"attempt\":" + application.stay().attempt() + ",\"contentVersion\":" + application.content().version()
                    + ",\"outcome\":\"UPHELD\",\"reason\":\"样本理由\"}";
            case "{answer}" -> "{\"attempt\":" + application.stay().attempt() + ",\"contentVersion\":" + application.content().version()
                    + ",\"outcome\":\"DISMISSED\",\"reason\":\"样本理由\"}";
            case "{taking}" -> "{\"attempt\":" + application.stay().attempt() + ",\"taken\":true}";
            case "{puttingBack}" -> "{\"attempt\":" + application.stay().attempt() + ",\"taken\":false}";
            case "{undoing}" -> "{\"attempt\":" + application.stay().attempt() + "}";
            case "{deadline}" -> "{\"attempt\":" + application.stay().attempt() + ",\"workingDays\":60}";
            case "{notReceived}" ->
                "{\"notReceived\":[\"A1\"],\"reason\":\"样本\",\"contentVersion\":" + application.content().version() + "}";
            case "{receipt}" -> "{\"received\":[\"A1\"],\"contentVersion\":" + application.content().version() + "}";
            default -> name;
        };
    }
}
