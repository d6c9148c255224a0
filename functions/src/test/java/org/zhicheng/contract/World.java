package org.zhicheng.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
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

import com.fasterxml.jackson.databind.JsonNode;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Attachment;
import org.zhicheng.dossier.application.Correction;
import org.zhicheng.dossier.application.Form;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.application.PublicNotice;
import org.zhicheng.dossier.application.Qualification;
import org.zhicheng.dossier.application.Review;
import org.zhicheng.dossier.certificate.ApprovalDocument;
import org.zhicheng.dossier.certificate.Certificate;
import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.dossier.cycle.CycleDefaults;
import org.zhicheng.dossier.cycle.CycleStore.ClosingReport;
import org.zhicheng.dossier.files.FileKeys;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.people.Person;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.lambda.Json;
import org.zhicheng.lambda.Samples;
import org.zhicheng.lambda.Services;

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
    private static final String DOCUMENT = "样本职改〔2025〕1号";

    /** Where the application stands when the event comes, and the status that answers it; 0 for a task. */
    private record Case(State state, int status) {
    }

    /** Of each event that speaks of the application; the others find the cycle, the employer and the staff. */
    private static final Map<String, Case> CASES = Map.ofEntries(Map.entry("ShowApplicant", new Case(State.DRAFT, 200)),
            Map.entry("DownloadPersonalData", new Case(State.CERTIFIED, 200)), Map.entry("ListOwnApplications", new Case(State.DRAFT, 200)),
            Map.entry("ShowApplication", new Case(State.CORRECTION, 200)), Map.entry("SaveForm", new Case(State.DRAFT, 200)),
            Map.entry("DeleteDraft", new Case(State.DRAFT, 204)), Map.entry("ChangeQualification", new Case(State.DRAFT, 200)),
            Map.entry("CheckApplication", new Case(State.DRAFT, 200)), Map.entry("SubmitApplication", new Case(State.DRAFT, 200)),
            Map.entry("SubmitCorrection", new Case(State.CORRECTION, 200)),
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
        Optional<Case> found = Optional.ofNullable(CASES.get(function));
        if (found.isPresent()) {
            // an upload that can be completed is one that is under way; every other event finds it done
            world.at(found.get().state(), function.equals("CompleteUpload") ? Attachment.Status.REQUESTED : Attachment.Status.ACCEPTED);
        } else if (function.equals("CreateApplication")) {
            world.withApplicant();
        } else {
            world.withoutApplicant();
        }
    }

    /** The HTTP status that answers the sample event. */
    static int status(String function) {
        int fallback = List.of("RegisterApplicant", "CreateApplication").contains(function) ? 201 : 200;
        return Optional.ofNullable(CASES.get(function)).map(Case::status).orElse(fallback);
    }

    /** Everything but the applicant. */
    void withoutApplicant() {
        Cycle notice = Samples.cycle2025();
        services.cycles().save(new Cycle(notice.year(), notice.opens(), notice.closes(), Optional.empty(), CycleDefaults.settings()),
                Samples.event("CYCLE#2025", 1, "SET_CYCLE"));
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
            edit.attach(attachment("sampleattachmentofmaterial" + material, material, Attachment.Status.ACCEPTED));
        }
        services.materials().write(FileKeys.portraitKey(APPLICATION, "sampleattachmentofmaterial" + Material.A3), "image/jpeg",
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
        State last = state == State.CORRECTION ? State.COMMITTEE_REVIEW : state;
        for (State step : State.STRAIGHT.subList(2, State.STRAIGHT.indexOf(last))) {
            current = commit(current, current.edit().enter(step, now, Optional.of(now.plusSeconds(86_400))), "MOVE");
        }
        Application.Edit edit = current.edit().publicNotice(Optional.of(notice(now)));
        if (state == State.CORRECTION) {
            edit.correction(Optional.of(new Correction(State.DISTRICT_REVIEW, List.of(new Review.Mend("A10", "样本：缺签字页。")),
                    now.plusSeconds(86_400), now.plusSeconds(3_600), false)));
        }
        if (state == State.CERTIFICATE || state == State.CERTIFIED) {
            services.certificates().record(new ApprovalDocument(DOCUMENT, LocalDate.of(2025, 3, 3), List.of(APPLICATION), "office-1", now),
                    Samples.event("APPROVAL#" + DOCUMENT, 1, "RECORD_APPROVAL_DOCUMENT"));
            edit.approvalDocument(DOCUMENT);
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
                "人力资源部办公室（样本）", "0991-0000001", List.of(new PublicNotice.Objection(LocalDate.of(2025, 2, 25), "样本：核实无误。", "样本：已核实。",
                        Optional.of(LocalDate.of(2025, 2, 26)))),
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
        return new Attachment(id, material, material + ".jpg", "image/jpeg", content.length, sha256(content), status, Optional.empty(),
                Optional.empty(), APPLICANT, now(), Optional.empty());
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
