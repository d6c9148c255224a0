package org.zhicheng.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.zhicheng.dossier.application.Form.CredentialType;
import org.zhicheng.dossier.application.FormField;
import org.zhicheng.dossier.application.Kind;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.application.Recommendation;
import org.zhicheng.dossier.application.TitleLevel;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.integrity.IntegrityRecord;
import org.zhicheng.ground.text.Named;

/** The pages call a code what the papers, the mails and the refusals call it. */
class PortalLabelsTest {

    private static final Pattern BY_ITSELF = Pattern.compile("bySystem\\([^;]*?\"([A-Z_]+)\"");
    private static final Path TEXTS = Path.of("..", "..", "portal", "src", "main", "ts", "texts");

    @Test
    @DisplayName("页面上各代码的中文名称与系统一致，一个不缺")
    void shouldNameEachCodeAsTheProductDoes() throws IOException {
        Map<String, Map<String, String>> groups = groups(Files.readString(TEXTS.resolve("labels.ts")));

        assertThat(groups.get("states")).isEqualTo(names(State.values(), State::name));
        assertThat(groups.get("roles")).isEqualTo(names(Role.values(), Role::name));
        assertThat(groups.get("events")).containsAllEntriesOf(names(Command.values(), Command::name));
        assertThat(groups.get("integrity")).isEqualTo(names(IntegrityRecord.Status.values(), IntegrityRecord.Status::name));
        assertThat(groups.get("kinds")).isEqualTo(names(Kind.values(), Kind::name));
        assertThat(groups.get("steps")).isEqualTo(names(Recommendation.Step.values(), Recommendation.Step::name));
        assertThat(groups.get("levels")).isEqualTo(names(TitleLevel.values(), TitleLevel::name));
        assertThat(groups.get("credentials")).isEqualTo(names(CredentialType.values(), CredentialType::name));
        assertThat(groups.get("materials")).isEqualTo(names(Material.values(), Material::name));
        assertThat(groups.get("fields")).isEqualTo(names(FormField.values(), FormField::path));
    }

    @Test
    @DisplayName("时间线上系统自动办理的事项都有名称")
    void shouldNameWhatHappenedByItself() throws IOException {
        Map<String, String> events = groups(Files.readString(TEXTS.resolve("labels.ts"))).get("events");
        try (Stream<Path> sources = Files.walk(Path.of("..", "..", "functions", "src", "main", "java"))) {
            TreeSet<String> written = new TreeSet<>();
            for (Path source : sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                BY_ITSELF.matcher(Files.readString(source)).results().forEach(found -> written.add(found.group(1)));
            }
            assertThat(written).contains("PUT_ON_AGENDA", "EXCLUDE_MEMBER").isSubsetOf(events.keySet());
        }
    }

    /** Chinese text in the file of English ones is a text that was forgotten, but for examples of what to enter. */
    @Test
    @DisplayName("中英文界面文字逐条对应")
    void shouldHaveEachTextInBothLanguages() throws IOException {
        assertThat(new TreeSet<>(keys("en.ts"))).isEqualTo(new TreeSet<>(keys("zh.ts"))).hasSizeGreaterThan(300);
    }

    private static java.util.List<String> keys(String file) throws IOException {
        return Pattern.compile("[{,]\\s*(\\w+): ['\"]").matcher(Files.readString(TEXTS.resolve(file))).results()
                .map(found -> found.group(1)).toList();
    }

    private static <E extends Named> Map<String, String> names(E[] values, Function<E, String> code) {
        return Arrays.stream(values).collect(Collectors.toMap(code, Named::chinese, (a, b) -> a, LinkedHashMap::new));
    }

    private static Map<String, Map<String, String>> groups(String text) {
        return Stream.of(text.split("\n  (?=\\w+: \\[)")).skip(1).collect(Collectors.toMap(group -> group.substring(0, group.indexOf(':')),
                group -> Pattern.compile("code: '([^']+)', chinese: '([^']+)'").matcher(group).results()
                        .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2), (a, b) -> a, LinkedHashMap::new))));
    }
}
