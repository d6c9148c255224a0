package org.zhicheng.work.committee;

import static org.zhicheng.ground.rule.NoticeRule.R45;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.zhicheng.dossier.committee.Round;
import org.zhicheng.dossier.committee.Session.Item;
import org.zhicheng.dossier.committee.Session.Seat;
import org.zhicheng.dossier.committee.Session;
import org.zhicheng.dossier.committee.SessionStore;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Roles;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.ChineseText;
import org.zhicheng.ground.text.Named;
import org.zhicheng.ground.text.Text;
import org.zhicheng.ground.typesetting.FormDocument.Body;
import org.zhicheng.ground.typesetting.FormDocument.Column;
import org.zhicheng.ground.typesetting.FormDocument.Labelled;
import org.zhicheng.ground.typesetting.FormDocument.Paragraph;
import org.zhicheng.ground.typesetting.FormDocument.Signature;
import org.zhicheng.ground.typesetting.FormDocument.Table;
import org.zhicheng.ground.typesetting.FormDocument;
import org.zhicheng.ground.typesetting.Format;
import org.zhicheng.ground.typesetting.FormPrinter;

/** The papers of a signed session: its minutes (会议记录) and the sheet of its results (评审结果表). */
@Rule(R45)
public final class PrintSession {

    private final SessionStore store;
    private final Transitions transitions;
    private final Sessions sessions;

    public PrintSession(SessionStore store, Transitions transitions, Clock clock) {
        this.store = store;
        this.transitions = transitions;
        this.sessions = new Sessions(store, clock);
    }

    /** A paper of a session. */
    public enum Paper implements Named {
        MINUTES("评审会议记录", "the minutes"),
        RESULTS("评审结果表", "the sheet of results");

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

    /** @param name what the file is called */
    public record Printed(String name, byte[] content) {
    }

    /** @throws Failure {@code NOT_ALLOWED}, {@code NOT_FOUND}, {@code PAPER_NOT_DUE} before the chair has signed */
    public Printed print(Actor actor, String id, Paper paper) {
        Roles.require(actor, "打印" + paper.chinese(), Role.OFFICE, Role.ADMINISTRATOR, Role.COMMITTEE);
        Session session = sessions.find(id);
        if (!actor.has(Role.OFFICE) && !actor.has(Role.ADMINISTRATOR)) {
            Sessions.member(session, actor);
        }
        if (session.phase() != Session.Phase.SIGNED) {
            throw new Failure(ErrorCode.PAPER_NOT_DUE, paper, new Text("主持人还没有签署", "the chair has not signed yet"));
        }
        List<Round> rounds = store.rounds(id);
        FormDocument document = switch (paper) {
            case MINUTES -> minutes(session, rounds);
            case RESULTS -> results(session, rounds);
        };
        return new Printed(paper.chinese() + "-" + id + ".pdf", FormPrinter.print(document.printable(), Format.PDF));
    }

    private FormDocument minutes(Session s, List<Round> rounds) {
        Session.Draw draw = s.lastDraw();
        List<Paragraph> parts = new ArrayList<>(List.of(new Labelled("会议编号：", s.id()),
                new Labelled("会议日期：", ChineseText.date(s.date()) + s.place().map(place -> "，" + place).orElse("")),
                new Labelled("系列（专业）：", s.series() + s.specialty().map(one -> "，" + one).orElse("")),
                new Labelled("专家抽取：",
                        "第" + draw.lot().number() + "次抽取；候选 " + draw.lot().candidates().size() + " 人，名单摘要（SHA-256）" + draw.hash() + "；种子"
                                + draw.lot().seed().orElse("") + "，来源：" + draw.source().orElse("") + "；抽取 " + draw.lot().seats() + " 人，候补 "
                                + draw.lot().substitutes() + " 人。"),
                new Body("专家组：")));
        parts.add(Table.list(
                List.of(new Column("序号", 8), new Column("姓名", 18), new Column("职称", 24), new Column("工作单位", 36), new Column("出席", 14)),
                seats(s)));
        // those of an earlier draw are of another panel
        s.replacements().stream().filter(r -> draw.drawn().filter(r.at()::isBefore).isEmpty()).forEach(r -> parts.add(new Body(
                r.out().name() + "因故不能参加（" + r.reason() + "），" + r.in().map(in -> "由候补专家" + in.name() + "递补。").orElse("无候补专家递补。"))));
        parts.add(new Labelled("回避：", recusals(s)));
        s.dropped().forEach(d -> parts.add(new Body(d.item().name() + "的申报未付表决：" + d.reason() + "。")));
        parts.add(new Body("表决方式：无记名投票。同意票达到出席且未回避专家人数三分之二以上的为通过。"));
        parts.add(table(s, rounds));
        parts.add(signature(s));
        return new FormDocument("", s.year() + "年度职称评审会议记录", parts, false, "会议编号：" + s.id());
    }

    private FormDocument results(Session s, List<Round> rounds) {
        long passed = rounds.stream().flatMap(r -> r.results().stream()).filter(Round.Result::passed).count();
        long all = rounds.stream().mapToLong(r -> r.results().size()).sum();
        return new FormDocument(
                "", s.year() + "年度职称评审结果表", List.of(new Body(ChineseText.date(s.date()) + "召开" + s.series() + "评审会议，对" + all
                        + "人的申报进行无记名投票表决，通过" + passed + "人，未通过" + (all - passed) + "人。"), table(s, rounds), signature(s)),
                false, "会议编号：" + s.id());
    }

    private static List<List<String>> seats(Session s) {
        List<List<String>> rows = new ArrayList<>();
        for (Seat seat : s.panel()) {
            String there = s.present().contains(seat.expert()) ? s.chair().filter(seat.expert()::equals).isPresent() ? "主持人" : "出席" : "缺席";
            rows.add(List.of(Integer.toString(rows.size() + 1), seat.name(), seat.title(), seat.employerName(), there));
        }
        return rows;
    }

    private static String recusals(Session s) {
        String told = s.agenda().stream().map(item -> {
            long members = s.panel().stream().filter(seat -> s.isExcluded(seat.expert(), item.applicationId())).count();
            return members == 0 ? "" : item.name() + "的申报 " + members + " 人回避";
        }).filter(one -> !one.isEmpty()).collect(Collectors.joining("；"));
        return told.isEmpty() ? "无" : told + "。";
    }

    private static Table table(Session s, List<Round> rounds) {
        List<List<String>> rows = new ArrayList<>();
        for (Round round : rounds) {
            for (Round.Result r : round.results()) {
                Optional<Item> item = s.item(r.applicationId());
                rows.add(List.of(Integer.toString(rows.size() + 1), item.map(Item::name).orElse(""),
                        item.map(Item::employerName).orElse(""), item.map(i -> i.specialty() + " " + Named.chineseOf(i.level())).orElse(""),
                        Integer.toString(r.present()), Integer.toString(r.inFavour()), Integer.toString(r.against()),
                        Integer.toString(r.abstained()), r.passed() ? "通过" : "未通过"));
            }
        }
        return Table.list(List.of(new Column("序号", 7), new Column("姓名", 12), new Column("工作单位", 23), new Column("专业、级别", 21),
                new Column("出席", 8), new Column("同意", 7), new Column("反对", 7), new Column("弃权", 7), new Column("结果", 8)), rows);
    }

    private Signature signature(Session s) {
        LocalDate day = LocalDate.ofInstant(s.signed().orElseThrow(), BeijingTime.ZONE);
        String chair = s.chair().flatMap(s::seat).map(Seat::name).orElse("");
        return new Signature(List.of(transitions.cycle(s.year()).settings().issuingAuthority() + "评审委员会", "", "主持人：" + chair + "（已在系统中签署）",
                ChineseText.date(day)));
    }
}
