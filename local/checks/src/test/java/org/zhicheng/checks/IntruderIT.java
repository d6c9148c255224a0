package org.zhicheng.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhicheng.checks.BadInputIT.assertProblem;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.zhicheng.checks.Api.Reply;
import org.zhicheng.demo.samples.Dossier;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.certificate.Certificate;
import org.zhicheng.lambda.Services;
import org.zhicheng.stack.services.IdentityIssuer.Flaw;

/**
 * Every operation that is not about one application, for everyone whose business it is not and for some whose it is, and the rules about
 * oneself (R20, R29, R37). {@link PermissionsIT} has the operations about one application.
 */
class IntruderIT {

    /** Who calls, in the order of the table's columns. */
    private enum Intruder {
        ANYONE,
        OTHER_APPLICANT,
        OTHER_EMPLOYER,
        OTHER_DISTRICT,
        FORMER_REVIEWER,
        NO_SECOND_FACTOR,
        COMMITTEE,
        OFFICE,
        ADMINISTRATOR
    }

    /**
     * Route, body, and the status for each intruder: anyone without a token, another applicant, the reviewer of another employer, of another
     * district, the employer's former reviewer, its present one without a second factor, a committee member, the office, an administrator.
     * {list} and such are bodies that would be right.
     */
    private static final String TABLE = """
            POST   /applications                            {draft}         401 201 403 403 403 403 403 403 403
            GET    /applications                            -               401 200 200 200 200 403 200 200 200
            POST   /recommendation-reports                  {list}          401 404 404 404 404 403 403 403 403
            GET    /reviews                                 -               401 403 200 403 403 403 403 403 403
            POST   /decisions                               {passes}        401 200 200 200 200 403 200 200 200
            POST   /sessions                                {}              401 403 403 403 403 403 403 400 403
            GET    /sessions                                -               401 403 403 403 403 403 200 200 200
            GET    /sessions/{session}                      -               401 403 403 403 403 403 404 404 404
            GET    /sessions/{session}/papers/{paper}       -               401 403 403 403 403 403 404 404 404
            PUT    /sessions/{session}/{step}               {}              401 403 403 403 403 403 403 404 403
            POST   /sessions/{session}/rounds               {"applications":["x"]} 401 403 403 403 403 403 403 404 403
            POST   /sessions/{session}/rounds/{number}/ballots {"choices":[]} 401 403 403 403 403 403 400 403 403
            POST   /sessions/{session}/rounds/{number}/count -              401 403 403 403 403 403 403 404 403
            POST   /approval-documents                      {document}      401 403 403 403 403 403 403 422 422
            GET    /certificates                            -               401 200 200 200 200 403 200 200 200
            GET    /certificates/{number}/file              -               401 404 404 404 404 403 404 303 303
            GET    /certificates/{number}/queries           -               401 404 404 404 404 403 404 404 404
            POST   /certificates/{number}/revocation        {"reason":""}   401 403 403 403 403 403 403 400 400
            POST   /certificates/{number}/reissue           {"reason":""}   401 403 403 403 403 403 403 400 400
            GET    /certificates/key                        -               200 200 200 200 200 200 200 200 200
            GET    /verifications/{code}                    -               404 404 404 404 404 404 404 404 404
            HEAD   /verifications/{code}                    -               404 404 404 404 404 404 404 404 404
            POST   /verifications                           {}              400 400 400 400 400 400 400 400 400
            POST   /approval-documents/additions            {"reason":"x"}  401 403 403 403 403 403 403 400 400
            GET    /approval-documents                      -               401 403 403 403 403 403 403 200 200
            PUT    /approval-documents/prepared             {document}      401 403 403 403 403 403 403 422 422
            GET    /approval-documents/results              -               401 403 403 403 403 403 403 404 404
            PUT    /approval-documents/results              {}              401 403 403 403 403 403 403 400 400
            GET    /results                                 -               200 200 200 200 200 200 200 200 200
            GET    /results/{list}                          -               404 404 404 404 404 404 404 404 404
            GET    /results/notices                         -               200 200 200 200 200 200 200 200 200
            POST   /results/notices/{notice}/objections     {}              422 422 422 422 422 422 422 422 422
            GET    /result-objections                       -               401 403 403 403 403 403 403 200 200
            GET    /papers/{paper}                          -               401 403 403 403 403 403 403 200 200
            POST   /applicants                              {}              401 422 422 422 422 403 422 422 422
            GET    /applicants/me                           -               401 200 403 403 403 403 403 403 403
            PUT    /applicants/me/contact                   {}              401 422 422 422 422 403 422 422 422
            GET    /applicants/me/data                      -               401 200 403 403 403 403 403 403 403
            GET    /cycles                                  -               200 200 200 200 200 200 200 200 200
            POST   /eligibility                             {}              200 200 200 200 200 200 200 200 200
            GET    /me                                      -               401 200 200 200 200 403 200 200 200
            PUT    /cycles/{year}                           {window}        401 403 403 403 403 403 403 403 200
            GET    /cycles/{year}/closing-report            -               401 403 403 403 403 403 403 404 404
            PUT    /calendars/{year}                        {"days":{}}     401 403 403 403 403 403 403 403 200
            GET    /calendars/{year}                        -               401 200 200 200 200 403 200 200 200
            GET    /catalogue                               -               200 200 200 200 200 200 200 200 200
            PUT    /catalogue                               {}              401 403 403 403 403 403 403 403 400
            PUT    /staff/{sub}                             {member}        401 403 403 403 403 403 403 403 200
            POST   /invitations                             {}              401 403 422 422 403 403 422 422 422
            POST   /invitations/acceptance                  {"code":"x"}    401 404 404 404 404 403 404 404 404
            GET    /staff                                   -               401 403 403 403 403 403 403 403 200
            PUT    /employers/{uscc}                        {employer}      401 403 403 403 403 403 403 403 200
            GET    /employers                               -               401 200 200 200 200 403 200 200 200
            POST   /registration-corrections                {}              401 403 403 403 403 403 403 422 422
            POST   /employers/{uscc}/request                {}              401 422 422 422 422 403 422 422 422
            POST   /employers/{uscc}/refusal                {"reason":""}   401 403 403 403 403 403 403 403 400
            POST   /employers/imports                       {}              401 403 403 403 403 403 403 403 400
            GET    /experts                                 -               401 403 403 403 403 403 403 200 200
            GET    /experts/own                             -               401 200 200 200 200 403 200 200 200
            PUT    /experts/{id}                            {}              401 403 403 403 403 403 403 403 400
            POST   /experts/imports                         {"content":""}  401 403 403 403 403 403 403 403 422
            POST   /experts/{id}/invitation                 -               401 403 403 403 403 403 403 403 404
            POST   /experts/{id}/consent                    {"consents":true} 401 404 404 404 404 403 404 404 404
            POST   /integrity-records                       {}              401 403 403 403 403 403 403 422 422
            POST   /integrity-records/{id}/dispute          {"reason":"x"}  401 404 403 403 403 403 403 403 403
            POST   /integrity-records/{id}/settlement       {settlement}    401 403 403 403 403 403 403 404 404
            POST   /integrity-records/search                {"idNumber":"x"} 401 403 403 403 403 403 403 422 422
            GET    /integrity-records/export                -               401 403 403 403 403 403 403 303 303
            GET    /waiting                                 -               401 403 403 403 403 403 403 200 200
            POST   /waiting/retries                         {}              401 403 403 403 403 403 403 403 400
            GET    /statistics                              -               401 403 200 200 403 403 403 200 200
            POST   /exports                                 {export}        401 403 200 200 403 403 403 200 200
            GET    /exports/{id}                            -               401 403 404 404 403 403 403 404 404
            """;

    private static TestStack stack;
    private static Api api;
    private static Services table;
    private static Journey waiting;
    private static Journey certified;
    private static String number;
    private static Application before;
    private static Certificate certificateBefore;
    private static final Map<Intruder, String> TOKENS = new EnumMap<>(Intruder.class);

    /** One operation, and the status for each intruder. */
    record Row(String method, String route, String body, List<Integer> statuses) {

        static Row of(String line) {
            String[] words = line.strip().split("\\s+");
            return new Row(words[0], words[1], words[2], Arrays.stream(words).skip(3).map(Integer::valueOf).toList());
        }

        @Override
        public String toString() {
            return method + " " + route;
        }
    }

    static Stream<Row> rows() {
        return TABLE.lines().map(Row::of);
    }

    @BeforeAll
    static void begin() {
        stack = TestStack.shared();
        api = stack.api();
        table = stack.adapters();
        waiting = Journey.of(stack).to("EMPLOYER_REVIEW").recordNotice();
        certified = Journey.of(stack).to("CERTIFIED");
        number = certified.certificate().path("number").asText();
        Dossier dossier = waiting.dossier();
        TOKENS.put(Intruder.ANYONE, "");
        TOKENS.put(Intruder.OTHER_APPLICANT, Journey.of(stack).register().applicant());
        TOKENS.put(Intruder.OTHER_EMPLOYER, stack.token("employer-1"));
        TOKENS.put(Intruder.OTHER_DISTRICT, stack.token("district-1"));
        TOKENS.put(Intruder.FORMER_REVIEWER, stack.appointed("EMPLOYER", dossier.employer().uscc(), ",\"to\":\"2025-03-09\""));
        TOKENS.put(Intruder.NO_SECOND_FACTOR, stack.issuer().flawedToken("employer-3", Flaw.NO_SECOND_FACTOR));
        TOKENS.put(Intruder.COMMITTEE, stack.token("committee-2"));
        TOKENS.put(Intruder.OFFICE, stack.token("office-2"));
        TOKENS.put(Intruder.ADMINISTRATOR, stack.token(Journey.ADMINISTRATOR));
        before = table.applications().find(waiting.id()).orElseThrow();
        certificateBefore = table.certificates().find(number).orElseThrow();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    @DisplayName("R20 与己无关的操作一律拒绝")
    void shouldLetNobodyInWhoseBusinessItIsNot_R20(Row row) {
        for (Intruder intruder : Intruder.values()) {
            Reply reply = send(row, TOKENS.get(intruder));

            assertThat(reply.status()).as(intruder + ": " + reply).isEqualTo(row.statuses().get(intruder.ordinal()));
            // a HEAD has no body
            if (reply.status() >= 400 && reply.status() != 401 && !row.method().equals("HEAD")) {
                assertProblem(reply, reply.status(), reply.code());
            }
            if (reply.status() == 401 || reply.status() == 404) {
                assertThat(reply.text()).as(intruder + ": " + reply).doesNotContain(waiting.dossier().identity().name(),
                        certified.dossier().identity().name());
            }
            if (intruder == Intruder.NO_SECOND_FACTOR && reply.status() == 403) {
                assertThat(reply.code()).isEqualTo("SECOND_FACTOR_REQUIRED");
            }
        }
        assertThat(table.applications().find(waiting.id())).contains(before);
        assertThat(table.certificates().find(number)).contains(certificateBefore);
    }

    private static Reply send(Row row, String token) {
        boolean committee = row.route().startsWith("/sessions");
        String path = row.route().replace("{number}", committee ? "1" : number).replace("{session}", "2025-999")
                .replace("{step}", "OPENING").replace("{code}", "a".repeat(26)).replace("{year}", "2097").replace("{sub}", "it-nobody")
                .replace("{id}", "it-none").replace("{uscc}", "91350100M000100Y43")
                .replace("{paper}", committee ? "MINUTES" : "CERTIFICATE_REGISTER").replace("{list}", "it-none")
                .replace("{notice}", "it-none");
        String query = switch (row.route()) {
            case "/reviews" -> "?tier=EMPLOYER_REVIEW";
            case "/statistics", "/papers/{paper}" -> "?cycle=2025";
            case "/approval-documents/results" -> "?number=it-none";
            default -> "";
        };
        // a form is edited at its revision; of the settings nothing is there yet
        int seen = row.route().startsWith("/applications") ? before.formRevision() : 0;
        return api.send(token, row.method(), path + query, body(row.body()), "if-match", "\"" + seen + "\"");
    }

    private static String body(String name) {
        Dossier dossier = waiting.dossier();
        return switch (name) {
            case "-" -> "";
            case "{draft}" -> SampleBodies.draft(dossier).toString();
            case "{list}" -> "{\"applications\":[\"" + waiting.id() + "\"]}";
            case "{passes}" -> "{\"decisions\":[{\"applicationId\":\"" + waiting.id() + "\",\"decision\":" + waiting.passing() + "}]}";
            case "{document}" -> waiting.approval("闯" + waiting.id()).toString();
            case "{window}" -> "{\"opens\":\"2097-02-25T00:00\",\"closes\":\"2097-03-17T24:00\"}";
            case "{export}" -> "{\"cycle\":2025,\"format\":\"CSV\"}";
            case "{member}" -> "{\"name\":\"职员\",\"appointments\":[]}";
            case "{settlement}" -> "{\"finding\":\"UPHELD\",\"reason\":\"x\"}";
            case "{employer}" -> "{\"name\":\"示例公司\",\"district\":\"天山区\"}";
            default -> name;
        };
    }

    @Test
    @DisplayName("R20 审核人只见本单位、本区（县）的待办和名单")
    void shouldShowEachReviewerItsOwnQueueAndListsOnly_R20() {
        String own = queue(waiting.employer(), "EMPLOYER_REVIEW");
        String others = queue(TOKENS.get(Intruder.OTHER_EMPLOYER), "EMPLOYER_REVIEW");

        assertThat(own).contains(waiting.id());
        assertThat(others).doesNotContain(waiting.id());
        assertThat(queue(waiting.district(), "DISTRICT_REVIEW")).doesNotContain(waiting.id());
        for (Intruder stranger : List.of(Intruder.OTHER_EMPLOYER, Intruder.OTHER_DISTRICT)) {
            Reply list = api.list(TOKENS.get(stranger), "CSV");
            assertThat(list.text()).doesNotContain(waiting.dossier().identity().name(), certified.dossier().identity().name());
        }
        Reply own2 = api.list(waiting.employer(), "CSV");
        assertThat(own2.text()).contains(waiting.dossier().identity().name()).doesNotContain(waiting.dossier().identity().idNumber());
    }

    @Test
    @DisplayName("R20 草稿只有本人可见")
    void shouldShowNobodyADraftButItsOwner_R20() {
        Journey draft = Journey.of(stack).register().draft();

        for (String token : List.of(draft.employer(), draft.district(), stack.token(Journey.COMMITTEE), draft.office(),
                stack.token(Journey.ADMINISTRATOR))) {
            assertProblem(api.get(token, draft.path()), 404, "NOT_FOUND");
        }
    }

    @Test
    @DisplayName("R29 不得办理本人的申报")
    void shouldLetNobodyDecideOnTheirOwnApplication_R29() {
        Dossier like = TestStack.SAMPLES.dossier("03-bachelor");
        String sub = subject(stack.appointed("EMPLOYER", like.employer().uscc(), ""));
        Journey own = Journey.of(stack, sub).to("EMPLOYER_REVIEW").recordNotice();

        assertProblem(own.decide(own.applicant(), own.passing()), 403, "OWN_APPLICATION");
        assertThat(queue(own.applicant(), "EMPLOYER_REVIEW")).doesNotContain(own.id());
        ObjectNode batch = Api.JSON.createObjectNode();
        batch.putArray("decisions").addObject().put("applicationId", own.id()).set("decision", own.passing());
        assertThat(api.post(own.applicant(), "/decisions", batch).expect(200).json().path(0).path("code").asText())
                .isEqualTo("OWN_APPLICATION");
        assertThat(own.state()).isEqualTo("EMPLOYER_REVIEW");
        own.decide(own.employer(), own.passing()).expect(200);
    }

    @Test
    @DisplayName("R29 评审机构人员不得批准本人的申报")
    void shouldLetNobodyOfTheOfficeApproveTheirOwnApplication_R29() {
        String sub = subject(stack.appointed("OFFICE", "", ""));
        Journey own = Journey.of(stack, sub).to("MATERIALS");

        assertProblem(api.post(own.applicant(), own.path() + "/materials-receipt", own.receipt()), 403, "OWN_APPLICATION");
        own.to("APPROVAL_DOCUMENT");
        assertProblem(api.post(own.applicant(), "/approval-documents", own.approval("自批" + own.id())), 403, "OWN_APPLICATION");
        own.to("CERTIFIED");
        assertProblem(api.send(own.applicant(), "POST", "/certificates/" + own.certificate().path("number").asText() + "/revocation",
                "{\"reason\":\"x\"}"), 403, "OWN_APPLICATION");
    }

    @Test
    @DisplayName("R29 同一人不得在两个环节作出决定")
    void shouldLetNobodyDecideAtTwoTiers_R29() {
        Dossier like = TestStack.SAMPLES.dossier("03-bachelor");
        String sub = stack.nextStaff();
        api.send(stack.token(Journey.ADMINISTRATOR), "PUT", "/staff/" + sub,
                "{\"name\":\"职员\",\"appointments\":[{\"role\":\"EMPLOYER\",\"scope\":\"" + like.employer().uscc()
                        + "\",\"from\":\"2025-01-01\"},{\"role\":\"DISTRICT\",\"scope\":\"" + like.qualification().district()
                        + "\",\"from\":\"2025-01-01\"},{\"role\":\"COMMITTEE\",\"from\":\"2025-01-01\"}]}")
                .expect(200);
        String both = stack.token(sub);
        Journey journey = Journey.of(stack).to("EMPLOYER_REVIEW").recordNotice();
        journey.decide(both, journey.passing()).expect(200);
        journey.awaitState("DISTRICT_REVIEW");

        assertProblem(journey.decide(both, journey.passing()), 403, "DECIDED_AT_OTHER_TIER");
        assertThat(journey.state()).isEqualTo("DISTRICT_REVIEW");
        journey.passDistrict();
        assertProblem(journey.decide(both, journey.passing()), 403, "DECIDED_AT_OTHER_TIER");
    }

    @Test
    @DisplayName("R37 任命结束次日起不能再办理")
    void shouldForgetAReviewerTheDayAfterTheAppointmentEnds_R37() {
        Dossier like = TestStack.SAMPLES.dossier("03-bachelor");
        String last = stack.appointed("EMPLOYER", like.employer().uscc(), ",\"to\":\"2025-03-10\"");

        api.get(last, waiting.path()).expect(200);
        assertProblem(api.get(TOKENS.get(Intruder.FORMER_REVIEWER), waiting.path()), 404, "NOT_FOUND");
    }

    private static String queue(String token, String tier) {
        return api.get(token, "/reviews?tier=" + tier).expect(200).text();
    }

    private static String subject(String token) {
        try {
            return com.nimbusds.jwt.SignedJWT.parse(token).getJWTClaimsSet().getSubject();
        } catch (java.text.ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
