package org.zhicheng.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.inspection.RejectionReason;
import org.zhicheng.ground.text.Language;
import org.zhicheng.ground.text.Messages;

@EnabledIf(value = "org.zhicheng.contract.Repository#isWhole", disabledReason = "this module is built alone")
class SourcesContractTest {

    private static final String PLACE = "(\\{\\w+})";

    /** A folder of texts, and the rows that have one each. */
    private record Texts(String folder, List<String> keys) {

        private Messages messages() {
            return Messages.in(folder);
        }

        @Override
        public String toString() {
            return folder;
        }
    }

    static Stream<Texts> texts() {
        return Stream.of(new Texts("refusal", names(ErrorCode.values())), new Texts("violation", names(ViolationCode.values())),
                new Texts("rejection", names(RejectionReason.values())),
                new Texts("mail",
                        Stream.concat(Stream.of("greeting", "link", "footer"),
                                names(MailTemplate.values()).stream().flatMap(name -> Stream.of(name + ".subject", name + ".text")))
                                .toList()));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void shouldHaveEachTextInBothLanguagesAndNoOther(Texts texts) {
        for (Language language : Language.values()) {
            assertThat(texts.messages().keys(language)).as(language.name()).containsExactlyInAnyOrderElementsOf(texts.keys());
        }
    }

    @ParameterizedTest
    @MethodSource("texts")
    void shouldSayEachTextInItsLanguageWithTheSameFacts(Texts texts) {
        assertThat(texts.keys()).isNotEmpty().allSatisfy(key -> {
            String chinese = texts.messages().plain(Language.ZH, key);
            String english = texts.messages().plain(Language.EN, key);
            assertThat(chinese).as("in Chinese").containsPattern("[^\\p{ASCII}]");
            assertThat(english).as("in English").containsPattern("[A-Za-z]{2}");
            Set<String> facts = places(chinese + english);
            if (texts.folder().equals("mail")) {
                assertThat(places(chinese)).as("facts by name").isEqualTo(facts).isEqualTo(places(english));
            } else {
                // a language may leave out what it has no word for, but no place may be one that no fact fills
                assertThat(facts).as("facts by number")
                        .containsExactlyElementsOf(IntStream.range(0, facts.size()).mapToObj(n -> "{" + n + "}").toList());
            }
        });
    }

    /** A row that nothing tells would be kept and translated for nobody. */
    @Test
    void shouldTellEachRefusalSomewhere() {
        String told = Repository.sources().stream().filter(f -> !f.endsWith("ErrorCode.java") && !f.endsWith("ViolationCode.java"))
                .map(Repository::text).collect(Collectors.joining());
        // it is kept for who limits requests; no handler does so yet
        assertThat(EnumSet.complementOf(EnumSet.of(ErrorCode.TOO_MANY_REQUESTS)))
                .allSatisfy(code -> assertThat(told).containsPattern("ErrorCode\\." + code + "\\b"));
        assertThat(ViolationCode.values()).allSatisfy(code -> assertThat(told).containsPattern("ViolationCode\\." + code + "\\b"));
    }

    /** R22 as an example: a refusal whose words stand in the code would be said in one language, or twice. */
    @Test
    void shouldMakeNoViolationOfWordsInTheCode() {
        assertThat(domain()).filteredOn(f -> Repository.text(f).contains("new Violation(")).extracting(Path::getFileName)
                .extracting(Path::toString)
                // the row itself, and the refusal of a file, whose words come from its inspection
                .containsExactlyInAnyOrder("ViolationCode.java", "FileRejected.java");
    }

    @Test
    void shouldReadNoClockAndNoChanceInTheDomain() {
        Pattern clock = Pattern
                .compile("Instant\\.now\\(\\)|LocalDate\\.now\\(|Clock\\.system|new Random\\(|new SecureRandom\\(|UUID\\.randomUUID");
        assertThat(domain()).hasSizeGreaterThan(150)
                // it stops in time before the function is stopped
                .filteredOn(f -> clock.matcher(Repository.text(f)).find()).extracting(f -> f.getFileName().toString())
                .containsExactly("DeliverOutbox.java");
    }

    /** A limit of a text is one of characters as people count them, so that no rare character counts twice. */
    @Test
    void shouldMeasureTextsInOneWay() {
        Pattern otherwise = Pattern.compile("\\.length\\(\\) (?:[<>]=?|!=) |codePointCount");
        List<String> measured = domain().stream().filter(f -> Repository.text(f).contains("Length.of("))
                .map(f -> f.getFileName().toString()).toList();
        assertThat(measured).contains("FormChecks.java", "DecideReview.java").hasSizeGreaterThan(10);
        assertThat(domain()).filteredOn(f -> Stream.of("rules", "work", "inquiry", "dossier", "handlers").anyMatch(floor -> on(f, floor)))
                .filteredOn(f -> otherwise.matcher(Repository.text(f)).find()).isEmpty();
    }

    /** What is said of all of nothing is always true. */
    @Test
    void shouldLetNoTestSaySomethingOfAllOfNothing() {
        // the beginning of an assertion up to what it says of all
        Pattern ofAll = Pattern.compile("assertThat\\(((?:(?!assertThat\\()[^;])*?)\\.(?:allSatisfy|allMatch)\\(");
        Pattern something = Pattern.compile("isNotEmpty\\(\\)|hasSize|\\.values\\(\\)|^(?:List|Set|EnumSet)\\.\\w+\\(");
        List<String> said = Repository.tests().stream()
                .flatMap(f -> ofAll.matcher(Repository.text(f)).results().map(m -> f.getFileName() + ": " + m.group(1))).toList();
        assertThat(said).hasSizeGreaterThan(20).filteredOn(each -> !something.matcher(each.substring(each.indexOf(": ") + 2)).find())
                .isEmpty();
    }

    /** All floors but the edges. */
    private static List<Path> domain() {
        return Repository.sources().stream().filter(f -> !on(f, "aws") && !on(f, "lambda") && !on(f, "handlers")).toList();
    }

    private static boolean on(Path source, String floor) {
        return Repository.SOURCES.resolve("org/zhicheng").relativize(source).startsWith(floor);
    }

    private static Set<String> places(String text) {
        return new TreeSet<>(Repository.matches(PLACE, text));
    }

    private static List<String> names(Enum<?>[] rows) {
        return Stream.of(rows).map(Enum::name).toList();
    }
}
