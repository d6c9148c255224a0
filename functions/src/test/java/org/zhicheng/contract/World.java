package org.zhicheng.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Attachment;
import org.zhicheng.dossier.application.Correction;
import org.zhicheng.dossier.application.Form;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.application.PublicNotice;
import org.zhicheng.dossier.application.Qualification;
import org.zhicheng.dossier.application.Hearing;
import org.zhicheng.dossier.application.Reconsideration;
import org.zhicheng.dossier.application.ResultNotice;
import org.zhicheng.dossier.application.Review;
import org.zhicheng.dossier.certificate.ApprovalDocument;
import org.zhicheng.dossier.certificate.Certificate;
import org.zhicheng.dossier.committee.BallotBox;
import org.zhicheng.dossier.committee.Expert;
import org.zhicheng.dossier.committee.ExpertStore;
import org.zhicheng.dossier.committee.Lot;
import org.zhicheng.dossier.committee.Round;
import org.zhicheng.dossier.committee.Session;
import org.zhicheng.dossier.cycle.CommitteeRules;
import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.dossier.cycle.CycleDefaults;
import org.zhicheng.dossier.cycle.CycleStore.ClosingReport;
import org.zhicheng.dossier.files.FileKeys;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.people.Person;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.process.Claim;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.staff.Appointment;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.identity.StableId;
import org.zhicheng.ground.sheet.Sheet;
import org.zhicheng.ground.revision.Revision;
import org.zhicheng.lambda.Json;
import org.zhicheng.lambda.Samples;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.statistics.Exports;

/**
 * What the sample events speak of: one sample person with one application in a state, and the staff of each tier. It is put into whatever
 * the services stand on, in memory for tests or on the embedded stack.
 */
public final class World {

    /** When the sample events come. */
    public static final Instant NOW = Samples.at("2025-03-03T12:00");

    static final String APPLICATION = "sampleapplicationbachelor3";
    static final String ATTACHMENT = "sampleattachmentfrontofid2";
    static final String APPLICANT = "applicant-03";
    static final String CERTIFICATE = "WLMQ20251000001";
    static final String CODE = "samplecodeofcertificate222";

    private static final String NAME = "样例丙";
    private static final String MASKED = "990***********0336";
    private static final String ID_NUMBER = "990000200102180336";
    private static final String EXPORT = "sampleexportofthedistrict2";
    private static final String SESSION = "2025-001";
    private static final String OBJECTION = "sampleobjectiontoresult222";
    private static final String DOCUMENT = "样本职改〔2025〕1号";

    /** Where the application stands when the event comes; nowhere else is there even an applicant, but for who creates an application. */
    private static final Map<String, State> STATES = Map.ofEntries(Map.entry("ShowApplicant", State.DRAFT),
            Map.entry("CorrectContact", State.DRAFT), Map.entry("CorrectRegistration", State.EMPLOYER_REVIEW),
            Map.entry("DownloadPersonalData", State.CERTIFIED), Map.entry("ListOwnApplications", State.DRAFT),
            Map.entry("ShowApplication", State.CORRECTION), Map.entry("SaveForm", State.DRAFT), Map.entry("DeleteDraft", State.DRAFT),
            Map.entry("ChangeQualification", State.DRAFT), Map.entry("CheckApplication", State.DRAFT),
            Map.entry("SubmitApplication", State.DRAFT), Map.entry("SubmitCorrection", State.CORRECTION),
            Map.entry("WithdrawApplication", State.EMPLOYER_REVIEW), Map.entry("ShowTimeline", State.EMPLOYER_REVIEW),
            Map.entry("ShowChanges", State.EMPLOYER_REVIEW), Map.entry("RequestUpload", State.DRAFT),
            Map.entry("CompleteUpload", State.DRAFT), Map.entry("RemoveAttachment", State.DRAFT),
            Map.entry("ReadAttachment", State.EMPLOYER_REVIEW), Map.entry("RenderMaterial", State.DRAFT),
            Map.entry("RecordPublicNotice", State.EMPLOYER_REVIEW), Map.entry("RecordObjection", State.EMPLOYER_REVIEW),
            Map.entry("PrintForm", State.EMPLOYER_REVIEW), Map.entry("MakeRecommendationReport", State.EMPLOYER_REVIEW),
            Map.entry("ListQueue", State.DISTRICT_REVIEW), Map.entry("ShowReview", State.DISTRICT_REVIEW),
            Map.entry("DecideReview", State.DISTRICT_REVIEW), Map.entry("DecideBatch", State.COMMITTEE_REVIEW),
            Map.entry("ExtendDeadline", State.DISTRICT_REVIEW), Map.entry("ReceiveMaterials", State.MATERIALS),
            Map.entry("RecordApprovalDocument", State.APPROVAL_DOCUMENT), Map.entry("ListCertificates", State.CERTIFIED),
            Map.entry("PublishResults", State.CERTIFIED), Map.entry("DownloadCertificate", State.CERTIFIED),
            Map.entry("ListQueries", State.CERTIFIED), Map.entry("RevokeCertificate", State.CERTIFIED),
            Map.entry("ReissueCertificate", State.CERTIFIED), Map.entry("VerifyCertificate", State.CERTIFIED),
            Map.entry("RecallRecommendation", State.DISTRICT_REVIEW), Map.entry("RequestReconsideration", State.REJECTED),
            Map.entry("RaiseResultObjection", State.RESULT_NOTICE), Map.entry("ListResultObjections", State.RESULT_NOTICE),
            Map.entry("CloseApplication", State.DISTRICT_REVIEW), Map.entry("ClearObstacle", State.CERTIFICATE),
            Map.entry("ListWaiting", State.DISTRICT_REVIEW), Map.entry("RetryWaiting", State.DISTRICT_REVIEW),
            Map.entry("TellStaff", State.DISTRICT_REVIEW), Map.entry("ShowStatistics", State.DISTRICT_REVIEW),
            Map.entry("ExportApplications", State.DISTRICT_REVIEW), Map.entry("WriteExport", State.DISTRICT_REVIEW),
            Map.entry("RecordIntegrity", State.DRAFT), Map.entry("SearchIntegrity", State.DRAFT),
            Map.entry("CheckEligibility", State.SUBMITTED), Map.entry("OpenReview", State.EMPLOYER_REVIEW),
            Map.entry("CheckDeadline", State.EMPLOYER_REVIEW), Map.entry("IssueCertificate", State.CERTIFICATE),
            Map.entry("ResumeApplications", State.EMPLOYER_REVIEW), Map.entry("CountApplications", State.DISTRICT_REVIEW),
            Map.entry("PlanSession", State.COMMITTEE_REVIEW), Map.entry("ListSessions", State.COMMITTEE_REVIEW),
            Map.entry("CastVote", State.COMMITTEE_REVIEW), Map.entry("OpenRound", State.COMMITTEE_REVIEW));

    private final Services services;
    private final Path project;

    /** @param project the folder that holds the sample events and the samples */
    World(Services services, Path project) {
        this.services = services;
        this.project = project;
    }

    /** Puts there what the sample event of a function finds, such as {@code DecideReview}. */
    public static void prepare(Services services, Path project, String function) {
        World world = new World(services, project);
        if (STATES.containsKey(function)) {
            // an upload that can be completed is one that is under way; every other event finds it done
            world.at(STATES.get(function), function.equals("CompleteUpload") ? Attachment.Status.REQUESTED : Attachment.Status.ACCEPTED);
            if (function.equals("ReissueCertificate")) {
                world.misspelt();
            } else if (function.equals("WriteExport")) {
                world.listed();
            } else if (function.equals("PlanSession")) {
                world.decidingBySession();
            } else if (List.of("ListSessions", "CastVote", "OpenRound").contains(function)) {
                world.inSession(function.equals("CastVote"));
            }
        } else if (function.equals("CreateApplication")) {
            world.withApplicant();
        } else {
            world.withoutApplicant();
        }
    }

    /** What the sample event of a function speaks of, in a few words. */
    public static String told(String function) {
        if (STATES.containsKey(function)) {
            return "an application in " + STATES.get(function);
        }
        return function.equals("CreateApplication") ? "an applicant, the cycle, staff" : "the cycle, staff";
    }

    /** Everything but the applicant. */
    void withoutApplicant() {
        Cycle notice = Samples.cycle2025();
        services.cycles().save(new Cycle(notice.year(), notice.opens(), notice.closes(), Optional.empty(), CycleDefaults.settings())
                .over(Optional.empty()), Samples.event("CYCLE#2025", 1, "SET_CYCLE"));
        services.cycles().saveClosing(new ClosingReport(2025, notice.closes(), notice.closes(), 0, Map.of(), Optional.empty()));
        Form form = form();
        Samples.employer(services, form.employer().uscc(), form.employer().name(), qualification().district());
        Samples.appoint(services, "employer-3", Role.EMPLOYER, form.employer().uscc());
        Samples.appoint(services, "district-3", Role.DISTRICT, qualification().district());
        Samples.appoint(services, "committee-1", Role.COMMITTEE, "");
        Samples.appoint(services, "office-1", Role.OFFICE, "");
    }

    /** With the applicant, and no application. */
    void withApplicant() {
        withoutApplicant();
        services.people()
                .register(
                        new Person(APPLICANT, NAME, MASKED, services.vault().encrypt(APPLICANT, ID_NUMBER),
                                services.vault().hash(ID_NUMBER), "10000000033", "applicant-03@example.invalid", "zh", now()),
                        Samples.event("PERSON#" + APPLICANT, 1, "REGISTER"));
    }

    /** The registration was corrected after the certificate was issued. */
    private void misspelt() {
        Person person = services.people().find(APPLICANT).orElseThrow();
        services.people().correctIdentity(person,
                person.proved("样例丙丙", person.maskedIdNumber(), person.encryptedIdNumber(), person.idNumberHash()),
                Samples.event("PERSON#" + APPLICANT, 2, "CORRECT_REGISTRATION"), List.of());
    }

    /** The committee decides in session, and its register has as many as a panel needs. */
    private void decidingBySession() {
        Cycle cycle = services.cycles().find(2025).orElseThrow();
        services.cycles().save(
                cycle.with(cycle.settings().deciding(new CommitteeRules(true, 3, 3, 3, 1, 0)), now()).over(Optional.of(cycle)),
                Samples.event("CYCLE#2025", 2, "SET_CYCLE"));
        for (int i = 1; i <= 4; i++) {
            String sub = "committee-" + i;
            if (i > 1) {
                Samples.appoint(services, sub, Role.COMMITTEE, "");
            }
            Expert expert = Expert.entered("expert-" + i, "样例评委" + i, "", "样例研究院" + i, "高级工程师", List.of(qualification().series()),
                    List.of(), LocalDate.of(2025, 1, 1), LocalDate.of(2099, 12, 31)).consenting(sub, now()).over(Optional.empty());
            services.experts().save(List.of(new ExpertStore.Recorded(expert, Samples.event("EXPERT#" + i, 1, "ENTER_EXPERT"))));
        }
    }

    /** A session that has begun, with the application on its agenda; and, where it is voted on, a round. */
    private void inSession(boolean voting) {
        decidingBySession();
        Application application = services.applications().find(APPLICATION).orElseThrow();
        commit(application, application.edit().hearing(new Hearing(SESSION, application.stay().attempt(), List.of(), List.of())),
                "PUT_ON_AGENDA");
        List<String> experts = List.of("expert-1", "expert-2", "expert-3");
        Lot lot = new Lot(SESSION, 1, List.of("expert-1", "expert-2", "expert-3", "expert-4"), 3, 1, Optional.of("sample"));
        List<Session.Seat> seats = experts.stream()
                .map(id -> new Session.Seat(id, id.replace("expert", "committee"), "样例评委" + id.charAt(7), "高级工程师", "样例研究院")).toList();
        Session session = new Session(SESSION, 2025, LocalDate.of(2025, 3, 3), Optional.of("上午10:00，三楼会议室"), qualification().series(),
                Optional.empty(), Session.Phase.OPEN, List.of(Session.Item.of(application)), List.of(),
                List.of(new Session.Draw(lot, lot.hash(), now(), Optional.of("样本"), Optional.of(now()), "", Map.of())), seats, List.of(),
                List.of(), Optional.of("expert-1"), experts, List.of(), voting ? 1 : 0, Optional.empty(), Optional.empty(), Revision.NONE)
                .over(Optional.empty());
        AuditEvent planned = Samples.event("SESSION#" + SESSION, 1, "PLAN_SESSION");
        if (voting) {
            BallotBox.Keys keys = services.ballots().keys(SESSION, 1);
            services.sessions().open(session,
                    new Round(SESSION, 1, List.of(APPLICATION),
                            seats.stream().collect(Collectors.toMap(Session.Seat::expert, Session.Seat::sub)), Map.of(), 3,
                            Round.State.OPEN, keys.publicKey(), keys.sealedKey(), now(), Optional.empty(), List.of(), 1),
                    planned);
        } else {
            services.sessions().save(session, planned, List.of());
        }
    }

    /** A list was asked for, and is not written yet. */
    private void listed() {
        services.exports().keep(new Exports.Export(EXPORT, "district-3",
                List.of(new Appointment(Role.DISTRICT, qualification().district(), LocalDate.of(2025, 1, 1), Optional.empty())),
                new Exports.Wanted(2025, Optional.of(State.DISTRICT_REVIEW), Sheet.Format.XLSX), now(), 0, Exports.Stand.UNDER_WAY));
    }

    /** With the applicant, and the application in a state, with all its materials. */
    private void at(State state, Attachment.Status front) {
        withApplicant();
        Application draft = Application.draft(APPLICATION, 2025, APPLICANT, NAME, MASKED, qualification(), now());
        services.applications().commit(new Change(Optional.empty(), draft, event(draft, draft, "CREATE"), List.of(),
                List.of(Samples.live(draft)), List.of(), Optional.empty()));
        Application.Edit edit = draft.edit().form(form());
        edit.attach(attachment(ATTACHMENT, Material.A1, front));
        for (Material material : List.of(Material.A2, Material.A3, Material.A4, Material.A5, Material.A6, Material.A7, Material.A9,
                Material.A10)) {
            edit.attach(attachment(StableId.of("sample " + material), material, Attachment.Status.ACCEPTED));
        }
        services.materials().write(FileKeys.portraitKey(APPLICATION, StableId.of("sample " + Material.A3)), "image/jpeg",
                scan(Material.A3));
        Application filled = commit(draft, edit, "SAVE_FORM");
        if (state != State.DRAFT) {
            submitted(filled, state);
        }
    }

    private void submitted(Application filled, State state) {
        Instant now = now();
        Application.Edit submission = filled.edit().submitted(now, LocalDate.ofInstant(now, BeijingTime.ZONE)).nextExecution()
                .enter(State.SUBMITTED, now, Optional.empty());
        Application submitted = commit(filled, submission, "SUBMIT");
        if (state == State.SUBMITTED) {
            return;
        }
        // Step by step, so that the attempts are those that a reviewer would see.
        Application current = submitted;
        List<State> way = State.straight(state == State.RESULT_NOTICE);
        State last = state == State.CORRECTION || state == State.REJECTED ? State.COMMITTEE_REVIEW : state;
        for (State step : way.subList(2, way.indexOf(last))) {
            current = commit(current, current.edit().enter(step, now, Optional.of(now.plusSeconds(86_400))), "MOVE");
        }
        Application.Edit edit = current.edit().publicNotice(Optional.of(notice(now)));
        if (state == State.CORRECTION) {
            edit.correction(Optional.of(new Correction(State.DISTRICT_REVIEW, List.of(new Review.Mend("A10", "样本：缺签字页。")),
                    now.plusSeconds(86_400), now.plusSeconds(3_600), false)));
        }
        if (state == State.REJECTED) {
            edit.reconsideration(Optional.of(new Reconsideration(State.DISTRICT_REVIEW, now.plusSeconds(864_000), 10, Optional.empty())));
        }
        if (state == State.RESULT_NOTICE) {
            LocalDate today = LocalDate.ofInstant(now, BeijingTime.ZONE);
            edit.resultNotice(Optional.of(new ResultNotice(today, now.plusSeconds(86_400), 5, List.of(new ResultNotice.Objection(OBJECTION,
                    now, true, Optional.empty(), "样本：任职时间与实际不符。", "样本：劳动合同第3页。", Optional.empty())))));
            edit.enter(state, now, Optional.of(now.plusSeconds(86_400)));
            Application announced = edit.done();
            services.applications().commit(change(current, announced, "MOVE").claiming(Claim.announced(announced)));
            return;
        }
        if (state == State.CERTIFICATE || state == State.CERTIFIED) {
            ApprovalDocument document = new ApprovalDocument(DOCUMENT, LocalDate.of(2025, 3, 3), List.of(APPLICATION), "office-1", now,
                    "办事员", Map.of(), ApprovalDocument.Stage.RECORDING);
            services.certificates().begin(document);
            services.certificates().list(document, Map.of(APPLICATION, current.version()));
            services.certificates().conclude(document, Samples.event("APPROVAL#" + DOCUMENT, 1, "RECORD_APPROVAL_DOCUMENT"));
            edit.approvalDocument(Optional.of(DOCUMENT));
        }
        edit.enter(state, now, Optional.of(now.plusSeconds(86_400)));
        if (state == State.CERTIFIED) {
            edit.certificateNumber(CERTIFICATE);
            services.certificates().issue(certificate(now), change(current, edit.done(), "ISSUE_CERTIFICATE"));
        } else {
            commit(current, edit, "MOVE");
        }
    }

    private Form form() {
        return Json.fromTree(body("save-form"), Form.class);
    }

    private Qualification qualification() {
        return Json.fromTree(body("create-application").get("qualification"), Qualification.class);
    }

    private JsonNode body(String event) {
        try {
            String text = Files.readString(project.resolve("events/" + event + ".json"));
            return Json.decode(Json.decode(text, JsonNode.class).get("body").textValue(), JsonNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PublicNotice notice(Instant now) {
        Qualification q = qualification();
        return new PublicNotice(NAME, Optional.of(q.kind()), Optional.of(q.level()), q.series(), q.specialty(),
                Optional.of(LocalDate.of(2025, 2, 24)), Optional.of(LocalDate.of(2025, 2, 28)), Optional.of(LocalDate.of(2025, 3, 1)),
                "人力资源部办公室（样本）", "0991-0000001",
                List.of(PublicNotice.Objection.raised(1, LocalDate.of(2025, 2, 25), "样本：核实无误。", "employer-3", now)
                        .settled(PublicNotice.Finding.UNFOUNDED, LocalDate.of(2025, 2, 26), "样本：已核实。", "employer-3", now)),
                "employer-3", now);
    }

    private Certificate certificate(Instant now) {
        Qualification q = qualification();
        return new Certificate(CERTIFICATE, CODE, APPLICATION, APPLICANT, NAME, MASKED, q.series(), q.specialty(), q.level(), q.kind(),
                LocalDate.of(2025, 3, 3), DOCUMENT, "乌鲁木齐市人力资源和社会保障局", "c2FtcGxl", now, Optional.empty());
    }

    private Attachment attachment(String id, Material material, Attachment.Status status) {
        byte[] content = scan(material);
        services.materials().write(FileKeys.key(APPLICATION, id), "image/jpeg", content);
        return new Attachment(id, material, material + ".jpg", "image/jpeg", content.length,
                material == Material.A2 ? sha256(material.name().getBytes(StandardCharsets.UTF_8)) : sha256(content), status,
                Optional.empty(), Optional.empty(), APPLICANT, now(), Optional.empty());
    }

    /** The front of the sample's identity card stands for what is no portrait. */
    private byte[] scan(Material material) {
        try {
            return Files.readAllBytes(project.resolve("samples/03-bachelor/" + (material == Material.A3 ? "A3" : "A1") + ".jpg"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(byte[] content) {
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Application commit(Application before, Application.Edit edit, String action) {
        Application after = edit.done();
        services.applications().commit(change(before, after, action));
        return after;
    }

    private Change change(Application before, Application after, String action) {
        return new Change(before, after, event(before, after, action));
    }

    private AuditEvent event(Application before, Application after, String action) {
        return new AuditEvent(before.id(), after.version(), now(), APPLICANT, Role.APPLICANT, action, Optional.of(before.state()),
                Optional.of(after.state()), AuditEvent.Channel.API, "");
    }

    private Instant now() {
        return services.clock().instant();
    }
}
