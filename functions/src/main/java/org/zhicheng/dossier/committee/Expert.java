package org.zhicheng.dossier.committee;

import static org.zhicheng.ground.rule.NoticeRule.R45;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.identity.CreditCode;
import org.zhicheng.ground.revision.Revision;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Canonical;
import org.zhicheng.ground.text.Named;
import org.zhicheng.ground.text.Spelling;

/**
 * Somebody on the committee's register (评委库, R45). Names are not public; what is shown outside of a draw is the id.
 *
 * @param id says nothing of the person
 * @param mail where the invitation is sent; empty where it is passed on otherwise
 * @param employer the unified social credit code of the employer; empty where it is not known
 * @param employerName as the register of experts writes it
 * @param title the expert's own professional title
 * @param series the series that the expert may judge
 * @param specialties those of them that the expert may judge, empty for all of the series
 * @param from first day of the term
 * @param to last day of the term
 * @param sub the login under which the expert votes; absent until the person has consented for the first time
 * @param consented when the person agreed to be drawn; absent again once that was taken back
 * @param ended the day from which the expert is drawn no more, and why; before the end of the term
 * @param invited by what the person can consent
 * @param revision counts the changes (R49)
 */
@Rule(R45)
public record Expert(String id, String name, String mail, String employer, String employerName, String title, List<String> series,
        List<String> specialties, LocalDate from, LocalDate to, Optional<String> sub, Optional<Instant> consented, Optional<End> ended,
        Optional<Invited> invited, Revision revision) {

    @SuppressWarnings("OptionalAssignedToNull")
    public Expert {
        name = name == null ? "" : Canonical.name(name);
        mail = mail == null ? "" : Canonical.code(mail);
        employer = employer == null ? "" : CreditCode.normalise(employer);
        employerName = employerName == null ? "" : Canonical.line(employerName);
        title = title == null ? "" : Canonical.line(title);
        series = series == null ? List.of() : series.stream().map(Canonical::line).distinct().toList();
        specialties = specialties == null ? List.of() : specialties.stream().map(Canonical::line).distinct().toList();
        sub = sub == null ? Optional.empty() : sub;
        consented = consented == null ? Optional.empty() : consented;
        ended = ended == null ? Optional.empty() : ended;
        invited = invited == null ? Optional.empty() : invited;
        revision = revision == null ? Revision.NONE : revision;
    }

    /** The end of somebody's being on the register, before the term's. */
    public record End(LocalDate day, String reason) {
        public End {
            reason = reason == null ? "" : Canonical.lines(reason);
        }
    }

    /**
     * How a person can consent.
     *
     * @param code unguessable; who has it and signs in is the one
     * @param until first instant at which it holds no more
     * @param mail to which address it was sent; empty where to none
     */
    public record Invited(String code, Instant until, String mail) {

        /** What stands behind the {@code #} of the link, where no server and no log sees it. */
        public String link(String expert) {
            return expert + "-" + code;
        }
    }

    /** What an expert can be for a draw, and what stands in the way. */
    public enum Standing implements Named {
        AVAILABLE("可抽取", "can be drawn"),
        NOT_CONSENTED("未同意", "not consented"),
        NOT_APPOINTED("已同意、待任命", "consented, to be appointed"),
        NOT_BEGUN("聘期未开始", "not begun"),
        ENDED("已离库", "ended");

        private final String chinese;
        private final String english;

        Standing(String chinese, String english) {
            this.chinese = chinese;
            this.english = english;
        }

        @Override
        public String chinese() {
            return chinese;
        }

        @Override
        public String english() {
            return english;
        }
    }

    /** An entry of which only the first facts are known. */
    public static Expert entered(String id, String name, String employer, String employerName, String title, List<String> series,
            List<String> specialties, LocalDate from, LocalDate to) {
        return new Expert(id, name, "", employer, employerName, title, series, specialties, from, to, Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Revision.NONE);
    }

    /** The same under another id. */
    public Expert named(String other) {
        return new Expert(other, name, mail, employer, employerName, title, series, specialties, from, to, sub, consented, ended, invited,
                revision);
    }

    /** The same with another mail address. */
    public Expert reachedAt(String address) {
        return new Expert(id, name, address, employer, employerName, title, series, specialties, from, to, sub, consented, ended, invited,
                revision);
    }

    /** The same with the person's consent under a login. */
    public Expert consenting(String login, Instant now) {
        return new Expert(id, name, mail, employer, employerName, title, series, specialties, from, to, Optional.of(login),
                Optional.of(now), ended, Optional.empty(), revision);
    }

    /** The same after the person took the consent back; the login stays, as what was done under it does. */
    public Expert takingBack() {
        return new Expert(id, name, mail, employer, employerName, title, series, specialties, from, to, sub, Optional.empty(), ended,
                invited, revision);
    }

    /** The same with an invitation. */
    public Expert inviting(Invited invitation) {
        return new Expert(id, name, mail, employer, employerName, title, series, specialties, from, to, sub, consented, ended,
                Optional.of(invitation), revision);
    }

    /** True on the days of the term on which the person, having consented, can be drawn. */
    public boolean isAvailable(LocalDate day) {
        return sub.isPresent() && consented.isPresent() && !day.isBefore(from) && !isOver(day);
    }

    /** True from the day on which the person is on the register no more. */
    public boolean isOver(LocalDate day) {
        return day.isAfter(lastDay());
    }

    /** The last day on the register: the term's, or that before an earlier end. */
    public LocalDate lastDay() {
        return ended.map(end -> end.day().minusDays(1)).filter(day -> day.isBefore(to)).orElse(to);
    }

    /** The instant at which the person is on the register no more, from which it counts how long the entry is kept (R38). */
    public Instant over() {
        return lastDay().plusDays(1).atStartOfDay(BeijingTime.ZONE).toInstant();
    }

    /**
     * What the expert is for a draw on a day.
     *
     * @param appointed whether the login is appointed to the committee, without which it reads nothing
     */
    public Standing standing(LocalDate day, boolean appointed) {
        if (isOver(day)) {
            return Standing.ENDED;
        }
        if (consented.isEmpty()) {
            return Standing.NOT_CONSENTED;
        }
        if (day.isBefore(from)) {
            return Standing.NOT_BEGUN;
        }
        return appointed ? Standing.AVAILABLE : Standing.NOT_APPOINTED;
    }

    /** Whether the person may judge a specialty of a series; the whole series, where none is named. */
    public boolean judges(String askedSeries, Optional<String> specialty) {
        return series.stream().anyMatch(one -> Spelling.series(one).equals(Spelling.series(askedSeries)))
                && specialty
                        .map(asked -> specialties.isEmpty()
                                || specialties.stream().anyMatch(one -> Spelling.specialty(one).equals(Spelling.specialty(asked))))
                        .orElse(true);
    }

    /** Whether the person works for an enterprise: by its credit code, and by the name where the register has no code. */
    public boolean worksFor(String uscc, String enterprise) {
        return employer.isEmpty()
                ? !employerName.isEmpty() && Spelling.same(employerName, enterprise)
                : employer.equals(CreditCode.normalise(uscc));
    }

    /** As what follows what is there now; the same revision where nothing differs. */
    public Expert over(Optional<Expert> before) {
        return new Expert(id, name, mail, employer, employerName, title, series, specialties, from, to, sub, consented, ended, invited,
                before.map(Expert::revision).orElse(Revision.NONE).next(before.map(Expert::items).orElse(Map.of()), items()));
    }

    /** What it writes over, in words for the record (R41), but the invitation, whose code is nobody's to read. */
    public String told(Expert before) {
        return Revision.told(before.recorded(), recorded());
    }

    private Map<String, Object> items() {
        Map<String, Object> items = recorded();
        invited.ifPresent(invitation -> items.put("invited", invitation));
        return items;
    }

    private Map<String, Object> recorded() {
        Map<String, Object> items = new HashMap<>(Map.of("name", name, "mail", mail, "employer", employer, "employerName", employerName,
                "title", title, "series", series, "specialties", specialties, "from", from, "to", to));
        sub.ifPresent(login -> items.put("sub", login));
        consented.ifPresent(at -> items.put("consented", at));
        ended.ifPresent(end -> items.put("ended", end));
        return items;
    }
}
