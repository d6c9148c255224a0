package org.zhicheng.ground.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.zhicheng.ground.failure.Violation;

class WorkingDaysTest {

    private final WorkingDays calendar = WorkingDays.regional();

    @ParameterizedTest(name = "{0} to {1}: {2} ({3})")
    @DisplayName("R17 新疆工作日，首尾两日均计入")
    @CsvSource({"2025-03-10, 2025-03-14, 5, vector of the notice: a plain week",
            "2025-03-28, 2025-04-07, 5, vector: 肉孜节 and 清明节 (6 on the national calendar)",
            "2025-06-05, 2025-06-12, 3, vector: 古尔邦节 (6 on the national calendar)",
            "2025-01-24, 2025-02-05, 4, 春节 2025: Friday; Sunday 26 and Monday 27 are worked; then 5 February",
            "2025-02-05, 2025-02-09, 4, Saturday 8 February 2025 is worked", "2025-04-25, 2025-05-06, 6, Sunday 27 April is worked; 劳动节",
            "2025-09-26, 2025-10-11, 7, Sunday 28 September and Saturday 11 October are worked; 国庆节",
            "2026-02-13, 2026-02-24, 3, 春节 2026: Saturday 14 is worked; then 24 February",
            "2026-02-28, 2026-02-28, 1, a Saturday that is worked", "2026-01-01, 2026-01-04, 1, Sunday 4 January 2026 is worked",
            "2025-12-29, 2026-01-05, 5, over the turn of the year", "2025-03-15, 2025-03-16, 0, a weekend",
            "2025-03-14, 2025-03-10, 0, the end before the beginning"})
    void shouldCountWorkingDays(LocalDate from, LocalDate to, int days, String why) {
        assertThat(calendar.count(from, to)).as(why).isEqualTo(days);
    }

    @Test
    @DisplayName("R17 每个节假日都写明是什么节，写明的都是放假的日子")
    void shouldNameWhatEachDayIsOffFor_R17() {
        LocalDate.of(2025, 1, 1).datesUntil(LocalDate.of(2027, 1, 1)).forEach(day -> {
            boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
            boolean named = !Holiday.on(day).isEmpty();
            assertThat(named && calendar.isWorkingDay(day)).as(day + " is worked").isFalse();
            assertThat(!weekend && !named && !calendar.isWorkingDay(day)).as(day + " is off for nothing").isFalse();
        });
        assertThat(Holiday.on(LocalDate.of(2025, 10, 6))).containsExactly(Holiday.MID_AUTUMN, Holiday.NATIONAL_DAY);
        assertThat(Holiday.on(LocalDate.of(2030, 10, 2))).as("the same in every year").containsExactly(Holiday.NATIONAL_DAY);
    }

    @ParameterizedTest(name = "{0} plus {1} working days: {2}")
    @DisplayName("R24 若干工作日之后，当日不计")
    @CsvSource({"2025-03-10, 0, 2025-03-10", "2025-03-10, 5, 2025-03-17", "2025-03-14, 1, 2025-03-17", "2025-03-15, 1, 2025-03-17",
            "2025-03-27, 5, 2025-04-07", "2025-01-24, 2, 2025-01-27", "2025-01-27, 1, 2025-02-05", "2026-02-13, 1, 2026-02-14"})
    void shouldAddWorkingDays(LocalDate date, int days, LocalDate expected) {
        assertThat(calendar.plus(date, days)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "a notice of {1} working days from {0} lasts until {2}")
    @DisplayName("R17 最短公示期的最后一日，首尾两日均计入")
    @CsvSource({"2025-03-10, 5, 2025-03-14", "2025-03-15, 5, 2025-03-21", "2025-03-28, 5, 2025-04-07", "2025-06-05, 5, 2025-06-16"})
    void shouldNameTheLastDayOfTheShortestNotice(LocalDate from, int days, LocalDate last) {
        assertThat(calendar.lastDayOf(from, days)).isEqualTo(last);
        assertThat(calendar.count(from, last)).isEqualTo(days);
        assertThat(calendar.count(from, last.minusDays(1))).isLessThan(days);
    }

    @ParameterizedTest(name = "{1} working days after {0}: until {2}")
    @DisplayName("R24 期限到北京时间当日24时止")
    @CsvSource({"2025-03-10T02:00:00Z, 5, 2025-03-17T16:00:00Z", "2025-03-10T15:59:59Z, 5, 2025-03-17T16:00:00Z",
            "2025-03-10T16:00:00Z, 5, 2025-03-18T16:00:00Z"})
    void shouldEndADeadlineAtMidnightInShanghai(Instant start, int days, Instant end) {
        assertThat(calendar.instantAfter(start, days)).isEqualTo(end);
    }

    @ParameterizedTest(name = "due 2025-03-17 24:00, now {0}: {1} working days, overdue {2}")
    @DisplayName("R24 剩余或超时的工作日")
    @CsvSource({"2025-03-10T02:00:00Z, 5, false", "2025-03-14T02:00:00Z, 1, false", "2025-03-16T02:00:00Z, 1, false",
            "2025-03-17T15:59:59Z, 0, false", "2025-03-17T16:00:00Z, 1, true", "2025-03-24T02:00:00Z, 5, true"})
    void shouldTellWhatIsLeft(Instant now, int days, boolean overdue) {
        assertThat(calendar.left(now, Instant.parse("2025-03-17T16:00:00Z"))).isEqualTo(new WorkingDays.Left(days, overdue, false));
    }

    @Test
    @DisplayName("R50 未确认完整的年份为暂定：固定日期的节日已计入，并予说明")
    void shouldTellAYearThatIsNotKnown() {
        assertThat(calendar.isKnown(2025)).isTrue();
        assertThat(calendar.isKnown(2026)).as("a day of Xinjiang may be missing").isFalse();
        assertThat(calendar.isKnown(2031)).isFalse();
        assertThat(List.of("2031-01-01", "2031-05-01", "2031-10-02"))
                .allSatisfy(holiday -> assertThat(calendar.isWorkingDay(LocalDate.parse(holiday))).as(holiday + ", no weekend").isFalse());
        assertThat(calendar.isWorkingDay(LocalDate.of(2031, 4, 30))).isTrue();
        assertThat(calendar.unknownYears(LocalDate.of(2025, 12, 30), LocalDate.of(2027, 1, 3))).extracting(Violation::field)
                .containsExactly("calendar.2026", "calendar.2027");
        assertThat(calendar.unknownYears(LocalDate.of(2025, 3, 10), LocalDate.of(2025, 12, 31))).isEmpty();
        Instant now = Instant.parse("2025-12-29T02:00:00Z");
        assertThat(calendar.left(now, Instant.parse("2025-12-31T16:00:00Z")).provisional()).isFalse();
        assertThat(calendar.left(now, Instant.parse("2026-01-05T16:00:00Z")).provisional()).isTrue();
    }

    @Test
    @DisplayName("R50 管理员确认完整后该年方为已知，只录入一天不算")
    void shouldKnowAYearOnceItIsSaidToBeComplete() {
        Set<LocalDate> one = Set.of(LocalDate.of(2027, 2, 5));

        assertThat(calendar.with(Map.of(2027, new WorkingDays.Year(one, Set.of(), false, Map.of()))).isKnown(2027)).isFalse();
        WorkingDays complete = calendar.with(Map.of(2027, new WorkingDays.Year(one, Set.of(), true, Map.of())));
        assertThat(complete.isKnown(2027)).isTrue();
        assertThat(complete.isWorkingDay(LocalDate.of(2027, 1, 1))).as("New Year's Day, though nobody entered it").isFalse();
    }

    @Test
    @DisplayName("R17 年度通知可包含上年十二月的调休上班日")
    void shouldTakeDaysOfTheDecemberBefore() {
        LocalDate sunday = LocalDate.of(2026, 12, 27);

        assertThat(calendar.with(Map.of(2027, new WorkingDays.Year(Set.of(), Set.of(sunday), false, Map.of()))).isWorkingDay(sunday))
                .isTrue();
    }

    @Test
    @DisplayName("R50 某一时刻的日历不含其后才公布的日期")
    void shouldTellTheCalendarOfAnInstant() {
        LocalDate freed = LocalDate.of(2025, 3, 13);
        Instant declared = Instant.parse("2025-03-12T02:00:00Z");
        WorkingDays now = calendar.with(Map.of(2025, new WorkingDays.Year(Set.of(freed), Set.of(), false, Map.of(freed, declared))));

        assertThat(now.isWorkingDay(freed)).isFalse();
        assertThat(now.knownAt(declared.minusSeconds(1)).isWorkingDay(freed)).isTrue();
        assertThat(now.knownAt(declared).isWorkingDay(freed)).isFalse();
        assertThat(now.isKnown(2025)).as("a correction leaves the year known").isTrue();
        assertThat(now.count(LocalDate.of(2025, 3, 10), LocalDate.of(2025, 3, 14))).isEqualTo(4);
        assertThat(now.countOfNotice(LocalDate.of(2025, 3, 10), LocalDate.of(2025, 3, 14))).as("begun before").isEqualTo(5);
        assertThat(now.countOfNotice(LocalDate.of(2025, 3, 13), LocalDate.of(2025, 3, 19))).as("begun after").isEqualTo(4);
    }

    @Test
    @DisplayName("R17 管理员新增年度或更正某日，其余各日不变")
    void shouldTakeAnAdministratorsCorrections() {
        LocalDate eid = LocalDate.of(2026, 3, 23);
        LocalDate added = LocalDate.of(2027, 1, 1);

        WorkingDays corrected = calendar.with(Map.of(2026,
                new WorkingDays.Year(Set.of(eid, LocalDate.of(2026, 2, 14)), Set.of(LocalDate.of(2026, 1, 1)), false, Map.of()), 2027,
                new WorkingDays.Year(Set.of(added), Set.of(), false, Map.of())));

        assertThat(corrected.isWorkingDay(eid)).isFalse();
        assertThat(corrected.isWorkingDay(LocalDate.of(2026, 2, 14))).as("no longer a make-up workday").isFalse();
        assertThat(corrected.isWorkingDay(LocalDate.of(2026, 1, 1))).as("no longer a holiday").isTrue();
        assertThat(corrected.isWorkingDay(LocalDate.of(2026, 2, 17))).as("春节 stays").isFalse();
        assertThat(corrected.isKnown(2027)).isFalse();
        assertThat(corrected.isWorkingDay(added)).isFalse();
        assertThat(calendar.isWorkingDay(LocalDate.of(2026, 1, 1))).as("the original stays").isFalse();
    }

    @Test
    @DisplayName("R17 2026年已计入报道的新疆增加假日")
    void shouldHoldXinjiangsDaysOf2026() {
        assertThat(calendar.count(LocalDate.of(2026, 3, 16), LocalDate.of(2026, 3, 27))).isEqualTo(9);
        assertThat(calendar.lastDayOf(LocalDate.of(2026, 5, 22), 5)).isEqualTo(LocalDate.of(2026, 6, 2));
    }

    @Test
    void shouldRefuseADayThatIsBothOffAndWorked() {
        Set<LocalDate> day = Set.of(LocalDate.of(2027, 1, 1));

        assertThatThrownBy(() -> new WorkingDays.Year(day, day, false, Map.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
