package org.zhicheng.work.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhicheng.Applications.ADMINISTRATOR;
import static org.zhicheng.Applications.APPLICANT;
import static org.zhicheng.Applications.COMMITTEE;
import static org.zhicheng.Applications.DISTRICT;
import static org.zhicheng.Applications.EMPLOYER;
import static org.zhicheng.Applications.OFFICE;
import static org.zhicheng.Applications.refused;

import java.util.List;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.zhicheng.Applications;
import org.zhicheng.Meanwhile;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Review;
import org.zhicheng.dossier.delivery.Delivery.Callback;
import org.zhicheng.dossier.delivery.Delivery.SendMail;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.Claim;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.handlers.review.CloseApplicationHandler;
import org.zhicheng.handlers.review.RecallRecommendationHandler;
import org.zhicheng.lambda.Requests;
import org.zhicheng.work.certificate.IssueCertificate;
import org.zhicheng.work.certificate.Signer;

/** R48: every state has a way out for somebody: the bureau closes, the employer takes back. */
class WaysOutTest {

    private final Applications applications = new Applications();

    private Application at(State state) {
        return switch (state) {
            case SUBMITTED -> applications.submitted();
            case EMPLOYER_REVIEW -> applications.atEmployer();
            case DISTRICT_REVIEW -> applications.atDistrict();
            case COMMITTEE_REVIEW -> applications.atCommittee();
            case RESULT_NOTICE -> applications.announced();
            case MATERIALS -> applications.atMaterials();
            case APPROVAL_DOCUMENT -> applications.atApprovalDocument();
            case CERTIFICATE -> applications.atCertificate();
            case CORRECTION -> applications.returned(applications.atCommittee().id(), "conduct");
            case RECONSIDERATION -> applications.questioned();
            case DRAFT, CERTIFIED, REJECTED, WITHDRAWN, ABANDONED, EXPIRED, CLOSED, REVOKED ->
                throw new IllegalArgumentException(state.name());
        };
    }

    private Application close(String sub, Application seen) {
        return new CloseApplication(applications.services.applications(), applications.transitions()).close(applications.as(sub), seen.id(),
                seen.stay().attempt(), "申报人去世");
    }

    private Application recall(String sub, Application seen) {
        return new RecallRecommendation(applications.services.applications(), applications.transitions()).recall(applications.as(sub),
                seen.id(), seen.stay().attempt(), "已离职");
    }

    @ParameterizedTest
    @EnumSource(value = State.class, names = {"SUBMITTED", "EMPLOYER_REVIEW", "DISTRICT_REVIEW", "COMMITTEE_REVIEW", "RESULT_NOTICE",
            "MATERIALS", "APPROVAL_DOCUMENT", "CERTIFICATE", "CORRECTION", "RECONSIDERATION"})
    void shouldLetTheBureauCloseWhateverIsUnderWayWithAReasonAndWithoutMails_R48(State state) {
        Application seen = at(state);
        int mails = applications.deliveries(seen.id(), SendMail.class).size();
        Application closed = close(OFFICE, seen);

        assertThat(closed.state()).isEqualTo(State.CLOSED);
        assertThat(closed.correction()).isEmpty();
        assertThat(applications.deliveries(seen.id(), SendMail.class)).as("nobody is written to").hasSize(mails);
        AuditEvent event = applications.services.applications().events(seen.id()).getLast();
        assertThat(List.of(event.action(), event.note(), event.actor())).containsExactly("CLOSE", "申报人去世", OFFICE);
        assertThat(applications.services.applications().ownerOf(Claim.Type.LIVE_APPLICATION, APPLICANT + "#2025")).isEmpty();
        seen.stay().token().ifPresent(token -> assertThat(applications.deliveries(seen.id(), Callback.class).getLast())
                .satisfies(c -> assertThat(List.of(c.token(), c.outcome().step())).containsExactly(token, State.CLOSED)));
        for (String sub : List.of(APPLICANT, EMPLOYER, DISTRICT, COMMITTEE, OFFICE, ADMINISTRATOR)) {
            assertThat(new org.zhicheng.lambda.UseCases(applications.services).show().timeline(applications.as(sub), seen.id()).events())
                    .as(sub).last().satisfies(line -> assertThat(line.note()).isEqualTo("申报人去世"));
        }
        assertThat(close(ADMINISTRATOR, seen)).as("the first reason stands").isEqualTo(closed);
    }

    @Test
    void shouldLetNobodyElseCloseAndNothingThatHasEnded_R48() {
        Application seen = at(State.DISTRICT_REVIEW);

        for (String sub : List.of(APPLICANT, EMPLOYER, DISTRICT, COMMITTEE)) {
            refused(ErrorCode.NOT_ALLOWED, () -> close(sub, seen));
        }
        refused(ErrorCode.NOT_FOUND, () -> close("stranger", seen));
        applications.decide(DISTRICT, seen.id(), applications.pass(seen.id()));
        refused(ErrorCode.STALE_VERSION, () -> close(OFFICE, seen));
        applications.withdraw(APPLICANT, seen.id());
        refused(ErrorCode.WRONG_STATE, () -> close(OFFICE, applications.find(seen.id())));
    }

    @Test
    void shouldNotCloseWhatHasACertificate_R48() {
        refused(ErrorCode.WRONG_STATE, () -> close(OFFICE, applications.certified()));
    }

    @Test
    void shouldIssueNoCertificateForWhatIsClosedAtTheSameMoment_R48() {
        Application seen = applications.atCertificate();
        Signer closing = new Signer() {
            @Override
            public byte[] sign(byte[] message) {
                close(OFFICE, seen);
                return applications.services.signer().sign(message);
            }

            @Override
            public byte[] publicKey() {
                return applications.services.signer().publicKey();
            }
        };
        IssueCertificate issue = new IssueCertificate(applications.services.applications(), applications.services.certificates(),
                applications.services.materials(), applications.services.certificateFiles(), applications.services.staff(), closing,
                applications.guard(), applications.transitions(), applications.services.ids(), "https://zhicheng.invalid");

        assertThat(issue.issue(seen.id(), Transitions.execution(seen)).state()).isEqualTo(State.CLOSED);
        assertThat(applications.services.certificates().ofApplicant(APPLICANT)).isEmpty();
        assertThat(applications.services.certificateFiles().keys()).isEmpty();
    }

    @Test
    void shouldLetTheDecisionWinThatComesAtTheSameMoment_R48() {
        Application seen = at(State.DISTRICT_REVIEW);
        Meanwhile store = new Meanwhile(applications.services.applications(),
                () -> applications.decide(DISTRICT, seen.id(), applications.pass(seen.id())));

        refused(ErrorCode.STALE_VERSION, () -> new CloseApplication(store, applications.transitions()).close(applications.as(OFFICE),
                seen.id(), seen.stay().attempt(), "申报人去世"));
        assertThat(applications.find(seen.id()).state()).isEqualTo(State.COMMITTEE_REVIEW);
    }

    @ParameterizedTest
    @EnumSource(value = State.class, names = {"DISTRICT_REVIEW", "COMMITTEE_REVIEW"})
    void shouldLetTheEmployerTakeItsRecommendationBackUntilTheCommitteeHasDecided_R48(State state) {
        Application seen = at(state);
        Application recalled = recall(EMPLOYER, seen);

        assertThat(recalled.state()).isEqualTo(State.EMPLOYER_REVIEW);
        assertThat(recalled.reviews()).isNotEmpty().allMatch(Review::superseded);
        assertThat(applications.deliveries(seen.id(), Callback.class).getLast().outcome().step()).isEqualTo(State.EMPLOYER_REVIEW);
        assertThat(applications.deliveries(seen.id(), SendMail.class).getLast().template()).isEqualTo(MailTemplate.RECALLED);
        assertThat(recall(EMPLOYER, seen)).as("a repeat").isEqualTo(recalled);
        applications.follow(seen.id());
        assertThat(applications.passed(seen.id(), EMPLOYER).state()).as("the notice still stands").isEqualTo(State.DISTRICT_REVIEW);
        assertThat(applications.passed(seen.id(), DISTRICT).state()).isEqualTo(State.COMMITTEE_REVIEW);
        refused(ErrorCode.STALE_VERSION, () -> recall(EMPLOYER, seen));
    }

    @Test
    void shouldNotTakeBackWhatTheCommitteeHasDecidedNorLetOthersDoIt_R48() {
        Application seen = at(State.COMMITTEE_REVIEW);

        for (String sub : List.of(APPLICANT, DISTRICT, COMMITTEE, OFFICE, ADMINISTRATOR)) {
            refused(ErrorCode.NOT_ALLOWED, () -> recall(sub, seen));
        }
        applications.decide(COMMITTEE, seen.id(), applications.pass(seen.id()));
        refused(ErrorCode.WRONG_STATE, () -> recall(EMPLOYER, seen));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"attempt\":3}", "{\"attempt\":3,\"reason\":\" \"}", "{\"reason\":\"申报人去世\"}"})
    void shouldWantAReasonAndTheAttemptThatWasSeen_R48(String body) {
        String id = at(State.DISTRICT_REVIEW).id();
        Function<String, Requests> post = path -> Requests.post("/applications/{id}/" + path).path("id", id).body(body);

        assertThat(post.apply("closing").asStaff(OFFICE).to(new CloseApplicationHandler(applications.services)).statusCode())
                .isEqualTo(400);
        assertThat(post.apply("recall").asStaff(EMPLOYER).to(new RecallRecommendationHandler(applications.services)).statusCode())
                .isEqualTo(400);
        assertThat(applications.find(id).state()).isEqualTo(State.DISTRICT_REVIEW);
    }
}
