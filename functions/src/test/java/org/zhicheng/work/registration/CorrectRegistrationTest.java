package org.zhicheng.work.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhicheng.Applications.APPLICANT;
import static org.zhicheng.Applications.DISTRICT;
import static org.zhicheng.Applications.EMPLOYER;
import static org.zhicheng.Applications.OFFICE;
import static org.zhicheng.Applications.refused;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.zhicheng.Applications;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.delivery.Delivery.ApplyRegistration;
import org.zhicheng.dossier.delivery.Delivery.SendMail;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.delivery.OutboxItem;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.people.Person;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.identity.IdentityNumber;
import org.zhicheng.lambda.FakeServices;
import org.zhicheng.work.registration.CorrectRegistration.Corrected;
import org.zhicheng.work.registration.CorrectRegistration.Correction;

class CorrectRegistrationTest {

    private static final String PROVED = "110105199003070033";

    private final Applications applications = new Applications();
    private final FakeServices services = applications.services;

    @Test
    @DisplayName("R41 评审机构凭证明更正姓名，正在办理的申报随之更正，审核人按更正后的内容办理")
    void shouldCorrectANameOnProofAndTakeTheOpenApplicationAlong_R41() {
        String id = applications.atEmployer().id();
        int seen = applications.find(id).content().version();
        Correction correction = named(id, "李小明", "");

        Corrected corrected = correct(OFFICE, correction);

        assertThat(corrected.name()).isEqualTo("李小明");
        assertThat(corrected.effect().applications())
                .containsExactly(new org.zhicheng.work.registration.ApplyRegistration.Touched(id, State.EMPLOYER_REVIEW, true));
        assertThat(services.people().find(APPLICANT).orElseThrow().name()).isEqualTo("李小明");
        Application application = applications.find(id);
        assertThat(application.name()).isEqualTo("李小明");
        assertThat(application.content().version()).isGreaterThan(seen);
        Failure former = refused(ErrorCode.RULES_BROKEN, () -> applications.decide(EMPLOYER, id, applications.pass(id)));
        assertThat(Applications.violations(former)).containsExactly("R18 NOTICE_NAME_DIFFERS publicNotice.name");
        assertThat(services.eventsOf("PERSON#" + APPLICANT).getLast()).satisfies(event -> {
            assertThat(event.actor()).isEqualTo(OFFICE);
            assertThat(event.note()).contains("李晓明 → 李小明", "登记有误", "居民身份证原件");
        });
        assertThat(services.waiting()).extracting(OutboxItem::delivery).contains(new ApplyRegistration(APPLICANT),
                new SendMail(APPLICANT, MailTemplate.REGISTRATION_CORRECTED, Map.of()));
        assertThat(correct(OFFICE, correction)).as("once").isEqualTo(corrected);
        assertThat(services.eventsOf("PERSON#" + APPLICANT)).extracting(AuditEvent::action).containsOnlyOnce("CORRECT_REGISTRATION");
    }

    @Test
    @DisplayName("R33 更正身份证号：原号码释放，新号码仍只注册一次，记录中不出现完整号码")
    void shouldCorrectANumberAndFreeTheFormerOne_R33() {
        String id = applications.atEmployer().id();
        Person before = services.people().find(APPLICANT).orElseThrow();

        Corrected corrected = correct(OFFICE, named(id, "", PROVED));

        Person after = services.people().find(APPLICANT).orElseThrow();
        assertThat(corrected.maskedIdNumber()).isEqualTo("110***********0033");
        assertThat(services.vault().decrypt(APPLICANT, after.encryptedIdNumber())).isEqualTo(PROVED);
        assertThat(services.people().findByIdNumberHash(before.idNumberHash())).isEmpty();
        assertThat(services.people().findByIdNumberHash(services.vault().hash(PROVED))).contains(after);
        assertThat(applications.find(id).maskedIdNumber()).isEqualTo("110***********0033");
        assertThat(services.eventsOf("PERSON#" + APPLICANT)).extracting(AuditEvent::note)
                .noneSatisfy(note -> assertThat(note).contains("1990"));
        applications.register("other", "王芳");
        String others = applications.draft("other", new org.zhicheng.Dossier()).id();
        applications.submit(others);
        refused(ErrorCode.ALREADY_REGISTERED, () -> correct(OFFICE, named(others, "", PROVED)));
    }

    @Test
    @DisplayName("R33 号码被他人注册的，无在办申报和有效证书时释放，由号码所有人注册")
    void shouldReleaseANumberForItsOwner_R33() {
        String id = applications.atEmployer().id();
        Correction release = new Correction(id, null, null, null, true, "冒用他人号码", "公安机关证明");

        Failure held = refused(ErrorCode.RULES_BROKEN, () -> correct(OFFICE, release));
        assertThat(Applications.violations(held)).containsExactly("R41 REGISTRATION_HAS_APPLICATION " + id);
        applications.withdraw(APPLICANT, id);
        String hash = services.people().find(APPLICANT).orElseThrow().idNumberHash();
        assertThat(correct(OFFICE, release).released()).isTrue();
        assertThat(services.people().findByIdNumberHash(hash)).isEmpty();
        assertThat(services.eventsOf("PERSON#" + APPLICANT).getLast().note()).contains("冒用他人号码", "公安机关证明");
    }

    @Test
    @DisplayName("R41 草稿提交时采用更正后的注册信息")
    void shouldSubmitADraftUnderTheRegistrationOfNow_R41() {
        String draft = applications.draft(APPLICANT, new org.zhicheng.Dossier()).id();
        services.people().correctIdentity(services.people().find(APPLICANT).orElseThrow(),
                services.people().find(APPLICANT).orElseThrow().proved("李小明", "110***********0033", "x", "hash"),
                org.zhicheng.lambda.Samples.event("PERSON#" + APPLICANT, 7, "CORRECT_REGISTRATION"), List.of());

        Application submitted = applications.submit(draft);
        assertThat(submitted.name()).isEqualTo("李小明");
        assertThat(submitted.maskedIdNumber()).isEqualTo("110***********0033");
    }

    @Test
    @DisplayName("R41 只有评审机构和管理员可以更正他人的注册，须写明理由和证明")
    void shouldBeTheOfficesAndReasoned_R41() {
        String id = applications.atEmployer().id();

        refused(ErrorCode.NOT_ALLOWED, () -> correct(EMPLOYER, named(id, "李小明", "")));
        refused(ErrorCode.NOT_ALLOWED, () -> correct(DISTRICT, named(id, "李小明", "")));
        refused(ErrorCode.NOT_FOUND, () -> correct(OFFICE, named("none", "李小明", "")));
        Failure everything = refused(ErrorCode.RULES_BROKEN, () -> correct(OFFICE, new Correction(null, null, null, "1", true, " ", null)));
        assertThat(everything.violations()).extracting(org.zhicheng.ground.failure.Violation::field).containsExactly("idNumber", "name",
                "correctIdNumber", "reason", "proof");
    }

    private Corrected correct(String sub, Correction correction) {
        services.clock().advance(java.time.Duration.ofSeconds(1));
        return new CorrectRegistration(services.people(), services.applications(), services.certificates(), services.vault(),
                applications.transitions()).correct(applications.as(sub), correction);
    }

    @Test
    @DisplayName("R33、R41 更正前后显示相同的号码，申报也按更正后的号码查诚信档案")
    void shouldTakeTheApplicationAlongWhereTheNumberLooksTheSame_R33_R41() {
        String id = applications.atEmployer().id();
        List<String> alike = IntStream.rangeClosed(1, 28).mapToObj("110105199003%02d0033"::formatted)
                .filter(number -> IdentityNumber.check(number, LocalDate.of(2025, 3, 1)).isEmpty()).limit(2).toList();
        assertThat(alike).hasSize(2);

        for (String number : alike) {
            correct(OFFICE, named(id, "", number));
            assertThat(applications.find(id).maskedIdNumber()).isEqualTo("110***********0033");
            assertThat(applications.find(id).idNumberHash()).contains(services.vault().hash(number));
        }
    }

    private static Correction named(String applicationId, String name, String number) {
        return new Correction(applicationId, null, name, number, false, "登记有误", "居民身份证原件");
    }
}
