package org.zhicheng.work.paper;

import static org.zhicheng.ground.rule.NoticeRule.R28;
import static org.zhicheng.ground.rule.NoticeRule.R30;
import static org.zhicheng.ground.rule.NoticeRule.R37;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.ApplicationSummary;
import org.zhicheng.dossier.certificate.ApprovalDocument;
import org.zhicheng.dossier.certificate.Certificate;
import org.zhicheng.dossier.certificate.CertificateStore;
import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.AuditLog;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Roles;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.sheet.Sheet;
import org.zhicheng.ground.text.Named;
import org.zhicheng.ground.text.Text;
import org.zhicheng.ground.typesetting.FormDocument;
import org.zhicheng.ground.typesetting.FormPrinter;
import org.zhicheng.ground.typesetting.Format;

/** Prints the lists of people that the office signs or hangs out: of an approval document, or of a whole cycle (R28, R30, R37). */
@Rule({R28, R30, R37})
public final class PrintLists {

    /** Of one paper: more are printed document by document, so that it is done within the time and the size of an answer. */
    static final int MOST_PEOPLE = 2_000;
    private static final int PAGE = 500;
    /** Approved, and what became of it. */
    private static final List<State> APPROVED = List.of(State.CERTIFICATE, State.CERTIFIED, State.REVOKED);

    private final CertificateStore certificates;
    private final ApplicationStore applications;
    private final Transitions transitions;
    private final AuditLog auditLog;

    public PrintLists(CertificateStore certificates, ApplicationStore applications, Transitions transitions, AuditLog auditLog) {
        this.certificates = certificates;
        this.applications = applications;
        this.transitions = transitions;
        this.auditLog = auditLog;
    }

    /** A paper about several people. */
    public enum Paper implements Named {
        APPROVAL_DOCUMENT("批文", "the approval document"),
        CERTIFICATE_REGISTER("发证名册", "the register of certificates"),
        RESULT_LIST("结果名单", "the list of results");

        private final String chinese;
        private final String english;

        Paper(String chinese, String english) {
            this.chinese = chinese;
            this.english = english;
        }

        @Override
        public String chinese() {
            return chinese;
        }

        @Override
        public String english() {
            return english;
        }
    }

    /** To print, to edit, or to reckon with. */
    public enum ListFormat {
        PDF(Format.PDF.contentType()),
        DOCX(Format.DOCX.contentType()),
        CSV(Sheet.Format.CSV.contentType()),
        XLSX(Sheet.Format.XLSX.contentType());

        private final String contentType;

        ListFormat(String contentType) {
            this.contentType = contentType;
        }

        public String contentType() {
            return contentType;
        }

        private Optional<Sheet.Format> sheet() {
            return switch (this) {
                case PDF, DOCX -> Optional.empty();
                case CSV -> Optional.of(Sheet.Format.CSV);
                case XLSX -> Optional.of(Sheet.Format.XLSX);
            };
        }
    }

    /** @param name what the file is called */
    public record Printed(String name, byte[] content) {
    }

    /**
     * A list as a file; that it was printed is recorded (R35).
     *
     * @param number an approval document's, in whatever brackets its year is typed
     * @param cycle the year, instead of a document's number
     * @throws Failure {@code NOT_ALLOWED}, {@code NOT_FOUND}, {@code NO_CYCLE}, {@code MISSING_FIELD}, {@code INVALID_VALUE} for both, for
     *         more people than one paper takes, or for a sheet of another list than the register, {@code PAPER_NOT_DUE} where nobody would be on it
     */
    public Printed print(Actor actor, Paper paper, Optional<String> number, Optional<Integer> cycle, ListFormat format) {
        Role role = Roles.require(actor, "打印" + paper.chinese(), Role.OFFICE, Role.ADMINISTRATOR);
        if (number.isEmpty() && (cycle.isEmpty() || paper == Paper.APPROVAL_DOCUMENT)) {
            throw new Failure(ErrorCode.MISSING_FIELD, paper == Paper.APPROVAL_DOCUMENT ? "number" : "number | cycle");
        }
        if (number.isPresent() && cycle.isPresent()) {
            throw new Failure(ErrorCode.INVALID_VALUE, "cycle", "number | cycle");
        }
        Optional<Sheet.Format> sheet = format.sheet();
        if (sheet.isPresent() && paper != Paper.CERTIFICATE_REGISTER) {
            throw new Failure(ErrorCode.INVALID_VALUE, "format", "PDF | DOCX");
        }
        Optional<ApprovalDocument> document = number.map(this::document);
        Approved all = document.map(this::approved).orElseGet(() -> approved(cycle.orElseThrow()));
        Approved approved = paper == Paper.RESULT_LIST ? all.standing() : all;
        if (approved.people().isEmpty()) {
            throw notDue(paper, new Text("还没有人获得批准", "nobody has been approved"));
        }
        byte[] content = switch (paper) {
            case APPROVAL_DOCUMENT -> print(new ApprovalPaper(document.orElseThrow(), approved, settings(approved)).document(), format);
            case CERTIFICATE_REGISTER -> {
                CertificateRegister register = new CertificateRegister(approved, issued(approved), settings(approved), transitions.today());
                yield sheet.map(kind -> kind.file(register::write)).orElseGet(() -> print(register.document(), format));
            }
            case RESULT_LIST -> print(new ResultList(approved, settings(approved), transitions.today()).document(), format);
        };
        auditLog.append(AuditEvent.of(document.map(d -> Subject.approvalDocument(d.number())).orElse(Subject.cycle(approved.cycle())),
                transitions.now(), actor.sub(), role, "PRINT", Channel.API, paper + " " + format + " " + approved.people().size())
                .by(actor.name()));
        return new Printed(paper.chinese() + "-" + approved.of() + "." + format.name().toLowerCase(Locale.ROOT), content);
    }

    private static byte[] print(FormDocument list, ListFormat format) {
        return FormPrinter.print(list.printable(), format == ListFormat.DOCX ? Format.DOCX : Format.PDF);
    }

    private Cycle.Settings settings(Approved approved) {
        return transitions.cycle(approved.cycle()).settings();
    }

    private ApprovalDocument document(String number) {
        return certificates.findDocument(ApprovalDocument.normal(number)).filter(d -> d.stage() == ApprovalDocument.Stage.FINAL)
                .orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, number));
    }

    /** Those who are in a document, and those who left it because their certificate could not be made (R48). */
    private Approved approved(ApprovalDocument document) {
        List<Application> all = applications.all(document.applications());
        List<ApplicationSummary> people = all.stream().filter(a -> isIn(document, a)).map(ApplicationSummary::of).toList();
        List<String> left = all.stream().filter(a -> !isIn(document, a)).map(Application::name).toList();
        return new Approved(document.number(), people.stream().mapToInt(ApplicationSummary::cycle).max().orElse(document.date().getYear()),
                people, left);
    }

    private static boolean isIn(ApprovalDocument document, Application application) {
        return application.approvalDocument().filter(document.number()::equals).isPresent();
    }

    private Approved approved(int cycle) {
        transitions.cycle(cycle);
        List<ApplicationSummary> people = APPROVED.stream().flatMap(state -> applications.allInState(cycle, state, PAGE))
                .limit(MOST_PEOPLE + 1L).toList();
        if (people.size() > MOST_PEOPLE) {
            throw new Failure(ErrorCode.INVALID_VALUE, "cycle", new Text("超过" + MOST_PEOPLE + "人，请按批文分别打印",
                    "more than " + MOST_PEOPLE + " people; print the list of each approval document"));
        }
        return new Approved(cycle + "年度", cycle, people.stream().sorted(
                Comparator.comparing((ApplicationSummary a) -> a.approvalDocument().orElse("")).thenComparing(ApplicationSummary::id))
                .toList(), List.of());
    }

    /** Every certificate of these people, those that were replaced too, by number. */
    private List<CertificateRegister.Line> issued(Approved approved) {
        List<CertificateRegister.Line> lines = approved.people().stream()
                .flatMap(person -> person.certificateNumber().stream().filter(_ -> person.state().hasCertificate())
                        .flatMap(this::withFormer).map(certificate -> new CertificateRegister.Line(certificate, person.employerName())))
                .sorted(Comparator.comparing(line -> line.certificate().number())).toList();
        if (lines.isEmpty()) {
            throw notDue(Paper.CERTIFICATE_REGISTER, new Text("还没有制发证书", "no certificate has been issued"));
        }
        return lines;
    }

    private Stream<Certificate> withFormer(String number) {
        List<Certificate> found = new ArrayList<>();
        for (Optional<String> next = Optional.of(number); next.isPresent();) {
            Optional<Certificate> certificate = certificates.find(next.get());
            certificate.ifPresent(found::add);
            next = certificate.flatMap(Certificate::replaces);
        }
        return found.stream();
    }

    private static Failure notDue(Paper paper, Text reason) {
        return new Failure(ErrorCode.PAPER_NOT_DUE, paper, reason);
    }
}
