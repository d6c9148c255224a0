package org.zhicheng.inquiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhicheng.Applications.APPLICANT;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.zhicheng.Applications;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Qualification;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.process.Claim;
import org.zhicheng.lambda.Samples;

/** R52: one person, two cycles, one title. */
class SameTitleTest {

    private final Applications applications = new Applications();

    @Test
    void shouldAskFromTheSecondSubmissionOn_R52() {
        Application draft = applications.draft();
        earlier(draft, "工程", "机械工程");

        assertThat(questions(draft)).containsExactly("SAME_TITLE_UNDER_WAY");
        Application submitted = applications.submit(draft.id());
        assertThat(submitted.assessment().orElseThrow().questions()).extracting(q -> q.code()).containsExactly("SAME_TITLE_UNDER_WAY");
    }

    @Test
    void shouldNotAskAboutAnotherTitle_R52() {
        Application draft = applications.draft();
        earlier(draft, "工程系列", "电气工程专业");

        assertThat(questions(draft)).isEmpty();
    }

    private List<String> questions(Application application) {
        return applications.checks().check(application, applications.services.now()).assessment().questions().stream().map(q -> q.code())
                .toList();
    }

    private void earlier(Application like, String series, String specialty) {
        Qualification q = like.qualification();
        Application other = Application.draft("earlier", 2024, APPLICANT, like.name(), like.maskedIdNumber(),
                new Qualification(q.kind(), q.level(), series, specialty, q.district()), applications.services.now());
        applications.services.applications().commit(new Change(Optional.empty(), other, Samples.event("earlier", 0, "CREATE"), List.of(),
                List.of(Claim.live(other)), List.of(), Optional.empty()));
        Application underWay = other.edit().enter(State.DISTRICT_REVIEW, applications.services.now(), Optional.empty()).done();
        applications.services.applications().commit(new Change(other, underWay, Samples.event("earlier", underWay.version(), "PASS")));
    }
}
