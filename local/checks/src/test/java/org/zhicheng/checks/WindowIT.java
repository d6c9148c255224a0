package org.zhicheng.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhicheng.checks.BadInputIT.assertProblem;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;

import org.junit.jupiter.api.Test;

import org.zhicheng.checks.Api.Reply;
import org.zhicheng.dossier.application.Application;

/** The clock decides about a submission, the schedule about what was not submitted. It expires every draft, so no other test's is here. */
class WindowIT {

    private final TestStack stack = TestStack.shared();
    private final Api api = stack.api();

    @Test
    void shouldTakeASubmissionInTheLastSecondOfTheWindowAndNoneAfterIt_R21() {
        Journey last = Journey.of(stack).register().draft().fillIn();
        Journey late = Journey.of(stack).register().draft().fillIn();
        try {
            // The second may be over before the request is there: then it was refused, and is sent in that second again.
            Await.until("the last second is never met", () -> {
                stack.setClock(LocalDateTime.of(2025, 3, 17, 23, 59, 59));
                Reply reply = last.submission();
                assertThat(reply.status()).as(reply.toString()).isIn(200, 409);
                return reply.status() == 200;
            });
            Instant end = LocalDate.of(2025, 3, 18).atStartOfDay(TestStack.ZONE).toInstant();
            assertThat(stored(last).submittedAt()).get().satisfies(at -> assertThat(at).isBetween(end.minusSeconds(1), end.minusNanos(1)));

            stack.setClock(LocalDateTime.of(2025, 3, 18, 0, 0, 0));
            Reply refused = late.submission();
            assertProblem(refused, 409, "WINDOW_CLOSED");
            assertThat(stored(late).submittedAt()).isEmpty();
            assertThat(stored(late).submissions()).isZero();
            assertProblem(api.post(stack.token(register()), "/applications", SampleBodies.draft(late.dossier())), 409, "WINDOW_CLOSED");
            // Once nothing that came in time can still be under way (R53).
            stack.setClock(LocalDateTime.of(2025, 3, 18, 0, 6, 0));
            late.awaitState("EXPIRED");
            last.awaitState("EMPLOYER_REVIEW");
        } finally {
            stack.setClock(TestStack.TODAY);
        }
    }

    @Test
    void shouldTakeNoSubmissionBeforeTheWindow_R21() {
        Journey early = Journey.of(stack).register().draft().fillIn();
        try {
            stack.setClock(LocalDateTime.of(2025, 2, 24, 23, 0, 0));

            assertProblem(early.submission(), 409, "WINDOW_CLOSED");
        } finally {
            stack.setClock(TestStack.TODAY);
        }
        assertThat(early.state()).isEqualTo("DRAFT");
    }

    private String register() {
        return Journey.of(stack).register().dossier().sub();
    }

    private Application stored(Journey journey) {
        return stack.adapters().applications().find(journey.id()).orElseThrow();
    }
}
