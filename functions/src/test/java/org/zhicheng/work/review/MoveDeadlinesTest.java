package org.zhicheng.work.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.zhicheng.Applications;
import org.zhicheng.dossier.cycle.CycleStore;
import org.zhicheng.dossier.delivery.Delivery.SendMail;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.ground.calendar.WorkingDays;
import org.zhicheng.lambda.Samples;

/** How much is looked at beforehand; that it is what then moves stands among the settled facts. */
class MoveDeadlinesTest {

    private static final List<String> PEOPLE = List.of("one", "two", "three", "four", "five");

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

    @Test
    @DisplayName("R50 期限很多、一次顺延不完的，接着顺延其余的：每件顺延一次，每人告知一次")
    void shouldComeToTheEndInSeveralRunsAndMoveEachOnce_R50() {
        List<String> ids = PEOPLE.stream().map(this::returned).toList();
        declareFree(LocalDate.of(2025, 3, 20));
        List<String> read = new CopyOnWriteArrayList<>();
        MoveDeadlines reading = new MoveDeadlines(reading(read), applications.services.cycles(), applications.transitions());

        List<Integer> moved = new ArrayList<>();
        boolean complete;
        do {
            int most = moved(ids) + 2;
            read.clear();
            complete = reading.move(() -> moved(ids) < most, 1);
            moved.add(moved(ids));
            assertThat(read).as("what was moved is not read again").doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(2);
        } while (!complete);

        assertThat(moved).containsExactly(2, 4, 5);
        assertThat(ids).isNotEmpty().allSatisfy(id -> {
            assertThat(applications.find(id).stay().dueAt()).contains(Samples.at("2025-03-26T00:00"));
            assertThat(applications.actions(id)).containsOnlyOnce("MOVE_DEADLINE");
            assertThat(applications.deliveries(id, SendMail.class)).extracting(SendMail::template)
                    .containsOnlyOnce(MailTemplate.DEADLINE_MOVED);
        });
        read.clear();
        assertThat(reading.move(() -> true)).isTrue();
        assertThat(read).isEmpty();
    }

    private String returned(String sub) {
        applications.register(sub, "样本" + sub);
        String id = applications.passed(applications.atEmployer(sub).id(), Applications.EMPLOYER).id();
        return applications.returned(id, "conduct").id();
    }

    private int moved(List<String> ids) {
        return (int) ids.stream().filter(id -> applications.actions(id).contains("MOVE_DEADLINE")).count();
    }

    private void declareFree(LocalDate day) {
        CycleStore cycles = applications.services.cycles();
        cycles.saveCalendar(2025, CycleStore.CalendarYear.of(free(day).get(2025), cycles.calendarYear(2025)),
                Samples.event("CALENDAR#2025", 1, "SET_CALENDAR"), List.of());
    }

    /** The store, which notes what is read whole. */
    private ApplicationStore reading(List<String> read) {
        return (ApplicationStore) Proxy.newProxyInstance(ApplicationStore.class.getClassLoader(), new Class<?>[]{ApplicationStore.class},
                (_, method, arguments) -> {
                    if (method.getName().equals("find")) {
                        read.add((String) arguments[0]);
                    }
                    return method.invoke(applications.services.applications(), arguments);
                });
    }
}
