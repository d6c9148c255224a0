package org.zhicheng.ground.calendar;

import static org.zhicheng.ground.rule.NoticeRule.R17;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Named;

/** Why a day is off (R17): the national holidays, and the two that Xinjiang has besides. */
@Rule(R17)
public enum Holiday implements Named {

    NEW_YEAR("元旦", "New Year's Day", MonthDay.of(1, 1)),
    SPRING_FESTIVAL("春节", "Spring Festival"),
    QINGMING("清明节", "Qingming"),
    LABOUR_DAY("劳动节", "Labour Day", MonthDay.of(5, 1), MonthDay.of(5, 2)),
    DRAGON_BOAT("端午节", "Dragon Boat Festival"),
    MID_AUTUMN("中秋节", "Mid-Autumn Festival"),
    NATIONAL_DAY("国庆节", "National Day", MonthDay.of(10, 1), MonthDay.of(10, 2), MonthDay.of(10, 3)),
    ROZI("肉孜节", "Rozi (Eid al-Fitr)"),
    QURBAN("古尔邦节", "Qurban (Eid al-Adha)");

    private final String chinese;
    private final String english;
    private final Set<MonthDay> everyYear;

    /** @param everyYear its days in every year, by the State Council's regulation of holidays as of 2025 */
    Holiday(String chinese, String english, MonthDay... everyYear) {
        this.chinese = chinese;
        this.english = english;
        this.everyYear = Set.of(everyYear);
    }

    @Override
    public String chinese() {
        return chinese;
    }

    @Override
    public String english() {
        return english;
    }

    /** What a day is off for, as the notices of its year say, and for the days that are the same in every year; usually one, often none. */
    public static Set<Holiday> on(LocalDate date) {
        Set<Holiday> holidays = EnumSet.noneOf(Holiday.class);
        holidays.addAll(Bundled.NAMED.getOrDefault(date, Set.of()));
        Arrays.stream(values()).filter(holiday -> holiday.everyYear.contains(MonthDay.from(date))).forEach(holidays::add);
        return holidays;
    }

    static boolean isFixed(LocalDate date) {
        return Arrays.stream(values()).anyMatch(holiday -> holiday.everyYear.contains(MonthDay.from(date)));
    }

    /** Read once, when first needed. */
    private static final class Bundled {

        private static final Pattern NAME = Pattern.compile("[0-9]{4}\\.named\\.([A-Z_]+)");
        private static final Map<LocalDate, Set<Holiday>> NAMED = read();

        private static Map<LocalDate, Set<Holiday>> read() {
            Properties days = new Properties();
            try (InputStream resource = Holiday.class.getResourceAsStream(WorkingDays.RESOURCE)) {
                days.load(resource);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Map<LocalDate, Set<Holiday>> named = new HashMap<>();
            days.forEach((key, range) -> {
                Matcher name = NAME.matcher((String) key);
                if (name.matches()) {
                    String[] ends = ((String) range).split("/");
                    LocalDate.parse(ends[0]).datesUntil(LocalDate.parse(ends[1]).plusDays(1))
                            .forEach(day -> named.computeIfAbsent(day, _ -> EnumSet.noneOf(Holiday.class)).add(valueOf(name.group(1))));
                }
            });
            return named;
        }
    }
}
