package org.zhicheng.contract;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.zhicheng.ground.rule.NoticeRule;
import org.zhicheng.ground.rule.Rule;

/**
 * {@code docs/rules.md} is printed from the code: each rule of the notice, what is marked with it, and the tests that are named after it. A
 * mark counts only where a handler reaches it.
 */
class RulesTest {

    private static final Path FILE = Repository.ROOT.resolve("docs/rules.md");
    /** The first rules are those of the notice itself: none of them may be without code. */
    private static final int OF_THE_NOTICE = 38;
    /** {@code R12、R13 …}: the rules that a test is named after, and what it shows of them. */
    private static final Pattern NAMED = Pattern.compile("(R\\d+(?:、R\\d+)*) (.*\\p{IsHan}.*)");

    private static JavaClasses product;
    private static JavaClasses tests;

    /** What a test shows of a rule. */
    private record Shown(NoticeRule rule, String test, String sentence) {
    }

    @BeforeAll
    static void readClasses() {
        product = new ClassFileImporter().importPath(Path.of("target/classes"));
        tests = new ClassFileImporter().importPath(Path.of("target/test-classes"));
    }

    @Test
    void shouldNumberTheRulesWithoutAGap() {
        assertThat(NoticeRule.values()).extracting(Enum::name)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, NoticeRule.values().length).mapToObj(n -> "R" + n).toList());
    }

    @ParameterizedTest
    @EnumSource
    void shouldBindEachRuleThatIsBuiltToCodeAndToATest(NoticeRule rule) {
        boolean marked = marked().containsKey(rule);

        assertThat(marked || rule.ordinal() >= OF_THE_NOTICE).as(rule + " is marked with @Rule somewhere").isTrue();
        assertThat(shown().containsKey(rule)).as(rule + ": a test with a Chinese @DisplayName that begins with its number")
                .isEqualTo(marked);
    }

    @Test
    void shouldMarkOnlyWhatAHandlerReaches() {
        Set<JavaClass> reached = reached();
        assertThat(reached).hasSizeGreaterThan(200);

        assertThat(markedClasses()).isNotEmpty().allSatisfy(type -> assertThat(reached).as(type.getName()).contains(type));
        assertThat(markedMethods()).isNotEmpty()
                .allSatisfy(method -> assertThat(method.getAccessesToSelf()).as(method.getFullName() + " is called from a handler")
                        .extracting(access -> access.getOriginOwner()).containsAnyElementsOf(reached));
    }

    @Test
    @DisplayName("Each named test names rules that there are")
    void shouldKnowEachRuleThatATestIsNamedAfter() {
        Set<String> known = Stream.of(NoticeRule.values()).map(Enum::name).collect(toCollection(HashSet::new));

        assertThat(tests().flatMap(test -> Pattern.compile("R\\d+").matcher(name(test)).results().map(match -> match.group())).toList())
                .hasSizeGreaterThan(100).isSubsetOf(known);
    }

    @Test
    @EnabledIf(value = "org.zhicheng.contract.Repository#isWhole", disabledReason = "this module is built alone")
    void shouldPrintTheRulesIntoTheDocuments() throws IOException {
        String document = document();
        if (Boolean.getBoolean("update")) {
            Files.writeString(FILE, document);
        }
        assertThat(Files.exists(FILE) ? Files.readString(FILE) : "")
                .as("docs/rules.md differs from the code; write it anew: mvn -pl functions test -Dtest=RulesTest -Dupdate=true")
                .isEqualTo(document);
    }

    private static String document() {
        Map<NoticeRule, Set<String>> marked = marked();
        Map<NoticeRule, List<Shown>> shown = shown();
        StringBuilder text = new StringBuilder("""
                # The rules, the code and the tests

                Printed by `RulesTest` from the marks `@Rule` in the code and the names of the tests; do not edit. What is marked is reached from a handler.
                R1–R38 are the notice's, later numbers were decided since. Of R45 all is built: the register of experts (评委库), the session of the
                committee (panel by lot, recusal, secret vote, minutes), the notice of the result (评审结果公示) and the reconsideration (复查).

                | 规则 | 内容 | In English | Where | Tests |
                |---|---|---|---|---|
                """);
        for (NoticeRule rule : NoticeRule.values()) {
            text.append("| %s | %s | %s | %s | %s |\n".formatted(rule, rule.chinese(), rule.english(),
                    marked.containsKey(rule) ? code(marked.get(rule)) : "not built yet",
                    code(shown.getOrDefault(rule, List.of()).stream().map(Shown::test).collect(toCollection(TreeSet::new)))));
        }
        text.append("\n## 验收项目\n\nWhat the tests show, rule by rule; the test report carries the same sentences.\n");
        shown.forEach((rule, sentences) -> {
            text.append("\n**").append(rule).append("** ").append(rule.chinese()).append("\n\n");
            sentences.stream().map(Shown::sentence).distinct().forEach(sentence -> text.append("- ").append(sentence).append('\n'));
        });
        return text.toString();
    }

    private static String code(Collection<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(joining(" "));
    }

    private static Map<NoticeRule, Set<String>> marked() {
        Map<NoticeRule, Set<String>> marked = new TreeMap<>();
        Stream.concat(markedClasses().stream().map(type -> Map.entry(type, place(type))),
                markedMethods().stream().map(method -> Map.entry(method, place(method.getOwner()) + "." + method.getName())))
                .forEach(mark -> rules(mark.getKey())
                        .forEach(rule -> marked.computeIfAbsent(rule, x -> new TreeSet<>()).add(mark.getValue())));
        return marked;
    }

    private static List<NoticeRule> rules(HasAnnotations<?> place) {
        return Arrays.asList(place.getAnnotationOfType(Rule.class).value());
    }

    private static List<JavaClass> markedClasses() {
        return product.stream().filter(type -> type.isAnnotatedWith(Rule.class)).toList();
    }

    private static List<JavaCodeUnit> markedMethods() {
        return product.stream().flatMap(type -> type.getCodeUnits().stream()).filter(unit -> unit.isAnnotatedWith(Rule.class)).toList();
    }

    private static String place(JavaClass type) {
        return type.getName().substring("org.zhicheng.".length());
    }

    /** The handlers and every class that one of them needs, by way of others too. */
    private static Set<JavaClass> reached() {
        Set<JavaClass> reached = new HashSet<>();
        Deque<JavaClass> next = new ArrayDeque<>(
                product.stream().filter(type -> type.getPackageName().startsWith("org.zhicheng.handlers")).toList());
        while (!next.isEmpty()) {
            JavaClass type = next.pop();
            if (reached.add(type)) {
                type.getDirectDependenciesFromSelf().stream().map(dependency -> dependency.getTargetClass().getBaseComponentType())
                        .filter(target -> target.getPackageName().startsWith("org.zhicheng.")).forEach(next::push);
            }
        }
        return reached;
    }

    private static Map<NoticeRule, List<Shown>> shown() {
        return tests().flatMap(RulesTest::shown).collect(groupingBy(Shown::rule, TreeMap::new, toList()));
    }

    private static Stream<Shown> shown(JavaMember test) {
        Matcher named = NAMED.matcher(name(test));
        return named.matches()
                ? Stream.of(named.group(1).split("、"))
                        .map(rule -> new Shown(NoticeRule.valueOf(rule), test.getOwner().getSimpleName(), named.group(2)))
                : Stream.empty();
    }

    /** The tests, in the order of their classes' and their own names. */
    private static Stream<? extends JavaMember> tests() {
        return tests.stream().flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith(Test.class) || method.isAnnotatedWith(ParameterizedTest.class))
                .sorted(Comparator.comparing(JavaMember::getFullName));
    }

    private static String name(JavaMember test) {
        return test.tryGetAnnotationOfType(DisplayName.class.getName()).map(RulesTest::value).orElseGet(test::getName);
    }

    private static String value(JavaAnnotation<?> annotation) {
        return annotation.get("value").map(Object::toString).orElseThrow();
    }
}
