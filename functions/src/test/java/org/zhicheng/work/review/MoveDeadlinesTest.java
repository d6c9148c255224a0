package org.zhicheng.work.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.zhicheng.Applications;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.ground.calendar.WorkingDays;

/** How much is looked at beforehand; that it is what then moves stands among the settled facts. */
class MoveDeadlinesTest {

    private final Applications applications = new Applications();
    private final MoveDeadlines deadlines = new MoveDeadlines(applications.services.applications(), applications.services.cycles(),
            applications.transitions());

    private Map<Integer, WorkingDays.Year> free(LocalDate day) {
        return Map.of(2025, new WorkingDays.Year(Set.of(day), Set.of(), false, Map.of(day, applications.services.now())));
    }

    @Test
    @DisplayName("R50 事先只看一定数量：超过的告知“至少”这么多，不让人等到超时")
    void shouldTellAtLeastHowManyWhereThereAreMoreThanItLooksAt_R50() {
        for (String sub : new String[]{"one", "two", "three"}) {
            applications.register(sub, "样本" + sub);
            applications.atEmployer(sub);
        }
        Map<Integer, WorkingDays.Year> tomorrow = free(
                LocalDate.ofInstant(applications.services.now(), java.time.ZoneOffset.UTC).plusDays(1));

        assertThat(deadlines.foresee(tomorrow, 3, 3)).extracting(f -> f.deadlines(), f -> f.complete(), f -> f.byState()).containsExactly(3,
                true, Map.of(State.EMPLOYER_REVIEW, 3));
        assertThat(deadlines.foresee(tomorrow, 2, 3)).extracting(f -> f.deadlines(), f -> f.complete()).containsExactly(2, false);
        assertThat(deadlines.foresee(tomorrow, 3, 1)).extracting(f -> f.deadlines(), f -> f.complete()).containsExactly(1, false);
    }
}
