package org.zhicheng.work.materials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.zhicheng.Applications.APPLICANT;
import static org.zhicheng.Applications.EMPLOYER;
import static org.zhicheng.Applications.PORTRAIT;
import static org.zhicheng.Applications.SCAN;
import static org.zhicheng.Applications.announcement;
import static org.zhicheng.Applications.refused;
import static org.zhicheng.Applications.sha256;
import static org.zhicheng.lambda.Requests.problem;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.zhicheng.Applications;
import org.zhicheng.Dossier;
import org.zhicheng.Meanwhile;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Attachment;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.files.FileKeys;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.inspection.HostileFiles;
import org.zhicheng.handlers.materials.CompleteUploadHandler;
import org.zhicheng.handlers.materials.ReadAttachmentHandler;
import org.zhicheng.handlers.materials.RequestUploadHandler;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.FakeServices;
import org.zhicheng.lambda.FileAddress;
import org.zhicheng.lambda.Requests;
import org.zhicheng.work.materials.RequestUpload.Announcement;

class UploadTest {

    private static final Optional<String> KEY = Optional.of("0123456789abcdef");

    private final Applications applications = new Applications();
    private final FakeServices services = applications.services;

    @Test
    @DisplayName("R15 文件检查后才计入")
    void shouldCountAFileOnlyAfterItsInspection_R15() {
        String id = empty();
        String file = applications.announce(APPLICANT, id, Material.A4, SCAN, null);
        assertThat(applications.find(id).files(Material.A4)).isEmpty();

        applications.send(id, file, SCAN);
        assertThat(applications.find(id).files(Material.A4)).isEmpty();
        assertThat(complete(id, file).status()).isEqualTo(Attachment.Status.ACCEPTED);
        assertThat(applications.find(id).files(Material.A4)).hasSize(1);
    }

    @Test
    void shouldSignTheAnnouncedSizeTypeAndContentIntoTheAddress_R15() {
        RequestUpload.Ticket ticket = request(empty(), announcement(Material.A4, SCAN, null), Optional.empty());

        assertThat(ticket.upload().headers()).containsEntry("content-length", Integer.toString(SCAN.length))
                .containsEntry("content-type", "image/png").containsEntry("x-amz-checksum-sha256", sha256(SCAN));
        assertThat(ticket.validUntil()).isEqualTo(services.now().plus(RequestUpload.VALID));
        assertThat(ticket.upload().uri().getPath()).doesNotContain("毕业证");
    }

    @ParameterizedTest(name = "{0} {1} {2} {3}: {4}")
    @CsvSource({",a.pdf,application/pdf,1,MISSING_FIELD", "A4,,application/pdf,1,MISSING_FIELD", "A4,' ',application/pdf,1,MISSING_FIELD",
            "A4,a.pdf,,1,INVALID_VALUE", "A4,a.pdf,text/html,1,INVALID_VALUE", "A4,a.pdf,application/pdf,,INVALID_VALUE",
            "A4,a.pdf,application/pdf,0,INVALID_VALUE", "A4,a.pdf,application/pdf,10485761,FILE_TOO_LARGE",
            "A12,a.pdf,application/pdf,1,INVALID_VALUE"})
    void shouldRefuseAnAnnouncementThatCannotBe_R15(Material material, String name, String type, Long size, ErrorCode code) {
        refused(code, () -> request(empty(), new Announcement(material, name, type, size, sha256(SCAN), null), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"''", "abc", "????????????????????????????????????????????"})
    void shouldRefuseADigestThatIsNone_R15(String digest) {
        refused(ErrorCode.INVALID_VALUE,
                () -> request(empty(), new Announcement(Material.A4, "a.pdf", "application/pdf", 1L, digest, null), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"../../毕业证.pdf,毕业证.pdf", "C:\\x\\毕业证.pdf,毕业证.pdf", "/,file"})
    void shouldKeepOnlyThePlainNameOfAFile_R15(String name, String plain) {
        String id = empty();
        String file = request(id, new Announcement(Material.A4, name, "application/pdf", 1L, sha256(SCAN), null), Optional.empty())
                .attachmentId();

        assertThat(applications.find(id).attachment(file).orElseThrow().fileName()).isEqualTo(plain);
    }

    /** Four files named image.jpg would lie in one folder as image (3).jpg. */
    @Test
    void shouldPutMaterialAndPlaceInFrontOfTheNameOfADownload_R25() {
        String id = empty();
        for (Material material : List.of(Material.A1, Material.A9, Material.A9)) {
            request(id, new Announcement(material, "image.jpg", "image/jpeg", 1L, sha256(SCAN), null), Optional.empty());
        }
        Application application = applications.find(id);

        assertThat(application.attachments()).extracting(application::nameOf).containsExactlyInAnyOrder("A1 身份证（正面） image.jpg",
                "A9-1 年度考核合格证明 image.jpg", "A9-2 年度考核合格证明 image.jpg");
    }

    @Test
    void shouldSayThatAFileNeverArrived_R15() {
        String id = empty();
        String file = applications.announce(APPLICANT, id, Material.A4, SCAN, null);

        refused(ErrorCode.UPLOAD_INCOMPLETE, () -> complete(id, file));
        assertThat(applications.find(id).attachment(file).orElseThrow().status()).isEqualTo(Attachment.Status.REQUESTED);
    }

    @Test
    void shouldRefuseContentThatWasNotAnnounced_R15() {
        String id = empty();
        String file = applications.announce(APPLICANT, id, Material.A4, SCAN, null);
        byte[] other = SCAN.clone();
        other[other.length - 20] ^= 1;
        applications.send(id, file, other);

        refused(ErrorCode.UPLOAD_INCOMPLETE, () -> complete(id, file));
    }

    @Test
    @DisplayName("R15 有害文件予以拒绝、告知办法并删除")
    void shouldRefuseHostileContentTellWhatToDoAndDeleteIt_R15() {
        String id = empty();
        byte[] zip = HostileFiles.zip();
        String file = applications.announce(APPLICANT, id, Material.A4, zip, null);
        applications.send(id, file, zip);

        Failure failure = refused(ErrorCode.FILE_REJECTED, () -> complete(id, file));
        assertThat(failure.violations()).singleElement().satisfies(v -> assertThat(v.field()).isEqualTo("A4"));
        assertThat(failure.text(Locale.CHINESE)).contains("毕业证");
        assertThat(services.materials().keys()).isEmpty();
        assertThat(applications.find(id).attachment(file).orElseThrow().readable()).isFalse();
        refused(ErrorCode.FILE_REJECTED, () -> complete(id, file));
        assertThat(applications.find(id).version()).as("nothing written by the repeat").isEqualTo(2);
    }

    @Test
    void shouldStillTellWhyAFileWasRefusedWhereTheFirstAnswerWasCutOff_R15() {
        String id = empty();
        byte[] zip = HostileFiles.zip();
        String file = applications.announce(APPLICANT, id, Material.A4, zip, null);
        applications.send(id, file, zip);
        Meanwhile failing = new Meanwhile(services.applications(), () -> {
            throw new IllegalStateException("the table does not answer");
        });
        CompleteUpload cutOff = new CompleteUpload(failing, applications.uploads(), services.materials(), services.clock());

        assertThatThrownBy(() -> cutOff.complete(applications.as(APPLICANT), id, file)).isInstanceOf(IllegalStateException.class);
        refused(ErrorCode.FILE_REJECTED, () -> complete(id, file));
        assertThat(services.materials().keys()).isEmpty();
    }

    @Test
    void shouldKeepThePortraitAsItIsPrinted_R30() {
        String id = empty();
        Attachment portrait = applications.upload(APPLICANT, id, Material.A3, PORTRAIT);

        assertThat(services.materials().keys()).contains(FileKeys.portraitKey(id, portrait.id()));
    }

    @Test
    void shouldAnswerARepeatedCompletionTheSame_R15() {
        String id = empty();
        Attachment first = applications.upload(APPLICANT, id, Material.A4, SCAN);
        long version = applications.find(id).version();

        assertThat(complete(id, first.id())).isEqualTo(first);
        assertThat(applications.find(id).version()).isEqualTo(version);
    }

    @Test
    void shouldGiveTheSameAttachmentForTheSameKey_R15() {
        String id = empty();
        RequestUpload.Ticket first = request(id, announcement(Material.A4, SCAN, null), KEY);
        RequestUpload.Ticket again = request(id, announcement(Material.A4, SCAN, null), KEY);

        assertThat(again.attachmentId()).isEqualTo(first.attachmentId());
        assertThat(applications.find(id).attachments()).hasSize(1);
    }

    @Test
    void shouldNotGiveAnAddressForOtherContentUnderTheSameKey_R15() {
        String id = empty();
        String file = request(id, announcement(Material.A4, SCAN, null), KEY).attachmentId();
        applications.send(id, file, SCAN);
        complete(id, file);

        refused(ErrorCode.KEY_OF_OTHER_REQUEST, () -> request(id, announcement(Material.A4, HostileFiles.zip(), null), KEY));
        refused(ErrorCode.KEY_OF_OTHER_REQUEST, () -> request(id, announcement(Material.A10, SCAN, null), KEY));
    }

    @Test
    @DisplayName("R15 替换的文件留存原件")
    void shouldKeepTheEarlierVersionOfAReplacedFile_R15() {
        String id = empty();
        Attachment first = applications.upload(APPLICANT, id, Material.A1, SCAN);
        Attachment second = applications.upload(APPLICANT, id, Material.A1, SCAN);

        assertThat(applications.find(id).files(Material.A1)).extracting(Attachment::id).containsExactly(second.id());
        Attachment earlier = applications.find(id).attachment(first.id()).orElseThrow();
        assertThat(earlier.status()).isEqualTo(Attachment.Status.REPLACED);
        assertThat(services.materials().keys()).contains(FileKeys.key(id, first.id()));
        remove(APPLICANT, id, first.id());
        assertThat(read(APPLICANT, id, first.id()).statusCode()).as("an earlier version cannot be taken away").isEqualTo(303);
    }

    @Test
    void shouldReplaceTheNamedOneOfSeveralFiles_R15() {
        String id = empty();
        Attachment year1 = applications.upload(APPLICANT, id, Material.A9, SCAN);
        Attachment year2 = applications.upload(APPLICANT, id, Material.A9, SCAN);
        Attachment better = applications.upload(APPLICANT, id, Material.A9, SCAN, year1.id());

        assertThat(applications.find(id).files(Material.A9)).extracting(Attachment::id).containsExactlyInAnyOrder(year2.id(), better.id());
        refused(ErrorCode.NOT_FOUND, () -> applications.announce(APPLICANT, id, Material.A4, SCAN, year2.id()));
        refused(ErrorCode.NOT_FOUND, () -> applications.announce(APPLICANT, id, Material.A9, SCAN, "none"));
    }

    @Test
    void shouldNotLetTheFilesTogetherGrowTooLarge_R15() {
        String id = empty();
        Attachment last = fill(id, Material.A9, 20);

        refused(ErrorCode.TOTAL_TOO_LARGE, () -> applications.announce(APPLICANT, id, Material.A4, SCAN, null));
        assertThat(applications.announce(APPLICANT, id, Material.A9, SCAN, last.id())).as("in the place of another").isNotEmpty();
    }

    @Test
    void shouldNotRecommendWhereTheFilesTogetherAreTooLarge_R15() {
        String id = applications.atEmployer().id();
        fill(id, Material.A9, 20);

        Failure failure = refused(ErrorCode.RULES_BROKEN, () -> applications.decide(EMPLOYER, id, applications.pass(id)));
        assertThat(Applications.violations(failure)).containsExactly("R15 TOTAL_TOO_LARGE attachments");
    }

    @Test
    @DisplayName("R15 一天内上传的文件数有限，次日可以再上传")
    void shouldNotTakeFilesWithoutEnd_R15() {
        String id = empty();
        for (int i = 0; i < 150; i++) {
            applications.announce(APPLICANT, id, Material.A9, SCAN, null);
        }

        refused(ErrorCode.TOO_MANY_FILES, () -> applications.announce(APPLICANT, id, Material.A9, SCAN, null));
        applications.services.clock().advance(java.time.Duration.ofHours(25));
        assertThat(applications.announce(APPLICANT, id, Material.A9, SCAN, null)).isNotBlank();
    }

    @ParameterizedTest
    @DisplayName("R15 文件类型的不同写法视为同一类型")
    @CsvSource({"image/jpg, image/jpeg", "IMAGE/JPEG, image/jpeg", "image/x-png, image/png",
            "application/pdf; charset=binary, application/pdf"})
    void shouldKnowATypeByItsOtherNames_R15(String announced, String known) {
        String id = empty();
        String file = applications.uploads()
                .request(applications.as(APPLICANT), id,
                        new RequestUpload.Announcement(Material.A1, "a", announced, 10L, Applications.sha256(SCAN), null), Optional.empty())
                .attachmentId();

        assertThat(applications.find(id).attachment(file).orElseThrow().contentType()).isEqualTo(known);
    }

    @Test
    void shouldTakeOnlyTheNoticeAndTheReportWhileTheEmployerReviews_R15() {
        String id = applications.submitted().id();
        applications.follow(id);

        for (String who : new String[]{APPLICANT, EMPLOYER}) {
            refused(ErrorCode.WRONG_STATE, () -> applications.announce(who, id, Material.A4, SCAN, null));
            assertThat(applications.upload(who, id, Material.A13, SCAN).counts()).isTrue();
        }
        refused(ErrorCode.NOT_ALLOWED, () -> applications.announce(Applications.DISTRICT, id, Material.A13, SCAN, null));
        refused(ErrorCode.NOT_FOUND, () -> applications.announce("stranger", id, Material.A13, SCAN, null));
    }

    @Test
    void shouldSayAtSubmissionThatAFileIsStillUnderWay_R15() {
        String id = applications.draft().id();
        String late = applications.announce(APPLICANT, id, Material.A10, SCAN, applications.find(id).files(Material.A10).getFirst().id());
        applications.send(id, late, SCAN);

        Failure failure = refused(ErrorCode.RULES_BROKEN, () -> applications.submit(id));
        assertThat(Applications.violations(failure)).containsExactly("R15 MATERIAL_UNDER_WAY A10");
        complete(id, late);
        assertThat(applications.submit(id).files(Material.A10)).extracting(Attachment::id).containsExactly(late);
    }

    @Test
    void shouldNotWaitForAFileThatWasGivenUp_R15() {
        String id = applications.draft().id();
        applications.announce(APPLICANT, id, Material.A10, SCAN, null);
        String taken = applications.announce(APPLICANT, id, Material.A4, SCAN, null);
        remove(APPLICANT, id, taken);
        services.clock().advance(Duration.ofSeconds(1));
        applications.upload(APPLICANT, id, Material.A10, Applications.SCAN_ANEW);

        assertThat(applications.submit(id).state()).isEqualTo(State.SUBMITTED);
    }

    @Test
    void shouldLeaveTheEmployersPapersToTheEmployer_R49() {
        String id = applications.submitted().id();
        applications.follow(id);
        String own = applications.upload(APPLICANT, id, Material.A15, SCAN).id();
        String late = applications.announce(APPLICANT, id, Material.A15, SCAN, own);
        applications.send(id, late, SCAN);
        String report = applications.upload(EMPLOYER, id, Material.A15, SCAN, own).id();

        refused(ErrorCode.EMPLOYERS_PAPER, () -> applications.announce(APPLICANT, id, Material.A15, SCAN, report));
        refused(ErrorCode.EMPLOYERS_PAPER, () -> complete(id, late));
        refused(ErrorCode.EMPLOYERS_PAPER, () -> remove(APPLICANT, id, report));
        assertThat(applications.find(id).files(Material.A15)).extracting(Attachment::id).containsExactly(report);
        assertThat(applications.upload(APPLICANT, id, Material.A13, SCAN).counts()).as("not yet the employer's").isTrue();
    }

    @Test
    void shouldLeaveWhatTheEmployerCertifiedToTheEmployerAlsoInACorrection_R49() {
        String id = applications.submitted().id();
        applications.follow(id);
        applications.at("2025-03-17T10:00");
        applications.record(id, applications.notice(id));
        for (Material material : List.of(Material.A13, Material.A14, Material.A15)) {
            applications.upload(APPLICANT, id, material, SCAN);
        }
        applications.passed(id, EMPLOYER);
        applications.returned(id, "A15");

        refused(ErrorCode.EMPLOYERS_PAPER, () -> applications.announce(APPLICANT, id, Material.A15, SCAN, null));
    }

    @Test
    void shouldTakeNothingLater_R20() {
        String id = applications.atDistrict().id();

        refused(ErrorCode.WRONG_STATE, () -> applications.announce(APPLICANT, id, Material.A13, SCAN, null));
        refused(ErrorCode.WRONG_STATE, () -> applications.announce(EMPLOYER, id, Material.A13, SCAN, null));
    }

    @Test
    void shouldHideTheFilesOfOthers_R20() {
        String id = applications.submitted().id();
        String file = applications.find(id).files(Material.A4).getFirst().id();

        assertThat(read("stranger", id, file).statusCode()).isEqualTo(404);
        assertThat(read(APPLICANT, id, "none").statusCode()).isEqualTo(404);
        ApiResponse response = read(EMPLOYER, id, file);
        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(services.materials().at(URI.create(response.headers().get("location")))).isEqualTo(SCAN);
        refused(ErrorCode.NOT_FOUND, () -> applications.completions().complete(applications.as("stranger"), id, file));
        refused(ErrorCode.NOT_FOUND, () -> complete(id, "none"));
    }

    @Test
    void shouldNotGiveOutAFileThatWasNotInspected_R15() {
        String id = empty();
        String file = applications.announce(APPLICANT, id, Material.A4, SCAN, null);
        applications.send(id, file, SCAN);

        assertThat(read(APPLICANT, id, file).statusCode()).isEqualTo(404);
    }

    @Test
    void shouldTakeAFileAwayOnceAndAnswerARepeat_R15() {
        String id = empty();
        Attachment file = applications.upload(APPLICANT, id, Material.A4, SCAN);
        remove(APPLICANT, id, file.id());
        long version = applications.find(id).version();
        remove(APPLICANT, id, file.id());

        assertThat(applications.find(id).files(Material.A4)).isEmpty();
        assertThat(applications.find(id).version()).isEqualTo(version);
        assertThat(read(APPLICANT, id, file.id()).statusCode()).as("never handed in").isEqualTo(404);
        refused(ErrorCode.NOT_FOUND, () -> remove(APPLICANT, id, "none"));
        refused(ErrorCode.NOT_FOUND, () -> remove("stranger", id, file.id()));
    }

    @Test
    void shouldKeepReadableWhatWasHandedInAndThenTakenAway_R22() {
        String id = applications.returned(applications.atEmployer().id(), "A4").id();
        String file = applications.find(id).files(Material.A4).getFirst().id();
        remove(APPLICANT, id, file);

        assertThat(applications.find(id).files(Material.A4)).isEmpty();
        assertThat(read(EMPLOYER, id, file).statusCode()).isEqualTo(303);
    }

    @Test
    void shouldAnswerThroughTheHandlers_R15() {
        String id = empty();
        Requests announce = Requests.post("/applications/{id}/attachments").path("id", id).as(APPLICANT);
        assertThat(problem(announce.body("{").to(new RequestUploadHandler(services)))).isEqualTo(ErrorCode.MALFORMED_JSON);
        assertThat(problem(announce.body("{\"path\":\"x\"}").to(new RequestUploadHandler(services)))).isEqualTo(ErrorCode.UNKNOWN_FIELD);
        assertThat(problem(announce.body("{\"material\":\"A99\"}").to(new RequestUploadHandler(services))))
                .isEqualTo(ErrorCode.INVALID_VALUE);
        ApiResponse created = announce.body(announcement(Material.A4, SCAN, null)).to(new RequestUploadHandler(services));
        assertThat(created.statusCode()).isEqualTo(201);
        String file = Requests.body(created, RequestUpload.Ticket.class).attachmentId();

        Requests completion = Requests.post("/applications/{id}/attachments/{attachmentId}/completion").path("id", id)
                .path("attachmentId", file).as(APPLICANT);
        assertThat(completion.to(new CompleteUploadHandler(services)).statusCode()).isEqualTo(409);
        applications.send(id, file, SCAN);
        ApiResponse completed = completion.to(new CompleteUploadHandler(services));
        assertThat(completed.statusCode()).isEqualTo(200);
        assertThat(completed.body()).contains("ACCEPTED", "\"uploadedBy\":\"APPLICANT\"").doesNotContain("sha256");
    }

    @Test
    void shouldAnswerAHostileFileWithWhatToDo_R15() {
        String id = empty();
        byte[] pdf = HostileFiles.pdf(1);
        String file = applications.announce(APPLICANT, id, Material.A3, pdf, null);
        applications.send(id, file, pdf);
        ApiResponse response = Requests.post("/applications/{id}/attachments/{attachmentId}/completion").path("id", id)
                .path("attachmentId", file).as(APPLICANT).to(new CompleteUploadHandler(services));

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(problem(response)).isEqualTo(ErrorCode.FILE_REJECTED);
        assertThat(response.body()).contains("\"field\":\"A3\"");
    }

    /** Files of ten megabytes each, put there without sending them. */
    private Attachment fill(String id, Material material, int count) {
        Attachment last = null;
        for (int i = 0; i < count; i++) {
            org.zhicheng.dossier.application.Application before = applications.find(id);
            last = new Attachment("big" + i, material, "big.pdf", "application/pdf", 10L * 1024 * 1024,
                    sha256(("big" + i).getBytes(StandardCharsets.UTF_8)), Attachment.Status.ACCEPTED, Optional.empty(), Optional.empty(),
                    APPLICANT, services.now(), Optional.of(services.now()));
            services.applications()
                    .commit(new org.zhicheng.dossier.process.Change(before, before.edit().attach(last).done(),
                            new org.zhicheng.dossier.record.AuditEvent(id, before.version() + 1, services.now(), "test",
                                    org.zhicheng.dossier.flow.Role.SYSTEM, "FILL", Optional.of(State.DRAFT), Optional.of(State.DRAFT),
                                    org.zhicheng.dossier.record.AuditEvent.Channel.OPERATOR, "")));
        }
        return last;
    }

    private String empty() {
        return applications.create(APPLICANT, new Dossier(), Optional.empty()).id();
    }

    private RequestUpload.Ticket request(String id, Announcement announcement, Optional<String> key) {
        return applications.uploads().request(applications.as(APPLICANT), id, announcement, key);
    }

    private Attachment complete(String id, String file) {
        return applications.completions().complete(applications.as(APPLICANT), id, file);
    }

    private void remove(String who, String id, String file) {
        new RemoveAttachment(services.applications(), applications.uploads(), services.clock()).remove(applications.as(who), id, file);
    }

    @Test
    @DisplayName("R15 页面可取得文件的临时地址，直接显示")
    void shouldTellAPageWhereAFileIsShown_R15() {
        Application application = applications.atEmployer();
        String file = application.attachments().getFirst().id();
        ApiResponse told = Requests.get("/applications/{id}/attachments/{attachmentId}/file").path("id", application.id())
                .path("attachmentId", file).header("accept", "application/json").asStaff(EMPLOYER).to(new ReadAttachmentHandler(services));

        FileAddress address = Requests.body(told, FileAddress.class);
        assertThat(told.statusCode()).isEqualTo(200);
        assertThat(address.uri().getQuery()).contains("view-");
        assertThat(address.validUntil()).isAfter(services.clock().instant());
        assertThat(read(EMPLOYER, application.id(), file).statusCode()).isEqualTo(303);
    }

    private ApiResponse read(String who, String id, String file) {
        return Requests.get("/applications/{id}/attachments/{attachmentId}/file").path("id", id).path("attachmentId", file).asStaff(who)
                .to(new ReadAttachmentHandler(services));
    }
}
