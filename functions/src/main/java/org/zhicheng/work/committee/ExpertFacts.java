package org.zhicheng.work.committee;

import static org.zhicheng.ground.rule.NoticeRule.R45;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.zhicheng.dossier.committee.Expert;
import org.zhicheng.dossier.cycle.Catalogue;
import org.zhicheng.dossier.cycle.CycleStore;
import org.zhicheng.dossier.staff.StaffStore.Employer;
import org.zhicheng.dossier.staff.StaffStore;
import org.zhicheng.ground.failure.Reasons;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.identity.CreditCode;
import org.zhicheng.ground.identity.MailAddress;
import org.zhicheng.ground.identity.PersonName;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Length;
import org.zhicheng.ground.text.Spelling;
import org.zhicheng.ground.text.Text;
import org.zhicheng.ground.typesetting.PrintedText;

/**
 * What an entry of the committee's register must be, and what of it the bureau knows better: the employer's code and name by its register, so
 * that nobody judges applicants of the own employer, series and specialties by its catalogue (R45). For one command.
 */
@Rule(R45)
final class ExpertFacts {

    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2099, 12, 31);
    private static final int EMPLOYER_LIMIT = 100;
    private static final int TITLE_LIMIT = 50;

    private final StaffStore staff;
    private final Catalogue catalogue;
    private Optional<Map<String, List<Employer>>> byName = Optional.empty();

    ExpertFacts(StaffStore staff, CycleStore cycles) {
        this.staff = staff;
        this.catalogue = cycles.catalogue();
    }

    /** The entry with the employer's code and name, series and specialties as the bureau writes them, where it knows them. */
    Expert completed(Expert e) {
        Optional<Employer> employer = e.employer().isEmpty() ? named(e.employerName()) : staff.findEmployer(e.employer());
        List<Catalogue.Series> series = e.series().stream().flatMap(name -> catalogue.find(name).stream()).toList();
        return new Expert(e.id(), e.name(), e.mail(), employer.map(Employer::uscc).orElse(e.employer()),
                employer.map(Employer::name).orElse(e.employerName()), e.title(),
                e.series().stream().map(name -> catalogue.find(name).map(Catalogue.Series::name).orElse(name)).toList(),
                e.specialties().stream().map(name -> specialty(series, name).orElse(name)).toList(), e.from(), e.to(), e.sub(),
                e.consented(), e.ended(), e.invited(), e.revision());
    }

    private static Optional<String> specialty(List<Catalogue.Series> series, String name) {
        return series.stream().flatMap(one -> one.specialties().stream())
                .filter(one -> Spelling.specialty(one).equals(Spelling.specialty(name))).findFirst();
    }

    /** The one employer of a name; tens of thousands take seconds, so they are read only where somebody comes without a code. */
    private Optional<Employer> named(String name) {
        if (name.isEmpty()) {
            return Optional.empty();
        }
        if (byName.isEmpty()) {
            Map<String, List<Employer>> read = new HashMap<>();
            staff.employers().forEach(one -> read.computeIfAbsent(Spelling.plain(one.name()), plain -> new ArrayList<>()).add(one));
            byName = Optional.of(read);
        }
        return byName.flatMap(known -> Optional.ofNullable(known.get(Spelling.plain(name)))).filter(found -> found.size() == 1)
                .map(List::getFirst);
    }

    /**
     * Everything that is wrong with an entry.
     *
     * @param before what is there now: what the catalogue had when it was recorded may stay
     */
    List<Violation> violations(Expert e, Optional<Expert> before) {
        List<Violation> violations = new ArrayList<>();
        PersonName.check(e.name(), "name").ifPresent(violations::add);
        if (!e.mail().isEmpty() && !MailAddress.isValid(e.mail())) {
            violations.add(ViolationCode.EXPERT_MAIL_INVALID.at("mail"));
        }
        if (!e.employer().isEmpty()) {
            CreditCode.check(e.employer(), "employer").ifPresent(violations::add);
        }
        if (e.employerName().isEmpty()) {
            violations.add(ViolationCode.EXPERT_EMPLOYER_MISSING.at("employerName"));
        }
        violations.addAll(PrintedText.check(e.employerName(), EMPLOYER_LIMIT, "employerName", new Text("工作单位", "the employer")));
        if (e.title().isEmpty()) {
            violations.add(ViolationCode.EXPERT_TITLE_MISSING.at("title"));
        }
        violations.addAll(PrintedText.check(e.title(), TITLE_LIMIT, "title", new Text("职称", "the title")));
        catalogue(e, before, violations);
        term(e, violations);
        e.ended().ifPresent(end -> end(e, end, violations));
        return violations;
    }

    private void catalogue(Expert e, Optional<Expert> before, List<Violation> violations) {
        if (e.series().isEmpty()) {
            violations.add(ViolationCode.EXPERT_SERIES_MISSING.at("series"));
        }
        e.series().stream().filter(name -> catalogue.find(name).isEmpty())
                .filter(name -> before.filter(there -> there.series().contains(name)).isEmpty())
                .forEach(name -> violations.add(ViolationCode.SERIES_UNKNOWN.at("series", name)));
        List<Catalogue.Series> known = e.series().stream().flatMap(name -> catalogue.find(name).stream()).toList();
        e.specialties().stream().filter(name -> specialty(known, name).isEmpty())
                .filter(name -> before.filter(there -> there.specialties().contains(name)).isEmpty())
                .forEach(name -> violations.add(ViolationCode.SPECIALTY_UNKNOWN.at("specialties", name, String.join("、", e.series()))));
    }

    private static void term(Expert e, List<Violation> violations) {
        if (e.from() == null) {
            violations.add(ViolationCode.EXPERT_TERM_INCOMPLETE.at("from"));
        }
        if (e.to() == null) {
            violations.add(ViolationCode.EXPERT_TERM_INCOMPLETE.at("to"));
        }
        if (e.from() == null || e.to() == null) {
            return;
        }
        if (e.from().isBefore(EARLIEST) || e.to().isAfter(LATEST)) {
            violations.add(ViolationCode.EXPERT_TERM_IMPLAUSIBLE.at(e.from().isBefore(EARLIEST) ? "from" : "to", EARLIEST, LATEST));
        }
        if (e.to().isBefore(e.from())) {
            violations.add(ViolationCode.EXPERT_TERM_REVERSED.at("to"));
        }
    }

    private static void end(Expert e, Expert.End end, List<Violation> violations) {
        if (end.day() == null || end.reason().isEmpty()) {
            violations.add(ViolationCode.EXPERT_END_INCOMPLETE.at(end.day() == null ? "ended.day" : "ended.reason"));
            return;
        }
        if (e.from() != null && e.to() != null && (end.day().isBefore(e.from()) || end.day().isAfter(e.to()))) {
            violations.add(ViolationCode.EXPERT_END_OUTSIDE.at("ended.day", e.from(), e.to()));
        }
        if (Length.of(end.reason()) > Reasons.USUAL) {
            violations.add(ViolationCode.TEXT_TOO_LONG.of(R45.name(), "ended.reason", Reasons.USUAL));
        }
    }
}
