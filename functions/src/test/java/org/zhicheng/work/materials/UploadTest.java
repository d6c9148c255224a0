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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.apache.pdfbox.pdmodel.common.PDRectangle;
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
import org.zhicheng.dossier.files.Manifest;
import org.zhicheng.dossier.files.MaterialFiles;
import org.zhicheng.dossier.files.Renderings;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.rendering.FileUse;
import org.zhicheng.ground.rendering.HostileFiles;
import org.zhicheng.handlers.materials.CompleteUploadHandler;
import org.zhicheng.handlers.materials.ReadAttachmentHandler;
import org.zhicheng.handlers.materials.RequestUploadHandler;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.FakeServices;
import org.zhicheng.lambda.FileAddress;
import org.zhicheng.lambda.Json;
import org.zhicheng.handlers.materials.MaterialPages;
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
        CompleteUpload cutOff = new CompleteUpload(failing, applications.uploads(), services.materials(), services.renderings(),
                services.clock());

        assertThatThrownBy(() -> cutOff.complete(applications.as(APPLICANT), id, file)).isInstanceOf(IllegalStateException.class);
        refused(ErrorCode.FILE_REJECTED, () -> complete(id, file));
        assertThat(services.materials().keys()).isEmpty();
    }

    @Test
    @DisplayName("R46 长文件读取期间可查询进度，重复查询不出错")
    void shouldTellHowFarALongFileIsAndCompleteItLater_R46() {
        String id = empty();
        String file = applications.announce(APPLICANT, id, Material.A4, SCAN, null);
        applications.send(id, file, SCAN);
        services.renderings().busy(true);
        services.renderings().keep(id, file, Manifest.underWay(1, 7, 352));
        Requests completion = Requests.post("/applications/{id}/attachments/{attachmentId}/completion").path("id", id)
                .path("attachmentId", file).as(APPLICANT);

        ApiResponse waiting = completion.to(new CompleteUploadHandler(services));
        assertThat(waiting.statusCode()).isEqualTo(202);
        assertThat(waiting.headers()).containsKey("retry-after");
        assertThat(Requests.body(waiting, MaterialPages.Reading.class)).isEqualTo(new MaterialPages.Reading(7, 352));
        assertThat(applications.find(id).files(Material.A4)).as("does not count").isEmpty();

        services.renderings().busy(false);
        assertThat(completion.to(new CompleteUploadHandler(services)).statusCode()).isEqualTo(200);
        assertThat(completion.to(new CompleteUploadHandler(services)).statusCode()).as("a repeat").isEqualTo(200);
        assertThat(applications.find(id).files(Material.A4)).hasSize(1);
    }

    @Test
    @DisplayName("R46 352页的文件：读取期间逐页可查询进度，读完即有结果")
    void shouldReadAFileOf352PagesWhileItsOwnerAsksHowFarItIs_R46() {
        byte[] pages = HostileFiles.pdf(352, document -> document.getPages().forEach(page -> page.setMediaBox(new PDRectangle(200, 10))));
        String id = empty();
        String file = applications.announce(APPLICANT, id, Material.A10, pages, null);
        applications.send(id, file, pages);
        services.renderings().busy(true);
        Requests completion = Requests.post("/applications/{id}/attachments/{attachmentId}/completion").path("id", id)
                .path("attachmentId", file).as(APPLICANT);
        assertThat(completion.to(new CompleteUploadHandler(services)).statusCode()).isEqualTo(202);

        List<MaterialPages.Reading> told = new ArrayList<>();
        Renderings asked = new Renderings() {
            @Override
            public boolean start(Order order) {
                return services.renderings().start(order);
            }

            @Override
            public Optional<Manifest> find(String applicationId, String attachmentId, Duration patience) {
                return services.renderings().find(applicationId, attachmentId, patience);
            }

            @Override
            public void keep(String applicationId, String attachmentId, Manifest manifest) {
                services.renderings().keep(applicationId, attachmentId, manifest);
                if (!manifest.ended()) {
                    told.add(Requests.body(completion.to(new CompleteUploadHandler(services)), MaterialPages.Reading.class));
                }
            }
        };
        Clock hurried = new Clock() {
            private Instant now = services.now();

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                now = now.plusSeconds(2);
                return now;
            }
        };
        new RenderMaterial(services.materials(), asked, hurried).render(new Renderings.Order(id, file, FileUse.SCAN, false));

        assertThat(told).extracting(MaterialPages.Reading::done).hasSize(351).isSorted().doesNotHaveDuplicates();
        assertThat(told).extracting(MaterialPages.Reading::of).containsOnly(352);
        assertThat(completion.to(new CompleteUploadHandler(services)).statusCode()).isEqualTo(200);
        assertThat(services.renderings().find(id, file, Duration.ZERO).orElseThrow().pages()).hasSize(352);
    }

    /** What makes the renderings may be killed by a file, with all that would say so. */
    @Test
    @DisplayName("R46 无法生成影像的文件有最终结果和办法，不会一直“检查中”")
    void shouldEndWithAReasonWhereTheRendererDied_R46() {
        String id = empty();
        String file = applications.announce(APPLICANT, id, Material.A4, SCAN, null);
        applications.send(id, file, SCAN);
        services.renderings().dying(true);

        assertThat(applications.completions().complete(applications.as(APPLICANT), id, file))
                .isInstanceOf(CompleteUpload.Completion.BeingRead.class);
        Failure failure = refused(ErrorCode.FILE_REJECTED, () -> complete(id, file));
        assertThat(failure.violations()).singleElement().satisfies(v -> assertThat(v.code()).isEqualTo("NOT_RENDERED"));
        assertThat(applications.find(id).attachment(file).orElseThrow().status()).isEqualTo(Attachment.Status.REJECTED);
        refused(ErrorCode.FILE_REJECTED, () -> complete(id, file));
    }

    @Test
    void shouldSayThatARendererDiedWhereTheWorkflowSaysSoAndKeepWhatWasMade_R46() {
        RenderMaterial renderer = new RenderMaterial(services.materials(), services.renderings(), services.clock());
        renderer.render(new Renderings.Order("a", "f", FileUse.SCAN, true));
        assertThat(services.renderings().find("a", "f", Duration.ZERO).orElseThrow().rejection().orElseThrow().code())
                .isEqualTo("NOT_RENDERED");

        String id = empty();
        Attachment made = applications.upload(APPLICANT, id, Material.A4, SCAN);
        Manifest before = services.renderings().find(id, made.id(), Duration.ZERO).orElseThrow();
        renderer.render(new Renderings.Order(id, made.id(), FileUse.SCAN, true));
        renderer.render(new Renderings.Order(id, made.id(), FileUse.SCAN, false));
        assertThat(services.renderings().find(id, made.id(), Duration.ZERO)).as("never replaced").contains(before);
    }

    @Test
    void shouldKeepTheOriginalUntouchedBesideItsPages_R46() {
        String id = empty();
        Attachment file = applications.upload(APPLICANT, id, Material.A4, SCAN);

        assertThat(services.materials().read(FileKeys.key(id, file.id()), Integer.MAX_VALUE)).contains(SCAN);
        assertThat(services.materials().keys()).contains(FileKeys.pageKey(id, file.id(), 1));
    }

    @Test
    @DisplayName("R46 每页附小图，列于清单，随材料一并删除；以前的影像没有小图也可查看")
    void shouldKeepAPreviewOfEachPageAndReadRenderingsThatHaveNone_R46() {
        Application application = applications.atEmployer();
        Attachment file = application.attachments().getFirst();
        String preview = FileKeys.previewKey(application.id(), file.id(), 1);
        Manifest manifest = services.renderings().find(application.id(), file.id(), Duration.ZERO).orElseThrow();

        assertThat(services.materials().keys()).contains(preview);
        assertThat(manifest.pages()).singleElement().satisfies(page -> assertThat(page.preview()).isPresent());
        assertThat(pages(application, file)).singleElement()
                .satisfies(page -> assertThat(page.preview().orElseThrow().getPath()).endsWith("preview-001"));

        Manifest earlier = Json.decode(Json.encode(manifest).replaceAll(",\"preview\":\\{[^}]*}", ""), Manifest.class);
        services.renderings().keep(application.id(), file.id(), earlier);
        assertThat(pages(application, file)).singleElement().satisfies(page -> assertThat(page.preview()).isEmpty());

        MaterialFiles.delete(services.materials(), FileKeys.key(application.id(), file.id()));
        assertThat(services.materials().keys()).doesNotContain(preview);
    }

    private List<MaterialPages.Page> pages(Application application, Attachment file) {
        return Requests.body(Requests.get("/applications/{id}/attachments/{attachmentId}/file").path("id", application.id())
                .path("attachmentId", file.id()).header("accept", "application/json").asStaff(EMPLOYER)
                .to(new ReadAttachmentHandler(services)), MaterialPages.class).pages();
    }

    @Test
    @DisplayName("R46 以前上传的材料在首次查看时生成影像")
    void shouldRenderWhatWasUploadedBeforeThereWereRenderingsAtFirstSight_R46() {
        String id = applications.atEmployer().id();
        String old = "old-file";
        services.materials().write(FileKeys.key(id, old), "image/png", SCAN);
        String broken = "old-broken";
        services.materials().write(FileKeys.key(id, broken), "image/png", HostileFiles.zip());
        for (String each : List.of(old, broken)) {
            Application before = applications.find(id);
            services.applications().commit(new org.zhicheng.dossier.process.Change(before, before.edit()
                    .attach(new Attachment(each, Material.A9, "a.png", "image/png", SCAN.length, sha256(SCAN), Attachment.Status.ACCEPTED,
                            Optional.empty(), Optional.empty(), APPLICANT, services.now(), Optional.of(services.now())))
                    .done(),
                    new org.zhicheng.dossier.record.AuditEvent(id, before.version() + 1, services.now(), "test",
                            org.zhicheng.dossier.flow.Role.SYSTEM, "OLD", Optional.of(before.state()), Optional.of(before.state()),
                            org.zhicheng.dossier.record.AuditEvent.Channel.OPERATOR, "")));
        }
        long version = applications.find(id).version();

        assertThat(read(EMPLOYER, id, old).statusCode()).isEqualTo(303);
        assertThat(services.materials().keys()).contains(FileKeys.pageKey(id, old, 1));
        assertThat(problem(read(EMPLOYER, id, broken))).isEqualTo(ErrorCode.FILE_REJECTED);
        assertThat(applications.find(id).version()).as("looking changes nothing").isEqualTo(version);
    }

    @Test
    @DisplayName("R46 原件仅由评审机构说明理由后调取，并留有记录")
    void shouldHandTheFileItselfToTheOfficeOnlyWithAReasonInTheRecord_R46() {
        String id = applications.atEmployer().id();
        String file = applications.find(id).files(Material.A4).getFirst().id();
        Requests open = Requests.post("/applications/{id}/attachments/{attachmentId}/original").path("id", id).path("attachmentId", file);

        for (String other : List.of(APPLICANT, EMPLOYER, Applications.DISTRICT, Applications.COMMITTEE, "stranger")) {
            assertThat(open.asStaff(other).body("{\"reason\":\"x\"}").to(new ReadAttachmentHandler(services)).statusCode()).as(other)
                    .isIn(403, 404);
        }
        assertThat(problem(open.asStaff(Applications.OFFICE).body("{\"reason\":\" \"}").to(new ReadAttachmentHandler(services))))
                .isEqualTo(ErrorCode.MISSING_FIELD);
        assertThat(services.auditLog().events(Subject.readings(id))).as("refused, so nothing was opened").isEmpty();

        ApiResponse opened = open.asStaff(Applications.OFFICE).body("{\"reason\":\"核对印章\"}").to(new ReadAttachmentHandler(services));
        URI uri = Requests.body(opened, FileAddress.class).uri();
        assertThat(services.materials().at(uri)).isEqualTo(SCAN);
        assertThat(uri.getQuery()).as("a name of the system's").contains("A4-1.png").doesNotContain("毕业证");
        assertThat(services.auditLog().events(Subject.readings(id))).singleElement().satisfies(event -> {
            assertThat(event.action()).isEqualTo("OPEN_ORIGINAL");
            assertThat(event.actor()).isEqualTo(Applications.OFFICE);
            assertThat(event.note()).contains("A4", file, "核对印章");
        });
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
        assertThat(services.materials().at(URI.create(response.headers().get("location"))))
                .as("pages made by the system, not the scan (R46)").startsWith("%PDF-".getBytes(StandardCharsets.US_ASCII));
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
        return ((CompleteUpload.Completion.Completed) applications.completions().complete(applications.as(APPLICANT), id, file))
                .attachment();
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

        MaterialPages address = Requests.body(told, MaterialPages.class);
        assertThat(told.statusCode()).isEqualTo(200);
        assertThat(address.pages()).singleElement().satisfies(page -> assertThat(page.uri()).asString().contains("page-001", "view-"));
        assertThat(address.validUntil()).isAfter(services.clock().instant());
        assertThat(read(EMPLOYER, application.id(), file).statusCode()).isEqualTo(303);
    }

    @Test
    @DisplayName("R46 整份PDF在首次索取时由页面影像合成，再次索取字节不变，随材料一并删除")
    void shouldBindThePagesWhenTheyAreAskedForAsOneDocument_R46() {
        Application application = applications.atEmployer();
        String file = application.attachments().getFirst().id();
        String key = FileKeys.pdfKey(application.id(), file);
        assertThat(services.materials().keys()).doesNotContain(key);
        Requests told = Requests.get("/applications/{id}/attachments/{attachmentId}/file").path("id", application.id())
                .path("attachmentId", file).header("accept", "application/json").asStaff(EMPLOYER);
        assertThat(Requests.body(told.to(new ReadAttachmentHandler(services)), MaterialPages.class).uri()).isEmpty();
        assertThat(services.materials().keys()).as("not before it is asked for").doesNotContain(key);
        MaterialPages whole = Requests.body(told.query("whole", "true").to(new ReadAttachmentHandler(services)), MaterialPages.class);
        assertThat(whole.uri().orElseThrow()).asString().contains("pages.pdf", "view-");
        assertThat(problem(told.query("whole", "yes").to(new ReadAttachmentHandler(services)))).isEqualTo(ErrorCode.INVALID_VALUE);
        services.materials().delete(key);

        ApiResponse sent = read(EMPLOYER, application.id(), file);
        assertThat(sent.headers().get("location")).contains("pages.pdf");
        byte[] bound = services.materials().read(key, Integer.MAX_VALUE).orElseThrow();
        assertThat(bound).startsWith("%PDF".getBytes(StandardCharsets.US_ASCII));

        services.materials().delete(key);
        read(EMPLOYER, application.id(), file);
        assertThat(services.materials().read(key, Integer.MAX_VALUE)).contains(bound);
        byte[] kept = {1};
        services.materials().write(key, "application/pdf", kept);
        read(EMPLOYER, application.id(), file);
        assertThat(services.materials().read(key, Integer.MAX_VALUE)).as("found made").contains(kept);

        MaterialFiles.delete(services.materials(), FileKeys.key(application.id(), file));
        assertThat(services.materials().keys()).doesNotContain(key);
    }

    private ApiResponse read(String who, String id, String file) {
        return Requests.get("/applications/{id}/attachments/{attachmentId}/file").path("id", id).path("attachmentId", file).asStaff(who)
                .to(new ReadAttachmentHandler(services));
    }
}
