package org.zhicheng.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;

import org.zhicheng.dossier.files.FileStore.Upload;
import org.zhicheng.dossier.files.FileStore;

/** Files in a bucket, and the addresses by which browsers send and fetch them. */
@Tag("s3")
class S3FileStoreIT {

    private static final FileStore FILES = Adapters.atEndpoint().withBucket().services().materials();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration MINUTES = Duration.ofMinutes(5);
    private static final byte[] CONTENT = "职称申报材料".getBytes(StandardCharsets.UTF_8);

    private final String key = "materials/" + UUID.randomUUID() + "/扫描 件+1";

    @Test
    @DisplayName("R15 文件保存到删除为止")
    void shouldKeepAFileUntilItIsDeleted() {
        assertThat(FILES.read(key, 100)).isEmpty();

        FILES.write(key, "application/pdf", CONTENT);
        FILES.write(key, "application/pdf", CONTENT);

        assertThat(FILES.read(key, 100)).get().isEqualTo(CONTENT);
        assertThat(FILES.read(key, 3)).get().isEqualTo(new byte[]{CONTENT[0], CONTENT[1], CONTENT[2]});
        FILES.delete(key);
        FILES.delete(key);
        assertThat(FILES.read(key, 100)).isEmpty();
    }

    @Test
    @DisplayName("R38 按序列出存放已久的文件")
    void shouldListWhatHasLainThereForAWhileInOrder_R38() {
        String prefix = "materials/" + UUID.randomUUID();
        FILES.write(prefix + "/b", "application/pdf", CONTENT);
        FILES.write(prefix + "/a", "application/pdf", CONTENT);

        assertThat(FILES.list(prefix, Duration.ZERO, Optional.empty()).keys()).containsExactly(prefix + "/a", prefix + "/b");
        assertThat(FILES.list(prefix, Duration.ZERO, Optional.of(prefix + "/a")).keys()).containsExactly(prefix + "/b");
        assertThat(FILES.list(prefix, Duration.ZERO, Optional.empty()).next()).isEmpty();
        assertThat(FILES.list(prefix, Duration.ofHours(1), Optional.empty()).keys()).isEmpty();
        assertThat(FILES.list(prefix + "nothing", Duration.ZERO, Optional.empty()).keys()).isEmpty();
    }

    @Test
    @DisplayName("R15 内容与申请时一致的上传予以接受")
    void shouldTakeAnUploadOfTheAnnouncedContent_R15() throws Exception {
        assertThat(put(announce(CONTENT), CONTENT).statusCode()).isEqualTo(200);

        assertThat(FILES.read(key, 100)).get().isEqualTo(CONTENT);
    }

    @Test
    @DisabledIf(value = "org.zhicheng.checks.Endpoint#isMoto", disabledReason = "moto keeps a checksum without comparing it with the content")
    @DisplayName("R15 内容不同的上传予以拒绝")
    void shouldRefuseAnUploadOfOtherContent_R15() throws Exception {
        byte[] other = CONTENT.clone();
        other[0]++;

        assertThat(put(announce(CONTENT), other).statusCode()).isBetween(400, 403);
        assertThat(FILES.read(key, 100)).isEmpty();
    }

    @Test
    @DisabledIf(value = "org.zhicheng.checks.Endpoint#isMoto", disabledReason = "moto checks no signature, and the length is signed only")
    @DisplayName("R15 长度不同的上传予以拒绝")
    void shouldRefuseAnUploadOfAnotherLength_R15() throws Exception {
        assertThat(put(announce(CONTENT), "longer than was announced".getBytes(StandardCharsets.UTF_8)).statusCode()).isBetween(400, 403);
        assertThat(FILES.read(key, 100)).isEmpty();
    }

    @Test
    @DisabledIf(value = "org.zhicheng.checks.Endpoint#isMoto", disabledReason = "moto checks no signature")
    @DisplayName("R15 改动过的上传地址予以拒绝")
    void shouldRefuseAnAddressThatWasChanged_R15() throws Exception {
        Upload upload = announce(CONTENT);
        Upload changed = new Upload(URI.create(upload.uri().toString().replace("/materials/", "/materials/another-")), upload.headers());

        assertThat(put(changed, CONTENT).statusCode()).isEqualTo(403);
    }

    @Test
    @DisplayName("R15 文件按其名称和类型下载")
    void shouldSendAFileUnderItsNameAndType() throws Exception {
        FILES.write(key, "application/octet-stream", CONTENT);

        HttpResponse<byte[]> answer = HTTP.send(
                HttpRequest.newBuilder(FILES.download(key, "身份证 1.pdf", "application/pdf", MINUTES)).build(),
                HttpResponse.BodyHandlers.ofByteArray());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(CONTENT);
        assertThat(answer.headers().firstValue("content-type")).contains("application/pdf");
        assertThat(answer.headers().firstValue("content-disposition"))
                .contains("attachment; filename*=UTF-8''%E8%BA%AB%E4%BB%BD%E8%AF%81%201.pdf");
    }

    private Upload announce(byte[] content) throws Exception {
        return FILES.upload(key, "application/pdf", content.length, Checksums.sha256(content), MINUTES);
    }

    private static HttpResponse<String> put(Upload upload, byte[] content) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(upload.uri()).PUT(HttpRequest.BodyPublishers.ofByteArray(content));
        // The client sets the length by itself.
        upload.headers().forEach((name, value) -> {
            if (!name.equals("content-length")) {
                request.header(name, value);
            }
        });
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
