package org.zhicheng.work.certificate;

import static org.zhicheng.ground.rule.NoticeRule.R30;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Attachment;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.certificate.Certificate;
import org.zhicheng.dossier.certificate.CertificateNumber;
import org.zhicheng.dossier.certificate.CertificateStore;
import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.delivery.Mails;
import org.zhicheng.dossier.files.FileKeys;
import org.zhicheng.dossier.files.FileStore;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore.StaleVersion;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.process.Claim;
import org.zhicheng.dossier.process.Commands;
import org.zhicheng.dossier.process.Transitions.Who;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.inquiry.Guard;

/**
 * Issues the certificate of an approved application (R30): takes a number and signs the facts in one transaction, makes the file, then marks
 * the application certified. Cut off anywhere, it goes on from there with the same number, code and signature; twice gives the same file.
 */
@Rule(R30)
public final class IssueCertificate {

    private static final int LARGEST_PORTRAIT = 10 * 1024 * 1024;

    private final ApplicationStore applications;
    private final Commands commands;
    private final CertificateStore certificates;
    private final FileStore materials;
    private final FileStore files;
    private final Signer signer;
    private final Guard guard;
    private final Transitions transitions;
    private final Supplier<String> ids;
    private final String publicUrl;

    public IssueCertificate(ApplicationStore applications, CertificateStore certificates, FileStore materials, FileStore files,
            Signer signer, Guard guard, Transitions transitions, Supplier<String> ids, String publicUrl) {
        this.applications = applications;
        this.commands = new Commands(applications);
        this.certificates = certificates;
        this.materials = materials;
        this.files = files;
        this.signer = signer;
        this.guard = guard;
        this.transitions = transitions;
        this.ids = ids;
        this.publicUrl = publicUrl;
    }

    /**
     * @return the application, certified; or with the office again, where by the facts of now it may not be (R39)
     * @throws org.zhicheng.dossier.process.ExecutionSuperseded where another execution has taken over
     */
    public Application issue(String id, String execution) {
        Application application = applications.find(id).orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, id));
        Transitions.checkExecution(application, execution);
        if (application.state() != State.CERTIFICATE) {
            return application;
        }
        if (application.certificateNumber().isEmpty()) {
            Optional<Failure> stopped = stopped(application);
            if (stopped.isPresent()) {
                return commands.run(id,
                        current -> current.version() == application.version()
                                ? Optional.of(backToOffice(current, stopped.get()))
                                : Optional.empty());
            }
        }
        byte[] portrait = portrait(application);
        Certificate certificate = certificate(application, portrait);
        byte[] pdf = CertificatePdf.make(facts(certificate), portrait, Base64.getDecoder().decode(certificate.signature()));
        files.write(certificate.key(), "application/pdf", pdf);
        return commands.run(id, current -> current.state() != State.CERTIFICATE
                ? Optional.empty()
                : Optional.of(transitions
                        .enter(current, current.edit(), State.CERTIFIED, Who.workflow(Command.ISSUE_CERTIFICATE), certificate.number())
                        .delivering(Mails.toOwner(current, MailTemplate.CERTIFICATE_ISSUED))));
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
        String reasons = String.join("；", why.violations().stream().map(v -> v.rule() + " " + v.chinese()).toList());
        Change change = transitions.enter(application, application.edit().approvalDocument(Optional.empty()).nextExecution(),
                State.MATERIALS, Who.workflow(Command.ISSUE_CERTIFICATE), reasons);
        // This execution ends with its last step; another one waits for the office.
        return change.releasing(Claim.listed(application.id(), application.approvalDocument().orElseThrow()))
                .delivering(Transitions.start(change.after(), transitions.now()));
    }

    /** The application's certificate: the one it has a number for, or a new one. */
    private Certificate certificate(Application application, byte[] portrait) {
        Application current = application;
        while (current.certificateNumber().isEmpty()) {
            Certificate made = make(current, portrait);
            // The event does not name the number: the owner reads the record, and sees the certificate once it is there (R28).
            Application numbered = current.edit().certificateNumber(made.number()).done();
            try {
                certificates.issue(made,
                        Commands.change(current, numbered, Who.workflow(Command.ISSUE_CERTIFICATE).actor(),
                                Who.workflow(Command.ISSUE_CERTIFICATE).role(), Command.ISSUE_CERTIFICATE,
                                Who.workflow(Command.ISSUE_CERTIFICATE).channel(), made.issuedAt(), ""));
                return made;
            } catch (StaleVersion e) {
                // someone else changed it, perhaps this very step run twice: look again
                current = applications.find(application.id()).orElseThrow(() -> e);
            }
        }
        String number = current.certificateNumber().get();
        return certificates.find(number).orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, number));
    }

    private Certificate make(Application application, byte[] portrait) {
        Instant now = transitions.now();
        Cycle cycle = transitions.cycle(application.cycle());
        String document = application.approvalDocument().orElseThrow();
        LocalDate date = certificates.findDocument(document).orElseThrow().date();
        String number = CertificateNumber.of(cycle.settings().certificateNumberFormat(), cycle.year(), application.qualification().level(),
                application.qualification().kind(), certificates.next("CERTIFICATE#" + cycle.year()));
        Certificate unsigned = new Certificate(number, ids.get(), application.id(), application.applicant(), application.name(),
                application.maskedIdNumber(), application.qualification().series(), application.qualification().specialty(),
                application.qualification().level(), application.qualification().kind(), date, document,
                cycle.settings().issuingAuthority(), "", now, Optional.empty());
        byte[] signature = signer.sign(CanonicalFacts.bytes(facts(unsigned), portrait));
        return new Certificate(unsigned.number(), unsigned.code(), unsigned.applicationId(), unsigned.applicant(), unsigned.name(),
                unsigned.maskedIdNumber(), unsigned.series(), unsigned.specialty(), unsigned.level(), unsigned.kind(), unsigned.date(),
                unsigned.approvalDocument(), unsigned.issuingAuthority(), Base64.getEncoder().encodeToString(signature), now,
                Optional.empty());
    }

    private CertificateFacts facts(Certificate c) {
        return new CertificateFacts(c.number(), c.name(), c.maskedIdNumber(), Optional.empty(), c.series(), c.specialty(),
                c.level().chinese(), c.kind().chinese(), c.date(), c.approvalDocument(), c.issuingAuthority(),
                publicUrl + "/verifications/" + c.code());
    }

    private byte[] portrait(Application application) {
        List<Attachment> portraits = application.files(Material.A3);
        String key = FileKeys.portraitKey(application.id(), portraits.getLast().id());
        return materials.read(key, LARGEST_PORTRAIT).orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, Material.A3.name()));
    }
}
