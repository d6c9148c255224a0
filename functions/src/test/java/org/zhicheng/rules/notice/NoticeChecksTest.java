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
import org.zhicheng.dossier.application.PublicNotice;
import org.zhicheng.dossier.application.Review;
import org.zhicheng.dossier.application.TitleLevel;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.ground.calendar.WorkingDays;
import org.zhicheng.ground.failure.Violation;

class NoticeChecksTest {

    private static final LocalDate TODAY = LocalDate.of(2025, 3, 17);

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

        assertThat(codes(NoticeChecks.recommendation(noticed, today, 5, WorkingDays.regional()))).isEqualTo(codes);
    }

    @Test
    @DisplayName("R18 未公示不得推荐")
    void shouldAskForANotice() {
        assertThat(codes(NoticeChecks.recommendation(application, TODAY, 5, WorkingDays.regional()))).isEqualTo("NOTICE_MISSING");
    }

    @ParameterizedTest(name = "resolution \"{0}\" on {1}: {2}")
    @DisplayName("R18 异议处理之前不得推荐")
    @CsvSource({"'',           '',         NOTICE_OBJECTION_OPEN", "经核实不成立, '',         NOTICE_OBJECTION_OPEN", "经核实不成立, 2025-03-14, ''"})
    void shouldBlockOnAnOpenObjection(String resolution, String resolvedOn, String codes) {
        PublicNotice.Objection objection = new PublicNotice.Objection(LocalDate.of(2025, 3, 12), "样例", resolution,
                resolvedOn.isEmpty() ? Optional.empty() : day(resolvedOn));

        assertThat(codes(NoticeChecks.recommendation(with(objected(List.of(objection))), TODAY, 5, WorkingDays.regional())))
                .isEqualTo(codes);
    }

    @ParameterizedTest(name = "raised {0}, \"{1}\", resolved {2}: {3}")
    @DisplayName("R18 异议的处理在提出之后，且不在将来")
    @CsvSource({"2025-03-17, 样例, '',         ''", "2025-03-18, 样例, '',         publicNotice.objections[0].raisedOn",
            "2025-03-12, 样例, 2025-03-11, publicNotice.objections[0].resolvedOn", "2025-03-12, 样例, 2025-03-12, ''",
            "2025-03-12, 样例, 2025-03-17, ''", "2025-03-12, 样例, 2025-03-18, publicNotice.objections[0].resolvedOn",
            "2025-03-12, '',   '',         publicNotice.objections[0].facts"})
    void shouldCheckWhatIsRecordedOfAnObjection(LocalDate raised, String facts, String resolved, String field) {
        PublicNotice objected = objected(
                List.of(new PublicNotice.Objection(raised, facts, "", resolved.isEmpty() ? Optional.empty() : day(resolved))));

        assertThat(recorded(objected)).extracting(Violation::field).isEqualTo(field.isEmpty() ? List.of() : List.of(field));
    }

    @Test
    @DisplayName("R18 异议登记的数量和字数有限")
    void shouldLimitObjections() {
        String longest = "长".repeat(2000);
        PublicNotice.Objection long2 = new PublicNotice.Objection(TODAY, longest + "长", longest + "长", Optional.empty());

        assertThat(recorded(objected(List.of(new PublicNotice.Objection(TODAY, longest, longest, Optional.empty()))))).isEmpty();
        assertThat(codes(recorded(objected(List.of(long2))))).isEqualTo("FIELD_TOO_LONG FIELD_TOO_LONG");
        assertThat(codes(recorded(objected(Collections.nCopies(51, long2))))).isEqualTo("TOO_MANY_OBJECTIONS");
    }

    private PublicNotice objected(List<PublicNotice.Objection> objections) {
        PublicNotice plain = notice(day("2025-03-10"), day("2025-03-14"), day("2025-03-15"));
        return new PublicNotice(plain.name(), plain.kind(), plain.level(), plain.series(), plain.specialty(), plain.from(), plain.to(),
                plain.resultDate(), "", "", objections, "sub", plain.recordedAt());
    }

    @ParameterizedTest(name = "returned {0}, notice required {1}: {2}")
    @DisplayName("R23 公示事项修改后须重新公示")
    @CsvSource({"2025-03-16T02:00:00Z, true,  NOTICE_TO_BE_REPEATED", "2025-03-16T02:00:00Z, false, ''", "2025-03-09T02:00:00Z, true,  ''"})
    void shouldAskForTheNoticeAgain(Instant returnedAt, boolean required, String codes) {
        Review review = new Review(State.DISTRICT_REVIEW, 2, Review.Outcome.RETURN, "r", returnedAt, "", List.of(), List.of(), true,
                Map.of());
        Application returned = with(notice(day("2025-03-10"), day("2025-03-14"), day("2025-03-15"))).edit().review(review)
                .noticeRequired(required).done();

        assertThat(codes(NoticeChecks.recommendation(returned, TODAY, 5, WorkingDays.regional()))).isEqualTo(codes);
    }

    @Test
    @DisplayName("R23 把原公示重新登记不算重新公示")
    void shouldNotTakeTheOldDaysForANewNotice() {
        Review review = new Review(State.DISTRICT_REVIEW, 2, Review.Outcome.RETURN, "r", Instant.parse("2025-03-16T02:00:00Z"), "",
                List.of(), List.of(), true, Map.of());
        PublicNotice old = notice(day("2025-03-10"), day("2025-03-14"), day("2025-03-15"));
        PublicNotice anew = new PublicNotice(old.name(), old.kind(), old.level(), old.series(), old.specialty(), old.from(), old.to(),
                old.resultDate(), "", "", List.of(), "sub", Instant.parse("2025-03-17T02:00:00Z"));

        assertThat(codes(NoticeChecks.recorded(application.edit().review(review).noticeRequired(true).done(), anew, TODAY, 5,
                WorkingDays.regional()))).isEqualTo("NOTICE_TO_BE_REPEATED");
    }

    private List<Violation> recorded(PublicNotice notice) {
        return NoticeChecks.recorded(application, notice, TODAY, 5, WorkingDays.regional());
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
