package org.zhicheng.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.zhicheng.dossier.application.Form.CredentialType;
import org.zhicheng.dossier.application.FormField;
import org.zhicheng.dossier.application.Kind;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.application.PublicNotice;
import org.zhicheng.dossier.application.TitleLevel;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.integrity.IntegrityRecord;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.rendering.RejectionReason;
import org.zhicheng.ground.text.Language;
import org.zhicheng.ground.text.Messages;
import org.zhicheng.ground.text.Named;
import org.zhicheng.rules.retention.Retention;
import org.zhicheng.work.paper.PrintLists;
import org.zhicheng.work.paper.PrintPapers;

@EnabledIf(value = "org.zhicheng.contract.Repository#isWhole", disabledReason = "this module is built alone")
class SourcesContractTest {

    /** A word that tells somebody to do something. */
    private static final Pattern ACTION = Pattern
            .compile("\\b(acts?|add|answer|appl(y|ies)|appoint|ask|change|check|choose|compare|confirm|"
                    + "contact|correct|create|decide|edit|end|enter|fill|give|go(es)? on|issue|import|join|keep|leave|list|look|make|mend|must|name|open|"
                    + "print|put|read|recommend|record|register|reload|remove|return|revoke|save|say|see|send|shorten|show|sign|state|submit|take|tell|"
                    + "try|upload|use|verify|wait|weigh|write)\\b", Pattern.CASE_INSENSITIVE);
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

    /** Words of the other language, the API's names and the notice's numbers say nothing to who reads them. */
    @ParameterizedTest
    @MethodSource("texts")
    void shouldSpeakToPeopleInOneLanguageWithoutCodes(Texts texts) {
        assertThat(texts.keys()).isNotEmpty().allSatisfy(key -> {
            assertThat(texts.messages().plain(Language.ZH, key).replaceAll("\\{\\w+}|iPhone", "")).as("in Chinese")
                    .doesNotContainPattern("[A-Z]+_[A-Z]+|\\b[a-z]+[A-Z]|\\bR\\d+\\b");
            // what is to be entered is quoted
            assertThat(texts.messages().plain(Language.EN, key).replaceAll("男|女|iPhone", "")).as("in English")
                    .doesNotContainPattern("\\p{IsHan}|[A-Z]+_[A-Z]+|\\b[a-z]+[A-Z]|\\bR\\d+\\b");
        });
    }

    @ParameterizedTest
    @MethodSource("texts")
    void shouldSayWhatToDo(Texts texts) {
        if (List.of("refusal", "violation").contains(texts.folder())) {
            assertThat(texts.keys()).isNotEmpty()
                    // what it is about says it
                    .filteredOn(key -> !Set.of("FILE_REJECTED", "MATERIAL_REFUSED").contains(key)).hasSizeGreaterThan(40)
                    .allSatisfy(key -> {
                        assertThat(texts.messages().plain(Language.ZH, key)).containsPattern("请|须|只能|可以|自动继续");
                        assertThat(texts.messages().plain(Language.EN, key)).containsPattern(ACTION);
                    });
        }
    }

    @Test
    void shouldNameEachCodeInBothLanguages() {
        List<Named> names = Stream
                .<Named[]>of(Kind.values(), TitleLevel.values(), CredentialType.values(), PublicNotice.Finding.values(), State.values(),
                        State.Tier.values(), Role.values(), Command.values(), Material.values(), FormField.values(),
                        IntegrityRecord.Status.values(), Retention.values(), PrintPapers.Paper.values(), PrintLists.Paper.values())
                .flatMap(Stream::of).filter(named -> named != State.Tier.NONE).toList();
        assertThat(names).hasSizeGreaterThan(100).allSatisfy(named -> {
            assertThat(named.chinese()).containsPattern("\\p{IsHan}").doesNotContainPattern("[A-Za-z]{2}");
            assertThat(named.english()).containsPattern("[a-z]{3}").doesNotContainPattern("\\p{IsHan}|_|[A-Z]{3}");
        });
    }

    /** A line of a mail whose fact nobody hands over would never be read: who sends it names every fact that its text has a place for. */
    @ParameterizedTest
    @EnumSource(MailTemplate.class)
    void shouldHandOverWhatEachMailSays(MailTemplate template) {
        String text = Messages.in("mail").plain(Language.ZH, template + ".text");
        List<String> wanted = places(text).stream().map(place -> place.substring(1, place.length() - 1))
                // an application's mails all have them
                .filter(fact -> !List.of("name", "link").contains(fact)).toList();
        assertThat(domain()).filteredOn(f -> !f.endsWith("MailTemplate.java") && Repository.text(f).contains("MailTemplate." + template))
                .as("who sends " + template).isNotEmpty().allSatisfy(f -> {
                    String sender = Repository.text(f);
                    List<String> handed = new ArrayList<>(sender.contains("Mails.toOwner(") ? List.of("year", "applicationId") : List.of());
                    wanted.stream().filter(fact -> sender.contains("\"" + fact + "\"")).forEach(handed::add);
                    assertThat(handed).as(f.getFileName().toString()).containsAll(wanted);
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
        assertThat(measured).contains("FormChecks.java", "Reasons.java").hasSizeGreaterThan(10);
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
