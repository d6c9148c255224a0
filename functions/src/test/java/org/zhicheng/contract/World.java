package org.zhicheng.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
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
import org.zhicheng.lambda.FakeServices;
import org.zhicheng.lambda.Json;
import org.zhicheng.lambda.Samples;

/** What the sample events speak of: one sample person with one application in a state, and the staff of each tier. */
final class World {

    static final String APPLICATION = "sampleapplicationbachelor3";
    static final String ATTACHMENT = "sampleattachmentfrontofid2";
    static final String APPLICANT = "applicant-03";
    static final String CERTIFICATE = "WLMQ20251000001";
    static final String CODE = "samplecodeofcertificate222";

    private static final String NAME = "样例丙";
    private static final String MASKED = "990***********0336";
    private static final String DOCUMENT = "样本职改〔2025〕1号";

    private World() {
    }

    /** Everything but the applicant. */
    static FakeServices withoutApplicant() {
        FakeServices services = new FakeServices().with("FIRST_ADMINISTRATOR", "administrator-1");
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
        return services;
    }

    /** With the applicant, and the application in a state. */
    static FakeServices at(State state) {
        FakeServices services = withApplicant();
        Application draft = Application.draft(APPLICATION, 2025, APPLICANT, NAME, MASKED, qualification(), services.now());
        services.applications().commit(new Change(Optional.empty(), draft, event(services, draft, draft, "CREATE"), List.of(),
                List.of(Samples.live(draft)), List.of(), Optional.empty()));
        Application.Edit edit = draft.edit().form(form());
        edit.attach(attachment(services, ATTACHMENT, Material.A1,
                state == State.DRAFT ? Attachment.Status.REQUESTED : Attachment.Status.ACCEPTED));
        edit.attach(attachment(services, "sampleattachmentportrait22", Material.A3, Attachment.Status.ACCEPTED));
        services.materials().write(FileKeys.portraitKey(APPLICATION, "sampleattachmentportrait22"), "image/jpeg", scan(Material.A3));
        Application filled = commit(services, draft, edit, "SAVE_FORM");
        return state == State.DRAFT ? services : submitted(services, filled, state);
    }

    /** With the applicant, and no application. */
    static FakeServices withApplicant() {
        FakeServices services = withoutApplicant();
        services.people()
                .register(new Person(APPLICANT, NAME, MASKED, services.vault().encrypt(APPLICANT, "990000200102180336"),
                        services.vault().hash("990000200102180336"), "10000000033", "applicant-03@example.invalid", "zh", services.now()),
                        Samples.event("PERSON#" + APPLICANT, 1, "REGISTER"));
        return services;
    }

    private static FakeServices submitted(FakeServices services, Application filled, State state) {
        Instant now = services.now();
        Application.Edit submission = filled.edit().submitted(now, LocalDate.ofInstant(now, BeijingTime.ZONE)).nextExecution()
                .enter(State.SUBMITTED, now, Optional.empty());
        Application submitted = commit(services, filled, submission, "SUBMIT");
        if (state == State.SUBMITTED) {
            return services;
        }
        // Step by step, so that the attempts are those that a reviewer would see.
        Application current = submitted;
        State last = state == State.CORRECTION ? State.COMMITTEE_REVIEW : state;
        for (State step : State.STRAIGHT.subList(2, State.STRAIGHT.indexOf(last))) {
            current = commit(services, current, current.edit().enter(step, now, Optional.of(now.plusSeconds(86_400))), "MOVE");
        }
        Application.Edit edit = current.edit().publicNotice(Optional.of(notice(now)));
        if (state == State.CORRECTION) {
            edit.correction(Optional.of(new Correction(State.DISTRICT_REVIEW, List.of(new Review.Mend("A10", "样本：缺签字页。")),
                    now.plusSeconds(86_400), now.plusSeconds(3_600), false)));
        }
        if (state == State.CERTIFICATE || state == State.CERTIFIED) {
            ApprovalDocument document = new ApprovalDocument(DOCUMENT, LocalDate.of(2025, 3, 3), List.of(APPLICATION), "office-1", now,
                    Map.of(), ApprovalDocument.Stage.RECORDING);
            services.certificates().begin(document);
            services.certificates().list(document, Map.of(APPLICATION, current.version()));
            services.certificates().conclude(document, Samples.event("APPROVAL#" + DOCUMENT, 1, "RECORD_APPROVAL_DOCUMENT"));
            edit.approvalDocument(Optional.of(DOCUMENT));
        }
        edit.enter(state, now, Optional.of(now.plusSeconds(86_400)));
        if (state == State.CERTIFIED) {
            edit.certificateNumber(CERTIFICATE);
            services.certificates().issue(certificate(now), change(services, current, edit.done(), "ISSUE_CERTIFICATE"));
        } else {
            commit(services, current, edit, "MOVE");
        }
        return services;
    }

    static Form form() {
        return Json.fromTree(body("save-form"), Form.class);
    }

    static Qualification qualification() {
        return Json.fromTree(body("create-application").get("qualification"), Qualification.class);
    }

    private static JsonNode body(String event) {
        String text = Repository.json(Repository.ROOT.resolve("events/" + event + ".json")).get("body").textValue();
        return Json.decode(text, JsonNode.class);
    }

    private static PublicNotice notice(Instant now) {
        Qualification q = qualification();
        return new PublicNotice(NAME, Optional.of(q.kind()), Optional.of(q.level()), q.series(), q.specialty(),
                Optional.of(LocalDate.of(2025, 2, 24)), Optional.of(LocalDate.of(2025, 2, 28)), Optional.of(LocalDate.of(2025, 3, 1)),
                "人力资源部办公室（样本）", "0991-0000001", List.of(new PublicNotice.Objection(LocalDate.of(2025, 2, 25), "样本：核实无误。", "样本：已核实。",
                        Optional.of(LocalDate.of(2025, 2, 26)))),
                "employer-3", now);
    }

    private static Certificate certificate(Instant now) {
        Qualification q = qualification();
        return new Certificate(CERTIFICATE, CODE, APPLICATION, APPLICANT, NAME, MASKED, q.series(), q.specialty(), q.level(), q.kind(),
                LocalDate.of(2025, 3, 3), DOCUMENT, "乌鲁木齐市人力资源和社会保障局", "c2FtcGxl", now, Optional.empty());
    }

    private static Attachment attachment(FakeServices services, String id, Material material, Attachment.Status status) {
        byte[] content = scan(material);
        services.materials().write(FileKeys.key(APPLICATION, id), "image/jpeg", content);
        return new Attachment(id, material, material + ".jpg", "image/jpeg", content.length, sha256(content), status, Optional.empty(),
                Optional.empty(), APPLICANT, services.now(), Optional.empty());
    }

    private static byte[] scan(Material material) {
        try {
            return Files.readAllBytes(Repository.ROOT.resolve("samples/03-bachelor/" + material + ".jpg"));
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

    private static Application commit(FakeServices services, Application before, Application.Edit edit, String action) {
        Application after = edit.done();
        services.applications().commit(change(services, before, after, action));
        return after;
    }

    private static Change change(FakeServices services, Application before, Application after, String action) {
        return new Change(before, after, event(services, before, after, action));
    }

    private static AuditEvent event(FakeServices services, Application before, Application after, String action) {
        return new AuditEvent(before.id(), after.version(), services.now(), APPLICANT, Role.APPLICANT, action, Optional.of(before.state()),
                Optional.of(after.state()), AuditEvent.Channel.API, "");
    }
}
