package org.zhicheng.walk;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.Set;

import org.zhicheng.Applications;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Correction;
import org.zhicheng.dossier.application.Form;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.application.ResultNotice;
import org.zhicheng.dossier.certificate.ApprovalDocument;
import org.zhicheng.dossier.delivery.OutboxItem;
import org.zhicheng.dossier.files.FileKeys;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.process.Claim;
import org.zhicheng.dossier.process.Receipt;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.handlers.approval.ReceiveMaterialsHandler;
import org.zhicheng.handlers.approval.RecordApprovalDocumentHandler;
import org.zhicheng.handlers.closing.CloseWindowHandler;
import org.zhicheng.handlers.drafting.SaveFormHandler;
import org.zhicheng.handlers.drafting.SubmitApplicationHandler;
import org.zhicheng.handlers.drafting.SubmitCorrectionHandler;
import org.zhicheng.handlers.drafting.WithdrawApplicationHandler;
import org.zhicheng.handlers.notice.RecordPublicNoticeHandler;
import org.zhicheng.handlers.objection.ListResultObjectionsHandler;
import org.zhicheng.handlers.objection.RaiseResultObjectionHandler;
import org.zhicheng.handlers.outbox.DeliverOutboxHandler;
import org.zhicheng.handlers.outbox.SweepOutboxHandler;
import org.zhicheng.handlers.resumption.ResumeApplicationsHandler;
import org.zhicheng.handlers.review.CloseApplicationHandler;
import org.zhicheng.handlers.review.DecideReviewHandler;
import org.zhicheng.handlers.review.RecallRecommendationHandler;
import org.zhicheng.handlers.review.RequestReconsiderationHandler;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.FakeServices;
import org.zhicheng.lambda.Requests;
import org.zhicheng.lambda.Samples;
import org.zhicheng.lambda.Services;
import org.zhicheng.lambda.StreamRecord;
import org.zhicheng.walk.Model.Verdict;

/**
 * One application and everybody who has to do with it, doing anything in any order, while any call to the outside may fail before or after it
 * was done. Each answer must be what the model says; in the end, once nothing fails any more, everything must have come to rest and agree.
 */
final class RandomWalk {

    private static final Properties TEXTS = texts();
    private static final List<String> EVERYBODY = List.of("applicant", "employer", "district", "committee", "office");
    private static final List<String> OUTCOMES = List.of("PASS", "PASS", "PASS", "PASS", "RETURN", "REJECT");
    private static final Instant BEGINNING = Samples.at("2025-03-17T10:00");
    private static final int MOST_REPEATS = 200;
    private static final String DOCUMENT = "乌职改〔2025〕9号";
    /** Making a certificate's file takes as long as a hundred other steps, so only some walks come so far. */
    private static final int WALKS_TO_A_CERTIFICATE = 500;

    private final Random random;
    private final FakeServices fake;
    private final CrashingServices crashes;
    private final SmallWorkflow workflow;
    private final Services services;
    private final Model model;
    private final List<String> told = new ArrayList<>();
    private final boolean toCertificate;
    private final String id;

    RandomWalk(long seed, Prepared prepared) {
        this.random = new Random(seed);
        this.toCertificate = Math.floorMod(seed, WALKS_TO_A_CERTIFICATE) == 0;
        // what is passed is announced on every other walk
        boolean announcing = Math.floorMod(seed, 2) == 1;
        Applications applications = new Applications();
        this.fake = (announcing ? applications.announcing(5) : applications).services;
        this.model = new Model(announcing);
        this.crashes = new CrashingServices(random);
        this.workflow = new SmallWorkflow(random, fake);
        this.services = crashes.over(fake, workflow);
        workflow.over(services);
        this.id = prepared.draft().id();
        prepared.putInto(fake);
        fake.clock().set(BEGINNING);
    }

    /** A complete draft, made once and put into each walk's services. */
    record Prepared(Application draft, byte[] portrait) {

        static Prepared make() {
            Applications applications = new Applications();
            applications.at("2025-03-17T10:00");
            String id = applications.draft().id();
            for (Material material : List.of(Material.A13, Material.A14, Material.A15)) {
                applications.upload(Applications.APPLICANT, id, material, Applications.SCAN);
            }
            Application draft = applications.find(id);
            String key = FileKeys.portraitKey(id, draft.files(Material.A3).getLast().id());
            return new Prepared(draft, applications.services.materials().read(key, Integer.MAX_VALUE).orElseThrow());
        }

        void putInto(FakeServices services) {
            AuditEvent event = new AuditEvent(draft.id(), draft.version(), BEGINNING, draft.applicant(),
                    org.zhicheng.dossier.flow.Role.APPLICANT, "CREATE", Optional.empty(), Optional.of(State.DRAFT), AuditEvent.Channel.API,
                    "");
            services.applications().commit(
                    new Change(Optional.empty(), draft, event, List.of(), List.of(Samples.live(draft)), List.of(), Optional.empty()));
            services.materials().write(FileKeys.portraitKey(draft.id(), draft.files(Material.A3).getLast().id()), "image/jpeg", portrait);
        }
    }

    /** Walks, and throws what is wrong with the walk so far as the message. */
    void walk(int steps) {
        try {
            crashes.rate(random.nextInt(3) == 0 ? 0 : 0.02);
            for (int i = 0; i < steps && !model.hasEnded(); i++) {
                step();
            }
            crashes.rate(0);
            rest();
            check();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(e.getMessage() + "\n  " + String.join("\n  ", told), e);
        }
    }

    private void step() {
        int what = random.nextInt(100);
        if (what < 45) {
            somethingSensible();
        } else if (what < 60) {
            command(EVERYBODY.get(random.nextInt(EVERYBODY.size())), random.nextInt(14));
        } else if (what < 72) {
            quietly("moves", workflow::move);
        } else if (what < 84) {
            quietly("delivers", this::deliver);
        } else if (what < 87) {
            quietly("sweeps", () -> new SweepOutboxHandler(services).handleRequest(Map.of(), null));
        } else if (what < 92) {
            quietly("repeats something past", workflow::repeatSomethingPast);
        } else if (what < 94) {
            quietly("resumes", () -> new ResumeApplicationsHandler(services)
                    .handleRequest(new ResumeApplicationsHandler.Input(null, random.nextInt(4) == 0), null));
        } else if (what < 96) {
            quietly("closes", () -> new CloseWindowHandler(services).handleRequest(CloseWindowHandler.Input.ofSchedule(), null));
        } else {
            Duration time = List
                    .of(Duration.ofSeconds(70), Duration.ofMinutes(20), Duration.ofHours(5), Duration.ofDays(3), Duration.ofDays(30))
                    .get(random.nextInt(5));
            fake.clock().advance(time);
            told.add("time passes: " + time);
        }
        model.moved(state());
    }

    /** What leads on from here, more often than chance would. */
    private void somethingSensible() {
        switch (model.state()) {
            case DRAFT -> command("applicant", 0);
            case EMPLOYER_REVIEW -> command("employer", random.nextBoolean() ? 6 : 3);
            case DISTRICT_REVIEW -> command("district", 3);
            case COMMITTEE_REVIEW -> command("committee", 3);
            case RESULT_NOTICE -> {
                if (random.nextInt(3) == 0) {
                    command("anybody", 12);
                } else if (random.nextInt(3) == 0) {
                    command("office", 13);
                } else {
                    fake.clock().advance(Duration.ofDays(2));
                    told.add("two days pass");
                    quietly("moves", workflow::move);
                }
            }
            case MATERIALS -> command("office", 4);
            case APPROVAL_DOCUMENT -> command("office", 5);
            case CORRECTION -> command("applicant", random.nextBoolean() ? 1 : 7);
            case REJECTED -> command("applicant", 10);
            case RECONSIDERATION -> command("office", 11);
            default -> quietly("moves", () -> {
                deliver();
                workflow.move();
            });
        }
    }

    // ── commands ──

    private void command(String who, int which) {
        Application now = find();
        model.moved(now.state());
        int attempt = now.stay().attempt();
        switch (which) {
            case 0 -> expect(model.submit(who, fake.clock().instant().isBefore(Samples.at("2025-03-18T00:00"))), who + " submits",
                    () -> Requests.post("/applications/{id}/submission").path("id", id), who, new SubmitApplicationHandler(services));
            case 1 ->
                expect(model.correct(who, now.correction().map(Correction::deadline).filter(fake.clock().instant()::isBefore).isPresent()),
                        who + " corrects",
                        () -> Requests.post("/applications/{id}/correction").path("id", id).body("{\"answers\":{\"summary\":\"已核实\"}}"),
                        who, new SubmitCorrectionHandler(services));
            case 2 -> {
                if (random.nextInt(4) == 0) {
                    expect(model.withdraw(who), who + " withdraws",
                            () -> Requests.post("/applications/{id}/withdrawal").path("id", id).body("{\"reason\":\"另有安排\"}"), who,
                            new WithdrawApplicationHandler(services));
                }
            }
            case 3 -> {
                int seen = random.nextInt(5) == 0 ? Math.max(0, attempt - 1 - random.nextInt(3)) : attempt;
                String outcome = OUTCOMES.get(random.nextInt(OUTCOMES.size()));
                String mend = outcome.equals("RETURN") ? ",\"mend\":[{\"item\":\"summary\",\"comment\":\"请核实\"}]" : "";
                String body = "{\"attempt\":" + seen + ",\"contentVersion\":" + now.content().version() + ",\"outcome\":\"" + outcome
                        + "\",\"reason\":\"意见\"" + mend + "}";
                expect(model.decide(who, outcome, seen, attempt), who + " decides " + outcome + " " + seen,
                        () -> Requests.post("/applications/{id}/decisions").path("id", id).body(body), who,
                        new DecideReviewHandler(services));
            }
            case 4 -> expect(model.receiveAll(who), who + " receives", () -> Requests.post("/applications/{id}/materials-receipt")
                    .path("id", id)
                    .body("{\"received\":[\"A1\",\"A2\",\"A3\",\"A4\",\"A5\",\"A6\",\"A7\",\"A9\",\"A10\",\"A13\",\"A14\",\"A15\"],\"contentVersion\":"
                            + now.content().version() + "}"),
                    who, new ReceiveMaterialsHandler(services));
            case 5 -> {
                if (toCertificate) {
                    expect(model.approve(who), who + " approves",
                            () -> Requests.post("/approval-documents")
                                    .body("{\"number\":\"" + DOCUMENT + "\",\"date\":\"" + documentDate()
                                            + "\",\"applications\":[{\"applicationId\":\"" + id + "\",\"contentVersion\":"
                                            + now.content().version() + "}]}"),
                            who, new RecordApprovalDocumentHandler(services));
                }
            }
            case 6 -> expect(model.notice(who), who + " records the notice",
                    () -> Requests.put("/applications/{id}/public-notice").path("id", id).body("{\"name\":\"" + now.name()
                            + "\",\"kind\":\"INITIAL_DETERMINATION\",\"level\":\"JUNIOR\",\"series\":\"工程系列\",\"specialty\":\"机械工程专业\","
                            + "\"from\":\"2025-03-10\",\"to\":\"2025-03-14\",\"resultDate\":\"2025-03-15\",\"receivingOffice\":\"人事科\","
                            + "\"supervisingTelephone\":\"0991-1234567\",\"contentVersion\":" + now.content().version() + "}"),
                    who, new RecordPublicNoticeHandler(services));
            case 8 -> expect(model.recall(who), who + " recalls", () -> Requests.post("/applications/{id}/recall").path("id", id)
                    .body("{\"attempt\":" + attempt + ",\"reason\":\"已离职\"}"), who, new RecallRecommendationHandler(services));
            case 9 -> {
                // A certificate that has its number is revoked, not closed; the model knows of no numbers.
                if (now.state() != State.CERTIFICATE && random.nextInt(4) == 0) {
                    expect(model.close(who), who + " closes",
                            () -> Requests.post("/applications/{id}/closing").path("id", id)
                                    .body("{\"attempt\":" + attempt + ",\"reason\":\"申报人去世\"}"),
                            who, new CloseApplicationHandler(services));
                }
            }
            case 10 -> {
                boolean inTime = now.reconsideration().filter(right -> fake.clock().instant().isBefore(right.until())).isPresent();
                expect(model.question(who, inTime), who + " asks for a reconsideration",
                        () -> Requests.post("/applications/{id}/reconsideration").path("id", id)
                                .body("{\"attempt\":" + attempt + ",\"reason\":\"年限已满\"}"),
                        who, new RequestReconsiderationHandler(services));
            }
            case 11 -> {
                int seen = random.nextInt(5) == 0 ? Math.max(0, attempt - 1) : attempt;
                boolean upheld = random.nextBoolean();
                expect(model.reconsider(who, upheld, seen, attempt), who + " reconsiders " + upheld + " " + seen,
                        () -> Requests.post("/applications/{id}/reconsideration/decision").path("id", id)
                                .body("{\"attempt\":" + seen + ",\"contentVersion\":" + now.content().version() + ",\"outcome\":\""
                                        + (upheld ? "UPHELD" : "SENT_BACK") + "\",\"reason\":\"意见\"}"),
                        who, new RequestReconsiderationHandler(services));
            }
            case 12 -> {
                Instant at = fake.clock().instant();
                boolean shown = now.resultNotice().filter(n -> ResultNotice.isShown(n.from(), n.until(), at)).isPresent();
                // each of another network, as one alone is soon told to wait
                String address = "2001:db8:" + Integer.toHexString(random.nextInt(0x10000)) + ":" + Integer.toHexString(told.size())
                        + "::1";
                expect(model.object(shown), "somebody objects",
                        () -> Requests.post("/results/notices/{notice}/objections").path("notice", ResultNotice.id(id, attempt))
                                .from(address).body("{\"anonymous\":true,\"facts\":\"不符" + told.size() + "\",\"evidence\":\"见附件\"}"),
                        who, new RaiseResultObjectionHandler(services));
            }
            case 13 -> {
                int seen = random.nextInt(5) == 0 ? Math.max(0, attempt - 1) : attempt;
                boolean upheld = random.nextInt(4) == 0;
                boolean ended = now.resultNotice().filter(n -> !fake.clock().instant().isBefore(Receipt.over(n.until()))).isPresent();
                String objection = now.resultNotice().stream().flatMap(n -> n.objections().stream()).filter(o -> o.answer().isEmpty())
                        .map(ResultNotice.Objection::id).findFirst().orElse("none");
                expect(model.answer(who, upheld, seen, attempt, ended), who + " answers " + upheld + " " + seen,
                        () -> Requests.post("/applications/{id}/result-objections/{objection}/answer").path("id", id)
                                .path("objection", objection)
                                .body("{\"attempt\":" + seen + ",\"contentVersion\":" + now.content().version() + ",\"outcome\":\""
                                        + (upheld ? "UPHELD" : "DISMISSED") + "\",\"reason\":\"已核实\"}"),
                        who, new ListResultObjectionsHandler(services));
            }
            default -> {
                Form f = now.form();
                // Nothing that the notice prints, which would be due again.
                Form changed = new Form(f.contact(), f.credential(), f.employment(), f.employer(), f.presentTitle(), f.conduct(),
                        f.achievements(), "工".repeat(2000) + random.nextInt(1000), f.notApplicable());
                expect(model.save(who), who + " saves", () -> Requests.put("/applications/{id}").path("id", id)
                        .header("if-match", "\"" + now.formRevision() + "\"").body(changed), who, new SaveFormHandler(services));
            }
        }
    }

    /** A repeat names the date that was recorded; what is new is not dated before the last decision (R28). */
    private LocalDate documentDate() {
        return services.certificates().findDocument(DOCUMENT).map(ApprovalDocument::date)
                .orElseGet(() -> LocalDate.ofInstant(services.clock().instant(), BeijingTime.ZONE));
    }

    /** Sends a request, again and again while the answer is an error of the server, as a person would. */
    private void expect(Verdict verdict, String what, java.util.function.Supplier<Requests> request, String who, ApiHandler handler) {
        told.add(what + " at " + state() + ": " + verdict);
        ApiResponse response = null;
        for (int i = 0; i < MOST_REPEATS && (response == null || response.statusCode() >= 500); i++) {
            response = (who.equals("applicant") ? request.get().as(who) : request.get().asStaff(who)).to(handler);
        }
        boolean done = response.statusCode() < 300;
        if (done != (verdict == Verdict.DONE)) {
            throw new AssertionError("the model says " + verdict + ", the answer was " + response.statusCode() + " " + response.body());
        }
        if (state() != model.state()) {
            throw new AssertionError("the model stands at " + model.state() + ", the table at " + state());
        }
    }

    // ── what happens without people ──

    private void deliver() {
        List<OutboxItem> waiting = fake.waiting();
        if (!waiting.isEmpty()) {
            OutboxItem item = waiting.get(random.nextInt(waiting.size()));
            new DeliverOutboxHandler(services).handleRequest(
                    new DeliverOutboxHandler.StreamEvent(List.of(new StreamRecord("1",
                            new StreamRecord.Change(
                                    Map.of("pk", new StreamRecord.Text(item.subject()), "sk", new StreamRecord.Text(item.id())), "1")))),
                    null);
        }
    }

    private void quietly(String what, Runnable action) {
        State before = state();
        try {
            action.run();
        } catch (RuntimeException e) {
            told.add(what + " fails: " + e);
        }
        told.add(what + (state() == before ? "" : " → " + state()));
    }

    private void rest() {
        for (int i = 0; i < 60 && !rests(); i++) {
            for (int j = 0; j < 40 && workflow.canMove(); j++) {
                workflow.move();
            }
            fake.clock().advance(i < 20 ? Duration.ofSeconds(130) : Duration.ofMinutes(40));
            new SweepOutboxHandler(services).handleRequest(Map.of(), null);
            new ResumeApplicationsHandler(services).handleRequest(new ResumeApplicationsHandler.Input(null, false), null);
            new CloseWindowHandler(services).handleRequest(CloseWindowHandler.Input.ofSchedule(), null);
        }
        model.moved(state());
        told.add("rests at " + state());
    }

    private boolean rests() {
        Application a = find();
        boolean still = fake.waiting().isEmpty() && !workflow.canMove() && a.state() != State.SUBMITTED && a.state() != State.CERTIFICATE;
        return still && workflow.runningNow().equals(a.state().isUnderWay() ? List.of(id + "-" + a.executionAttempt()) : List.of());
    }

    // ── what must hold ──

    private void check() {
        Application a = find();
        must(fake.waiting().isEmpty(), "left in the outbox: " + fake.waiting());
        if (a.state().isUnderWay()) {
            String execution = id + "-" + a.executionAttempt();
            must(workflow.runningNow().equals(List.of(execution)),
                    a.state() + " should run as " + execution + ", runs: " + workflow.runningNow());
            must(a.stay().token().isPresent() && workflow.waiting(execution).equals(Optional.of(a.state() + " " + a.stay().token().get())),
                    "the table waits at " + a.state() + " " + a.stay().token() + ", the workflow at " + workflow.waiting(execution));
        } else {
            must(workflow.runningNow().isEmpty(), a.state() + " and yet runs: " + workflow.runningNow());
            must(a.stay().token().isEmpty(), a.state() + " and yet has a token");
        }
        boolean claimed = fake.applications().ownerOf(Claim.Type.LIVE_APPLICATION, a.applicant() + "#2025").filter(id::equals).isPresent();
        must(claimed != Set.of(State.WITHDRAWN, State.EXPIRED, State.CLOSED).contains(a.state()), a.state() + " with claim " + claimed);
        boolean announced = fake.applications().ownerOf(Claim.Type.RESULT_NOTICE, ResultNotice.id(id, a.stay().attempt())).isPresent();
        must(announced == (a.state() == State.RESULT_NOTICE), a.state() + " announced: " + announced);
        int certificates = fake.certificates().ofApplicant(a.applicant()).size();
        must(certificates == (a.state() == State.CERTIFIED ? 1 : 0), a.state() + " with certificates: " + certificates);
        must(fake.certificates().ofApplicant(a.applicant()).stream().allMatch(c -> c.number().endsWith("000001")), "a number was used up");
        must(fake.certificateFiles().keys().size() == certificates, "files of certificates: " + fake.certificateFiles().keys());
        history(a);
        mails();
    }

    private void history(Application a) {
        Optional<AuditEvent> last = Optional.empty();
        for (AuditEvent event : fake.applications().events(id)) {
            long expected = last.map(l -> l.sequence() + 1).orElse(event.sequence());
            must(event.sequence() == expected, "the record has a gap before " + event);
            must(last.isEmpty() || last.get().to().equals(event.from()), "the record jumps at " + event);
            last = Optional.of(event);
        }
        must(last.flatMap(AuditEvent::to).equals(Optional.of(a.state())) && last.get().sequence() == a.version(),
                "the record ends at " + last);
    }

    private void mails() {
        Map<String, Integer> causes = new LinkedHashMap<>();
        for (AuditEvent event : fake.applications().events(id)) {
            template(event).ifPresent(template -> causes.merge(template, 1, Integer::sum));
            // one for as long as one waits
            if (event.action().equals("RAISE_RESULT_OBJECTION")) {
                causes.putIfAbsent("STAFF_OBJECTIONS", 0);
            }
        }
        List<String> sent = fake.mailer().sent().stream().map(mail -> mail.subject()).toList();
        causes.forEach((template, count) -> {
            long mailed = sent.stream().filter(subject -> subject.startsWith(TEXTS.getProperty(template + ".subject"))).count();
            must(mailed >= count || isGivenUp(template), template + " mailed " + mailed + " times for " + count);
        });
        must(sent.stream().allMatch(s -> causes.keySet().stream().anyMatch(t -> s.startsWith(TEXTS.getProperty(t + ".subject")))),
                "mails without a cause: " + sent);
    }

    /** Where sending failed once and days passed before the next attempt, the record says that the mail was given up (R36). */
    private boolean isGivenUp(String template) {
        return fake.applications().events(id).stream()
                .anyMatch(event -> event.action().equals("MAIL_UNDELIVERED") && event.note().startsWith(template + "："));
    }

    private static Optional<String> template(AuditEvent event) {
        return Optional.ofNullable(switch (event.action()) {
            case "SUBMIT" -> "SUBMITTED";
            case "PASS" -> event.to().filter(State.RESULT_NOTICE::equals).isPresent() ? "RESULT_NOTICE_BEGUN" : "RECOMMENDED";
            case "END_RESULT_NOTICE" -> "RESULT_NOTICE_ENDED";
            case "ANSWER_RESULT_OBJECTION" -> event.to().map(to -> switch (to) {
                case REJECTED -> "REJECTED";
                case MATERIALS -> "RESULT_NOTICE_ENDED";
                default -> null;
            }).orElse(null);
            case "RETURN" -> "RETURNED";
            case "REJECT" -> "REJECTED";
            case "WITHDRAW" -> "WITHDRAWN";
            case "RECALL" -> "RECALLED";
            case "REQUEST_RECONSIDERATION" -> "RECONSIDERATION_REQUESTED";
            case "RECONSIDER" ->
                event.to().filter(State.REJECTED::equals).isPresent() ? "RECONSIDERATION_UPHELD" : "RECONSIDERATION_SENT_BACK";
            case "ABANDON" -> "ABANDONED";
            case "EXPIRE" -> "EXPIRED";
            case "REMIND" -> event.from().filter(State.DRAFT::equals).isPresent() ? "WINDOW_CLOSING" : "DEADLINE_NEAR";
            case "RECORD_APPROVAL_DOCUMENT" -> "APPROVED";
            case "ISSUE_CERTIFICATE" -> event.to().filter(State.CERTIFIED::equals).isPresent() ? "CERTIFICATE_ISSUED" : null;
            default -> null;
        });
    }

    private static void must(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    private Application find() {
        return fake.applications().find(id).orElseThrow();
    }

    private State state() {
        return find().state();
    }

    private static Properties texts() {
        Properties properties = new Properties();
        try (InputStream in = RandomWalk.class.getResourceAsStream("/mail/zh.properties")) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
