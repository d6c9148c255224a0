package org.zhicheng.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhicheng.checks.BadInputIT.assertProblem;
import static org.zhicheng.ground.rendering.HostileFiles.ascii;
import static org.zhicheng.ground.rendering.HostileFiles.concat;
import static org.zhicheng.ground.rendering.HostileFiles.deflatedZeros;
import static org.zhicheng.ground.rendering.HostileFiles.jpeg;
import static org.zhicheng.ground.rendering.HostileFiles.pdf;
import static org.zhicheng.ground.rendering.HostileFiles.pngOf;
import static org.zhicheng.ground.rendering.HostileFiles.rawPdf;
import static org.zhicheng.ground.rendering.HostileFiles.stream;
import static org.zhicheng.ground.rendering.HostileFiles.zip;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.zhicheng.checks.Api.Reply;
import org.zhicheng.dossier.files.FileKeys;
import org.zhicheng.dossier.files.FileStore;
import org.zhicheng.lambda.Services;

/** Hostile files the whole way: announced, sent to the bucket, rendered (R15, R46). What each kind of file may hide is tested beside the renderer. */
class UploadsIT {

    private static Services table;
    private static Api api;
    /** A draft with nothing in it. */
    private static Journey draft;

    private record Hostile(String about, String material, String fileName, byte[] content, String reason) {
        @Override
        public String toString() {
            return about;
        }
    }

    @BeforeAll
    static void begin() {
        TestStack stack = TestStack.shared();
        api = stack.api();
        table = stack.adapters();
        draft = Journey.of(stack).register().draft();
    }

    static Stream<Hostile> hostileFiles() {
        byte[] whole = pdf(2);
        return Stream.of(new Hostile("an archive", "A4", "a.pdf", zip(), "WRONG_TYPE"),
                new Hostile("a page", "A4", "a.jpg", ascii("<html><script>alert(1)</script></html>"), "WRONG_TYPE"),
                new Hostile("a program", "A4", "a.png", concat(ascii("MZ"), new byte[4096]), "WRONG_TYPE"),
                new Hostile("an archive before a PDF", "A4", "a.pdf", concat(zip(), whole), "PRECEDED"),
                new Hostile("a page behind a PDF", "A4", "a.pdf", concat(whole, ascii("<html>" + "x".repeat(5000))), "HIDDEN_CONTENT"),
                new Hostile("an encrypted PDF", "A4", "a.pdf", encrypted(), "ENCRYPTED"),
                new Hostile("a PDF bomb", "A4", "a.pdf",
                        rawPdf(ascii("<</Type/Catalog/Pages 2 0 R>>"), ascii("<</Type/Pages/Kids[3 0 R]/Count 1>>"),
                                ascii("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"),
                                stream("/Filter/FlateDecode", deflatedZeros(200_000_000))),
                        "TOO_COMPLEX"),
                new Hostile("a picture bomb", "A4", "a.png", pngOf(50_000, 50_000, deflatedZeros(1000)), "TOO_MANY_PIXELS"),
                new Hostile("half a PDF", "A4", "a.pdf", Arrays.copyOf(whole, whole.length / 2), "TRUNCATED"),
                new Hostile("a portrait that is a document", "A3", "a.pdf", whole, "PORTRAIT_MUST_BE_PICTURE"),
                new Hostile("a book", "A4", "a.pdf", pdf(401), "TOO_MANY_PAGES"));
    }

    private static byte[] encrypted() {
        return pdf(1, document -> {
            try {
                StandardProtectionPolicy policy = new StandardProtectionPolicy("owner", "secret", new AccessPermission());
                policy.setEncryptionKeyLength(256);
                document.protect(policy);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostileFiles")
    @DisplayName("R15 有害文件予以拒绝且不留存")
    void shouldRefuseAHostileFileAndKeepNothingOfIt_R15(Hostile file) {
        JsonNode ticket = draft.ticket(draft.applicant(), file.material(), file.fileName(), file.content());
        String id = ticket.path("attachmentId").asText();
        Api.upload(ticket.path("upload"), file.content()).expect(200);

        Reply refused = draft.complete(draft.applicant(), ticket);
        assertProblem(refused, 422, "FILE_REJECTED");
        assertThat(refused.violations()).containsExactly(file.reason());
        assertThat(table.materials().read(FileKeys.key(draft.id(), id), 1)).as("the file").isEmpty();

        // The address still holds for some minutes; what is sent there again is not looked at again.
        Api.upload(ticket.path("upload"), file.content()).expect(200);
        assertProblem(api.get(draft.applicant(), draft.path() + "/attachments/" + id + "/file"), 404, "NOT_FOUND");
        assertThat(draft.complete(draft.applicant(), ticket).violations()).containsExactly(file.reason());
        assertThat(table.materials().read(FileKeys.key(draft.id(), id), 1)).as("the file sent again").isEmpty();
        assertThat(table.applications().find(draft.id()).orElseThrow().attachment(id).orElseThrow().counts()).isFalse();
    }

    @Test
    @DisplayName("R46 给出的只有系统生成的页面，文件中的其他内容一概不带")
    void shouldGiveOutPagesOfItsOwnAndNothingElseOfTheFile_R46() {
        String marker = "a marker of a stranger";
        for (byte[] file : List.of(concat(jpeg(800, 900), ascii(marker), zip()),
                concat(pdf(1, d -> d.getDocumentCatalog().setOpenAction(new PDActionJavaScript(marker))), zip()))) {
            JsonNode ticket = draft.ticket(draft.applicant(), "A6", "备案表.pdf", file);
            Api.upload(ticket.path("upload"), file).expect(200);
            draft.complete(draft.applicant(), ticket).expect(200);
            String path = draft.path() + "/attachments/" + ticket.path("attachmentId").asText() + "/file";

            Reply pdf = Api.open(URI.create(api.get(draft.applicant(), path).expect(303).header("location")));
            assertThat(pdf.expect(200).header("content-type")).isEqualTo("application/pdf");
            assertThat(pdf.header("content-disposition")).startsWith("attachment");
            assertThat(new String(pdf.body(), StandardCharsets.ISO_8859_1)).startsWith("%PDF-").doesNotContain(marker, "JavaScript", "PK");
            assertThat(table.materials().read(FileKeys.key(draft.id(), ticket.path("attachmentId").asText()), Integer.MAX_VALUE))
                    .as("the original is kept").contains(file);
        }
    }

    @Test
    @DisplayName("R46 长文件逐页生成影像，各页可逐一查看")
    void shouldReadALongFileToItsEnd_R46() {
        byte[] file = pdf(60);
        JsonNode ticket = draft.ticket(draft.applicant(), "A6", "合同.pdf", file);
        Api.upload(ticket.path("upload"), file).expect(200);

        JsonNode completed = draft.complete(draft.applicant(), ticket).expect(200).json();
        assertThat(completed.path("status").asText()).isEqualTo("ACCEPTED");
        assertThat(completed.path("warnings").path(0).path("code").asText()).isEqualTo("NEARLY_EMPTY");
        assertThat(table.materials().read(FileKeys.pageKey(draft.id(), ticket.path("attachmentId").asText(), 60), 10)).isPresent();
    }

    @Test
    @DisplayName("R15 上传地址不能替换已检查的文件")
    void shouldNotLetAnAddressReplaceWhatWasInspected_R15() {
        byte[] content = draft.content("A10.pdf");
        JsonNode ticket = draft.ticket(draft.applicant(), "A10", "A10.pdf", content);
        String key = FileKeys.key(draft.id(), ticket.path("attachmentId").asText());
        Api.upload(ticket.path("upload"), content).expect(200);
        draft.complete(draft.applicant(), ticket).expect(200);
        byte[] other = content.clone();
        other[other.length / 2] ^= 1;
        ObjectNode headers = ticket.path("upload").path("headers").deepCopy();
        headers.properties().stream().filter(header -> header.getKey().equalsIgnoreCase("x-amz-checksum-sha256")).toList()
                .forEach(header -> headers.put(header.getKey(), Checksums.sha256(other)));
        URI address = URI.create(ticket.path("upload").path("uri").asText());

        Reply changed = Api.upload(ticket.path("upload"), other);
        Reply announcedOtherwise = Api.upload(address, headers, other);

        assertThat(List.of(changed.status(), announcedOtherwise.status())).allMatch(status -> status >= 400 && status < 500);
        assertThat(table.materials().read(key, content.length + 1L)).hasValue(content);
    }

    @Test
    @DisplayName("R15 过期的上传地址予以拒绝")
    void shouldRefuseAnAddressThatIsOver_R15() {
        byte[] content = draft.content("A10.pdf");
        FileStore.Upload upload = table.materials().upload("over/" + draft.id(), "application/pdf", content.length,
                Checksums.sha256(content), Duration.ofSeconds(1));
        JsonNode headers = Api.JSON.valueToTree(upload.headers());

        Await.until("the address still holds", () -> Api.upload(upload.uri(), headers, content).status() == 403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../../etc/passwd.pdf", "..\\..\\boot.pdf", "a\u0000.pdf", "证书\r\nSet-Cookie: x=1.pdf", "\u202Efdp.exe.pdf",
            "长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长.pdf",
            "𠀀𠀀.pdf", "CON", "\"><script>.pdf", "a;filename=b.exe"})
    @DisplayName("R15 文件名去除异常字符后保留")
    void shouldKeepAPlainNameAndGiveTheFileOutUnderIt_R15(String name) {
        byte[] content = draft.content("A10.pdf");
        JsonNode ticket = draft.ticket(draft.applicant(), "A9", name, content);
        Api.upload(ticket.path("upload"), content).expect(200);
        draft.complete(draft.applicant(), ticket).expect(200);
        String id = ticket.path("attachmentId").asText();

        String kept = table.applications().find(draft.id()).orElseThrow().attachment(id).orElseThrow().fileName();
        Reply file = Api
                .open(URI.create(api.get(draft.applicant(), draft.path() + "/attachments/" + id + "/file").expect(303).header("location")))
                .expect(200);

        assertThat(kept).isNotBlank().doesNotContainPattern("[/\\\\\\p{Cntrl}\\p{Cf}]").hasSizeLessThan(260);
        assertThat(file.header("content-disposition")).startsWith("attachment").doesNotContain("\r", "\n", "<script>")
                .doesNotContainPattern("filename=b");
        assertThat(file.header("set-cookie")).isEmpty();
        assertThat(ticket.path("upload").path("uri").asText()).as("no name in an address").doesNotContain("passwd", "exe", "boot");
    }
}
