package org.zhicheng.work.drafting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhicheng.Applications.APPLICANT;
import static org.zhicheng.Applications.EMPLOYER;
import static org.zhicheng.Applications.SCAN;
import static org.zhicheng.Applications.refused;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.zhicheng.Applications;
import org.zhicheng.Dossier;
import org.zhicheng.Meanwhile;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Form;
import org.zhicheng.dossier.application.Kind;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.application.Qualification;
import org.zhicheng.dossier.application.TitleLevel;
import org.zhicheng.dossier.files.FileKeys;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.handlers.outbox.SweepOutboxHandler;
import org.zhicheng.lambda.Samples;

/** Saving, changing and deleting what is not submitted yet. */
class DraftsTest {

    private final Applications applications = new Applications();
    private final ApplicationStore store = applications.services.applications();

    @Test
    void shouldSaveInSpiteOfDefects_R16() {
        Application draft = applications.create(APPLICANT, new Dossier(), Optional.empty());
        Form half = new Form(null, null, null, null, null, "一半", null, null, null);

        Application saved = applications.save(draft.id(), half);
        assertThat(saved.form()).isEqualTo(half);
        assertThat(saved.formRevision()).isEqualTo(1);
    }

    @Test
    @DisplayName("R42 只填信用代码的，单位名称和区（县）取自登记册；已填写的不改")
    void shouldFillInFromTheRegisterWhatIsGivenByCodeAlone_R42() {
        Dossier dossier = new Dossier();
        dossier.district = "";
        Application draft = applications.create(APPLICANT, dossier, Optional.empty());
        dossier.employer = new Form.EmployerSection(Samples.USCC, "", dossier.employer.origin(), Optional.empty());
        Application saved = applications.save(draft.id(), dossier.form());

        assertThat(saved.form().employer().name()).isEqualTo(Dossier.EMPLOYER);
        assertThat(saved.qualification().district()).isEqualTo(Samples.DISTRICT);
        assertThat(saves().save(applications.as(APPLICANT), draft.id(), dossier.form(), 0)).as("a repeat").isEqualTo(saved);
        dossier.employer = new Form.EmployerSection(Samples.USCC, "另一名称", dossier.employer.origin(), Optional.empty());
        assertThat(applications.save(draft.id(), dossier.form()).form().employer().name()).isEqualTo("另一名称");
        dossier.employer = new Form.EmployerSection("91990000YANGBEN3X4", "", dossier.employer.origin(), Optional.empty());
        assertThat(applications.save(draft.id(), dossier.form()).form().employer().name()).as("not registered").isEmpty();
    }

    @Test
    void shouldRefuseToSaveOverAnEditOfAnotherWindow_R16() {
        Application draft = applications.create(APPLICANT, new Dossier(), Optional.empty());
        applications.save(draft.id(), new Dossier().form());

        refused(ErrorCode.STALE_VERSION, () -> saves().save(applications.as(APPLICANT), draft.id(), Form.EMPTY, 0));
        assertThat(applications.find(draft.id()).form()).isEqualTo(new Dossier().form());
    }

    @Test
    void shouldSaveTheSameTwiceWithoutANewVersion_R35() {
        Application draft = applications.create(APPLICANT, new Dossier(), Optional.empty());
        Application saved = applications.save(draft.id(), new Dossier().form());

        assertThat(saves().save(applications.as(APPLICANT), draft.id(), new Dossier().form(), 0)).isEqualTo(saved);
        assertThat(applications.actions(draft.id())).containsExactly("CREATE", "SAVE_FORM");
    }

    @Test
    void shouldRefuseToSaveWhatIsSubmitted_R27() {
        String id = applications.submitted().id();
        Dossier other = new Dossier();
        other.conduct = "另一种";

        refused(ErrorCode.WRONG_STATE, () -> applications.save(id, other.form()));
        refused(ErrorCode.NOT_ALLOWED, () -> saves().save(applications.as(EMPLOYER), id, other.form(), 1));
        refused(ErrorCode.NOT_FOUND, () -> saves().save(applications.as("stranger"), id, other.form(), 1));
    }

    @Test
    @DisplayName("R27 提交前可以变更资格，原检查结果清除")
    void shouldChangeTheQualificationWhileUnsubmittedAndForgetTheChecks_R27() {
        Application draft = applications.draft();
        Qualification other = new Qualification(Kind.INITIAL_DETERMINATION, TitleLevel.JUNIOR, "工程系列", "自动化专业", "沙依巴克区");

        Application changed = qualifications().change(applications.as(APPLICANT), draft.id(), other);
        assertThat(changed.qualification()).isEqualTo(other);
        assertThat(changed.assessment()).isEmpty();
        assertThat(qualifications().change(applications.as(APPLICANT), draft.id(), other)).isEqualTo(changed);
        assertThat(applications.actions(draft.id())).containsOnlyOnce("CHANGE_QUALIFICATION");
    }

    @Test
    void shouldNotChangeTheQualificationOfWhatIsSubmitted_R27() {
        String id = applications.submitted().id();
        Qualification other = new Qualification(Kind.INITIAL_DETERMINATION, TitleLevel.JUNIOR, "工程系列", "自动化专业", "天山区");

        refused(ErrorCode.WRONG_STATE, () -> qualifications().change(applications.as(APPLICANT), id, other));
        refused(ErrorCode.MISSING_FIELD,
                () -> qualifications().change(applications.as(APPLICANT), id, new Qualification(null, null, null, null, null)));
    }

    @Test
    void shouldKeepTheQualificationThatAReturnDidNotName_R27() {
        String id = applications.returned(applications.atEmployer().id(), "conduct").id();
        Qualification other = new Qualification(Kind.INITIAL_DETERMINATION, TitleLevel.JUNIOR, "工程系列", "自动化专业", "天山区");

        refused(ErrorCode.NOT_OPEN_FOR_CORRECTION, () -> qualifications().change(applications.as(APPLICANT), id, other));
    }

    @Test
    void shouldDeleteADraftWithAllItsFilesAndGiveItsPlaceBack_R26() {
        String id = applications.draft().id();
        applications.announce(APPLICANT, id, Material.A4, SCAN, null);
        deletes(store).delete(applications.as(APPLICANT), id);
        new SweepOutboxHandler(applications.services).handleRequest(Map.of(), null);

        assertThat(store.find(id)).isEmpty();
        assertThat(applications.services.materials().keys()).isEmpty();
        assertThat(applications.create(APPLICANT, new Dossier(), Optional.empty()).id()).isNotEqualTo(id);
        assertThat(applications.actions(id)).endsWith("DELETE_DRAFT");
    }

    @Test
    void shouldDeleteADraftOfMoreFilesThanATransactionMayTouch_R15() {
        String id = applications.draft().id();
        for (int i = 0; i < 120; i++) {
            applications.announce(APPLICANT, id, Material.A9, SCAN, null);
        }
        deletes(store).delete(applications.as(APPLICANT), id);
        new SweepOutboxHandler(applications.services).handleRequest(Map.of(), null);

        assertThat(store.find(id)).isEmpty();
        assertThat(applications.services.materials().keys()).isEmpty();
    }

    @Test
    void shouldLoseNoFileWhereTheDraftIsSubmittedAtTheSameMoment_R21() {
        String id = applications.draft().id();
        Meanwhile racing = new Meanwhile(store, () -> applications.submit(id));

        refused(ErrorCode.WRONG_STATE, () -> deletes(racing).delete(applications.as(APPLICANT), id));

        assertThat(applications.find(id).state()).isEqualTo(State.SUBMITTED);
        assertThat(applications.find(id).attachments()).isNotEmpty().allSatisfy(a -> {
            assertThat(a.counts()).isTrue();
            assertThat(applications.services.materials().read(FileKeys.key(id, a.id()), 1)).isPresent();
        });
    }

    @Test
    void shouldDeleteADraftThatIsEditedAtTheSameMoment_R26() {
        String id = applications.draft().id();
        deletes(new Meanwhile(store, () -> applications.save(id, Form.EMPTY))).delete(applications.as(APPLICANT), id);

        assertThat(store.find(id)).isEmpty();
    }

    @Test
    void shouldGiveUpADeletionThatOthersAreAlwaysFasterThan() {
        String id = applications.draft().id();
        ApplicationStore contended = (ApplicationStore) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[]{ApplicationStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("delete")) {
                        throw new ApplicationStore.StaleVersion();
                    }
                    return method.invoke(store, arguments);
                });

        refused(ErrorCode.STALE_VERSION, () -> deletes(contended).delete(applications.as(APPLICANT), id));
        assertThat(store.find(id)).isPresent();
    }

    @Test
    void shouldNotDeleteWhatIsSubmittedNorOthersDraftsAndTakeARepeat_R20() {
        String id = applications.draft().id();
        refused(ErrorCode.NOT_FOUND, () -> deletes(store).delete(applications.as("stranger"), id));
        applications.submit(id);
        refused(ErrorCode.WRONG_STATE, () -> deletes(store).delete(applications.as(APPLICANT), id));
        deletes(store).delete(applications.as(APPLICANT), "gone");
    }

    private SaveForm saves() {
        return new SaveForm(store, applications.checks(), applications.services.staff(), applications.services.clock());
    }

    private ChangeQualification qualifications() {
        return new ChangeQualification(store, applications.checks(), applications.services.clock());
    }

    private DeleteDraft deletes(ApplicationStore on) {
        return new DeleteDraft(on, applications.services.clock());
    }
}
