package org.zhicheng.rules.eligibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhicheng.Dossier.EMPLOYER;
import static org.zhicheng.Dossier.period;
import static org.zhicheng.Dossier.work;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.zhicheng.dossier.application.Form.EmploymentPeriod;

class EmploymentTest {

    private static final LocalDate TODAY = LocalDate.of(2025, 12, 31);

    @ParameterizedTest(name = "{4}: milestone {0}, worked {1}, {2} year(s): from {3}")
    @DisplayName("R12 年限满足的第一天")
    @CsvSource({
            // milestone, periods (from~to, technical unless marked), years, first date, why
            "2023-06-30, 2023-07-01~,                                     1, 2024-07-01, counted from the first day of work",
            "2024-02-29, 2020-01-01~,                                     1, 2025-02-28, 29 February and 1 year is 28 February",
            "2024-02-29, 2024-02-29~,                                     1, 2025-02-28, begun on the leap day itself",
            "2020-02-29, 2020-02-29~,                                     3, 2023-02-28, three years from a leap day",
            "2023-06-30, 2020-01-01~,                                     1, 2024-06-30, a job begun earlier counts from the milestone",
            "2023-06-30, 2023-07-01~2024-06-30,                           1, 2024-07-01, first and last day both count: exactly a year",
            "2023-06-30, 2023-07-01~2024-06-29,                           1, never,      one day short and not going on",
            "2022-06-30, 2022-07-01~2023-06-30 2023-07-01~,               2, 2024-07-01, adjoining periods are one",
            "2022-06-30, 2022-07-01~2023-12-31 2023-06-01~,               2, 2024-07-01, overlapping days count once",
            "2022-06-30, 2022-07-01~ 2023-01-01~2023-03-31,               2, 2024-07-01, one period within another",
            "2022-06-30, 2022-07-01~2022-12-31 2023-01-11~,               1, 2023-07-11, ten days of interruption push it on by ten days",
            "2022-06-30, 2022-03-01~2022-05-31 2022-09-01~,               1, 2023-09-01, work before the milestone counts nothing",
            "2022-06-30, 2022-07-01~2022-12-31 2023-01-01~2023-03-31/no 2023-04-01~, 1, 2023-09-29, 90 days in another post push it on by 90 days",
            "2022-06-30, 2022-07-01~2023-06-30 2024-01-01~,               1, 2023-07-01, full before the interruption",
            "2022-06-30, 2023-01-11~ 2022-07-01~2022-12-31,               1, 2023-07-11, the order entered does not matter",
            "2022-06-30, 2022-07-01~/no,                                  1, never,      no technical post",
            "2022-06-30, 2027-01-01~,                                     1, never,      work in the future is no work",
            "2022-06-30, 2025-01-01~2024-01-01,                           1, never,      an end before the beginning is not understood"})
    void shouldNameTheFirstDateOnWhichTheYearsSuffice(LocalDate milestone, String periods, int years, String first, String why) {
        assertThat(Employment.after(milestone, read(periods), TODAY).suffices(years).map(LocalDate::toString).orElse("never")).as(why)
                .isEqualTo(first);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("R13 起算之后工作经历的间断")
    @CsvSource({"2022-07-01~,                                              none",
            "2022-07-01~2022-12-31 2023-01-01~,                        none",
            "2022-07-01~2022-12-31 2023-01-02~,                        2023-01-01~2023-01-01",
            "2022-07-01~2022-12-31 2023-03-01~,                        2023-01-01~2023-02-28",
            "2022-07-01~2022-12-31 2023-01-01~2023-02-28/no 2023-03-01~, none",
            "2020-01-01~2020-12-31 2022-07-01~,                        none"})
    void shouldFindGapsBetweenEmployments(String periods, String gaps) {
        Employment employment = Employment.after(LocalDate.of(2022, 6, 30), read(periods), TODAY);

        String found = String.join(" ", employment.gaps().stream().map(g -> g.from() + "~" + g.to().orElseThrow()).toList());
        assertThat(found.isEmpty() ? "none" : found).isEqualTo(gaps);
    }

    @Test
    @DisplayName("R12 将来的结束日期按申报日计算")
    void shouldReadALastDayInTheFutureAsTheReferenceDate() {
        EmploymentPeriod endless = new EmploymentPeriod(EMPLOYER, work("2025-02-01", "").from(), Optional.of(LocalDate.MAX), true, "工程师");

        assertThat(Employment.after(LocalDate.of(2024, 6, 30), List.of(endless), TODAY).suffices(1)).isEmpty();
    }

    private static List<EmploymentPeriod> read(String periods) {
        return Arrays.stream(periods.split(" ")).map(text -> {
            String[] days = text.replace("/no", "").split("~", -1);
            return period(EMPLOYER, days[0], days[1], !text.endsWith("/no"));
        }).toList();
    }
}
