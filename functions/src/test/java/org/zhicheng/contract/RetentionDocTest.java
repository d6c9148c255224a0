package org.zhicheng.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Period;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

import org.zhicheng.rules.retention.Retention;

@EnabledIf(value = "org.zhicheng.contract.Repository#isWhole", disabledReason = "this module is built alone")
class RetentionDocTest {

    private static final Path FILE = Repository.ROOT.resolve("docs/retention.md");

    @Test
    @DisplayName("R47 保存期限是公开的表")
    void shouldPrintHowLongEachClassIsKept_R47() throws IOException {
        StringBuilder text = new StringBuilder("""
                # What is kept, and for how long (R38, R47)

                Printed from `org.zhicheng.rules.retention.Retention` by `RetentionDocTest`; do not edit. A schedule deletes every night what is due
                (`DeleteExpiredRecords`); each deletion leaves a line in the record. Invitations go by the table's
                time to live, and what was done with them stays in the record. `GET /catalogue` shows the table, `GET /applicants/me/data` tells
                everyone until when what is held about them is kept. Where limits stand, a cycle can set the months otherwise within them (`keptMonths`); what
                has ended is kept as long as was said then (R50).

                | class | 内容 | what | kept | months that a cycle can set | counted from | why |
                |---|---|---|---|---|---|---|
                """);
        for (Retention r : Retention.values()) {
            text.append("| `%s` | %s | %s | %s | %s | %s | %s |\n".formatted(r, r.chinese(), r.english(),
                    r.kept().map(RetentionDocTest::words).orElse("长期 for good"), r.isSettable() ? r.least() + "–" + r.most() : "",
                    r.kept().isEmpty() ? "" : r.begin().chinese() + " " + r.begin().english(), r.reason().english()));
        }
        if (Boolean.getBoolean("update")) {
            Files.writeString(FILE, text);
        }
        assertThat(Files.exists(FILE) ? Files.readString(FILE) : "")
                .as("docs/retention.md differs from Retention; write it anew: mvn -pl functions test -Dtest=RetentionDocTest -Dupdate=true")
                .isEqualTo(text.toString());
    }

    private static String words(Period period) {
        return period.getYears() > 0 ? period.getYears() + " 年 years" : period.getMonths() + " 个月 months";
    }
}
