package org.zhicheng.work.certificate;

import static org.zhicheng.ground.rule.NoticeRule.R30;
import static org.zhicheng.ground.rule.NoticeRule.R48;
import static org.zhicheng.ground.rule.NoticeRule.R52;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.FormField;
import org.zhicheng.dossier.application.Kind;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.application.TitleLevel;
import org.zhicheng.dossier.certificate.Certificate;
import org.zhicheng.dossier.certificate.CertificateNumber;
import org.zhicheng.dossier.certificate.CertificateStore;
import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.dossier.delivery.Delivery;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.delivery.Mails;
import org.zhicheng.dossier.files.FileKeys;
import org.zhicheng.dossier.files.FileStore;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore.ClaimTaken;
import org.zhicheng.dossier.process.ApplicationStore.StaleVersion;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Attempts;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.process.Claim;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.dossier.process.Commands;
import org.zhicheng.dossier.process.Transitions.Who;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.dossier.staff.StaffStore;
import org.zhicheng.dossier.staff.Staffing;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.identity.PersonName;
import org.zhicheng.ground.reading.Reads;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Canonical;
import org.zhicheng.ground.text.Text;
import org.zhicheng.ground.typesetting.PrintedText;
import org.zhicheng.inquiry.Guard;
import org.zhicheng.inquiry.HeldUp;

/**
 * Issues the certificate of an approved application (R30): first rehearses whatever can fail, then takes a number and writes the signed facts
 * in one transaction, makes the file, and marks the application certified. Cut off anywhere, it goes on from there with the same number, code
 * and signature; twice gives the same file. What cannot be made waits, with the reason in the record, and is tried again (R48).
 */
@Rule({R30, R48, R52})
public final class IssueCertificate {

    private static final Who WORKFLOW = Who.workflow(Command.ISSUE_CERTIFICATE);
    private static final int LARGEST_PORTRAIT = 10 * 1024 * 1024;

    private final ApplicationStore applications;
    private final Commands commands;
    private final CertificateStore certificates;
    private final FileStore materials;
    private final FileStore files;
    private final StaffStore staff;
    private final Signer signer;
    private final Guard guard;
    private final Transitions transitions;
    private final Supplier<String> ids;
    private final String publicUrl;

    public IssueCertificate(ApplicationStore applications, CertificateStore certificates, FileStore materials, FileStore files,
            StaffStore staff, Signer signer, Guard guard, Transitions transitions, Supplier<String> ids, String publicUrl) {
        this.applications = applications;
        this.commands = new Commands(applications);
        this.certificates = certificates;
        this.materials = materials;
        this.files = files;
        this.staff = staff;
        this.signer = signer;
        this.guard = guard;
        this.transitions = transitions;
        this.ids = ids;
        this.publicUrl = publicUrl;
    }

    /**
     * @return the application, certified; or with the office again, where by the facts of now it may not be (R39)
     * @throws CertificateHeldUp where it cannot be made; a repeat goes on once what it names is put right
     * @throws org.zhicheng.dossier.process.ExecutionSuperseded where another execution has taken over
     */
    public Application issue(String id, String execution) {
        Application application = find(id);
        Transitions.checkExecution(application, execution);
        if (application.state() != State.CERTIFICATE) {
            return application;
        }
        // Another certificate of the same title holds it up below (R52); once that one is revoked, the office weighs the revocation (R34).
        if (application.certificateNumber().isEmpty() && !isCertifiedElsewhere(draft(application, 0))) {
            Optional<Failure> stopped = stopped(application);
            if (stopped.isPresent()) {
                return commands.run(id,
                        current -> current.version() == application.version()
                                ? Optional.of(backToOffice(current, stopped.get()))
                                : Optional.empty());
            }
        }
        Optional<Issued> issued;
        try {
            byte[] portrait = portrait(application);
            issued = issued(id, portrait);
            issued.ifPresent(i -> {
                byte[] pdf = pdf(i.certificate(), portrait);
                Reads.together(() -> certificates.settle(CertificateNumber.sequence(application.cycle()), id),
                        () -> files.write(i.certificate().key(), "application/pdf", pdf));
            });
        } catch (CertificateHeldUp e) {
            record(id, e);
            throw e;
        }
        return issued.map(i -> commands.goOn(i.application(),
                current -> current.state() != State.CERTIFICATE
                        ? Optional.empty()
                        : Optional.of(transitions
                                .enter(current, current.edit(), State.CERTIFIED, WORKFLOW, current.certificateNumber().orElseThrow())
                                .delivering(Mails.toOwner(current, MailTemplate.CERTIFICATE_ISSUED)))))
                .orElseGet(() -> find(id));
    }

    /** Begins to read whatever the certificate of an application needs, and to rehearse its signature. */
    public void readAhead(Application application) {
        if (application.state() == State.CERTIFICATE) {
            guard.readAhead(application);
            Reads.ahead(() -> portrait(application), this::rehearsed);
            application.approvalDocument().ifPresent(number -> Reads.ahead(() -> certificates.findDocument(number)));
        }
    }

    private Application find(String id) {
        return applications.find(id).orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, id));
    }

    /** What forbids the certificate by the facts of now (R39). */
    private Optional<Failure> stopped(Application application) {
        try {
            guard.goOn(application, transitions.now(), Map.of());
            return Optional.empty();
        } catch (Failure refused) {
            if (refused.code() == ErrorCode.NOT_ELIGIBLE_NOW || refused.code() == ErrorCode.QUESTIONS_OPEN) {
                return Optional.of(refused);
            }
            throw refused;
        }
    }

    // The office looks at it again, and returns or rejects it or, with an answer, lists it in another document; this one has it no more.
    private Change backToOffice(Application application, Failure why) {
        // the record is the applicant's to read, too
        String reasons = String.join("；",
                why.violations().stream().filter(v -> !Guard.isOfOthers(v)).map(v -> v.rule() + " " + v.both()).toList());
        Change change = transitions.enter(application, application.edit().approvalDocument(Optional.empty()).nextExecution(),
                State.MATERIALS, WORKFLOW, reasons);
        // This execution ends with its last step; another one waits for the office.
        return change.releasing(Claim.listed(application.id(), application.approvalDocument().orElseThrow()))
                .delivering(Transitions.start(change.after(), transitions.now()));
    }

    /** A certificate that has its number, and the application as it was written with it. */
    private record Issued(Application application, Certificate certificate) {
    }

    /** The application's certificate: the one it has a number for, or a new one; none where it was closed meanwhile (R48). */
    private Optional<Issued> issued(String id, byte[] portrait) {
        return Attempts.of(() -> {
            // someone else may have changed it, perhaps this very step run twice
            Application current = find(id);
            if (current.certificateNumber().isPresent()) {
                String number = current.certificateNumber().get();
                return Optional
                        .of(new Issued(current, certificates.find(number).orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, number))));
            }
            if (current.state() != State.CERTIFICATE) {
                return Optional.empty();
            }
            rehearse(current, portrait);
            return Optional.of(numbered(current, portrait));
        });
    }

    private Issued numbered(Application current, byte[] portrait) {
        String sequence = CertificateNumber.sequence(current.cycle());
        Optional<Certificate> former = wronglyRevoked(current);
        while (true) {
            Certificate draft = draft(current, certificates.number(sequence, current.id()));
            Certificate made = sign(former.map(draft::inPlaceOf).orElse(draft), portrait);
            // The event does not name the number: the owner reads the record, and sees the certificate once it is there (R28).
            Change change = Commands.change(current, current.edit().certificateNumber(made.number()).done(), WORKFLOW.actor(),
                    WORKFLOW.role(), WORKFLOW.command(), WORKFLOW.channel(), made.issuedAt(), "");
            try {
                former.ifPresentOrElse(revoked -> certificates.reinstate(
                        revoked.replacedBy(made.number(), Command.RECONSIDER.chinese(), made.issuedAt()), made,
                        new AuditEvent(Subject.certificate(revoked.number()), 3, made.issuedAt(), WORKFLOW.actor().sub(), WORKFLOW.role(),
                                WORKFLOW.command().name(), Optional.empty(), Optional.empty(), WORKFLOW.channel(), made.number()),
                        change), () -> certificates.issue(made, change));
                return new Issued(change.after(), made);
            } catch (StaleVersion e) {
                if (certificates.find(made.number()).filter(c -> !c.applicationId().equals(current.id())).isEmpty()) {
                    throw e;
                }
                // the number was given to someone else, as after a change of the format: the next one
                certificates.settle(sequence, current.id());
            } catch (ClaimTaken e) {
                if (e.claim().type() != Claim.Type.TITLE) {
                    throw e;
                }
                throw new CertificateHeldUp(List.of(ViolationCode.TITLE_CERTIFIED.at(FormField.SPECIALTY.path())));
            }
        }
    }

    /** The certificate in whose place one is made, as its revocation was looked at again and was wrong (R45). */
    private Optional<Certificate> wronglyRevoked(Application application) {
        return application.reconsideration().filter(right -> right.concernsRevocation() && right.isAsked())
                .flatMap(_ -> certificates.ofApplicant(application.applicant()).stream()
                        .filter(c -> c.applicationId().equals(application.id()) && c.wasRevoked()).findFirst());
    }

    /** Whatever can fail, fails here, before a number is taken and anything is written: the words, the title, the picture, the signature's key. */
    private void rehearse(Application application, byte[] portrait) {
        Certificate draft = draft(application, 0);
        List<Violation> obstacles = new ArrayList<>();
        PersonName.unprintable(draft.name(), "name").ifPresent(obstacles::add);
        PrintedText.check(draft.series(), FormField.SERIES.path(), FormField.SERIES).ifPresent(obstacles::add);
        PrintedText.check(draft.specialty(), FormField.SPECIALTY.path(), FormField.SPECIALTY).ifPresent(obstacles::add);
        PrintedText.check(draft.approvalDocument(), "approvalDocument", new Text("批准文号", "the approval document's number"))
                .ifPresent(obstacles::add);
        PrintedText.check(draft.issuingAuthority(), "settings.issuingAuthority", new Text("发证机关", "the issuing authority"))
                .ifPresent(obstacles::add);
        if (isCertifiedElsewhere(draft)) {
            obstacles.add(ViolationCode.TITLE_CERTIFIED.at(FormField.SPECIALTY.path()));
        }
        if (!obstacles.isEmpty()) {
            throw new CertificateHeldUp(obstacles);
        }
        pdf(draft.signed(Base64.getEncoder().encodeToString(rehearsed())), portrait);
    }

    /** Whether the key signs: a word that is no certificate's facts. */
    private byte[] rehearsed() {
        return Reads.once("rehearsal", "signature", () -> signer.sign("REHEARSAL".getBytes(StandardCharsets.UTF_8)));
    }

    private boolean isCertifiedElsewhere(Certificate draft) {
        return certificates.ofApplicant(draft.applicant()).stream().filter(Certificate::valid)
                .anyMatch(c -> c.title().value().equals(draft.title().value()) && !c.applicationId().equals(draft.applicationId()));
    }

    private Certificate draft(Application application, long sequence) {
        Cycle cycle = transitions.cycle(application.cycle());
        String document = application.approvalDocument().orElseThrow();
        LocalDate date = certificates.findDocument(document).orElseThrow().date();
        return new Certificate(number(cycle, application.qualification().level(), application.qualification().kind(), sequence), ids.get(),
                application.id(), application.applicant(), application.name(), application.maskedIdNumber(),
                application.qualification().series(), application.qualification().specialty(), application.qualification().level(),
                application.qualification().kind(), date, Canonical.line(document), cycle.settings().issuingAuthority(), "",
                transitions.now(), Optional.empty());
    }

    static String number(Cycle cycle, TitleLevel level, Kind kind, long sequence) {
        return CertificateNumber.of(cycle.settings().certificateNumberFormat(), cycle.year(), level, kind, sequence);
    }

    Certificate sign(Certificate c, byte[] portrait) {
        byte[] signature = signer.sign(CanonicalFacts.bytes(facts(c), portrait));
        return c.signed(Base64.getEncoder().encodeToString(signature));
    }

    byte[] pdf(Certificate certificate, byte[] portrait) {
        try {
            return CertificatePdf.make(facts(certificate), portrait, Base64.getDecoder().decode(certificate.signature()));
        } catch (UnreadablePortrait e) {
            throw new CertificateHeldUp(List.of(ViolationCode.PORTRAIT_UNREADABLE.at(Material.A3.name())));
        }
    }

    private CertificateFacts facts(Certificate c) {
        return new CertificateFacts(c.number(), c.name(), c.maskedIdNumber(), Optional.empty(), c.series(), c.specialty(),
                c.level().chinese(), c.kind().chinese(), c.date(), c.approvalDocument(), c.issuingAuthority(),
                publicUrl + "/verifications/" + c.code());
    }

    /** What is printed as the holder's portrait. */
    byte[] portrait(Application application) {
        return application.files(Material.A3).stream().reduce((_, last) -> last)
                .flatMap(last -> read(FileKeys.portraitKey(application.id(), last.id()))
                        .or(() -> read(FileKeys.earlierPortraitKey(application.id(), last.id()))))
                .orElseThrow(() -> new CertificateHeldUp(List.of(ViolationCode.PORTRAIT_UNREADABLE.at(Material.A3.name()))));
    }

    private Optional<byte[]> read(String key) {
        return Reads.once("materials", key, () -> materials.read(key, LARGEST_PORTRAIT));
    }

    /** Says in the record why the certificate waits, once as long as it is for the same, and tells the office (R35, R48). */
    private void record(String id, CertificateHeldUp heldUp) {
        String note = String.join("；", heldUp.violations().stream().map(Violation::both).toList());
        commands.run(id, current -> {
            if (current.state() != State.CERTIFICATE || HeldUp.note(applications, current).filter(note::equals).isPresent()) {
                return Optional.empty();
            }
            Instant now = transitions.now();
            return Optional.of(Commands.bySystem(current, current.edit().at(now).done(), HeldUp.ACTION, WORKFLOW.channel(), now, note)
                    .delivering(told(current)));
        });
    }

    private Delivery[] told(Application application) {
        return new Staffing(staff.all(), transitions.today())
                .mailsToOffice(MailTemplate.STAFF_HELD_UP, Map.of("applicationId", application.id())).toArray(Delivery[]::new);
    }
}
