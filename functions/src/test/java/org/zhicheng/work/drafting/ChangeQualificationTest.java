package org.zhicheng.work.drafting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Correction;
import org.zhicheng.dossier.application.Kind;
import org.zhicheng.dossier.application.Qualification;
import org.zhicheng.dossier.application.Review.Mend;
import org.zhicheng.dossier.application.TitleLevel;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.people.Person;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.handlers.drafting.ChangeQualificationHandler;
import org.zhicheng.inquiry.ApplicationView;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.FakeServices;
import org.zhicheng.lambda.Requests;
import org.zhicheng.lambda.Samples;

class ChangeQualificationTest {

    private final FakeServices services = new FakeServices();

    @Test
    void shouldLetAReturnedPartOfTheQualificationBeMended() {
        returned("qualification.specialty");
        ApiResponse response = change(new Qualification(Kind.INITIAL_DETERMINATION, TitleLevel.JUNIOR, "工程系列", "电气工程专业", Samples.DISTRICT));
        assertThat(Requests.body(response, ApplicationView.class).qualification().specialty()).isEqualTo("电气工程专业");
    }

    @Test
    void shouldHoldWhatWasNotReturnedClosed() {
        returned("A10");
        ApiResponse response = change(new Qualification(Kind.INITIAL_DETERMINATION, TitleLevel.JUNIOR, "农业系列", "机械工程专业", Samples.DISTRICT));
        assertThat(Requests.problem(response)).isEqualTo(ErrorCode.NOT_OPEN_FOR_CORRECTION);
    }

    @Test
    void shouldRefuseAChangeWhileAReviewerHasIt() {
        Samples.openCycle(services);
        Samples.move(services, Samples.draft(services, "a", "zhang"), State.DISTRICT_REVIEW);
        ApiResponse response = change(new Qualification(Kind.INITIAL_DETERMINATION, TitleLevel.JUNIOR, "工程系列", "电气工程专业", Samples.DISTRICT));
        assertThat(Requests.problem(response)).isEqualTo(ErrorCode.WRONG_STATE);
    }

    private void returned(String item) {
        Samples.openCycle(services);
        services.people().register(
                new Person("zhang", "张三", "110***********002X", "", "hash", "10000000000", "zhang@example.invalid", "zh", services.now()),
                Samples.event("PERSON#zhang", 1, "REGISTER"));
        Application submitted = Samples.move(services, Samples.draft(services, "a", "zhang"), State.DISTRICT_REVIEW);
        Application after = submitted.edit()
                .correction(Optional.of(new Correction(State.DISTRICT_REVIEW, List.of(new Mend(item, "请更正")),
                        services.now().plusSeconds(86_400), services.now().plusSeconds(3_600), false)))
                .enter(State.CORRECTION, services.now(), Optional.of(services.now().plusSeconds(86_400))).done();
        services.applications().commit(new Change(submitted, after, new AuditEvent("a", after.version(), services.now(), "test",
                Role.DISTRICT, "RETURN", Optional.of(submitted.state()), Optional.of(after.state()), AuditEvent.Channel.API, "")));
    }

    private ApiResponse change(Qualification qualification) {
        return Requests.put("/applications/{id}/qualification").path("id", "a").as("zhang").body(qualification)
                .to(new ChangeQualificationHandler(services));
    }
}
