package org.zhicheng.work.paper;

import static org.zhicheng.ground.rule.NoticeRule.R19;
import static org.zhicheng.ground.rule.NoticeRule.R28;
import static org.zhicheng.ground.rule.NoticeRule.R35;
import static org.zhicheng.ground.rule.NoticeRule.R41;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.zhicheng.dossier.application.ApplicationSummary;
import org.zhicheng.dossier.certificate.ApprovalDocument;
import org.zhicheng.dossier.certificate.CertificateStore;
import org.zhicheng.dossier.certificate.PublishedResults;
import org.zhicheng.dossier.certificate.PublishedResults.By;
import org.zhicheng.dossier.certificate.PublishedResults.Line;
import org.zhicheng.dossier.certificate.PublishedResults.Withdrawal;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Attempts;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Roles;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.Reasons;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Text;

/**
 * The office looks at the list of results of an approval document, makes it public, and withdraws it; each is recorded (R28, R35). What is
 * public is what was looked at, until it is published anew: who was added since, or whose certificate was revoked, changes it by that only (R41).
 */
@Rule({R19, R28, R35, R41})
public final class PublishResults {

    /** As many as one item of the table holds. */
    private static final int MOST_PEOPLE = 600;

    private final CertificateStore certificates;
    private final ApplicationStore applications;
    private final Transitions transitions;

    public PublishResults(CertificateStore certificates, ApplicationStore applications, Transitions transitions) {
        this.certificates = certificates;
        this.applications = applications;
        this.transitions = transitions;
    }

    /**
     * What is to become of a list.
     *
     * @param seen of a publication, the digest of what was looked at (R49)
     * @param reason of a withdrawal
     */
    public record Wish(String number, Boolean published, String seen, String reason) {
    }

    /**
     * The list as it would be published now, and how it stands with the public.
     *
     * @param digest to be named by who publishes it
     */
    public record Preview(String number, LocalDate date, int cycle, List<Line> lines, String digest, Optional<Standing> published) {
    }

    /**
     * What was published last.
     *
     * @param id of its public address
     * @param differs whether what would be published now is something else
     */
    public record Standing(String id, int people, Instant publishedAt, String publishedBy, boolean differs, Optional<Withdrawn> withdrawn) {
    }

    /** When, by whom and why it was withdrawn. */
    public record Withdrawn(Instant at, String by, String reason) {
    }

    /** @throws Failure {@code NOT_ALLOWED}, {@code NOT_FOUND}, {@code PAPER_NOT_DUE} where nobody would be on it */
    public Preview preview(Actor actor, String number) {
        role(actor);
        return preview(document(number));
    }

    /**
     * Publishes, or withdraws; what is so already is left as it is.
     *
     * @throws Failure {@code MISSING_FIELD}, {@code STALE_VERSION} where the list is not what was looked at, {@code NOT_FOUND} where there is
     *         nothing to withdraw, and as {@link #preview}
     */
    public Preview change(Actor actor, Wish wish) {
        Role role = role(actor);
        if (wish.number() == null || wish.published() == null) {
            throw new Failure(ErrorCode.MISSING_FIELD, wish.number() == null ? "number" : "published");
        }
        return wish.published() ? publish(actor, role, wish) : withdraw(actor, role, wish);
    }

    private Preview publish(Actor actor, Role role, Wish wish) {
        if (wish.seen() == null) {
            throw new Failure(ErrorCode.MISSING_FIELD, "seen");
        }
        return Attempts.of(() -> {
            ApprovalDocument document = document(wish.number());
            Preview preview = preview(document);
            if (!preview.digest().equals(wish.seen())) {
                throw new Failure(ErrorCode.STALE_VERSION);
            }
            if (preview.published().filter(p -> p.withdrawn().isEmpty() && !p.differs()).isPresent()) {
                return preview;
            }
            if (preview.lines().size() > MOST_PEOPLE) {
                throw new Failure(ErrorCode.INVALID_VALUE, "number",
                        new Text("超过" + MOST_PEOPLE + "人", "more than " + MOST_PEOPLE + " people"));
            }
            Instant now = transitions.now();
            int version = certificates.results(PublishedResults.id(document.number())).map(PublishedResults::version).orElse(0) + 1;
            certificates.publish(
                    new PublishedResults(document.number(), document.date(), preview.cycle(), preview.lines().size(), preview.lines(),
                            ResultList.publisher(transitions.cycle(preview.cycle()).settings()), version,
                            new By(actor.sub(), actor.name(), now), Optional.empty()),
                    // who was on it is told by the record when the list is withdrawn, or another has taken its place (R41)
                    event(document, actor, role, now, "PUBLISH_RESULTS", preview.lines().size() + "；" + listed(document)));
            return preview(document);
        });
    }

    private Preview withdraw(Actor actor, Role role, Wish wish) {
        String reason = Reasons.required(wish.reason());
        return Attempts.of(() -> {
            ApprovalDocument document = document(wish.number());
            PublishedResults there = certificates.results(PublishedResults.id(document.number()))
                    .orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, wish.number()));
            if (there.withdrawal().isEmpty()) {
                Instant now = transitions.now();
                certificates.publish(there.withdrawn(new Withdrawal(new By(actor.sub(), actor.name(), now), reason)),
                        event(document, actor, role, now, "WITHDRAW_RESULTS", reason));
            }
            return preview(document);
        });
    }

    private Preview preview(ApprovalDocument document) {
        Approved approved = Approved.of(document, applications).standing();
        List<Line> lines = approved.results();
        Optional<PublishedResults> there = certificates.results(PublishedResults.id(document.number()));
        if (lines.isEmpty() && there.isEmpty()) {
            throw new Failure(ErrorCode.PAPER_NOT_DUE, PrintLists.Paper.RESULT_LIST, Approved.NOBODY);
        }
        return new Preview(document.number(), document.date(), approved.cycle(), lines, PublishedResults.digest(lines),
                there.map(p -> new Standing(PublishedResults.id(p.number()), p.people(), p.published().at(), p.published().name(),
                        !p.lines().equals(lines), p.withdrawal().map(w -> new Withdrawn(w.by().at(), w.by().name(), w.reason())))));
    }

    private String listed(ApprovalDocument document) {
        return Approved.of(document, applications).standing().people().stream().map(ApplicationSummary::id)
                .collect(Collectors.joining(" "));
    }

    private static AuditEvent event(ApprovalDocument document, Actor actor, Role role, Instant now, String action, String note) {
        return AuditEvent.of(Subject.approvalDocument(document.number()), now, actor.sub(), role, action, Channel.API, note)
                .by(actor.name());
    }

    private static Role role(Actor actor) {
        return Roles.require(actor, "公布结果名单", Role.OFFICE, Role.ADMINISTRATOR);
    }

    private ApprovalDocument document(String number) {
        return certificates.findDocument(ApprovalDocument.normal(number)).filter(d -> d.stage() == ApprovalDocument.Stage.FINAL)
                .orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, number));
    }
}
