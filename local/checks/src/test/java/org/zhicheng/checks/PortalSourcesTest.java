package org.zhicheng.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the pages must never do, whatever a page does: a browser on one machine would not show it. */
class PortalSourcesTest {

    private static final Path SOURCES = Path.of("..", "..", "portal", "src", "main", "ts");

    @Test
    @DisplayName("R21 页面上的时间都是北京时间，与手机的时区、日期无关；一天从00:00到23:59，当天24:00不写成次日")
    void shouldTellEachTimeAsBeijings_R21() {
        List<String> formats = found("DateTimeFormat\\([^)]*\\)");

        assertThat(formats).hasSizeGreaterThan(3).allMatch(format -> format.contains("...zone") || format.contains("timeZone: 'UTC'")
                || format.contains("timeZone: 'Asia/Shanghai', hourCycle: 'h23'"));
        assertThat(found("const zone = .*")).containsExactly("const zone = { timeZone: 'Asia/Shanghai', hourCycle: 'h23' } as const;");
        // the day is the server's; a machine's own says when what the machine was given ends, and by how much it differs
        assertThat(found("new Date\\(\\)|Temporal|toLocale\\w+|getFullYear|getDate\\b|getHours|ca-chinese|calendar: '[a-z]")).isEmpty();
        assertThat(found(".*Date\\.now\\(\\).*")).hasSize(5).allMatch(line -> line.matches(".*(until|validUntil|ahead).*"));
    }

    @Test
    @DisplayName("页面不由文字生成标记，不内嵌他物：可信类型策略下会报错")
    void shouldMakeNoMarkupOfTexts() {
        assertThat(found(
                "(?i)innerHTML|outerHTML|insertAdjacentHTML|document\\.write|new Worker|<(embed|object)\\b|\\bsandbox\\b|\\beval\\(|new Function"))
                .isEmpty();
    }

    @Test
    @DisplayName("R22 多行文字都用同一个控件，填写的内容因此保留到发出为止；例外只有随填随存的、打开时已有内容的")
    void shouldKeepWhatIsTypedInEachTextThatIsSent_R22() {
        assertThat(found(".*<textarea\\b.*")).singleElement().asString().contains("type(event.currentTarget.value)");
        assertThat(found("<TextArea\\b[^\\n]*")).hasSizeGreaterThan(25);
        assertThat(found("<(?:TextArea|Questions)\\b[^\\n]* elsewhere (?!=)[^\\n]*")).as(
                "sections of the form, lists that begin with what is there, a list of people that is pasted, anybody's objection, and a reviewer's decision, kept as one")
                .hasSize(13);
    }

    @Test
    @DisplayName("维吾尔文等从右到左的文字：样式只用起、止，不用左、右")
    void shouldKnowNoLeftAndRight() {
        assertThat(found("(?m)[{;]\\s*((margin|padding|border|inset)-)?(left|right)(-\\w+)?:|text-align: (left|right)|float:")).isEmpty();
    }

    private static List<String> found(String pattern) {
        Pattern wanted = Pattern.compile(pattern);
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().matches(".*\\.(ts|tsx|css)")).flatMap(file -> wanted.matcher(text(file)).results())
                    .map(MatchResult::group).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
