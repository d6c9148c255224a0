package org.zhicheng.work.drafting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhicheng.Applications.APPLICANT;
import static org.zhicheng.Applications.refused;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.zhicheng.Applications;
import org.zhicheng.Dossier;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Form.CredentialType;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.Receipt;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;

class CreateApplicationTest {

    private static final Optional<String> KEY = Optional.of("0123456789abcdef");

    private final Applications applications = new Applications();

    @Test
    void shouldOpenADraftWithTheRegisteredNameAndTheMaskedNumber_R19() {
        Application draft = create();

        assertThat(draft.state()).isEqualTo(State.DRAFT);
        assertThat(draft.name()).isEqualTo("李晓明");
        assertThat(draft.maskedIdNumber()).isEqualTo("110***********0013");
        assertThat(applications.actions(draft.id())).containsExactly("CREATE");
    }

    @Test
    @DisplayName("R26 一人一年度只有一份有效申报")
    void shouldRefuseASecondLiveApplicationAndNameTheFirst_R26() {
        Application first = create();

        Failure failure = refused(ErrorCode.ALREADY_APPLIED, this::create);
        assertThat(failure.text(Locale.ENGLISH)).contains(first.id());
        applications.services.clock().advance(java.time.Duration.ofDays(1));
        refused(ErrorCode.ALREADY_APPLIED, this::create);
    }

    @Test
    void shouldGiveTheSameDraftForTheSameKey_R26() {
        Application first = create(KEY);
        Application again = create(KEY);

        assertThat(again).isEqualTo(first);
        assertThat(applications.actions(first.id())).containsExactly("CREATE");
    }

    @Test
    void shouldAnswerARepeatAlsoOnceTheWindowHasClosed_R26() {
        Application first = create(KEY);
        applications.at("2025-03-18T00:00");

        assertThat(create(KEY)).isEqualTo(first);
    }

    @Test
    void shouldSayThatTheDraftOfTheKeyWasDeleted_R26() {
        Application first = create(KEY);
        new DeleteDraft(applications.services.applications(), applications.services.clock()).delete(new Actor(APPLICANT, List.of()),
                first.id());

        refused(ErrorCode.KEY_OF_DELETED_DRAFT, () -> create(KEY));
        assertThat(create().id()).isNotEqualTo(first.id());
    }

    @Test
    void shouldRefuseTheSameKeyForAnotherRequest_R26() {
        Application first = create(KEY);
        Dossier other = new Dossier().credential(CredentialType.MASTER);

        refused(ErrorCode.KEY_OF_OTHER_REQUEST, () -> applications.create(APPLICANT, other, KEY));
        applications.change(first.id(), other.qualification());
        assertThat(create(KEY).qualification()).isEqualTo(other.qualification());
    }

    @Test
    void shouldGiveOnePersonsKeyNothingOfAnothers_R26() {
        applications.register("other", "王芳");
        Application mine = create(KEY);
        Application theirs = applications.create("other", new Dossier(), KEY);

        assertThat(theirs.id()).isNotEqualTo(mine.id());
        assertThat(theirs.applicant()).isEqualTo("other");
    }

    @Test
    void shouldMakeOneOfManyAtTheSameMoment_R26() throws Exception {
        Set<String> ids = new HashSet<>();
        Callable<String> attempt = () -> {
            try {
                return create().id();
            } catch (Failure failure) {
                return failure.code().name();
            }
        };
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<String> answer : threads.invokeAll(List.of(attempt, attempt, attempt, attempt))) {
                ids.add(answer.get());
            }
        }

        assertThat(ids).hasSize(2).contains("ALREADY_APPLIED");
        assertThat(applications.services.applications().ofApplicant(APPLICANT)).hasSize(1);
    }

    @Test
    void shouldAllowANewOneAfterAWithdrawal_R26() {
        String first = applications.submitted().id();
        applications.withdraw(APPLICANT, first);

        assertThat(create().id()).isNotEqualTo(first);
    }

    @Test
    void shouldNotAllowANewOneAfterARejection_R26() {
        String first = applications.atEmployer().id();
        applications.decide(Applications.EMPLOYER, first, applications.reject(first));

        refused(ErrorCode.ALREADY_APPLIED, this::create);
    }

    @Test
    void shouldNotAllowANewOneAfterAnAbandonedCorrection_R26() {
        String first = applications.atEmployer().id();
        applications.returned(first, "conduct");
        applications.services.clock().set(Receipt.over(applications.find(first).correction().orElseThrow().deadline()));
        new org.zhicheng.work.review.CheckDeadline(applications.services.applications(), applications.transitions()).check(first,
                first + "-1", State.CORRECTION);
        assertThat(applications.find(first).state()).isEqualTo(State.ABANDONED);

        applications.at("2025-03-17T12:00");
        refused(ErrorCode.ALREADY_APPLIED, this::create);
    }

    @Test
    void shouldRefuseWhoIsNotRegistered_R33() {
        refused(ErrorCode.NOT_REGISTERED, () -> applications.create("stranger", new Dossier(), Optional.empty()));
    }

    @Test
    void shouldRefuseAfterTheWindow_R21() {
        applications.at("2025-03-17T23:59:59");
        create();
        applications.register("late", "王芳");
        applications.at("2025-03-18T00:00:00");

        refused(ErrorCode.WINDOW_CLOSED, () -> applications.create("late", new Dossier(), Optional.empty()));
    }

    private Application create() {
        return create(Optional.empty());
    }

    private Application create(Optional<String> key) {
        return applications.create(APPLICANT, new Dossier(), key);
    }
}
