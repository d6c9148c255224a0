package org.zhicheng.dossier.committee;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.zhicheng.ground.identity.CreditCode;
import org.zhicheng.ground.revision.Revision;
import org.zhicheng.ground.text.Canonical;
import org.zhicheng.ground.text.Spelling;

/**
 * Somebody on the committee's register (评委库). Names are not public; what is shown outside of a draw is the id.
 *
 * @param id says nothing of the person
 * @param employer the unified social credit code of the employer; empty where it is not on the bureau's register
 * @param employerName as the register of experts writes it
 * @param title the expert's own professional title
 * @param series the series that the expert may judge
 * @param specialties those of them that the expert may judge, empty for all of the series
 * @param from first day of the term
 * @param to last day of the term
 * @param sub the login under which the expert votes; absent until the person has consented
 * @param consented when the person agreed to be drawn
 * @param ended the day from which the expert is drawn no more, and why; before the end of the term
 * @param revision counts the changes (R49)
 */
public record Expert(String id, String name, String employer, String employerName, String title, List<String> series,
        List<String> specialties, LocalDate from, LocalDate to, Optional<String> sub, Optional<Instant> consented, Optional<End> ended,
        Revision revision) {

    @SuppressWarnings("OptionalAssignedToNull")
    public Expert {
        name = Canonical.name(name);
        employer = employer == null ? "" : CreditCode.normalise(employer);
        employerName = employerName == null ? "" : Canonical.line(employerName);
        title = title == null ? "" : Canonical.line(title);
        series = series.stream().map(Canonical::line).toList();
        specialties = specialties == null ? List.of() : specialties.stream().map(Canonical::line).toList();
        sub = sub == null ? Optional.empty() : sub;
        consented = consented == null ? Optional.empty() : consented;
        ended = ended == null ? Optional.empty() : ended;
        revision = revision == null ? Revision.NONE : revision;
    }

    /** The end of somebody's being on the register, before the term's. */
    public record End(LocalDate day, String reason) {
        public End {
            reason = Canonical.lines(reason);
        }
    }

    /** True on the days of the term on which the person, having consented, can be drawn. */
    public boolean isAvailable(LocalDate day) {
        return sub.isPresent() && consented.isPresent() && !day.isBefore(from) && !day.isAfter(to)
                && ended.map(end -> day.isBefore(end.day())).orElse(true);
    }

    /** Whether the person may judge a specialty of a series; the whole series, where none is named. */
    public boolean judges(String askedSeries, Optional<String> specialty) {
        return series.stream().anyMatch(one -> Spelling.series(one).equals(Spelling.series(askedSeries)))
                && specialty
                        .map(asked -> specialties.isEmpty()
                                || specialties.stream().anyMatch(one -> Spelling.specialty(one).equals(Spelling.specialty(asked))))
                        .orElse(true);
    }

    /** As what follows what is there now; the same revision where nothing differs. */
    public Expert over(Optional<Expert> before) {
        return new Expert(id, name, employer, employerName, title, series, specialties, from, to, sub, consented, ended,
                before.map(Expert::revision).orElse(Revision.NONE).next(before.map(Expert::items).orElse(Map.of()), items()));
    }

    private Map<String, Object> items() {
        Map<String, Object> items = new HashMap<>(Map.of("name", name, "employer", employer, "employerName", employerName, "title", title,
                "series", series, "specialties", specialties, "from", from, "to", to));
        sub.ifPresent(login -> items.put("sub", login));
        consented.ifPresent(at -> items.put("consented", at));
        ended.ifPresent(end -> items.put("ended", end));
        return items;
    }
}
