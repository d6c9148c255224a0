package org.zhicheng.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.zhicheng.Dossier;
import org.zhicheng.dossier.application.AppliedTitle;
import org.zhicheng.dossier.application.Form.Contact;
import org.zhicheng.dossier.application.Form.EmployerSection;
import org.zhicheng.dossier.application.Form.EmploymentPeriod;
import org.zhicheng.dossier.application.Form.PresentTitle;
import org.zhicheng.dossier.application.Form;
import org.zhicheng.dossier.application.Qualification;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.identity.PersonName;
import org.zhicheng.ground.text.Canonical;
import org.zhicheng.ground.text.Text;
import org.zhicheng.ground.typesetting.Format;
import org.zhicheng.ground.typesetting.PrintedText;
import org.zhicheng.rules.checklist.FormChecks;
import org.zhicheng.work.certificate.CertificateFacts;
import org.zhicheng.work.certificate.CertificatePdf;
import org.zhicheng.work.notice.PublicNoticeForm;
import org.zhicheng.work.notice.RecommendationReport.Candidate;
import org.zhicheng.work.notice.RecommendationReport;

/**
 * R51: every letter in every printed field is either refused where it is entered, by its code point, or stands in the PDF's text and in the
 * DOCX. What is cut or made plain at the door counts as entered in that form.
 */
class PrintedLettersTest {

    private static final String LETTERS = """
            甲㐀𠅤𫢸龘䶮〇々＿
            0123456789ABCxyzＡｂ９
            ⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ₀₁₂₃₄₅₆₇₈₉₊₋ₐₓ
            ½¼¾⅓⅔⅛ⅠⅡⅢⅣⅤⅩⅫⅰⅱⅲ①②⑩⑳⑴⒈㈠㊣
            ±×÷√∑∫∮∞∂∆∇≤≥≠≈≡∝∠⊥∥∈∪∩∴∵←↑→↓⇒⇔
            ℃℉Å‰‱°′″㎡㎥㎞㎏㎜㏄µμΩΩ№℡™®©§¶†‡•
            αβγδεθλπσφωΔΣΦБЖЯёїңғқү
            āáǎàēīōūǖǘǚǜüñçßøłşğıİ
            €£¥￥¢₽₹$#@&%*+=<>|\\/^~`"'
            ，。、；：？！“”‘’（）《》〈〉【】〔〕「」『』—―–‐‑…·•‧∙⋅・･～－
            ■□▲△●○★☆◆◇✓✔✗✘☑☐☒♀♂
            ﬁﬂﬃ㍿㎎ﷺ
            ئۈرۈمچىقازاقТибетབོདᠮᠣᠩหภאבגかなカナ한글
            😀👍🏻🇨🇳\uE000\uF8FF\uFFFD\uFFFC
            \u0301\u20DD⼀⽅⻋豈﨑
            \u200B\u200C\u200D\u2060\uFEFF\u00AD\u200E\u200F\u202A\u202C\u202D\u202E\u2066\u2069\uFE0F\u180E\u034F\u3164
            \u00A0\u2002\u2003\u2009\u202F\u205F\u3000\u2800\u1680。
            """;

    private static final byte[] PORTRAIT = portrait();

    /** Where a letter is entered, and the papers that print it. */
    private record Field(String name, BiFunction<String, String, List<Violation>> entry, Function<String, List<String>> papers) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Field> fields() {
        return Stream.of(
                form("contact.ethnicGroup", (d, t) -> d.contact = new Contact("男", t, "群众", "13800000000", ""),
                        f -> f.contact().ethnicGroup()),
                form("contact.politicalStatus", (d, t) -> d.contact = new Contact("男", "汉族", t, "13800000000", ""),
                        f -> f.contact().politicalStatus()),
                form("presentTitle.name", (d, t) -> d.presentTitle = new PresentTitle(Optional.empty(), t), f -> f.presentTitle().name()),
                form("conduct", (d, t) -> d.conduct = t, Form::conduct),
                form("achievements", (d, t) -> d.achievements = t, Form::achievements),
                form("employer.name", (d, t) -> d.employer = new EmployerSection("", t, Optional.empty(), Optional.empty()),
                        f -> f.employer().name()),
                form("employment.0.post",
                        (d, t) -> d.employment = List.of(new EmploymentPeriod("甲", Optional.empty(), Optional.empty(), true, t)),
                        f -> f.employment().getFirst().post()),
                title("qualification.series", (q, t) -> new Qualification(q.kind(), q.level(), t, q.specialty(), q.district()),
                        Qualification::series),
                title("qualification.specialty", (q, t) -> new Qualification(q.kind(), q.level(), q.series(), t, q.district()),
                        Qualification::specialty),
                new Field("name", (f, t) -> PersonName.check(Canonical.name(t), f).stream().toList(),
                        t -> papers(Canonical.name(t), "机械工程专业", "乌职改〔2025〕1号", "样例局")),
                line("number", t -> papers("李晓明", "机械工程专业", t, "样例局")),
                line("settings.issuingAuthority", t -> papers("李晓明", "机械工程专业", "乌职改〔2025〕1号", t)),
                line("settings.receivingOffice", t -> notice("李晓明", "男", t)),
                line("settings.supervisingTelephone", t -> notice("李晓明", "男", t)));
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("R51 每个要打印的栏目中的每个字，或在录入时拒绝，或见于PDF和DOCX")
    @MethodSource("fields")
    void shouldPrintOrRefuseEveryLetter_R51(Field field) {
        List<String> printed = new ArrayList<>();
        int refused = 0;
        int[] letters = LETTERS.codePoints().filter(c -> c != '\n').distinct().toArray();
        assertThat(letters.length).isGreaterThan(200);
        for (int letter : letters) {
            String text = "甲" + Character.toString(letter) + "乙";
            List<Violation> violations = field.entry().apply(field.name(), text).stream()
                    .filter(v -> v.field().equals(field.name()) && !v.code().equals(ViolationCode.FIELD_TOO_LONG)).toList();
            if (violations.isEmpty()) {
                printed.add(text);
            } else {
                refused++;
                String kept = field.name().equals("name") ? Canonical.name(text) : Canonical.line(text);
                String number = String.format(Locale.ROOT, "U+%04X", kept.codePointAt(1));
                assertThat(violations.getFirst().chinese()).as(number).contains(number);
                assertThat(violations.getFirst().english()).as(number).contains(number);
            }
        }
        assertThat(printed).as("both happen").hasSizeGreaterThan(20);
        assertThat(refused).as("both happen").isGreaterThan(10);
        for (int i = 0; i < printed.size(); i += 8) {
            List<String> some = printed.subList(i, Math.min(i + 8, printed.size()));
            for (String paper : field.papers().apply(String.join("", some))) {
                for (String text : some) {
                    String wanted = field.name().equals("name") ? Canonical.name(text) : Canonical.lines(text);
                    assertThat(paper).as(field.name()).contains(wanted.replace(" ", ""));
                }
            }
        }
    }

    private interface Spoil {
        void spoil(Dossier dossier, String text);
    }

    private static Field form(String name, Spoil spoil, Function<Form, String> kept) {
        Function<String, Form> entered = text -> {
            Dossier dossier = new Dossier();
            spoil.spoil(dossier, text);
            return dossier.form();
        };
        return new Field(name, (_, text) -> FormChecks.unprintable(entered.apply(text), new Dossier().qualification()),
                text -> notice("李晓明", kept.apply(entered.apply(text)), "样例办公室"));
    }

    private static Field title(String name, BiFunction<Qualification, String, Qualification> entered,
            Function<Qualification, String> kept) {
        return new Field(name, (_, text) -> FormChecks.unprintable(Form.EMPTY, entered.apply(new Dossier().qualification(), text)),
                text -> papers("李晓明", kept.apply(entered.apply(new Dossier().qualification(), text)), "乌职改〔2025〕1号", "样例局"));
    }

    private static Field line(String name, Function<String, List<String>> papers) {
        return new Field(name, (field, text) -> PrintedText.check(Canonical.line(text), field, new Text(name, name)).stream().toList(),
                text -> papers.apply(Canonical.line(text)));
    }

    /** Annex 2 and Annex 4 in both formats, and the certificate. */
    private static List<String> papers(String name, String specialty, String number, String authority) {
        List<String> papers = new ArrayList<>();
        byte[] certificate = CertificatePdf.make(new CertificateFacts("2025000001", name, "110***********002X", Optional.empty(), specialty,
                specialty, "初级", "初定", LocalDate.of(2025, 3, 17), number, authority, "https://zhicheng.invalid/verifications/x"), PORTRAIT,
                new byte[]{1});
        papers.add(pdf(certificate));
        if (number.startsWith("乌职改") && authority.equals("样例局")) {
            AppliedTitle applied = new AppliedTitle("初定", specialty, specialty, "初级");
            RecommendationReport report = new RecommendationReport(List
                    .of(new Candidate(name, specialty, specialty, 1, LocalDate.of(2025, 3, 10), LocalDate.of(2025, 3, 14), 5, 0, applied)),
                    Optional.empty());
            papers.add(pdf(report.print(Format.PDF)));
            papers.add(docx(report.print(Format.DOCX)));
        }
        return papers;
    }

    /** Annex 2 in both formats, one text in each of its places. */
    private static List<String> notice(String name, String text, String office) {
        PublicNoticeForm form = new PublicNoticeForm(name, new AppliedTitle("初定", "工程系列", "机械工程专业", "初级"), text, text, text,
                "110***********002X", text, text, text, Optional.empty(), Optional.empty(), office, office, Optional.empty());
        return List.of(pdf(form.print(Format.PDF)), docx(form.print(Format.DOCX)));
    }

    private static String pdf(byte[] file) {
        try (PDDocument document = Loader.loadPDF(file)) {
            return new PDFTextStripper().getText(document).replaceAll("[\\s\\u3000]", "");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String docx(byte[] file) {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals("word/document.xml")) {
                    return new String(zip.readAllBytes(), StandardCharsets.UTF_8).replaceAll("<[^>]*>", "").replace("&lt;", "<")
                            .replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&").replaceAll("\\s", "");
                }
            }
            throw new IllegalStateException("no document");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] portrait() {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(new BufferedImage(50, 70, BufferedImage.TYPE_INT_RGB), "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
