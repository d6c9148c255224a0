package org.zhicheng;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.imageio.ImageIO;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Attachment;
import org.zhicheng.dossier.application.Form;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.application.PublicNotice;
import org.zhicheng.dossier.application.Qualification;
import org.zhicheng.dossier.application.Review.Mend;
import org.zhicheng.dossier.application.Review.Outcome;
import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.dossier.delivery.Delivery;
import org.zhicheng.dossier.files.FileKeys;
import org.zhicheng.dossier.files.FileStore;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.integrity.IntegrityRecord;
import org.zhicheng.dossier.people.Person;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.StaffMember;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.inquiry.CheckApplication;
import org.zhicheng.inquiry.Guard;
import org.zhicheng.inquiry.OpenItems;
import org.zhicheng.inquiry.StandIn;
import org.zhicheng.lambda.FakeServices;
import org.zhicheng.lambda.Samples;
import org.zhicheng.lambda.UseCases;
import org.zhicheng.work.approval.ReceiveMaterials;
import org.zhicheng.work.approval.RecordApprovalDocument;
import org.zhicheng.work.certificate.IssueCertificate;
import org.zhicheng.work.drafting.ChangeQualification;
import org.zhicheng.work.drafting.CreateApplication;
import org.zhicheng.work.drafting.SaveForm;
import org.zhicheng.work.drafting.SubmitApplication;
import org.zhicheng.work.drafting.SubmitCorrection;
import org.zhicheng.work.drafting.WithdrawApplication;
import org.zhicheng.work.materials.CompleteUpload;
import org.zhicheng.work.materials.RequestUpload;
import org.zhicheng.work.notice.RecordObjection;
import org.zhicheng.work.notice.RecordPublicNotice;
import org.zhicheng.work.review.CheckEligibility;
import org.zhicheng.work.review.DecideReview;
import org.zhicheng.work.review.DecideReview.Decision;
import org.zhicheng.work.review.OpenReview;
import org.zhicheng.work.review.Reconsider;
import org.zhicheng.work.review.RequestReconsideration;

/**
 * Complete, eligible applications at any state, brought there by the real use cases over services in memory. Begins on Monday 2025-03-10 at
 * 10:00 in Asia/Shanghai, inside the notice's window; the employer recommends on 2025-03-17 at 10:00, after its public notice.
 */
public final class Applications {

    public static final String APPLICANT = "applicant";
    public static final String EMPLOYER = "employer";
    public static final String DISTRICT = "district";
    public static final String COMMITTEE = "committee";
    public static final String OFFICE = "office";
    public static final String ADMINISTRATOR = FakeServices.ADMINISTRATOR;
    public static final String APPROVAL = "乌职改〔2025〕1号";
    public static final byte[] SCAN = picture("png", 620, 877);
    /** The same paper scanned anew. */
    public static final byte[] SCAN_ANEW = picture("png", 640, 905);
    public static final byte[] BACK = picture("png", 621, 877);
    public static final byte[] PORTRAIT = picture("jpg", 413, 579);
    private static final Map<String, byte[]> OWN = new ConcurrentHashMap<>();

    public final FakeServices services = new FakeServices().with("PUBLIC_URL", "https://zhicheng.invalid");
    private final ApplicationStore store;

    public Applications() {
        store = services.applications();
        at("2025-03-10T10:00");
        Samples.openCycle(services);
        Samples.employer(services, Samples.USCC, Dossier.EMPLOYER, Samples.DISTRICT);
        Samples.appoint(services, EMPLOYER, Role.EMPLOYER, Samples.USCC);
        Samples.appoint(services, DISTRICT, Role.DISTRICT, Samples.DISTRICT);
        Samples.appoint(services, COMMITTEE, Role.COMMITTEE, "");
        Samples.appoint(services, OFFICE, Role.OFFICE, "");
        register(APPLICANT, "李晓明");
    }

    /** Moves the clock, such as to {@code 2025-03-17T23:59:59} in Asia/Shanghai. */
    public Applications at(String local) {
        services.clock().set(local.length() == 16 ? local + ":00" : local);
        return this;
    }

    public Person register(String sub, String name) {
        Person person = new Person(sub, name, "110***********0013", services.vault().encrypt(sub, Samples.ID_NUMBER),
                services.vault().hash(sub), "13800000000", sub + "@example.com", "zh", services.now());
        services.people().register(person, Samples.event("PERSON#" + sub, 1, "REGISTER"));
        return person;
    }

    /** Someone with what the table appoints that person to today. */
    public Actor as(String sub) {
        LocalDate today = LocalDate.ofInstant(services.now(), org.zhicheng.ground.calendar.BeijingTime.ZONE);
        return new Actor(sub, services.staff().find(sub).map(StaffMember::name).orElse(""), services.staff().find(sub)
                .map(s -> s.appointments().stream().filter(a -> a.isActive(today)).toList())
                .orElse(sub.equals(ADMINISTRATOR)
                        ? List.of(new org.zhicheng.dossier.staff.Appointment(Role.ADMINISTRATOR, "", LocalDate.EPOCH, Optional.empty()))
                        : List.of()));
    }

    // the use cases, on a store of the test's choice

    public CheckApplication checks() {
        return new UseCases(services).checks();
    }

    public StandIn standIn() {
        return new StandIn(services.staff());
    }

    public Guard guard() {
        return new UseCases(services).guard();
    }

    public Transitions transitions() {
        return new UseCases(services).transitions();
    }

    public Application create(String sub, Dossier dossier, Optional<String> key) {
        return new CreateApplication(store, services.people(), services.cycles(), services.clock(), services.ids()).create(as(sub), 2025,
                dossier.qualification(), key);
    }

    public Application change(String id, Qualification qualification) {
        return new ChangeQualification(store, checks(), services.clock()).change(as(owner(id)), id, qualification);
    }

    public Application save(String id, Form form) {
        return new SaveForm(store, checks(), services.staff(), services.clock()).save(as(owner(id)), id, form, find(id).formRevision());
    }

    public Application submit(String id) {
        return submitOn(store).submit(as(owner(id)), id, services.now());
    }

    public SubmitApplication submitOn(ApplicationStore on) {
        return new SubmitApplication(on, checks(), transitions());
    }

    public Application correct(String id, Map<String, String> answers) {
        return new SubmitCorrection(store, checks(), transitions()).submit(as(owner(id)), id, answers, services.now());
    }

    public Application withdraw(String sub, String id) {
        return new WithdrawApplication(store, transitions()).withdraw(as(sub), id, "");
    }

    public RequestUpload uploads() {
        return new RequestUpload(store, new OpenItems(checks(), services.clock()), standIn(), services.materials(), services.clock(),
                services.ids());
    }

    public CompleteUpload completions() {
        return new CompleteUpload(store, uploads(), services.materials(), services.renderings(), services.clock());
    }

    /** Announces a file, sends it and has it inspected. */
    public Attachment upload(String sub, String id, Material material, byte[] content) {
        return upload(sub, id, material, content, null);
    }

    public Attachment upload(String sub, String id, Material material, byte[] content, String replaces) {
        String attachmentId = announce(sub, id, material, content, replaces);
        send(id, attachmentId, content);
        return ((CompleteUpload.Completion.Completed) completions().complete(as(sub), id, attachmentId)).attachment();
    }

    public String announce(String sub, String id, Material material, byte[] content, String replaces) {
        return uploads().request(as(sub), id, announcement(material, content, replaces), Optional.empty()).attachmentId();
    }

    public static RequestUpload.Announcement announcement(Material material, byte[] content, String replaces) {
        return new RequestUpload.Announcement(material, material.chinese() + ".png", content[0] == (byte) 0xff ? "image/jpeg" : "image/png",
                (long) content.length, sha256(content), replaces);
    }

    /** What the browser does with the address it was given. */
    public void send(String id, String attachmentId, byte[] content) {
        services.materials().write(FileKeys.key(id, attachmentId), "image/png", content);
    }

    /** A notice of five working days that ended without objection, from 2025-03-10 to 03-14. */
    public RecordPublicNotice.Entry notice(String id) {
        return notice(id, "2025-03-10", "2025-03-14", "2025-03-15");
    }

    public RecordPublicNotice.Entry notice(String id, String from, String to, String result) {
        Application a = find(id);
        return new RecordPublicNotice.Entry(a.name(), Optional.of(a.qualification().kind()), Optional.of(a.qualification().level()),
                a.qualification().series(), a.qualification().specialty(), Optional.of(LocalDate.parse(from)),
                Optional.of(LocalDate.parse(to)), result.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(result)), "人事科",
                "0991-1234567", a.content().version());
    }

    public Application record(String id, RecordPublicNotice.Entry entry) {
        return new RecordPublicNotice(store, transitions(), standIn()).record(as(EMPLOYER), id, entry);
    }

    public Application object(String id, String raisedOn, String facts) {
        return new RecordObjection(store, transitions(), standIn()).record(as(EMPLOYER), id,
                new RecordObjection.Entry(null, LocalDate.parse(raisedOn), facts, null, null, null));
    }

    public Application settle(String id, int number, PublicNotice.Finding finding, String on) {
        return new RecordObjection(store, transitions(), standIn()).record(as(EMPLOYER), id,
                new RecordObjection.Entry(number, null, null, finding, "已逐项核对", LocalDate.parse(on)));
    }

    public DecideReview decideOn(ApplicationStore on) {
        return new DecideReview(on, guard(), transitions(), standIn());
    }

    public Application decide(String sub, String id, Decision decision) {
        return decideOn(store).decide(as(sub), id, decision);
    }

    /** A decision on the step and the content as they are now, which answers every open question. */
    public Decision pass(String id) {
        return decision(id, Outcome.PASS, "同意", List.of());
    }

    public Decision reject(String id) {
        return decision(id, Outcome.REJECT, "不符合条件", List.of());
    }

    public Decision decision(String id, Outcome outcome, String reason, List<Mend> mend) {
        return decision(id, find(id).stay().attempt(), outcome, reason, mend);
    }

    public Decision decision(String id, Integer attempt, Outcome outcome, String reason, List<Mend> mend) {
        return new Decision(attempt, find(id).content().version(), outcome, reason, mend, List.of(),
                outcome == Outcome.PASS ? answers(id) : Map.of());
    }

    /** An answer to each question that is open now. */
    public Map<String, String> answers(String id) {
        Map<String, String> answers = new HashMap<>();
        checks().checkForDecision(find(id), services.now()).assessment().questions().forEach(q -> answers.put(q.code(), "已核实"));
        return answers;
    }

    public Decision returning(String id, String... items) {
        return decision(id, Outcome.RETURN, "请修改", Arrays.stream(items).map(item -> new Mend(item, "请核对" + item)).toList());
    }

    /** An officer records a fraud of someone, today. */
    public void fraud(String sub) {
        LocalDate today = LocalDate.ofInstant(services.now(), org.zhicheng.ground.calendar.BeijingTime.ZONE);
        String hash = services.people().find(sub).orElseThrow().idNumberHash();
        services.integrity().save(
                new IntegrityRecord("fraud-" + sub, hash, "110***********002X", "业绩造假", "职称评审管理暂行规定", today, OFFICE, services.now()),
                Samples.event("INTEGRITY#" + hash, System.nanoTime(), "RECORD_INTEGRITY"));
    }

    public ReceiveMaterials receipts() {
        return new ReceiveMaterials(store, guard(), transitions(), standIn());
    }

    /** A receipt of what is seen now. */
    public ReceiveMaterials.Receipt receipt(String id, List<Material> received) {
        return new ReceiveMaterials.Receipt(received, find(id).content().version(), Map.of());
    }

    /** Applications as the list of an approval document names them, as they are seen now. */
    public List<RecordApprovalDocument.Listed> listed(List<String> ids) {
        return ids.stream()
                .map(id -> new RecordApprovalDocument.Listed(id,
                        (id.length() > 64 ? Optional.<Application>empty() : store.find(id)).map(a -> a.content().version()).orElse(0),
                        Map.of()))
                .toList();
    }

    public RecordApprovalDocument approvals() {
        return approvalsOn(store);
    }

    public RecordApprovalDocument approvalsOn(ApplicationStore on) {
        return new RecordApprovalDocument(on, services.certificates(), guard(), transitions(), standIn());
    }

    public IssueCertificate certificates(ApplicationStore on, FileStore files) {
        return new IssueCertificate(on, services.certificates(), services.materials(), files, services.staff(), services.signer(), guard(),
                transitions(), services.ids(), "https://zhicheng.invalid");
    }

    // the workflow

    /** What the workflow does until it waits for a person or ends; its token at a wait is {@code token-} and the attempt. */
    public Application follow(String id) {
        Application a = find(id);
        while (a.state() == State.SUBMITTED || a.state() == State.CERTIFICATE) {
            a = a.state() == State.SUBMITTED
                    ? new CheckEligibility(store, checks(), transitions()).check(id, Transitions.execution(a))
                    : certificates(store, services.certificateFiles()).issue(id, Transitions.execution(a));
        }
        return a.state().isWait() ? open(id, "token-" + a.stay().attempt()) : a;
    }

    public Application open(String id, String token) {
        Application a = find(id);
        return new OpenReview(store, transitions()).open(id, Transitions.execution(a), a.state(), token, Optional.empty());
    }

    // applications at a state

    /** Filled in, with every file; not submitted. */
    public Application draft() {
        return draft(APPLICANT, new Dossier());
    }

    public Application draft(String sub, Dossier dossier) {
        Application draft = create(sub, dossier, Optional.empty());
        save(draft.id(), own(sub, dossier).form());
        byte[] scan = scanOf(sub);
        for (Material material : List.of(Material.A1, Material.A2, Material.A4, Material.A5, Material.A6, Material.A7, Material.A9,
                Material.A10)) {
            upload(sub, draft.id(), material, material == Material.A2 ? BACK : scan);
        }
        upload(sub, draft.id(), Material.A3, portraitOf(sub));
        return find(draft.id());
    }

    /** Another person's papers are others, and so are the words. */
    private static Dossier own(String sub, Dossier dossier) {
        if (!sub.equals(APPLICANT)) {
            dossier.summary = sub + dossier.summary;
        }
        return dossier;
    }

    public static byte[] scanOf(String sub) {
        return sub.equals(APPLICANT) ? SCAN : OWN.computeIfAbsent(sub, other -> picture("png", 620, 877, shade(other)));
    }

    public static byte[] portraitOf(String sub) {
        return sub.equals(APPLICANT) ? PORTRAIT : OWN.computeIfAbsent(sub + ".jpg", other -> picture("jpg", 413, 579, shade(sub)));
    }

    private static Color shade(String sub) {
        return new Color(sub.hashCode() & 0x7f7f7f);
    }

    public Application submitted() {
        return submit(draft().id());
    }

    /** At the employer, whose notice and scans are there: ready to be recommended. */
    public Application atEmployer() {
        return atEmployer(APPLICANT);
    }

    public Application atEmployer(String sub) {
        at("2025-03-10T10:00");
        String id = submit(draft(sub, new Dossier()).id()).id();
        follow(id);
        return certify(id, notice(id));
    }

    /** Records a notice and uploads the employer's scans. */
    public Application certify(String id, RecordPublicNotice.Entry entry) {
        at("2025-03-17T10:00");
        record(id, entry);
        upload(EMPLOYER, id, Material.A13, SCAN);
        upload(EMPLOYER, id, Material.A14, SCAN);
        upload(EMPLOYER, id, Material.A15, SCAN);
        return find(id);
    }

    public Application atDistrict() {
        return passed(atEmployer().id(), EMPLOYER);
    }

    public Application atCommittee() {
        return passed(atDistrict().id(), DISTRICT);
    }

    /** Rejected by the district, and asked to be looked at again; the workflow waits for the office. */
    public Application questioned() {
        String id = atDistrict().id();
        decide(DISTRICT, id, reject(id));
        question(id);
        return follow(id);
    }

    /** By the office, on what is seen now. */
    public Application reconsider(String id, Reconsider.Outcome outcome) {
        Application seen = find(id);
        return new Reconsider(store, transitions(), standIn()).decide(as(OFFICE), id,
                new Reconsider.Finding(seen.stay().attempt(), seen.content().version(), outcome, "经核查"));
    }

    public Application question(String id) {
        return new RequestReconsideration(store, transitions()).request(as(find(id).applicant()), id, find(id).stay().attempt(),
                "年限按劳动合同已满", services.now());
    }

    public Application atMaterials() {
        return passed(atCommittee().id(), COMMITTEE);
    }

    /** From now on the committee's results are announced for so many working days. */
    public Applications announcing(int days) {
        Cycle c = transitions().cycle(2025);
        Cycle.Settings s = c.settings();
        Cycle.Settings next = new Cycle.Settings(s.excludedSpecialties(), s.districts(), s.targetDays(), s.correctionDays(),
                s.minimumNoticeDays(), s.certificateNumberFormat(), s.issuingAuthority(), s.receivingOffice(), s.supervisingTelephone(),
                s.keptMonths(), s.reconsiderationDays(), days);
        services.cycles().save(c.with(next, services.now()).over(Optional.of(c)),
                Samples.event("CYCLE#2025", 2 + c.revision().version(), "SET_CYCLE"));
        return this;
    }

    /** Passed by the committee on Monday 2025-03-17 and announced for five working days, from 03-18 to 03-24; the workflow waits. */
    public Application announced() {
        announcing(5);
        return passed(atCommittee().id(), COMMITTEE);
    }

    public Application atApprovalDocument() {
        return receiveAll(atMaterials().id());
    }

    /** Another person's application, that far. */
    public Application atApprovalDocument(String sub) {
        String id = atEmployer(sub).id();
        passed(id, EMPLOYER);
        passed(id, DISTRICT);
        passed(id, COMMITTEE);
        return receiveAll(id);
    }

    public Application receiveAll(String id) {
        receipts().receive(as(OFFICE), id, receipt(id, List.copyOf(find(id).originals())));
        return follow(id);
    }

    public Application atCertificate() {
        String id = atApprovalDocument().id();
        approvals().record(as(OFFICE), APPROVAL, LocalDate.of(2025, 3, 17), listed(List.of(id)));
        return find(id);
    }

    public Application certified() {
        return follow(atCertificate().id());
    }

    /** Returned by the tier that has it now. */
    public Application returned(String id, String... items) {
        String reviewer = switch (find(id).state()) {
            case EMPLOYER_REVIEW -> EMPLOYER;
            case DISTRICT_REVIEW -> DISTRICT;
            case COMMITTEE_REVIEW -> COMMITTEE;
            default -> OFFICE;
        };
        decide(reviewer, id, returning(id, items));
        return follow(id);
    }

    public Application passed(String id, String reviewer) {
        decide(reviewer, id, pass(id));
        return follow(id);
    }

    // what there is to see

    public Application find(String id) {
        return store.find(id).orElseThrow();
    }

    public List<String> actions(String id) {
        return store.events(id).stream().map(AuditEvent::action).toList();
    }

    /** What waits to be delivered about an application. */
    public List<Delivery> deliveries(String id) {
        return services.waiting().stream().filter(i -> i.subject().equals("APP#" + id)).map(i -> i.delivery()).toList();
    }

    public <D extends Delivery> List<D> deliveries(String id, Class<D> type) {
        return deliveries(id).stream().filter(type::isInstance).map(type::cast).toList();
    }

    private String owner(String id) {
        return find(id).applicant();
    }

    /** Runs a command that must be refused with a code. */
    public static Failure refused(ErrorCode code, Runnable command) {
        try {
            command.run();
        } catch (Failure failure) {
            assertThat(failure.code()).isEqualTo(code);
            return failure;
        }
        throw new AssertionError("not refused with " + code);
    }

    /** The codes of every broken rule, with what each is about. */
    public static List<String> violations(Failure failure) {
        return failure.violations().stream().map(v -> v.rule() + " " + v.code() + " " + v.field()).toList();
    }

    public static String sha256(byte[] content) {
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] picture(String format, int width, int height) {
        return picture(format, width, height, Color.DARK_GRAY);
    }

    private static byte[] picture(String format, int width, int height, Color shade) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.LIGHT_GRAY);
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(shade);
        graphics.fillOval(width / 4, height / 4, width / 2, height / 2);
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
