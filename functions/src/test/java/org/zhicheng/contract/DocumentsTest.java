package org.zhicheng.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents for people name is there: files, links, classes, functions. */
@EnabledIf(value = "org.zhicheng.contract.Repository#isWhole", disabledReason = "this module is built alone")
class DocumentsTest {

    private static final List<String> FOLDERS = List.of("functions", "local", "docs", "events", "samples", "scripts", "statemachine");

    static Stream<Path> documents() throws IOException {
        try (Stream<Path> docs = Files.list(Repository.ROOT.resolve("docs")); Stream<Path> root = Files.list(Repository.ROOT)) {
            return Stream.concat(docs, root).filter(file -> file.toString().endsWith(".md")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void shouldLinkToFilesAndHeadingsThatAreThere(Path document) {
        for (String link : Repository.matches("]\\((?!\\w+:)([^)]+)\\)", Repository.text(document))) {
            String[] parts = link.split("#", 2);
            Path target = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]);
            assertThat(target).as("%s links to %s", document.getFileName(), link).exists();
            if (parts.length == 2) {
                assertThat(anchors(target)).as("%s links to %s", document.getFileName(), link).contains(parts[1]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void shouldNameFilesThatAreThere(Path document) {
        for (String path : Repository.matches("`((?:" + String.join("|", FOLDERS) + ")/[\\w./-]+)[` ]", Repository.text(document))) {
            if (!path.contains("/target")) {
                assertThat(Repository.ROOT.resolve(path)).as("named in " + document.getFileName()).exists();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/design.md", "CONTRIBUTING.md"})
    void shouldNameClassesAndFunctionsThatAreThere(String document) throws IOException {
        Set<String> known = Stream.concat(classes(), Repository.functions().stream().map(Repository.Function::id))
                .collect(Collectors.toSet());
        List<String> named = Repository.matches("`([A-Z]\\w*[a-z]\\w*)`", Repository.text(Repository.ROOT.resolve(document)));

        assertThat(named).hasSizeGreaterThan(15);
        assertThat(known).containsAll(named);
    }

    @Test
    void shouldSetTheRegionForEveryToolThatACopiedCommandCalls() throws IOException {
        // the AWS command line 1 and Python's SDK read one name of it, Java's SDK the other
        assertThat(documents()
                .flatMap(document -> Repository.matches("(?m)^ *export .*\\b(AWS_REGION=\\S+.*)$", Repository.text(document)).stream()))
                .isNotEmpty().allMatch(line -> line.contains("AWS_DEFAULT_REGION="));
    }

    @Test
    void shouldStopAllThatWritesByItselfWhileTheTableIsRestored() {
        String operations = Repository.text(Repository.ROOT.resolve("docs/operations.md"));
        Map.of("schedules", "ScheduleV2", "streams", "DynamoDB").forEach((command, type) -> {
            List<String> stopped = Repository.matches("(?s)\\b" + command + "\\(\\) \\{.{0,60}?for name in ([\\w ]+); do", operations);
            List<String> there = Repository.functions().stream()
                    .filter(f -> f.properties().at("Events").children().stream().anyMatch(event -> event.at("Type").text().equals(type)))
                    .map(Repository.Function::name).toList();
            assertThat(stopped).as(command).hasSize(1);
            assertThat(stopped.getFirst().split(" ")).as(command).containsExactlyInAnyOrderElementsOf(there);
        });
    }

    /** The names that SAM gives to what it makes of an event are the function's and the event's. */
    @ParameterizedTest
    @MethodSource("documents")
    void shouldLookUpResourcesThatTheTemplateMakes(Path document) {
        Set<String> there = Stream
                .concat(Repository.template().at("Resources").keys().stream(),
                        Repository.functions().stream().flatMap(
                                function -> function.properties().at("Events").keys().stream().map(event -> function.id() + event)))
                .collect(Collectors.toSet());
        String text = Repository.text(document);
        for (String id : Repository.matches("\\$\\(physical (\\w+)\\)", text)) {
            assertThat(there).as("looked up in " + document.getFileName()).contains(id);
        }
        for (String ending : Repository.matches("\\$\\(physical \"\\$\\{name}(\\w+)\"\\)", text)) {
            assertThat(there).as("looked up in " + document.getFileName()).anyMatch(id -> id.endsWith(ending));
        }
    }

    /** The heading of a section as an address, as the sites that show documents make it. */
    private static List<String> anchors(Path document) {
        return Repository.matches("(?m)^#+ (.+)$", Repository.text(document)).stream()
                .map(heading -> heading.toLowerCase(java.util.Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-')).toList();
    }

    private static Stream<String> classes() throws IOException {
        try (Stream<Path> files = Stream.concat(Files.walk(Repository.ROOT.resolve("functions/src")),
                Files.walk(Repository.ROOT.resolve("local")))) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length())).toList().stream();
        }
    }
}
