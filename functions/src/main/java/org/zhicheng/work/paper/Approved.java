package org.zhicheng.work.paper;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import org.zhicheng.dossier.application.ApplicationSummary;
import org.zhicheng.dossier.application.Kind;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.ground.text.Named;

/**
 * The people whom an approval document, or all of a cycle, approved.
 *
 * @param of the document's number, or {@code 2025年度}
 * @param left the names of those who were taken out of the document again
 */
record Approved(String of, int cycle, List<ApplicationSummary> people, List<String> left) {

    Approved {
        people = List.copyOf(people);
        left = List.copyOf(left);
    }

    /** Without those whose certificate was revoked (R34). */
    Approved standing() {
        return new Approved(of, cycle, people.stream().filter(person -> person.state() != State.REVOKED).toList(), left);
    }

    /** A line each: its number, the name as it is told there, the ID number masked, employer, series with specialty, the title. */
    List<List<String>> lines(UnaryOperator<String> name) {
        return IntStream.range(0, people.size()).mapToObj(i -> {
            ApplicationSummary person = people.get(i);
            return List.of(Integer.toString(i + 1), name.apply(person.name()), person.maskedIdNumber(), person.employerName(),
                    person.series() + person.specialty(), Named.chineseOf(person.kind()) + Named.chineseOf(person.level()));
        }).toList();
    }

    /** The kinds that occur, as {@code 初定} or {@code 初定（授予）}. */
    String kinds() {
        List<String> kinds = people.stream().map(person -> Named.chineseOf(person.kind())).distinct().sorted().toList();
        return kinds.size() == 1 ? kinds.getFirst() : Kind.INITIAL_DETERMINATION.chinese() + "（" + Kind.AWARD.chinese() + "）";
    }
}
