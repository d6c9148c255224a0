package org.zhicheng.rules.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.zhicheng.Dossier;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Kind;
import org.zhicheng.dossier.application.PublicNotice.Finding;
import org.zhicheng.dossier.application.PublicNotice.Objection;
import org.zhicheng.dossier.application.PublicNotice;
import org.zhicheng.dossier.application.Review;
import org.zhicheng.dossier.application.TitleLevel;
import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.ground.calendar.WorkingDays;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.lambda.Samples;

class NoticeChecksTest {

    private static final LocalDate TODAY = LocalDate.of(2025, 3, 17);
    private static final Cycle CYCLE = Samples.cycle2025();

    private final Application application = new Dossier().application();

    @ParameterizedTest(name = "{0} to {1}: {2}")
    @DisplayName("R17 公示不少于5个工作日，首尾两日均计入")
    @CsvSource({"2025-03-10, 2025-03-14, ''", "2025-03-10, 2025-03-13, NOTICE_TOO_SHORT", "2025-03-28, 2025-04-07, ''",
            "2025-03-28, 2025-04-06, NOTICE_TOO_SHORT", "2025-06-05, 2025-06-12, NOTICE_TOO_SHORT",
            "2025-03-14, 2025-03-10, NOTICE_ENDS_BEFORE_IT_BEGINS", "2025-03-10, 2026-03-14, NOTICE_TOO_LONG",
            "2031-03-10, 2031-03-14, CALENDAR_YEAR_UNKNOWN", "0205-03-10, 2025-03-14, DATE_IMPLAUSIBLE",
            "2025-03-10, +999999999-12-31, DATE_IMPLAUSIBLE"})
    void shouldCountTheDaysOfTheNotice(LocalDate from, LocalDate to, String code) {
        List<Violation> violations = recorded(notice(Optional.of(from), Optional.of(to), Optional.empty()));

        assertThat(codes(violations)).isEqualTo(code);
    }

    @Test
    @DisplayName("R17 公示有起止日期")
    void shouldAskForTheDays() {
        assertThat(codes(recorded(notice(Optional.empty(), Optional.empty(), Optional.empty()))))
                .isEqualTo("NOTICE_FROM_MISSING NOTICE_TO_MISSING");
    }

    @Test
    @DisplayName("R17 公示期不足的，告知应公示到哪天")
    void shouldTellUntilWhenTheNoticeMustLast() {
        List<Violation> violations = recorded(notice(day("2025-03-28"), day("2025-04-03"), Optional.empty()));

        assertThat(violations.getFirst().chinese()).contains("4个工作日").contains("2025年4月7日");
        assertThat(violations.getFirst().english()).contains("2025-04-07");
    }

    @Test
    @DisplayName("R18 公示的姓名、类别、级别、系列、专业须与申报一致，不一致的全部列出")
    void shouldCompareWithTheApplication() {
        PublicNotice other = new PublicNotice("李小明", Optional.of(Kind.AWARD), Optional.of(TitleLevel.SENIOR), "卫生系列", "护理专业",
                day("2025-03-10"), day("2025-03-14"), Optional.empty(), "", "", List.of(), "sub", Dossier.NOW);

        assertThat(recorded(other)).extracting(Violation::code).containsExactly("NOTICE_NAME_DIFFERS", "NOTICE_KIND_DIFFERS",
                "NOTICE_LEVEL_DIFFERS", "NOTICE_SERIES_DIFFERS", "NOTICE_SPECIALTY_DIFFERS");
    }

    @Test
    @DisplayName("R18 姓名中的空格、“专业”二字不算不一致")
    void shouldForgiveSpelling() {
        PublicNotice same = new PublicNotice("李　晓明", Optional.of(Kind.INITIAL_DETERMINATION), Optional.of(TitleLevel.JUNIOR), "工程", "机械工程",
                day("2025-03-10"), day("2025-03-14"), Optional.empty(), "", "", List.of(), "sub", Dossier.NOW);

        assertThat(recorded(same)).isEmpty();
    }

    @ParameterizedTest(name = "today {0}, notice until 2025-03-14, result dated {1}: {2}")
    @DisplayName("R18 公示期满且结果不早于期满日方可推荐")
    @CsvSource({"2025-03-15, 2025-03-15, ''", "2025-03-17, 2025-03-14, ''", "2025-03-14, 2025-03-14, NOTICE_NOT_ENDED",
            "2025-03-13, 2025-03-13, NOTICE_RESULT_BEFORE_END NOTICE_NOT_ENDED", "2025-03-17, 2025-03-13, NOTICE_RESULT_BEFORE_END",
            "2025-03-17, 2025-03-18, NOTICE_RESULT_IN_FUTURE", "2025-03-17, '',         NOTICE_RESULT_MISSING"})
    void shouldWaitForTheEndAndItsResult(LocalDate today, String result, String codes) {
        Application noticed = with(notice(day("2025-03-10"), day("2025-03-14"), result.isEmpty() ? Optional.empty() : day(result)));

        assertThat(codes(NoticeChecks.recommendation(noticed, today, CYCLE, WorkingDays.regional()))).isEqualTo(codes);
    }

    @Test
    @DisplayName("R18 未公示不得推荐")
    void shouldAskForANotice() {
        assertThat(codes(NoticeChecks.recommendation(application, TODAY, CYCLE, WorkingDays.regional()))).isEqualTo("NOTICE_MISSING");
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @DisplayName("R18 异议处理之前、异议成立的不得推荐，也不得出具公示结果；结果不早于最后一项异议的处理")
    @CsvSource({"'',        '',         NOTICE_OBJECTION_OPEN", "UNFOUNDED, 2025-03-15, ''",
            "UNFOUNDED, 2025-03-16, NOTICE_RESULT_BEFORE_SETTLEMENT", "UPHELD,    2025-03-13, NOTICE_OBJECTION_UPHELD"})
    void shouldBlockOnAnObjection_R18(String finding, String resolvedOn, String codes) {
        Objection open = Objection.raised(1, LocalDate.of(2025, 3, 12), "样例", "sub", Dossier.NOW);
        PublicNotice objected = objected(
                finding.isEmpty() ? open : open.settled(Finding.valueOf(finding), LocalDate.parse(resolvedOn), "经核实", "sub", Dossier.NOW));

        assertThat(codes(NoticeChecks.recommendation(with(objected), TODAY, CYCLE, WorkingDays.regional()))).isEqualTo(codes);
        assertThat(codes(NoticeChecks.outcome(with(objected), TODAY, CYCLE))).isEqualTo(codes);
        assertThat(codes(recorded(objected))).isEqualTo(codes);
    }

    @Test
    @DisplayName("R23 异议成立的，其后重新公示方可推荐；原公示的异议不计入新公示")
    void shouldAskForANoticeMadeSinceAnObjectionWasUpheld_R23() {
        Objection upheld = Objection.raised(1, LocalDate.of(2025, 3, 3), "样例", "sub", Dossier.NOW).settled(Finding.UPHELD,
                LocalDate.of(2025, 3, 9), "属实", "sub", Dossier.NOW);

        assertThat(codes(NoticeChecks.outcome(with(objected(upheld)), TODAY, CYCLE))).isEmpty();
        assertThat(objected(upheld).met()).isEmpty();
        Objection sameDay = upheld.settled(Finding.UPHELD, LocalDate.of(2025, 3, 10), "属实", "sub", Dossier.NOW);
        assertThat(codes(NoticeChecks.outcome(with(objected(sameDay)), TODAY, CYCLE))).isEqualTo("NOTICE_OBJECTION_UPHELD");
    }

    @ParameterizedTest(name = "raised {0}, \"{1}\": {2}")
    @DisplayName("R18 异议在公示开始之后、今天之前提出")
    @CsvSource({"2025-03-17, 样例, ''", "2025-03-18, 样例, raisedOn", "2025-03-10, 样例, ''", "2025-03-09, 样例, raisedOn",
            "2025-03-12, '',   facts"})
    void shouldCheckAnObjectionThatIsRaised_R18(LocalDate raised, String facts, String field) {
        assertThat(NoticeChecks.raised(objected(), Objection.raised(1, raised, facts, "sub", Dossier.NOW), TODAY))
                .extracting(Violation::field).isEqualTo(field.isEmpty() ? List.of() : List.of(field));
    }

    @ParameterizedTest(name = "settled {0}, \"{1}\": {2}")
    @DisplayName("R18 异议的处理在提出之后，且不在将来")
    @CsvSource({"2025-03-11, 样例, resolvedOn", "2025-03-12, 样例, ''", "2025-03-17, 样例, ''", "2025-03-18, 样例, resolvedOn",
            "2025-03-12, '', resolution"})
    void shouldCheckWhatIsRecordedOfAnObjection_R18(LocalDate resolved, String resolution, String field) {
        Objection settled = Objection.raised(1, LocalDate.of(2025, 3, 12), "样例", "sub", Dossier.NOW).settled(Finding.UNFOUNDED, resolved,
                resolution, "sub", Dossier.NOW);

        assertThat(NoticeChecks.settled(settled, TODAY)).extracting(Violation::field)
                .isEqualTo(field.isEmpty() ? List.of() : List.of(field));
    }

    @Test
    @DisplayName("R18 异议登记的数量和字数有限")
    void shouldLimitObjections_R18() {
        String longest = "长".repeat(2000);
        Objection raised = Objection.raised(1, TODAY, longest, "sub", Dossier.NOW);
        Objection longer = Objection.raised(1, TODAY, longest + "长", "sub", Dossier.NOW);

        assertThat(NoticeChecks.raised(objected(), raised, TODAY)).isEmpty();
        assertThat(codes(NoticeChecks.raised(objected(), longer, TODAY))).isEqualTo("FIELD_TOO_LONG");
        assertThat(codes(NoticeChecks.raised(objected(Collections.nCopies(50, raised).toArray(Objection[]::new)), raised, TODAY)))
                .isEqualTo("TOO_MANY_OBJECTIONS");
    }

    @Test
    @DisplayName("R17 公示不早于本年度申报开始之日")
    void shouldNotTakeANoticeFromBeforeTheCycle_R17() {
        assertThat(codes(recorded(notice(day("2025-02-24"), day("2025-02-28"), Optional.empty())))).isEqualTo("NOTICE_BEFORE_CYCLE");
        assertThat(codes(recorded(notice(day("2025-02-25"), day("2025-03-03"), Optional.empty())))).isEmpty();
    }

    private PublicNotice objected(Objection... objections) {
        PublicNotice plain = notice(day("2025-03-10"), day("2025-03-14"), day("2025-03-15"));
        return new PublicNotice(plain.name(), plain.kind(), plain.level(), plain.series(), plain.specialty(), plain.from(), plain.to(),
                plain.resultDate(), "", "", List.of(objections), "sub", plain.recordedAt());
    }

    @ParameterizedTest(name = "corrected {0}, notice required {1}: {2}")
    @DisplayName("R23 公示事项修改后须重新公示：修改送达之日以前开始的不算")
    @CsvSource({"2025-03-09T15:59:59Z, true, ''", "2025-03-10T02:00:00Z, true, ''", "2025-03-10T16:00:00Z, true, NOTICE_TO_BE_REPEATED",
            "2025-03-10T16:00:00Z, false, ''", "2025-03-16T02:00:00Z, true, NOTICE_TO_BE_REPEATED"})
    void shouldAskForTheNoticeAgain_R23(Instant corrected, boolean required, String codes) {
        Application back = with(notice(day("2025-03-10"), day("2025-03-14"), day("2025-03-15"))).edit()
                .enter(State.EMPLOYER_REVIEW, corrected, Optional.empty()).noticeRequired(required).done();

        assertThat(codes(NoticeChecks.recommendation(back, TODAY, CYCLE, WorkingDays.regional()))).isEqualTo(codes);
        assertThat(codes(NoticeChecks.outcome(back, TODAY, CYCLE))).as("papers that say how it ended").isEqualTo(codes);
    }

    @Test
    @DisplayName("R23 把原公示重新登记不算重新公示")
    void shouldNotTakeTheOldDaysForANewNotice_R23() {
        PublicNotice old = notice(day("2025-03-10"), day("2025-03-14"), day("2025-03-15"));
        PublicNotice anew = new PublicNotice(old.name(), old.kind(), old.level(), old.series(), old.specialty(), old.from(), old.to(),
                old.resultDate(), "", "", List.of(), "sub", Instant.parse("2025-03-17T02:00:00Z"));
        Application back = application.edit().enter(State.EMPLOYER_REVIEW, Instant.parse("2025-03-16T02:00:00Z"), Optional.empty())
                .noticeRequired(true).done();

        assertThat(codes(NoticeChecks.recorded(back, anew, TODAY, CYCLE, WorkingDays.regional()))).isEqualTo("NOTICE_TO_BE_REPEATED");
    }

    private List<Violation> recorded(PublicNotice notice) {
        return NoticeChecks.recorded(application, notice, TODAY, CYCLE, WorkingDays.regional());
    }

    private Application with(PublicNotice notice) {
        return application.edit().publicNotice(Optional.of(notice)).done();
    }

    private static PublicNotice notice(Optional<LocalDate> from, Optional<LocalDate> to, Optional<LocalDate> result) {
        return new PublicNotice("李晓明", Optional.of(Kind.INITIAL_DETERMINATION), Optional.of(TitleLevel.JUNIOR), "工程系列", "机械工程专业", from, to,
                result, "", "", List.of(), "sub", Dossier.NOW);
    }

    private static Optional<LocalDate> day(String day) {
        return Optional.of(LocalDate.parse(day));
    }

    private static String codes(List<Violation> violations) {
        return String.join(" ", violations.stream().map(Violation::code).toList());
    }
}
