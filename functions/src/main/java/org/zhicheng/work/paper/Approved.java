package org.zhicheng.work.paper;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.ApplicationSummary;
import org.zhicheng.dossier.application.Kind;
import org.zhicheng.dossier.certificate.ApprovalDocument;
import org.zhicheng.dossier.certificate.PublishedResults;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.ground.identity.Masking;
import org.zhicheng.ground.text.Named;
import org.zhicheng.ground.text.Text;

/**
 * The people whom an approval document, or all of a cycle, approved.
 *
 * @param of the document's number, or {@code 2025年度}
 * @param left the names of those who were taken out of the document again
 */
record Approved(String of, int cycle, List<ApplicationSummary> people, List<String> left) {

    /** Why a paper about them cannot be made. */
    static final Text NOBODY = new Text("还没有人获得批准", "nobody has been approved");

    Approved {
        people = List.copyOf(people);
        left = List.copyOf(left);
    }

    /** Those who are in a document, and those who left it because their certificate could not be made (R48). */
    static Approved of(ApprovalDocument document, ApplicationStore applications) {
        List<Application> all = applications.all(document.applications());
        List<ApplicationSummary> people = all.stream().filter(a -> isIn(document, a)).map(ApplicationSummary::of).toList();
        List<String> left = all.stream().filter(a -> !isIn(document, a)).map(Application::name).toList();
        return new Approved(document.number(), people.stream().mapToInt(ApplicationSummary::cycle).max().orElse(document.date().getYear()),
                people, left);
    }

    private static boolean isIn(ApprovalDocument document, Application application) {
        return application.approvalDocument().filter(document.number()::equals).isPresent();
    }

    /** Without those whose certificate was revoked (R34). */
    Approved standing() {
        return new Approved(of, cycle, people.stream().filter(person -> person.state() != State.REVOKED).toList(), left);
    }

    /** As the public may see them (R19). */
    List<PublishedResults.Line> results() {
        return people.stream().map(person -> new PublishedResults.Line(Masking.name(person.name()), person.maskedIdNumber(),
                person.employerName(), person.series(), person.specialty(), person.kind(), person.level())).toList();
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
