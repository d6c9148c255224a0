package org.zhicheng.dossier.cycle;

import static org.zhicheng.ground.rule.NoticeRule.R42;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.zhicheng.dossier.application.Qualification;
import org.zhicheng.ground.revision.Revision;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Canonical;
import org.zhicheng.ground.text.Spelling;

/**
 * The bureau's list of series and their specialties, from which an application takes its own (R42). Which of them are excluded is a setting
 * of the cycle (R3).
 *
 * @param revision counts the changes (R49)
 */
@Rule(R42)
public record Catalogue(List<Series> series, Revision revision) {

    public Catalogue {
        series = List.copyOf(series);
        revision = revision == null ? Revision.NONE : revision;
    }

    /**
     * One series (系列).
     *
     * @param english its name for readers of English; empty where there is none
     */
    public record Series(String name, String english, List<String> specialties) {
        public Series {
            name = name == null ? "" : Canonical.line(name);
            english = english == null ? "" : Canonical.line(english);
            specialties = specialties == null ? List.of() : specialties.stream().map(Canonical::line).toList();
        }

        /** Whether it has a specialty; the spelling makes no difference. */
        public boolean has(String specialty) {
            return specialties.stream().anyMatch(s -> Spelling.specialty(s).equals(Spelling.specialty(specialty)));
        }
    }

    /** The series of a name; the spelling makes no difference. */
    public Optional<Series> find(String name) {
        return series.stream().filter(s -> Spelling.series(s.name()).equals(Spelling.series(name))).findFirst();
    }

    /** As what follows what is there now; the same revision where nothing differs. */
    public Catalogue over(Catalogue before) {
        return new Catalogue(series, before.revision.next(before.items(), items()));
    }

    /** What it writes over besides the specialties, in words for the record: order, and names for readers of English (R41). */
    public String told(Catalogue before) {
        return Revision.told(before.names(), names());
    }

    private Map<String, Object> names() {
        Map<String, Object> names = new HashMap<>();
        names.put("series", series.stream().map(Series::name).toList());
        series.forEach(s -> names.put(s.name(), s.english()));
        return names;
    }

    private Map<String, Object> items() {
        Map<String, Object> items = new HashMap<>();
        // The order is what people choose in, so it is a part of it.
        items.put("series", series.stream().map(Series::name).toList());
        series.forEach(s -> items.put(s.name(), s));
        return items;
    }

    /** What it means for an application that named a series and a specialty of an earlier one when it was submitted: they stand (R50). */
    public Catalogue admitting(Qualification submitted, Qualification present) {
        if (!submitted.series().equals(present.series()) || !submitted.specialty().equals(present.specialty())
                || find(present.series()).filter(s -> s.has(present.specialty())).isPresent()) {
            return this;
        }
        List<Series> admitted = new ArrayList<>(series);
        Series there = find(present.series()).orElse(new Series(present.series(), "", List.of()));
        List<String> specialties = new ArrayList<>(there.specialties());
        specialties.add(present.specialty());
        admitted.remove(there);
        admitted.add(new Series(there.name(), there.english(), specialties));
        return new Catalogue(admitted, revision);
    }
}
