package org.zhicheng.work.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.zhicheng.ground.typesetting.StructuredText;

/** R30, R31, R32: the electronic certificate. */
class CertificatePdfTest {
    private static final String URI = "https://zhicheng.example.cn/v/7KQ4-MZXP-21TD-9WHB-C6RA";

    private static KeyPair keys;
    private static byte[] portrait;

    @BeforeAll
    static void makeKeysAndPortrait() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        keys = generator.generateKeyPair();
        portrait = portrait("jpg");
    }

    @Test
    void shouldPrintEveryFact() throws Exception {
        CertificateFacts facts = facts("阿卜杜热合曼·艾尔肯");

        assertThat(text(make(facts))).contains("专业技术资格证书").contains("阿卜杜热合曼·艾尔肯").contains("650104********1234").contains("男")
                .contains("工程系列").contains("机械工程专业").contains("副高级").contains("授予").contains("2025年5月8日").contains("乌人社职〔2025〕12号")
                .contains("WLMQ-2025-000123").contains("乌鲁木齐市人力资源和社会保障局").contains(URI);
    }

    @Test
    void shouldBeHeardInTheOrderInWhichItIsUnderstood_R51() {
        List<StructuredText.Element> heard = StructuredText.read(make(facts("张伟")));

        assertThat(heard.stream().map(StructuredText.Element::text).limit(24)).containsExactly("专业技术资格证书", "（电子证书）　",
                "PROFESSIONAL TITLE CERTIFICATE · ELECTRONIC", "持证人张伟的照片", "姓名", "Name", "张伟", "性别", "Sex", "男", "身份证号", "ID number",
                "650104********1234", "系列", "Series", "工程系列", "级别", "Level", "副高级", "专业", "Specialty", "机械工程专业", "取得方式", "Obtained by");
        assertThat(heard).contains(new StructuredText.Element("TH", "证书编号"), new StructuredText.Element("TD", "WLMQ-2025-000123"),
                new StructuredText.Element("Figure", "核验二维码，指向 " + URI), new StructuredText.Element("TD", "乌鲁木齐市人力资源和社会保障局"));
        assertThat(heard.getLast().text())
                .isEqualTo("To verify: scan the code, or check the attached facts and signature with the authority's published key.");
    }

    /** R31: whoever has the file and the published key can check the facts without a network. */
    @Test
    void shouldCarryASignatureThatThePublishedKeyConfirms() throws Exception {
        CertificateFacts facts = facts("张伟");

        Map<String, byte[]> attached = attachments(make(facts));

        assertThat(attached).containsOnlyKeys("facts.json", "facts.sig");
        assertThat(attached.get("facts.json")).isEqualTo(CanonicalFacts.bytes(facts, portrait));
        assertThat(verifies(attached.get("facts.json"), attached.get("facts.sig"))).isTrue();
        byte[] forged = new String(attached.get("facts.json"), StandardCharsets.UTF_8).replace("副高级", "正高级")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(verifies(forged, attached.get("facts.sig"))).isFalse();
    }

    /** R31: the portrait in the file is the one whose digest is signed. */
    @Test
    void shouldEmbedTheSignedPortraitByteForByte() throws Exception {
        byte[] pdf = make(facts("张伟"));

        try (PDDocument document = Loader.loadPDF(pdf)) {
            var resources = document.getPage(0).getResources();
            List<byte[]> images = new ArrayList<>();
            for (COSName name : resources.getXObjectNames()) {
                images.add(resources.getXObject(name).getCOSObject().createRawInputStream().readAllBytes());
            }
            assertThat(images).hasSize(1);
            assertThat(images.getFirst()).isEqualTo(portrait);
            String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(images.getFirst()));
            assertThat(new String(attachments(pdf).get("facts.json"), StandardCharsets.UTF_8)).contains(digest);
        }
    }

    @Test
    void shouldShowAQrCodeThatLeadsToTheVerification() throws Exception {
        try (PDDocument document = Loader.loadPDF(make(facts("张伟")))) {
            BufferedImage image = new PDFRenderer(document).renderImageWithDPI(0, 150);
            int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
            BinaryBitmap bitmap = new BinaryBitmap(
                    new HybridBinarizer(new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels)));

            assertThat(new QRCodeReader().decode(bitmap).getText()).isEqualTo(URI);
        }
    }

    /** R32: a name with rare characters still prints. */
    @Test
    void shouldPrintRareCharacters() throws Exception {
        assertThat(text(make(facts("王𠀁𪨶㐀𰻞")))).contains("王𠀁𪨶㐀𰻞");
    }

    /** R32: nothing is issued with a substitute in the place of a character. */
    @Test
    void shouldRefuseANameThatCannotPrintWithoutRepeatingIt() {
        CertificateFacts facts = facts("王\uE000明");

        assertThat(facts.unprintable()).containsExactly("\uE000");
        assertThatIllegalArgumentException().isThrownBy(() -> make(facts)).withMessageNotContaining("王");
    }

    @Test
    void shouldSetANameOfTwoCharactersApartWithoutABlankInIt_R51() throws Exception {
        byte[] pdf = make(facts("张伟"));

        assertThat(StructuredText.words(pdf)).contains("姓名Name张伟性别Sex男");
        assertThat(new String(attachments(pdf).get("facts.json"), StandardCharsets.UTF_8)).contains("\"name\":\"张伟\"");
    }

    /** R30: issuing twice gives the same certificate. */
    @Test
    void shouldMakeTheSameBytesOfTheSameFacts() {
        CertificateFacts facts = facts("张伟");
        byte[] signature = signer().sign(CanonicalFacts.bytes(facts, portrait));

        byte[] first = CertificatePdf.make(facts, portrait, signature);

        assertThat(CertificatePdf.make(facts, portrait, signature)).isEqualTo(first);
        assertThat(first.length).isLessThan(200_000);
    }

    @Test
    void shouldMakeTheSameBytesOnManyThreads() throws Exception {
        CertificateFacts facts = facts("王𠀁𪨶㐀𰻞");
        byte[] signature = signer().sign(CanonicalFacts.bytes(facts, portrait));
        byte[] expected = CertificatePdf.make(facts, portrait, signature);

        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<byte[]>> made = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                made.add(threads.submit(() -> CertificatePdf.make(facts, portrait, signature)));
            }
            for (Future<byte[]> one : made) {
                assertThat(one.get()).isEqualTo(expected);
            }
        }
    }

    @Test
    void shouldKeepLongTextsInsideTheFrame() throws Exception {
        CertificateFacts facts = facts("阿卜杜热合曼·艾尔肯·买买提吐尔逊江·玉素甫卡迪尔阿卜杜拉");
        CertificateFacts longer = new CertificateFacts(facts.number(), facts.name(), facts.maskedIdNumber(), facts.sex(),
                "农业（含农学、园艺、植物保护、土壤肥料、农业资源环境）系列", "机械制造及其自动化（含智能装备、输送设备、矿山机械、特种设备检验检测与安全评价等方向）及相关交叉学科与工程管理专业技术工作", facts.level(),
                facts.kind(), facts.date(), facts.approvalDocumentNumber(), facts.issuingAuthority(), facts.verificationUri());

        String text = text(make(longer)).replaceAll("\\s", "");

        assertThat(text).contains(longer.name()).contains("智能装备").contains("工程管理专业技术工作");
        write("certificate-long.pdf", make(longer));
    }

    @Test
    void shouldTakeAPngPortraitAndACertificateWithoutSex() throws Exception {
        CertificateFacts facts = facts("李小明");
        CertificateFacts without = new CertificateFacts(facts.number(), facts.name(), facts.maskedIdNumber(), Optional.empty(),
                facts.series(), facts.specialty(), facts.level(), facts.kind(), facts.date(), facts.approvalDocumentNumber(),
                facts.issuingAuthority(), facts.verificationUri());
        byte[] png = portrait("png");

        byte[] pdf = CertificatePdf.make(without, png, signer().sign(CanonicalFacts.bytes(without, png)));

        assertThat(text(pdf)).doesNotContain("Sex");
        assertThat(new String(attachments(pdf).get("facts.json"), StandardCharsets.UTF_8)).doesNotContain("\"sex\"");
    }

    @Test
    void shouldRefuseAPortraitThatIsNoPicture() {
        assertThatThrownBy(() -> CertificatePdf.make(facts("张伟"), "GIF".getBytes(StandardCharsets.UTF_8), new byte[0]))
                .isInstanceOf(UnreadablePortrait.class);
    }

    /** R19, R30: the ID number is masked on everything that is shown. */
    @Test
    void shouldRefuseAFullIdNumber() {
        CertificateFacts facts = facts("张伟");

        assertThatIllegalArgumentException().isThrownBy(() -> new CertificateFacts(facts.number(), facts.name(), "11010519491231002X",
                facts.sex(), facts.series(), facts.specialty(), facts.level(), facts.kind(), facts.date(), facts.approvalDocumentNumber(),
                facts.issuingAuthority(), facts.verificationUri()));
    }

    @Test
    void shouldSayItsTitleAndLanguage() throws Exception {
        byte[] pdf = make(facts("阿卜杜热合曼·艾尔肯"));
        write("certificate.pdf", pdf);
        write("certificate-rare.pdf", make(facts("王𠀁𰻞")));

        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("专业技术资格证书 WLMQ-2025-000123");
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("zh-CN");
            assertThat(document.getNumberOfPages()).isEqualTo(1);
        }
    }

    /** The signed bytes must never change, or old signatures fail. */
    @Test
    void shouldWriteTheFactsInOneWayOnly() {
        assertThat(new String(CanonicalFacts.bytes(facts("\"王\\/𠀁"), new byte[0]), StandardCharsets.UTF_8))
                .isEqualTo("{\"approvalDocumentNumber\":\"乌人社职〔2025〕12号\",\"certificateNumber\":\"WLMQ-2025-000123\","
                        + "\"date\":\"2025-05-08\",\"issuingAuthority\":\"乌鲁木齐市人力资源和社会保障局\",\"kind\":\"授予\",\"level\":\"副高级\","
                        + "\"maskedIdNumber\":\"650104********1234\",\"name\":\"\\\"王\\\\/𠀁\","
                        + "\"portraitSha256\":\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\","
                        + "\"schema\":\"zhicheng-certificate/1\",\"series\":\"工程系列\",\"sex\":\"男\",\"specialty\":\"机械工程专业\","
                        + "\"verificationUri\":\"" + URI + "\"}");
    }

    private static CertificateFacts facts(String name) {
        return new CertificateFacts("WLMQ-2025-000123", name, "650104********1234", Optional.of("男"), "工程系列", "机械工程专业", "副高级", "授予",
                LocalDate.of(2025, 5, 8), "乌人社职〔2025〕12号", "乌鲁木齐市人力资源和社会保障局", URI);
    }

    private static byte[] make(CertificateFacts facts) {
        return CertificatePdf.make(facts, portrait, signer().sign(CanonicalFacts.bytes(facts, portrait)));
    }

    private static Signer signer() {
        return new Signer() {
            @Override
            public byte[] sign(byte[] message) {
                try {
                    Signature signature = Signature.getInstance("SHA256withECDSA");
                    signature.initSign(keys.getPrivate());
                    signature.update(message);
                    return signature.sign();
                } catch (java.security.GeneralSecurityException e) {
                    throw new IllegalStateException(e);
                }
            }

            @Override
            public byte[] publicKey() {
                return keys.getPublic().getEncoded();
            }
        };
    }

    private static boolean verifies(byte[] message, byte[] sig) throws Exception {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initVerify(keys.getPublic());
        signature.update(message);
        return signature.verify(sig);
    }

    private static Map<String, byte[]> attachments(byte[] pdf) throws Exception {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            Map<String, byte[]> files = new java.util.TreeMap<>();
            Map<String, PDComplexFileSpecification> names = document.getDocumentCatalog().getNames().getEmbeddedFiles().getNames();
            for (Map.Entry<String, PDComplexFileSpecification> file : names.entrySet()) {
                files.put(file.getKey(), file.getValue().getEmbeddedFile().toByteArray());
            }
            return files;
        }
    }

    private static String text(byte[] pdf) throws Exception {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static void write(String name, byte[] content) throws Exception {
        Files.write(Files.createDirectories(Path.of("target", "forms")).resolve(name), content);
    }

    private static byte[] portrait(String format) throws Exception {
        BufferedImage image = new BufferedImage(295, 413, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(new Color(0x43, 0x8e, 0xdb));
        g.fillRect(0, 0, 295, 413);
        g.setColor(new Color(0x2b, 0x2b, 0x35));
        g.fillOval(20, 290, 255, 260);
        g.setColor(new Color(0xe8, 0xbf, 0xa0));
        g.fillOval(90, 90, 115, 160);
        g.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        return out.toByteArray();
    }
}
