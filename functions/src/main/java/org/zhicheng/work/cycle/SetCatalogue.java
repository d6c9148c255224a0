package org.zhicheng.work.cycle;

import static org.zhicheng.ground.rule.NoticeRule.R42;
import static org.zhicheng.ground.rule.NoticeRule.R51;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.zhicheng.dossier.application.FormField;
import org.zhicheng.dossier.cycle.Catalogue;
import org.zhicheng.dossier.cycle.CycleStore;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.process.Attempts;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Roles;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.AtMost;
import org.zhicheng.ground.text.Length;
import org.zhicheng.ground.text.Named;
import org.zhicheng.ground.text.Spelling;
import org.zhicheng.ground.text.Text;
import org.zhicheng.ground.typesetting.PrintedText;

/** The bureau sets its catalogue of series and specialties (R42); what was submitted under an earlier one stands (R50). */
@Rule({R42, R51})
public final class SetCatalogue {

    private static final Map<String, Named> NAMES = Map.of("series", new Text("系列及其顺序", "The series and their order"));
    private static final int LONGEST_ENGLISH = 100;

    private final CycleStore cycles;
    private final Clock clock;

    public SetCatalogue(CycleStore cycles, Clock clock) {
        this.cycles = cycles;
        this.clock = clock;
    }

    /** The whole catalogue, in the order in which people choose. */
    public record Entry(List<SeriesEntry> series) {
        /** Refuses a list with a hole in it while the request is being read, as malformed. */
        public Entry {
            series = series == null ? null : List.copyOf(series);
        }
    }

    /** One series; the English name may be left out. */
    public record SeriesEntry(String name, String english, @AtMost(500) List<String> specialties) {
        public SeriesEntry {
            specialties = specialties == null ? null : List.copyOf(specialties);
        }
    }

    /**
     * @param seen the version that was edited; 0 where the bureau has set none
     * @throws Failure {@code NOT_ALLOWED}, {@code MISSING_FIELD}, {@code SETTING_CHANGED}, or {@code RULES_BROKEN} with everything that is wrong
     */
    public Catalogue set(Actor actor, Entry entry, int seen) {
        Roles.require(actor, "设置系列、专业目录", Role.ADMINISTRATOR);
        if (entry.series() == null || entry.series().isEmpty()) {
            throw new Failure(ErrorCode.MISSING_FIELD, "series");
        }
        List<Catalogue.Series> series = entry.series().stream().map(s -> new Catalogue.Series(s.name(), s.english(), s.specialties()))
                .toList();
        List<Violation> violations = violations(series);
        if (!violations.isEmpty()) {
            throw Failure.rulesBroken(violations);
        }
        return Attempts.of(() -> changed(actor, series, seen));
    }

    private Catalogue changed(Actor actor, List<Catalogue.Series> series, int seen) {
        Catalogue before = cycles.catalogue();
        Catalogue next = new Catalogue(series, null).over(before);
        if (!next.equals(before)) {
            before.revision().requireSeen(seen, ErrorCode.SETTING_CHANGED, NAMES);
            Instant now = clock.instant();
            cycles.saveCatalogue(next,
                    AuditEvent.of(Subject.CATALOGUE, now, actor.sub(), Role.ADMINISTRATOR, "SET_CATALOGUE", Channel.API, note(before, next))
                            .by(actor.name()));
        }
        return next;
    }

    private static List<Violation> violations(List<Catalogue.Series> series) {
        List<Violation> violations = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < series.size(); i++) {
            Catalogue.Series one = series.get(i);
            String path = "series." + i;
            name(one.name(), path + ".name", FormField.SERIES, names.add(Spelling.series(one.name())), violations);
            if (Length.of(one.english()) > LONGEST_ENGLISH) {
                violations.add(ViolationCode.TEXT_TOO_LONG.of("R42", path + ".english", LONGEST_ENGLISH));
            }
            if (one.specialties().isEmpty()) {
                violations.add(ViolationCode.SERIES_WITHOUT_SPECIALTY.at(path + ".specialties", one.name()));
            }
            Set<String> specialties = new HashSet<>();
            for (int j = 0; j < one.specialties().size(); j++) {
                String specialty = one.specialties().get(j);
                name(specialty, path + ".specialties." + j, FormField.SPECIALTY, specialties.add(Spelling.specialty(specialty)),
                        violations);
            }
        }
        return violations;
    }

    private static void name(String name, String path, FormField field, boolean first, List<Violation> violations) {
        if (name.isEmpty()) {
            violations.add(ViolationCode.CATALOGUE_NAME_MISSING.at(path));
        } else if (!first) {
            violations.add(ViolationCode.CATALOGUE_NAME_TWICE.at(path, name));
        }
        violations.addAll(PrintedText.check(name, field.maxLength(), path, field));
    }

    /** What came and what went, so that nothing that was ever in it is lost to the record (R35, R41). */
    private static String note(Catalogue before, Catalogue next) {
        Set<String> gone = names(before);
        Set<String> come = names(next);
        Set<String> stayed = names(before);
        stayed.retainAll(come);
        gone.removeAll(stayed);
        come.removeAll(stayed);
        String text = (come.isEmpty() ? "" : "+ " + String.join("、", come)) + (gone.isEmpty() ? "" : " − " + String.join("、", gone));
        return Stream.of(text.strip(), next.told(before)).filter(part -> !part.isEmpty()).collect(Collectors.joining("; "));
    }

    private static Set<String> names(Catalogue catalogue) {
        return catalogue.series().stream().flatMap(s -> s.specialties().stream().map(specialty -> s.name() + "/" + specialty))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
