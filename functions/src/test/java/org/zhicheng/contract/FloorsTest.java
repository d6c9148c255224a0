package org.zhicheng.contract;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The house: each package stands on lower ones only, and none reaches itself through others. */
class FloorsTest {

    /** From the ground up. A package may use its own floor, where that makes no circle, and every floor below. */
    private static final List<String> FLOORS = List.of("ground", "dossier", "rules", "inquiry", "work", "lambda", "smtp", "aws",
            "handlers");

    private static final Path DRAWING = Repository.ROOT.resolve("docs/floors.md");
    private static JavaClasses house;

    @BeforeAll
    static void readClasses() {
        house = new ClassFileImporter().importPath(Path.of("target/classes"));
        assertThat(house).hasSizeGreaterThan(300);
    }

    @Test
    void shouldPutEachPackageOnAFloor() {
        assertThat(packages().keySet().stream().map(FloorsTest::floor).distinct()).containsExactlyInAnyOrderElementsOf(FLOORS);
    }

    @ParameterizedTest
    @FieldSource("FLOORS")
    void shouldStandOnLowerFloorsOnly(String floor) {
        String[] above = FLOORS.stream().skip(FLOORS.indexOf(floor) + 1L).map(FloorsTest::inside).toArray(String[]::new);
        if (above.length > 0) {
            noClasses().that().resideInAPackage(inside(floor)).should().dependOnClassesThat().resideInAnyPackage(above).check(house);
        }
    }

    @Test
    void shouldHaveNoCirclesAmongPackages() {
        slices().matching("org.zhicheng.(**)").should().beFreeOfCycles().check(house);
    }

    @ParameterizedTest
    @ValueSource(strings = {"work", "handlers"}) // what one duty needs of another is on a lower floor
    void shouldKeepDutiesApart(String floor) {
        slices().matching("org.zhicheng." + floor + ".(*)..").should().notDependOnEachOther().check(house);
    }

    @Test
    void shouldUseTheSdkInOnePackageOnly() {
        noClasses().that(not(resideInAnyPackage("org.zhicheng.aws"))).should().dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk..").check(house);
    }

    @Test
    void shouldKnowNoJsonBelowTheEdges() {
        noClasses().that()
                .resideInAnyPackage(FLOORS.subList(0, FLOORS.indexOf("lambda")).stream().map(FloorsTest::inside).toArray(String[]::new))
                .should().dependOnClassesThat().resideInAnyPackage("com.fasterxml..", "com.amazonaws..").check(house);
    }

    @Test
    void shouldReachAdaptersFromHandlersOnly() {
        classes().that().resideInAnyPackage("org.zhicheng.aws", "org.zhicheng.smtp").should().onlyBeAccessed()
                .byAnyPackage("org.zhicheng.aws", "org.zhicheng.smtp", "org.zhicheng.handlers..").check(house);
    }

    @Test
    @EnabledIf(value = "org.zhicheng.contract.Repository#isWhole", disabledReason = "this module is built alone")
    void shouldDrawTheFloorsIntoTheDocuments() throws IOException {
        String drawing = drawing();
        if (Boolean.getBoolean("update")) {
            Files.writeString(DRAWING, drawing);
        }
        assertThat(Files.exists(DRAWING) ? Files.readString(DRAWING) : "")
                .as("docs/floors.md differs from the classes; write it anew: mvn -pl functions test -Dtest=FloorsTest -Dupdate=true")
                .isEqualTo(drawing);
    }

    private static String drawing() {
        Map<String, Set<String>> uses = packages();
        long mutual = uses.entrySet().stream()
                .flatMap(e -> e.getValue().stream().filter(other -> uses.getOrDefault(other, Set.of()).contains(e.getKey()))).count() / 2;
        StringBuilder text = new StringBuilder("""
                # The floors

                Drawn from the classes of `functions/` by `FloorsTest`; do not edit. A package uses what stands on lower floors, and on its own floor
                only where that makes no circle; duties (`work`) and entry points (`handlers`) do not know each other.
                %d packages, %d pairs that use each other, 0 circles.

                ```mermaid
                flowchart BT
                """.formatted(uses.size(), mutual));
        for (String floor : FLOORS) {
            text.append("  %s[\"<b>%s</b><br>%s\"]\n".formatted(floor, floor, uses.keySet().stream().filter(p -> floor(p).equals(floor))
                    .map(p -> p.substring(p.indexOf('.') + 1)).collect(Collectors.joining(" · "))));
        }
        Map<String, Set<String>> floors = new LinkedHashMap<>();
        uses.forEach((from, to) -> to.stream().map(FloorsTest::floor).filter(f -> !f.equals(floor(from)))
                .forEach(f -> floors.computeIfAbsent(floor(from), x -> new TreeSet<>()).add(f)));
        FLOORS.stream().filter(floors::containsKey)
                .forEach(from -> floors.get(from).forEach(to -> text.append("  %s --> %s\n".formatted(from, to))));
        text.append("```\n\n| package | uses |\n|---|---|\n");
        FLOORS.forEach(floor -> uses.forEach((from, to) -> {
            if (floor(from).equals(floor)) {
                text.append("| `%s` | %s |\n".formatted(from,
                        to.isEmpty() ? "—" : to.stream().map(p -> "`" + p + "`").collect(Collectors.joining(" "))));
            }
        }));
        return text.toString();
    }

    /** Each package below {@code org.zhicheng}, and the others it uses. */
    private static Map<String, Set<String>> packages() {
        Map<String, Set<String>> uses = new TreeMap<>();
        for (JavaClass type : house) {
            if (type.getSimpleName().equals("package-info")) {
                continue;
            }
            Set<String> used = uses.computeIfAbsent(name(type), x -> new TreeSet<>());
            type.getDirectDependenciesFromSelf().stream().map(d -> d.getTargetClass().getBaseComponentType())
                    .filter(t -> t.getPackageName().startsWith("org.zhicheng.")).map(FloorsTest::name).filter(p -> !p.equals(name(type)))
                    .forEach(used::add);
        }
        return uses;
    }

    private static String name(JavaClass type) {
        return type.getPackageName().substring("org.zhicheng.".length());
    }

    private static String floor(String name) {
        return name.split("\\.")[0];
    }

    private static String inside(String floor) {
        return "org.zhicheng." + floor + "..";
    }
}
