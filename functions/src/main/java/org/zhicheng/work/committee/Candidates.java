package org.zhicheng.work.committee;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.committee.Expert;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.text.Named;
import org.zhicheng.ground.text.Spelling;
import org.zhicheng.ground.text.Text;

/** Who of the register can be drawn for an agenda, and why the others cannot (R45). */
record Candidates(List<String> fitting, Map<Why, Integer> others) {

    /** Why somebody cannot be drawn. */
    enum Why implements Named {
        NOT_AVAILABLE("不在任期内或未同意", "out of their term, or without consent"),
        NOT_APPOINTED("未任命为评委", "not appointed to the committee"),
        ANOTHER_SUBJECT("系列、专业不符", "of another series or specialty"),
        APPLICANT("本人在议程内", "on the agenda themselves"),
        OWN_EMPLOYER("本单位有人在议程内", "with an applicant of their employer");

        private final String chinese;
        private final String english;

        Why(String chinese, String english) {
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

    /**
     * @param register everybody on it
     * @param appointed logins of the committee on that day
     */
    static Candidates of(List<Expert> register, Set<String> appointed, LocalDate day, String series, Optional<String> specialty,
            List<Application> agenda) {
        Set<String> applicants = agenda.stream().map(Application::applicant).collect(Collectors.toSet());
        Set<String> employers = agenda.stream().map(Application::employerUscc).collect(Collectors.toSet());
        Set<String> names = agenda.stream().map(a -> Spelling.plain(a.form().employer().name())).collect(Collectors.toSet());
        List<String> fitting = new ArrayList<>();
        Map<Why, Integer> others = new EnumMap<>(Why.class);
        for (Expert expert : register) {
            Optional<Why> why = !expert.isAvailable(day)
                    ? Optional.of(Why.NOT_AVAILABLE)
                    : expert.sub().filter(appointed::contains).isEmpty()
                            ? Optional.of(Why.NOT_APPOINTED)
                            : !expert.judges(series, specialty)
                                    ? Optional.of(Why.ANOTHER_SUBJECT)
                                    : expert.sub().filter(applicants::contains).isPresent()
                                            ? Optional.of(Why.APPLICANT)
                                            : employers.contains(expert.employer()) || names.contains(Spelling.plain(expert.employerName()))
                                                    ? Optional.of(Why.OWN_EMPLOYER)
                                                    : Optional.empty();
            why.ifPresentOrElse(reason -> others.merge(reason, 1, Integer::sum), () -> fitting.add(expert.id()));
        }
        return new Candidates(List.copyOf(fitting), others);
    }

    /** @throws Failure {@code TOO_FEW_CANDIDATES}, with how many fit and why the others do not */
    void requireEnough(int needed) {
        if (fitting.size() < needed) {
            throw new Failure(ErrorCode.TOO_FEW_CANDIDATES, needed, fitting.size(),
                    new Text(others.isEmpty() ? "无" : told(Named::chinese), others.isEmpty() ? "none" : told(Named::english)));
        }
    }

    private String told(java.util.function.Function<Named, String> language) {
        return others.entrySet().stream().map(other -> language.apply(other.getKey()) + " " + other.getValue())
                .collect(Collectors.joining("; "));
    }
}
