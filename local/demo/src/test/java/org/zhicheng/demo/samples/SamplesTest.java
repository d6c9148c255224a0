package org.zhicheng.demo.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.zhicheng.demo.samples.Dossier.Announced;
import org.zhicheng.demo.samples.Dossier.CredentialType;
import org.zhicheng.demo.samples.Dossier.Eligibility;
import org.zhicheng.demo.samples.Dossier.Employment;
import org.zhicheng.demo.samples.Dossier.Ending;
import org.zhicheng.demo.samples.Dossier.Origin;
import org.zhicheng.demo.samples.Dossier.PublicNotice;
import org.zhicheng.demo.samples.Dossier.Vote;

class SamplesTest {

    private static final Path FOLDER = Path.of("..", "..", "samples");
    private static final Samples SAMPLES = Samples.read(FOLDER);
    private static final Set<LocalDate> HOLIDAYS = Stream.of("2025-03-31", "2025-04-04").map(LocalDate::parse).collect(Collectors.toSet());

    static Stream<Dossier> dossiers() {
        return SAMPLES.dossiers().stream();
    }

    @ParameterizedTest
    @MethodSource("dossiers")
    void shouldHaveValidNumbersThatNobodyCanOwn(Dossier dossier) {
        String id = dossier.identity().idNumber();
        assertThat(id).hasSize(18).startsWith("990000");
        assertThat(SampleNumbers.idCheck(id.substring(0, 17))).isEqualTo(id.charAt(17));
        assertThat(dossier.identity().birthDate()).isBetween(LocalDate.of(1985, 1, 1), LocalDate.of(2006, 1, 1));
        assertThat((id.charAt(16) - '0') % 2 == 1 ? "男" : "女").isEqualTo(dossier.identity().sex());
        String uscc = dossier.employer().uscc();
        assertThat(uscc).hasSize(18).startsWith("91990000");
        assertThat(SampleNumbers.usccCheck(uscc.substring(0, 17))).isEqualTo(uscc.charAt(17));
        assertThat(dossier.identity().mail()).endsWith("@example.invalid");
        assertThat(dossier.identity().phone()).hasSize(11).startsWith("100");
    }

    @ParameterizedTest
    @MethodSource("dossiers")
    void shouldSummariseTheWorkInTwoToThreeThousandCharacters(Dossier dossier) {
        String summary = SAMPLES.summary(dossier);
        assertThat(countedCharacters(summary)).isBetween(2000L, 3000L);
        assertThat(summary).contains("样本", dossier.identity().name(), "工作态度", "业务能力", "工作业绩", "学术水平");
    }

    @Test
    void shouldShareAtMostOneParagraphBetweenAnyTwoSummaries() {
        List<Set<String>> summaries = dossiers().map(SAMPLES::summary)
                .map(summary -> (Set<String>) new HashSet<>(Arrays.stream(summary.split("\n")).filter(line -> line.length() > 40).toList()))
                .toList();
        for (int i = 0; i < summaries.size(); i++) {
            for (int j = 0; j < i; j++) {
                Set<String> both = new HashSet<>(summaries.get(i));
                both.retainAll(summaries.get(j));
                assertThat(both).hasSizeLessThanOrEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dossiers")
    void shouldHaveEveryFileItNamesWithTheContentItsNameSays(Dossier dossier) throws IOException {
        List<String> named = new ArrayList<>(MakeSamples.scans(dossier));
        for (String name : named) {
            byte[] bytes = Files.readAllBytes(SAMPLES.file(dossier, name));
            String start = new String(bytes, 0, 4, StandardCharsets.ISO_8859_1);
            assertThat(bytes.length).as(name).isBetween(1000, 10 * 1024 * 1024);
            assertThat(start).as(name).startsWith(switch (name.substring(name.lastIndexOf('.') + 1)) {
                case "pdf" -> "%PDF";
                case "png" -> "\u0089PNG";
                case "jpg" -> "\u00FF\u00D8\u00FF";
                default -> throw new AssertionError(name);
            });
        }
        named.addAll(List.of("dossier.json", "summary.txt"));
        try (Stream<Path> files = Files.list(FOLDER.resolve(dossier.slug()))) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(named);
        }
    }

    @ParameterizedTest
    @MethodSource("dossiers")
    void shouldHaveAPortraitOfTheRequiredSizeAndRatio(Dossier dossier) throws IOException {
        BufferedImage portrait = ImageIO.read(SAMPLES.file(dossier, "A3.jpg").toFile());
        assertThat(portrait.getWidth()).isGreaterThanOrEqualTo(295);
        assertThat(portrait.getHeight() * 25).isEqualTo(portrait.getWidth() * 35);
    }

    @ParameterizedTest
    @MethodSource("dossiers")
    void shouldFollowTheRowOfItsCredential(Dossier dossier) {
        CredentialType type = dossier.credential().type();
        int years = switch (type) {
            case SECONDARY_VOCATIONAL -> 3;
            case JUNIOR_COLLEGE -> 2;
            case BACHELOR, MASTER, DOCTORATE, POSTDOCTORAL -> 1;
        };
        if (dossier.materials().containsKey("A9")) {
            assertThat(dossier.materials().get("A9")).hasSize(years);
        }
        LocalDate reference = dossier.story().submitOn().orElse(SAMPLES.cycle().lastDay());
        assertThat(reference).isBetween(SAMPLES.cycle().firstDay(), SAMPLES.cycle().lastDay());
        Employment present = dossier.employment().getLast();
        LocalDate since = present.from().isAfter(dossier.credential().milestone()) ? present.from() : dossier.credential().milestone();
        LocalDate eligible = since.plusYears(years);
        assertThat(eligible.isAfter(reference)).isEqualTo(dossier.story().eligibility() == Eligibility.INELIGIBLE);
        dossier.story().eligibleFrom().ifPresent(day -> assertThat(day).isEqualTo(eligible));
        assertThat(dossier.story().eligibleFrom()).matches(day -> day.isPresent() == eligible.isAfter(reference));
        assertThat(present.to()).isEmpty();
        assertThat(dossier.materials().containsKey("A8")).isEqualTo(dossier.credential().foreign());
        assertThat(dossier.materials().containsKey("A11")).isEqualTo(dossier.employer().origin() == Origin.ELSEWHERE);
        assertThat(dossier.employer().postedFrom().isPresent()).isEqualTo(dossier.employer().origin() == Origin.ELSEWHERE);
    }

    @ParameterizedTest
    @MethodSource("dossiers")
    void shouldCountTheWorkingDaysOfTheRegionForThePublicNotice(Dossier dossier) {
        if (dossier.publicNotice().isEmpty()) {
            assertThat(dossier.materials()).doesNotContainKeys("A13", "A14", "A15");
            return;
        }
        PublicNotice notice = dossier.publicNotice().get();
        long days = notice.from().datesUntil(notice.to().plusDays(1))
                .filter(day -> day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY)
                .filter(day -> !HOLIDAYS.contains(day)).count();
        assertThat(days).isEqualTo(notice.workingDays()).isGreaterThanOrEqualTo(5);
        assertThat(notice.resultDate()).isAfter(notice.to());
        notice.objection().ifPresent(objection -> assertThat(objection.raisedOn()).isBetween(notice.from(), notice.to()));
    }

    @Test
    void shouldCoverEveryRowAndEveryEnding() {
        assertThat(dossiers().map(dossier -> dossier.credential().type())).containsAll(EnumSet.allOf(CredentialType.class));
        assertThat(dossiers().map(dossier -> dossier.story().ending())).containsAll(EnumSet.allOf(Ending.class));
        assertThat(dossiers().map(dossier -> dossier.story().eligibility())).containsAll(EnumSet.allOf(Eligibility.class));
        assertThat(dossiers()).hasSizeGreaterThanOrEqualTo(12).anyMatch(dossier -> dossier.returned().isPresent())
                .anyMatch(dossier -> dossier.publicNotice().flatMap(PublicNotice::objection).isPresent())
                .anyMatch(dossier -> dossier.employer().origin() == Origin.ELSEWHERE)
                .anyMatch(dossier -> dossier.identity().name().contains("·")).anyMatch(dossier -> dossier.identity().name().codePoints()
                        .anyMatch(c -> Character.UnicodeBlock.of(c) == Character.UnicodeBlock.CJK_UNIFIED_IDEOGRAPHS_EXTENSION_A));
        assertThat(SAMPLES.dossier("08-graduated-too-late").story().eligibleFrom()).contains(LocalDate.of(2025, 7, 8));
    }

    @Test
    void shouldRepeatNobody() throws IOException {
        assertThat(dossiers().map(Dossier::sub)).doesNotHaveDuplicates();
        assertThat(dossiers().map(dossier -> dossier.identity().idNumber())).doesNotHaveDuplicates();
        assertThat(dossiers().map(dossier -> dossier.identity().name())).doesNotHaveDuplicates();
        assertThat(dossiers().map(dossier -> dossier.identity().phone())).doesNotHaveDuplicates();
        assertThat(SAMPLES.people()).extracting(SamplePerson::sub).doesNotHaveDuplicates();
        assertThat(SAMPLES.people()).extracting(SamplePerson::name).doesNotHaveDuplicates();
        Set<String> portraits = new HashSet<>();
        for (Dossier dossier : SAMPLES.dossiers()) {
            assertThat(portraits.add(Arrays.toString(Files.readAllBytes(SAMPLES.file(dossier, "A3.jpg"))))).isTrue();
        }
    }

    @Test
    void shouldAppointSomeoneForEveryEmployerAndDistrict() {
        assertThat(SAMPLES.people()).extracting(SamplePerson::role).containsAll(EnumSet.allOf(SamplePerson.Role.class));
        assertThat(dossiers().map(dossier -> dossier.employer().uscc()))
                .isSubsetOf(SAMPLES.people().stream().flatMap(person -> person.employer().stream()).toList());
        assertThat(dossiers().map(dossier -> dossier.qualification().district()))
                .isSubsetOf(SAMPLES.people().stream().flatMap(person -> person.district().stream()).toList());
        assertThat(SAMPLES.people().stream().flatMap(person -> person.district().stream())).isSubsetOf(SAMPLES.cycle().districts());
        assertThat(dossiers().map(Dossier::slug))
                .containsExactlyElementsOf(SAMPLES.people().stream().flatMap(person -> person.dossier().stream()).toList());
    }

    @Test
    void shouldHaveEnoughExpertsForAPanelAndAllOfThemInvented() {
        List<String[]> lines = new String(SAMPLES.experts(), StandardCharsets.UTF_8).lines().skip(1).map(line -> line.split(",", -1))
                .toList();

        assertThat(lines).hasSizeGreaterThanOrEqualTo(30).allSatisfy(line -> {
            assertThat(line[0]).startsWith("样评");
            assertThat(line[1]).containsPattern("样本|样例|范本|范例");
            assertThat(line[7]).matches("|[a-z0-9-]+@example\\.invalid");
        });
        assertThat(lines.stream().map(line -> line[0])).doesNotHaveDuplicates();
        assertThat(lines).filteredOn(line -> line[3].contains("工程系列")).as("for 25 seats and 3 substitutes").hasSizeGreaterThanOrEqualTo(28);
        assertThat(lines).filteredOn(line -> SAMPLES.employers().stream().anyMatch(employer -> employer.name().equals(line[1])))
                .as("who judges nobody of the own employer").isNotEmpty();
    }

    /** R45: what decides is one vote more or less, of seven seats. */
    @Test
    void shouldPassOneByExactlyTwoThirdsAndRefuseOneByASingleVote_R45() {
        Vote twoThirds = SAMPLES.dossier("17-two-thirds").story().vote().orElseThrow();
        assertThat(3 * twoThirds.inFavour()).isEqualTo(2 * twoThirds.present());
        assertThat(twoThirds.passes()).isTrue();
        assertThat(twoThirds.interest()).isPresent();
        Vote oneShort = SAMPLES.dossier("18-one-vote-short").story().vote().orElseThrow();
        assertThat(oneShort.passes()).isFalse();
        assertThat(new Vote(oneShort.inFavour() + 1, oneShort.against(), oneShort.abstained() - 1, Optional.empty()).passes()).isTrue();
        assertThat(dossiers().flatMap(dossier -> dossier.story().vote().stream())).hasSize(3)
                .allSatisfy(vote -> assertThat(vote.present() + (vote.interest().isPresent() ? 1 : 0)).isEqualTo(7));
        assertThat(dossiers().filter(dossier -> dossier.story().vote().isPresent()).flatMap(dossier -> dossier.story().announced().stream())
                .map(Announced::upheld)).containsExactlyInAnyOrder(true, false);
    }

    @Test
    void shouldHaveALoginForEachExpertWhoConsents() {
        String register = new String(SAMPLES.experts(), StandardCharsets.UTF_8);
        assertThat(SAMPLES.people()).filteredOn(person -> person.role() == SamplePerson.Role.EXPERT)
                .as("7 seats, 2 substitutes, 2 of an applicant's employer").hasSizeGreaterThan(11)
                .allSatisfy(person -> assertThat(register).contains("\n" + person.name() + ","));
    }

    @Test
    void shouldBeWrittenAsItIsRead() throws IOException {
        assertThat(FOLDER.resolve("cycle.json")).hasContent(Samples.json(SAMPLES.cycle()));
        assertThat(FOLDER.resolve("people.json")).hasContent(Samples.json(new Samples.People(SAMPLES.employers(), SAMPLES.people())));
        for (Dossier dossier : SAMPLES.dossiers()) {
            assertThat(SAMPLES.file(dossier, "dossier.json")).hasContent(Samples.json(dossier));
        }
    }

    @ParameterizedTest
    @MethodSource("dossiers")
    void shouldReproduceTheDimensionsOfEveryPage(Dossier dossier) throws IOException {
        Papers papers = new Papers(dossier, new Blocks());
        for (String name : MakeSamples.scans(dossier)) {
            List<String> drawn = papers.draw(name).stream().map(page -> page.getWidth() + "x" + page.getHeight()).toList();
            assertThat(dimensions(SAMPLES.file(dossier, name))).as(name).isEqualTo(drawn);
        }
    }

    @Test
    void shouldStaySmallEnoughToBeCommitted() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            assertThat(files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum()).isLessThan(5_000_000);
        }
    }

    @Test
    void shouldNameTheFolderThatCannotBeRead(@TempDir Path empty) {
        assertThatThrownBy(() -> Samples.read(empty)).isInstanceOf(UncheckedIOException.class).hasMessageContaining(empty.toString());
    }

    /** Code points that count for the limit of A12: all but white space. */
    private static long countedCharacters(String summary) {
        return summary.codePoints().filter(codePoint -> !Character.isWhitespace(codePoint) && codePoint != '　').count();
    }

    private static List<String> dimensions(Path file) throws IOException {
        if (!file.toString().endsWith(".pdf")) {
            BufferedImage image = ImageIO.read(file.toFile());
            return List.of(image.getWidth() + "x" + image.getHeight());
        }
        List<String> pages = new ArrayList<>();
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            for (PDPage page : document.getPages()) {
                for (COSName name : page.getResources().getXObjectNames()) {
                    PDImageXObject image = (PDImageXObject) page.getResources().getXObject(name);
                    pages.add(image.getWidth() + "x" + image.getHeight());
                }
            }
        }
        return pages;
    }

    /** A font in which every character is a block; sizes of pages must not depend on the font. */
    private static final class Blocks implements Typeface {

        @Override
        public Path2D outline(int codePoint) {
            return new Path2D.Double(new Rectangle2D.Double(0.1, -0.8, 0.8, 0.8));
        }

        @Override
        public double advance(int codePoint) {
            return 1;
        }
    }
}
