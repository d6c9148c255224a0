package org.zhicheng.work.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhicheng.Applications.OFFICE;
import static org.zhicheng.Applications.refused;
import static org.zhicheng.lambda.Requests.problem;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.zhicheng.Applications;
import org.zhicheng.Meanwhile;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.delivery.Delivery.Callback;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.handlers.approval.ReceiveMaterialsHandler;
import org.zhicheng.handlers.review.ShowReviewHandler;
import org.zhicheng.lambda.Requests;

class ReceiveMaterialsTest {

    private final Applications applications = new Applications();
    private final String id = applications.atMaterials().id();

    @Test
    void shouldExpectTheOriginalOfEachMaterialThatHasAFile_R28() {
        assertThat(applications.find(id).originals()).isEqualTo(EnumSet.of(Material.A1, Material.A2, Material.A3, Material.A4, Material.A5,
                Material.A6, Material.A7, Material.A9, Material.A10, Material.A13, Material.A14, Material.A15));
    }

    @Test
    @DisplayName("R28 原件逐项接收，收齐后进入下一步")
    void shouldReceiveItemByItemAndGoOnWithTheLast_R28() {
        List<Material> rest = new ArrayList<>(applications.find(id).originals());
        Material last = rest.removeLast();
        int callbacks = applications.deliveries(id, Callback.class).size();
        assertThat(receive(Material.A1).receivedMaterials()).containsExactly(Material.A1);
        assertThat(receive(rest.toArray(Material[]::new)).state()).isEqualTo(State.MATERIALS);
        assertThat(applications.deliveries(id, Callback.class)).hasSize(callbacks);

        Application complete = receive(last);
        assertThat(complete.state()).isEqualTo(State.APPROVAL_DOCUMENT);
        assertThat(applications.deliveries(id, Callback.class)).hasSize(callbacks + 1);
    }

    @Test
    @DisplayName("R41 误勾的原件可以写明理由更正；已收齐的退回接收环节，已列入批文的不能更正")
    void shouldTakeBackWhatWasTickedByMistake_R41() {
        receive(Material.A1, Material.A2);
        assertThat(takeBack(Material.A2).receivedMaterials()).containsExactly(Material.A1);
        assertThat(takeBack(Material.A2).receivedMaterials()).as("again").containsExactly(Material.A1);
        applications.receiveAll(id);

        Application back = takeBack(Material.A4);
        assertThat(back.state()).isEqualTo(State.MATERIALS);
        assertThat(back.receivedMaterials()).doesNotContain(Material.A4).contains(Material.A1);
        assertThat(applications.services.applications().events(id).getLast().note()).isEqualTo("A4；误勾");
        applications.follow(id);
        assertThat(receive(Material.A4).state()).isEqualTo(State.APPROVAL_DOCUMENT);
        refused(ErrorCode.MISSING_FIELD, () -> new ReceiveMaterials.Receipt(List.of(), 1, Map.of(), List.of(Material.A4), " "));
        refused(ErrorCode.MISSING_FIELD, () -> new ReceiveMaterials.Receipt(List.of(), 1, Map.of()));
    }

    private Application takeBack(Material material) {
        return applications.receipts().receive(applications.as(OFFICE), id,
                new ReceiveMaterials.Receipt(List.of(), applications.find(id).content().version(), Map.of(), List.of(material), "误勾"));
    }

    @Test
    void shouldAnswerARepeatTheSame_R28() {
        Application first = receive(Material.A1, Material.A2);
        assertThat(receive(Material.A2)).isEqualTo(first);
        Application complete = applications.receiveAll(id);

        assertThat(receive(Material.A1).state()).isEqualTo(State.APPROVAL_DOCUMENT);
        assertThat(applications.find(id)).isEqualTo(complete);
    }

    @Test
    void shouldNotTakeAReceiptAgainOnceTheApplicationHasGoneBack_R28() {
        applications.receiveAll(id);
        ReceiveMaterials.Receipt again = applications.receipt(id, List.of(Material.A1));
        applications.returned(id, "summary");

        refused(ErrorCode.WRONG_STATE, () -> applications.receipts().receive(applications.as(OFFICE), id, again));
    }

    @Test
    void shouldRefuseWhatIsNotOnTheList_R28() {
        refused(ErrorCode.INVALID_VALUE, () -> receive(Material.A1, Material.A8));
        assertThat(applications.find(id).receivedMaterials()).isEmpty();
    }

    @Test
    void shouldTellTheSecondOfTwoClerksWhatTheFirstReceived_R49() {
        ReceiveMaterials.Receipt seen = applications.receipt(id, List.of(Material.A2));
        Meanwhile store = new Meanwhile(applications.services.applications(), () -> receive(Material.A1));
        Failure failure = refused(ErrorCode.CONTENT_CHANGED,
                () -> new ReceiveMaterials(store, applications.guard(), applications.transitions(), applications.standIn())
                        .receive(applications.as(OFFICE), id, seen));

        assertThat(Applications.violations(failure)).containsExactly("R49 CHANGED_SINCE_SEEN receivedMaterials");
        assertThat(receive(Material.A2).receivedMaterials()).containsExactlyInAnyOrder(Material.A1, Material.A2);
    }

    @Test
    void shouldBeTheOfficesOnly_R20() {
        refused(ErrorCode.NOT_ALLOWED, () -> applications.receipts().receive(applications.as(Applications.COMMITTEE), id,
                applications.receipt(id, List.of(Material.A1))));
        refused(ErrorCode.NOT_ALLOWED, () -> applications.receipts().receive(applications.as(Applications.APPLICANT), id,
                applications.receipt(id, List.of(Material.A1))));
        refused(ErrorCode.NOT_FOUND,
                () -> applications.receipts().receive(applications.as("stranger"), id, applications.receipt(id, List.of(Material.A1))));
        String early = earlier();
        refused(ErrorCode.WRONG_STATE,
                () -> applications.receipts().receive(applications.as(OFFICE), early, applications.receipt(early, List.of(Material.A1))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', value = {"{}|MISSING_FIELD", "{\"received\":[]}|MISSING_FIELD", "{\"received\":[null]}|INVALID_VALUE",
            "{\"received\":[\"A16\"]}|INVALID_VALUE", "{\"received\":[\"A1\"],\"all\":true}|UNKNOWN_FIELD", "{|MALFORMED_JSON",
            "{\"received\":[0]}|INVALID_VALUE", "{\"received\":[\"A1\"]}|MISSING_FIELD"})
    void shouldRefuseABrokenBodyWithItsCode_R28(String body, ErrorCode code) {
        assertThat(problem(Requests.post("/applications/{id}/materials-receipt").path("id", id).asStaff(OFFICE).body(body)
                .to(new ReceiveMaterialsHandler(applications.services)))).isEqualTo(code);
    }

    @Test
    void shouldAnswerThroughTheHandler_R28() {
        assertThat(Requests.post("/applications/{id}/materials-receipt").path("id", id).asStaff(OFFICE)
                .body(applications.receipt(id, List.of(Material.A1))).to(new ReceiveMaterialsHandler(applications.services)).statusCode())
                .isEqualTo(200);
        assertThat(Requests.get("/reviews/{applicationId}").path("applicationId", id).asStaff(OFFICE)
                .to(new ShowReviewHandler(applications.services)).body()).contains("\"originals\":[\"A1\"");
    }

    private String earlier() {
        applications.register("other", "王芳");
        return applications.atEmployer("other").id();
    }

    private Application receive(Material... materials) {
        return applications.receipts().receive(applications.as(OFFICE), id, applications.receipt(id, List.of(materials)));
    }
}
