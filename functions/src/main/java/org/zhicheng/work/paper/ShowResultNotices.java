package org.zhicheng.work.paper;

import static org.zhicheng.ground.rule.NoticeRule.R19;
import static org.zhicheng.ground.rule.NoticeRule.R45;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.zhicheng.dossier.application.ApplicationSummary;
import org.zhicheng.dossier.application.Kind;
import org.zhicheng.dossier.application.ResultNotice;
import org.zhicheng.dossier.application.TitleLevel;
import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.dossier.cycle.CycleDefaults;
import org.zhicheng.dossier.cycle.CycleStore;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore.Page;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.identity.Masking;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.ChineseText;
import org.zhicheng.ground.text.Spelling;
import org.zhicheng.ground.text.Text;
import org.zhicheng.ground.typesetting.FormDocument.Body;
import org.zhicheng.ground.typesetting.FormDocument.Column;
import org.zhicheng.ground.typesetting.FormDocument.Table;
import org.zhicheng.ground.typesetting.FormDocument;
import org.zhicheng.ground.typesetting.FormPrinter;
import org.zhicheng.ground.typesetting.Format;

/**
 * Shows anyone whose results are announced now, names masked, to be objected to (R45). Before its first day and from its end on nobody is on
 * it, whatever it still waits for. No id of it opens an application.
 */
@Rule({R19, R45})
public final class ShowResultNotices {

    /** What it is called as a paper. */
    public static final Text PAPER = new Text("评审结果公示", "the public notice of results");
    /** Of a page. */
    static final int SIZE = 200;
    private static final int MOST_PAGES = 50;

    private final ApplicationStore applications;
    private final CycleStore cycles;
    private final Transitions transitions;

    public ShowResultNotices(ApplicationStore applications, CycleStore cycles, Transitions transitions) {
        this.applications = applications;
        this.cycles = cycles;
        this.transitions = transitions;
    }

    /**
     * What is announced.
     *
     * @param page counted from 1; of a page some may be missing that are not shown
     * @param more whether there is another page
     * @param receivingOffice who takes objections, too, as does the telephone
     */
    public record Notices(int cycle, int page, boolean more, List<Line> lines, String receivingOffice, String supervisingTelephone) {
    }

    /**
     * One result.
     *
     * @param notice by what an objection names it
     * @param from first day, counted
     * @param to last day, counted
     * @param session the number of the committee's session that passed it, where one did
     */
    public record Line(String notice, String name, String employer, Kind kind, TitleLevel level, String series, String specialty,
            LocalDate from, LocalDate to, Optional<String> session) {
    }

    /**
     * @param year which cycle; else the latest one of which anything is announced
     * @param page from 1
     * @throws Failure {@code NO_CYCLE}, {@code INVALID_VALUE}
     */
    public Notices show(Optional<Integer> year, int page) {
        if (page < 1 || page > MOST_PAGES) {
            throw new Failure(ErrorCode.INVALID_VALUE, "page", "1–" + MOST_PAGES);
        }
        Cycle cycle = year.map(transitions::cycle).or(this::latest).orElseThrow(() -> new Failure(ErrorCode.NO_CYCLE, ""));
        Page<ApplicationSummary> found = page(cycle.year(), page);
        Instant now = transitions.now();
        List<Line> lines = found.items().stream()
                .filter(a -> a.resultNotice().filter(notice -> ResultNotice.isShown(notice.from(), notice.until(), now)).isPresent())
                .map(ShowResultNotices::line).sorted(Comparator.comparing((Line line) -> Spelling.order(line.employer()))
                        .thenComparing(line -> Spelling.order(line.name())).thenComparing(Line::notice))
                .toList();
        return new Notices(cycle.year(), page, found.next().isPresent() && page < MOST_PAGES, lines, cycle.settings().receivingOffice(),
                cycle.settings().supervisingTelephone());
    }

    /** @throws Failure as {@link #show}, {@code PAPER_NOT_DUE} where nobody would be on it */
    public byte[] print(Optional<Integer> year, int page) {
        Notices notices = show(year, page);
        if (notices.lines().isEmpty()) {
            throw new Failure(ErrorCode.PAPER_NOT_DUE, PAPER, new Text("现在没有公示中的评审结果", "no result is announced now"));
        }
        return FormPrinter.print(document(notices, transitions.cycle(notices.cycle()).settings()).printable(), Format.PDF);
    }

    private FormDocument document(Notices notices, Cycle.Settings settings) {
        boolean inSession = notices.lines().stream().anyMatch(line -> line.session().isPresent());
        List<Column> columns = new ArrayList<>(List.of(new Column("序号", 8), new Column("姓名", 12), new Column("工作单位", 26),
                new Column("系列、专业", 20), new Column("职称", 14), new Column("公示时间", 20)));
        if (inSession) {
            columns.add(new Column("评审会议", 14));
        }
        List<List<String>> rows = IntStream.range(0, notices.lines().size())
                .mapToObj(i -> row(i + 1, notices.lines().get(i)).subList(0, columns.size())).toList();
        String of = notices.cycle() + "年度" + (notices.page() > 1 || notices.more() ? "，第" + notices.page() + "页" : "");
        return new FormDocument("", notices.cycle() + "年度" + CycleDefaults.city() + "民营企业专项初定（授予）职称评审结果公示",
                List.of(new Body("下列人员经评审委员会评审通过，现予公示，姓名已作遮盖。公示期内，任何单位和个人对评审结果有异议的，可以向" + settings.receivingOffice() + "提出，监督电话："
                        + settings.supervisingTelephone() + "；也可以在网上提出。署名的请写明姓名和联系方式；匿名的须有具体事实和证据。"), Table.list(columns, rows),
                        Signatures.sealed(settings.issuingAuthority(), transitions.today())),
                false, of);
    }

    private static List<String> row(int number, Line line) {
        return List.of(Integer.toString(number), line.name(), line.employer(), line.series() + line.specialty(),
                line.kind().chinese() + line.level().chinese(), ChineseText.date(line.from()) + "至" + ChineseText.date(line.to()),
                line.session().orElse(""));
    }

    private Optional<Cycle> latest() {
        List<Cycle> all = cycles.all().stream().sorted(Comparator.comparing(Cycle::year).reversed()).toList();
        return all.stream().filter(cycle -> !applications.inState(cycle.year(), State.RESULT_NOTICE, 1, Optional.empty()).items().isEmpty())
                .findFirst().or(() -> all.stream().findFirst());
    }

    /** Page by page, as where one begins is told by nothing that the public may have. */
    private Page<ApplicationSummary> page(int year, int page) {
        Page<ApplicationSummary> found = applications.inState(year, State.RESULT_NOTICE, SIZE, Optional.empty());
        for (int i = 1; i < page; i++) {
            if (found.next().isEmpty()) {
                return new Page<>(List.of(), Optional.empty());
            }
            found = applications.inState(year, State.RESULT_NOTICE, SIZE, found.next());
        }
        return found;
    }

    private static Line line(ApplicationSummary a) {
        ApplicationSummary.Noticed notice = a.resultNotice().orElseThrow();
        return new Line(ResultNotice.id(a.id(), a.attempt()), Masking.name(a.name()), a.employerName(), a.kind(), a.level(), a.series(),
                a.specialty(), notice.from(), LocalDate.ofInstant(notice.until().minusMillis(1), BeijingTime.ZONE), notice.session());
    }
}
