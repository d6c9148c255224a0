package org.zhicheng.demo.samples;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

/**
 * The round in which the samples apply, as {@code samples/cycle.json} has it (R21).
 *
 * @param firstDay           of the window, and {@code lastDay} likewise
 * @param districts          of the city, whose bureaus take part
 * @param employersTelephone with which employers are registered
 * @param staffFrom          the day from which staff are appointed
 */
public record SampleCycle(int year, LocalDate firstDay, LocalDate lastDay, List<String> districts, String employersTelephone,
        LocalDate staffFrom) {

    private static final int OFFICE_OPENS = 9;

    /** When the first of the story happens. */
    public LocalDateTime beginning() {
        return firstDay.atTime(OFFICE_OPENS, 0);
    }
}
