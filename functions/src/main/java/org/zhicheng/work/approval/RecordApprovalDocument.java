package org.zhicheng.work.approval;

import static org.zhicheng.ground.rule.NoticeRule.R28;
import static org.zhicheng.ground.rule.NoticeRule.R41;
import static org.zhicheng.ground.rule.NoticeRule.R52;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Review;
import org.zhicheng.dossier.certificate.ApprovalDocument.Addition;
import org.zhicheng.dossier.certificate.ApprovalDocument.Shown;
import org.zhicheng.dossier.certificate.ApprovalDocument.Stage;
import org.zhicheng.dossier.certificate.ApprovalDocument;
import org.zhicheng.dossier.certificate.CertificateStore;
import org.zhicheng.dossier.certificate.PreparedDocument;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.delivery.Mails;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore.ClaimTaken;
import org.zhicheng.dossier.process.ApplicationStore.StaleVersion;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Attempts;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.process.Claim;
import org.zhicheng.dossier.process.Commands;
import org.zhicheng.dossier.process.Transitions.Who;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Permissions;
import org.zhicheng.dossier.staff.Roles;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.Reasons;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.reading.Reads;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.AtMost;
import org.zhicheng.ground.text.ChineseText;
import org.zhicheng.ground.text.Length;
import org.zhicheng.ground.text.Text;
import org.zhicheng.ground.typesetting.PrintedText;
import org.zhicheng.inquiry.Guard;
import org.zhicheng.inquiry.Seen;
import org.zhicheng.inquiry.StandIn;

/**
 * Records the approval document of a batch; each application then gets its certificate (R28). A list that is
 * longer than a transaction may be claims its applications part by part, in the order of their ids, and is final once it has them all; where
 * one is not to be had it gives all back (R52). Of several documents that want the same application, one gets it.
 */
@Rule({R28, R52})
public final class RecordApprovalDocument {

    /** Applications claimed in one transaction, which may touch 100 items: a claim and a condition each. */
    private static final int AT_ONCE = 45;
    /** Applications that are moved on in one transaction, with up to seven items each; a list no longer than that in the document's own. */
    private static final int MOVED_AT_ONCE = 12;
    private static final int MOST_APPLICATIONS = 500;
    private static final int LONGEST_NUMBER = 60;
    /** No id is longer; a longer one is as unknown as any other, and is told with the rest. */
    private static final int LONGEST_ID = 64;

    private final ApplicationStore applications;
    private final Commands commands;
    private final CertificateStore certificates;
    private final Guard guard;
    private final Transitions transitions;
    private final StandIn standIn;

    public RecordApprovalDocument(ApplicationStore applications, CertificateStore certificates, Guard guard, Transitions transitions,
            StandIn standIn) {
        this.applications = applications;
        this.commands = new Commands(applications);
        this.certificates = certificates;
        this.guard = guard;
        this.transitions = transitions;
        this.standIn = standIn;
    }

    /**
     * One application of the list.
     *
     * @param contentVersion version of the content that was shown (R49)
     * @param answers code of a question that no review has answered yet to what the office found (R39)
     */
    public record Listed(String applicationId, Integer contentVersion, @AtMost(20) Map<String, String> answers) {
        public Listed {
            if (applicationId == null || applicationId.isBlank()) {
                throw new Failure(ErrorCode.MISSING_FIELD, "applications.applicationId");
            }
            Seen.require(contentVersion);
            answers = answers == null ? Map.of() : Map.copyOf(answers);
            Guard.checkShape(answers);
        }
    }

    /** What became of one application of the list. */
    public record Line(String applicationId, State state, boolean approved) {
    }

    /**
     * Records the document with its whole list or refuses it, and moves each application on: those of a short list in the same write. Should a
     * longer one be cut off, the outbox finishes it after a minute; repeating the command does no harm.
     *
     * @param printed the number; its canonical form is recorded (R51), so that what cannot be seen does not make another one
     * @throws Failure {@code RULES_BROKEN} naming each application that cannot be listed and why, {@code CONTENT_CHANGED},
     *         {@code NUMBER_TAKEN}, {@code SOMEBODY_CAN_ACT}
     */
    public List<Line> record(Actor actor, String printed, LocalDate date, List<Listed> list) {
        String number = printed == null ? "" : ApprovalDocument.normal(printed);
        checkShape(number, date, list);
        Roles.require(actor, Command.RECORD_APPROVAL_DOCUMENT.chinese(), Role.OFFICE, Role.ADMINISTRATOR);
        Map<String, Listed> listed = new LinkedHashMap<>();
        new LinkedHashSet<>(list).forEach(entry -> listed.put(entry.applicationId(), entry));
        List<String> ids = List.copyOf(listed.keySet());
        readAhead(number, ids);
        return Attempts.of(() -> {
            Map<String, Long> claimed = new HashMap<>();
            Optional<ApprovalDocument> there = certificates.findDocument(number);
            if (there.isEmpty() && ids.size() <= MOVED_AT_ONCE) {
                return whole(checked(actor, number, date, listed), listed);
            }
            ApprovalDocument document = there.orElseGet(() -> begin(checked(actor, number, date, listed), listed, claimed));
            if (!document.date().equals(date) || !document.recorded().equals(ids)) {
                throw new Failure(ErrorCode.NUMBER_TAKEN, number);
            }
            return completed(document, claimed);
        });
    }

    /**
     * Prepares a document for a colleague to confirm, after the same checks; prepared again, it takes the place of what was prepared before.
     *
     * @param seen the version that was changed; 0 where there is none
     * @return the document; none where the list is empty, which takes back what was prepared
     * @throws Failure as {@link #record}, {@code STALE_VERSION} where somebody changed it meanwhile, {@code NUMBER_TAKEN} once it is recorded
     */
    public Optional<PreparedDocument> prepare(Actor actor, String printed, LocalDate date, List<Listed> list, int seen) {
        Roles.require(actor, Command.RECORD_APPROVAL_DOCUMENT.chinese(), Role.OFFICE, Role.ADMINISTRATOR);
        String number = printed == null ? "" : ApprovalDocument.normal(printed);
        return Attempts.of(() -> prepared(actor, number, date, list, seen));
    }

    private Optional<PreparedDocument> prepared(Actor actor, String number, LocalDate date, List<Listed> list, int seen) {
        Optional<PreparedDocument> there = certificates.prepared(number);
        if (list != null && list.isEmpty()) {
            PreparedDocument before = there.orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, number));
            requireSeen(there, seen);
            certificates.unprepare(before, preparing(actor, before, "UNPREPARE_APPROVAL_DOCUMENT"));
            return Optional.empty();
        }
        checkShape(number, date, list);
        Map<String, Listed> listed = new LinkedHashMap<>();
        list.forEach(entry -> listed.put(entry.applicationId(), entry));
        readAhead(number, listed.keySet());
        if (certificates.findDocument(number).isPresent()) {
            throw new Failure(ErrorCode.NUMBER_TAKEN, number);
        }
        Map<String, Shown> shown = checked(actor, listed, date);
        List<String> ids = List.copyOf(listed.keySet());
        // sent again, it is as it was
        if (there.filter(p -> p.by().equals(actor.sub()) && p.is(date, ids, shown)).isPresent()) {
            return there;
        }
        requireSeen(there, seen);
        PreparedDocument next = new PreparedDocument(number, date, ids, shown, actor.sub(), actor.name(), transitions.now(), seen + 1);
        certificates.prepare(next, preparing(actor, next, "PREPARE_APPROVAL_DOCUMENT"));
        return Optional.of(next);
    }

    private static void requireSeen(Optional<PreparedDocument> there, int seen) {
        if (there.map(PreparedDocument::version).orElse(0) != seen) {
            throw new Failure(ErrorCode.STALE_VERSION);
        }
    }

    /** It says what was prepared, as nothing else does once that is changed (R41). */
    private AuditEvent preparing(Actor actor, PreparedDocument document, String action) {
        return AuditEvent.of(Subject.approvalDocument(document.number()), transitions.now(), actor.sub(),
                actor.has(Role.OFFICE) ? Role.OFFICE : Role.ADMINISTRATOR, action, Channel.API,
                document.date() + "；" + String.join(" ", document.applications())).by(actor.name());
    }

    /** What was prepared is confirmed as it is, and by another (R28, R49). */
    private static void checkConfirms(Actor actor, PreparedDocument prepared, LocalDate date, List<String> ids, Map<String, Shown> shown) {
        if (prepared.by().equals(actor.sub())) {
            throw Failure.rulesBroken(List.of(ViolationCode.CONFIRMED_BY_PREPARER.at("number")));
        }
        if (!prepared.is(date, ids, shown)) {
            throw Failure.rulesBroken(List.of(ViolationCode.PREPARED_OTHERWISE.at("number", prepared.byName())));
        }
    }

    /**
     * Adds people who were forgotten in the recording to a final document: the same number and date, by somebody else than who recorded it.
     * They were decided on before its date as the others were; each is claimed in the addition's own write, all or none.
     *
     * @throws Failure {@code NOT_FOUND}, {@code MISSING_FIELD} for the reason, and as {@link #record}
     */
    @Rule(R41)
    public List<Line> add(Actor actor, String printed, List<Listed> list, String given) {
        Roles.require(actor, Command.RECORD_APPROVAL_DOCUMENT.chinese(), Role.OFFICE, Role.ADMINISTRATOR);
        String number = printed == null ? "" : ApprovalDocument.normal(printed);
        String reason = Reasons.required(given);
        PrintedText.require(reason, "reason", new Text("理由", "the reason"));
        checkList(list, AT_ONCE);
        Map<String, Listed> listed = new LinkedHashMap<>();
        list.forEach(entry -> listed.put(entry.applicationId(), entry));
        readAhead(listed.keySet());
        return Attempts.of(() -> {
            Map<String, Long> claimed = new HashMap<>();
            ApprovalDocument document = certificates.findDocument(number).filter(d -> d.stage() == Stage.FINAL)
                    .orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, number));
            ApprovalDocument after = document.additions().stream().anyMatch(a -> a.applications().equals(List.copyOf(listed.keySet())))
                    ? document
                    : added(actor, document, listed, reason, claimed);
            return completed(after, claimed).stream().filter(line -> listed.containsKey(line.applicationId())).toList();
        });
    }

    /** Begins to read what a short document needs, before it is known who asks. */
    public void readAhead(String printed, List<Listed> list) {
        if (printed != null && list != null && list.size() <= MOVED_AT_ONCE) {
            readAhead(ApprovalDocument.normal(printed), list.stream().map(Listed::applicationId).distinct().toList());
        }
    }

    private void readAhead(String number, Collection<String> ids) {
        Reads.ahead(() -> certificates.findDocument(number), () -> certificates.prepared(number));
        readAhead(ids);
    }

    /** Begins to read what is listed, whether it is listed elsewhere, and by what it is checked. */
    private void readAhead(Collection<String> ids) {
        ids.stream().filter(id -> Length.of(id) <= LONGEST_ID).forEach(id -> Reads
                .ahead(() -> applications.find(id).ifPresent(guard::readAhead), () -> applications.ownerOf(Claim.Type.LISTED, id)));
    }

    private ApprovalDocument added(Actor actor, ApprovalDocument document, Map<String, Listed> listed, String reason,
            Map<String, Long> claimed) {
        if (document.recordedBy().equals(actor.sub())) {
            throw Failure.rulesBroken(List.of(ViolationCode.ADDED_BY_RECORDER.at("number")));
        }
        Map<String, Shown> shown = checked(actor, listed, document.date());
        Instant now = transitions.now();
        Role as = actor.has(Role.OFFICE) ? Role.OFFICE : Role.ADMINISTRATOR;
        ApprovalDocument after = document.with(new Addition(List.copyOf(listed.keySet()), actor.sub(), actor.name(), now, as, reason),
                shown);
        Map<String, Long> seen = seen(listed);
        claiming(() -> certificates.add(after, seen,
                new AuditEvent(Subject.approvalDocument(document.number()), after.additions().size(), now, actor.sub(), as,
                        "ADD_TO_APPROVAL_DOCUMENT", Optional.empty(), Optional.empty(), Channel.API,
                        String.join(" ", listed.keySet()) + "；" + reason).by(actor.name())));
        claimed.putAll(seen);
        return after;
    }

    /** Takes up a document that was cut off, and moves the applications of a final one on; one that is gone had been refused. */
    public void resume(String number) {
        certificates.findDocument(number).ifPresent(document -> {
            try {
                completed(document, new HashMap<>());
            } catch (StaleVersion e) {
                // whoever else is at it brings it to its end, or the outbox comes back
                throw new Failure(ErrorCode.STALE_VERSION);
            } catch (Failure refused) {
                if (refused.code() != ErrorCode.RULES_BROKEN) {
                    throw refused;
                }
                // Nothing is recorded: who sent it was told, or finds out by sending it again.
            }
        });
    }

    /** @param claimed the version of each application that was claimed just now: while it has that, this document lists it */
    private List<Line> completed(ApprovalDocument document, Map<String, Long> claimed) {
        finish(document, claimed);
        List<List<String>> parts = document.applications().stream().gather(Gatherers.windowFixed(MOVED_AT_ONCE)).toList();
        List<Line> lines = Reads.each(parts, part -> apply(document, part, claimed)).stream().flatMap(List::stream).toList();
        certificates.applied(document);
        return lines;
    }

    /** The document as it is begun, once nothing forbids it. */
    private ApprovalDocument checked(Actor actor, String number, LocalDate date, Map<String, Listed> listed) {
        Map<String, Shown> shown = checked(actor, listed, date);
        List<String> ids = List.copyOf(listed.keySet());
        Optional<PreparedDocument> prepared = certificates.prepared(number);
        prepared.ifPresent(there -> checkConfirms(actor, there, date, ids, shown));
        return new ApprovalDocument(number, date, ids, actor.sub(), transitions.now(), actor.name(), shown, Stage.RECORDING,
                actor.has(Role.OFFICE) ? Role.OFFICE : Role.ADMINISTRATOR).confirming(prepared);
    }

    /** Records a short document and moves its applications on in one write, of which nothing is left to do. */
    private List<Line> whole(ApprovalDocument begun, Map<String, Listed> listed) {
        ApprovalDocument document = begun.at(Stage.FINAL);
        List<Change> approved = listed.values().stream().map(this::seen)
                .map(application -> approved(document, application).claiming(Claim.listed(application.id(), document.number()))).toList();
        claiming(() -> certificates.record(document, approved, recorded(document)));
        return approved.stream().map(Change::after).map(after -> new Line(after.id(), after.state(), true)).toList();
    }

    private ApprovalDocument begin(ApprovalDocument document, Map<String, Listed> listed, Map<String, Long> claimed) {
        if (listed.size() > AT_ONCE) {
            certificates.begin(document);
            return document;
        }
        ApprovalDocument whole = document.at(Stage.FINAL);
        Map<String, Long> seen = seen(listed);
        claiming(() -> certificates.record(whole, seen, recorded(whole)));
        claimed.putAll(seen);
        return whole;
    }

    private static AuditEvent recorded(ApprovalDocument document) {
        return new AuditEvent(Subject.approvalDocument(document.number()), 0, document.recordedAt(), document.recordedBy(),
                document.recordedAs(), Command.RECORD_APPROVAL_DOCUMENT.name(), Optional.empty(), Optional.empty(), Channel.API,
                Integer.toString(document.applications().size())).by(document.recordedByName());
    }

    /** The version of each application that is still as it was shown. */
    private Map<String, Long> seen(Map<String, Listed> listed) {
        Map<String, Long> seen = new LinkedHashMap<>();
        listed.forEach((id, entry) -> seen.put(id, seen(entry).version()));
        return seen;
    }

    private Application seen(Listed entry) {
        Application application = applications.find(entry.applicationId()).orElseThrow(StaleVersion::new);
        Seen.check(application, entry.contentVersion());
        return application;
    }

    private Map<String, Shown> checked(Actor actor, Map<String, Listed> listed, LocalDate date) {
        List<Violation> violations = Reads.each(listed.values(), entry -> check(actor, entry, date)).stream().flatMap(List::stream)
                .toList();
        if (!violations.isEmpty()) {
            boolean changedOnly = violations.stream().allMatch(v -> v.code().equals(ViolationCode.CHANGED_SINCE_SEEN.code()));
            throw changedOnly ? Failure.of(ErrorCode.CONTENT_CHANGED, violations, violations.size()) : Failure.rulesBroken(violations);
        }
        Map<String, Shown> shown = new HashMap<>();
        listed.values().forEach(e -> shown.put(e.applicationId(), new Shown(e.contentVersion(), e.answers())));
        return shown;
    }

    /** What forbids an application on the list; the place of each violation is its id. */
    private List<Violation> check(Actor actor, Listed entry, LocalDate date) {
        String id = entry.applicationId();
        // A draft is nobody's but its owner's: that there is one is not told either.
        Optional<Application> found = (Length.of(id) > LONGEST_ID ? Optional.<Application>empty() : applications.find(id))
                .filter(a -> !actor.rolesTowards(a).isEmpty());
        List<Violation> notWaiting = notWaiting(id, found, Optional.empty());
        if (!notWaiting.isEmpty()) {
            return notWaiting;
        }
        Application application = found.orElseThrow();
        Role role = Permissions.check(actor, Command.RECORD_APPROVAL_DOCUMENT, application);
        standIn.check(role, application, transitions.today());
        if (application.actedElsewhere(actor.sub(), application.state().tier())) {
            return List.of(ViolationCode.ACTED_AT_OTHER_TIER.at(id));
        }
        Optional<LocalDate> decided = application.standingReviews().stream().filter(r -> r.step().isReview())
                .map(r -> LocalDate.ofInstant(r.decidedAt(), BeijingTime.ZONE)).max(LocalDate::compareTo).filter(date::isBefore);
        if (decided.isPresent()) {
            return List.of(ViolationCode.APPROVED_BEFORE_DECIDED.at(id, date, decided.get()));
        }
        try {
            Seen.check(application, entry.contentVersion());
            guard.goOn(application, transitions.now(), entry.answers());
            return List.of();
        } catch (Failure refused) {
            return refused.violations().stream().map(v -> ViolationCode.within(id, v)).toList();
        }
    }

    private List<Violation> notWaiting(String id, Optional<Application> application, Optional<String> number) {
        if (application.isEmpty()) {
            return List.of(ViolationCode.APPLICATION_UNKNOWN.at(id));
        }
        Optional<String> other = applications.ownerOf(Claim.Type.LISTED, id).filter(owner -> number.filter(owner::equals).isEmpty());
        if (other.isPresent()) {
            return List.of(ViolationCode.APPLICATION_LISTED_ELSEWHERE.at(id, other.get()));
        }
        if (application.get().state() != State.APPROVAL_DOCUMENT) {
            return List.of(ViolationCode.APPLICATION_NOT_WAITING.at(id, application.get().state()));
        }
        return List.of();
    }

    /**
     * Brings a document to its end: claims what it has not claimed yet, or gives everything back.
     *
     * @throws Failure {@code RULES_BROKEN} naming what was not to be had
     * @throws StaleVersion where someone else is at it
     */
    private void finish(ApprovalDocument document, Map<String, Long> claimed) {
        switch (document.stage()) {
            case FINAL -> {
                // nothing left to claim
            }
            case REFUSED -> {
                certificates.remove(document);
                throw new StaleVersion();
            }
            case RECORDING -> {
                for (List<String> part : document.applications().stream().sorted().gather(Gatherers.windowFixed(AT_ONCE)).toList()) {
                    if (!Attempts.of(() -> claim(document, part, claimed))) {
                        throw new StaleVersion();
                    }
                }
                certificates.conclude(document, recorded(document));
            }
        }
    }

    /** @return false where the document was refused by someone else who is at it */
    private boolean claim(ApprovalDocument document, List<String> ids, Map<String, Long> claimed) {
        Optional<Stage> stage = certificates.findDocument(document.number()).filter(d -> d.recordedAt().equals(document.recordedAt()))
                .map(ApprovalDocument::stage);
        if (stage.filter(s -> s != Stage.REFUSED).isEmpty() || stage.get() == Stage.FINAL) {
            return stage.filter(s -> s == Stage.FINAL).isPresent();
        }
        Map<String, Long> seen = new LinkedHashMap<>();
        List<Violation> violations = new ArrayList<>();
        for (String id : ids) {
            Optional<Application> application = applications.find(id);
            violations.addAll(notWaiting(id, application, Optional.of(document.number())));
            application.ifPresent(a -> seen.put(id, a.version()));
            application.filter(a -> a.content().version() != document.shown().get(id).contentVersion())
                    .ifPresent(a -> violations.add(ViolationCode.APPLICATION_CHANGED.at(id)));
        }
        if (!violations.isEmpty()) {
            if (!certificates.refuse(document)) {
                throw new StaleVersion();
            }
            certificates.remove(document);
            certificates.applied(document);
            throw Failure.rulesBroken(violations);
        }
        claiming(() -> certificates.list(document, seen));
        claimed.putAll(seen);
        return true;
    }

    /** @throws StaleVersion where another document was faster than a write that claims: the next look says which */
    private static void claiming(Runnable write) {
        try {
            write.run();
        } catch (ClaimTaken e) {
            throw new StaleVersion();
        }
    }

    /** Moves some applications of a final document on, in one write; those that moved already are left alone. */
    private List<Line> apply(ApprovalDocument document, List<String> ids, Map<String, Long> claimed) {
        try {
            List<Application> there = applications.all(ids);
            List<Change> changes = there.stream().flatMap(application -> approval(document, application, claimed).stream()).toList();
            if (!changes.isEmpty()) {
                applications.commit(changes);
            }
            Map<String, Application> after = new HashMap<>();
            there.forEach(application -> after.put(application.id(), application));
            changes.forEach(change -> after.put(change.after().id(), change.after()));
            return ids.stream()
                    .map(id -> line(document, Optional.ofNullable(after.get(id)).orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, id))))
                    .toList();
        } catch (StaleVersion e) {
            // one of them changed meanwhile, and holds up no other
            return Reads.each(ids, id -> line(document, commands.run(id, application -> approval(document, application, claimed))));
        }
    }

    private static Line line(ApprovalDocument document, Application after) {
        return new Line(after.id(), after.state(), after.approvalDocument().filter(document.number()::equals).isPresent());
    }

    /** None where it does not wait for this document: one that left it again, as without a certificate, is not approved by it twice. */
    private Optional<Change> approval(ApprovalDocument document, Application application, Map<String, Long> claimed) {
        boolean waits = application.state() == State.APPROVAL_DOCUMENT
                && (Optional.ofNullable(claimed.get(application.id())).filter(v -> v == application.version()).isPresent()
                        || applications.ownerOf(Claim.Type.LISTED, application.id()).filter(document.number()::equals).isPresent());
        return waits ? Optional.of(approved(document, application)) : Optional.empty();
    }

    private Change approved(ApprovalDocument document, Application application) {
        Instant now = transitions.now();
        // whoever put the application on the list has approved it
        Optional<Addition> addition = document.addition(application.id());
        Actor by = new Actor(addition.map(Addition::by).orElse(document.recordedBy()),
                addition.map(Addition::byName).orElse(document.recordedByName()), List.of());
        Review review = new Review(application.state(), application.stay().attempt(), Review.Outcome.PASS, by.sub(), now, "", List.of(),
                List.of(), false, answers(document, application.id()));
        Who who = new Who(by, addition.map(Addition::as).orElse(document.recordedAs()), Command.RECORD_APPROVAL_DOCUMENT, Channel.API);
        return transitions.enter(application, application.edit().approvalDocument(Optional.of(document.number())).review(review),
                State.CERTIFICATE, who, document.number()).delivering(Mails.toOwner(application, MailTemplate.APPROVED));
    }

    private static Map<String, String> answers(ApprovalDocument document, String id) {
        return Optional.ofNullable(document.shown().get(id)).map(Shown::answers).orElse(Map.of());
    }

    private void checkShape(String number, LocalDate date, List<Listed> list) {
        if (number.isEmpty() || Length.of(number) > LONGEST_NUMBER) {
            throw new Failure(ErrorCode.INVALID_VALUE, "number", Reasons.atMost(LONGEST_NUMBER));
        }
        PrintedText.require(number, "number", new Text("批准文号", "the document's number"));
        if (date == null) {
            throw new Failure(ErrorCode.MISSING_FIELD, "date");
        }
        if (date.isAfter(transitions.today())) {
            throw new Failure(ErrorCode.INVALID_VALUE, "date",
                    new Text("不得晚于" + ChineseText.date(transitions.today()), "not after " + transitions.today()));
        }
        checkList(list, MOST_APPLICATIONS);
    }

    private static void checkList(List<Listed> list, int most) {
        if (list == null || list.isEmpty() || list.size() > most) {
            throw new Failure(ErrorCode.INVALID_VALUE, "applications", "1–" + most);
        }
        List<Violation> twice = list.stream().distinct().map(Listed::applicationId).sorted()
                .collect(Collectors.groupingBy(id -> id, Collectors.counting())).entrySet().stream().filter(e -> e.getValue() > 1)
                .map(e -> ViolationCode.APPLICATION_LISTED_TWICE.at(e.getKey())).toList();
        if (!twice.isEmpty()) {
            throw Failure.rulesBroken(twice);
        }
    }
}
