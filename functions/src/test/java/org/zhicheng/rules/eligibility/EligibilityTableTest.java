package org.zhicheng.rules.eligibility;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.zhicheng.dossier.application.Form.CredentialType;
import org.zhicheng.dossier.application.Kind;
import org.zhicheng.dossier.application.TitleLevel;

class EligibilityTableTest {

    @ParameterizedTest(name = "{0}: {1} leads after {3} year(s) from {2} to {4}, {5}")
    @DisplayName("R5、R6、R7、R8、R9、R10 学历（学位）、年限与职称的对应即通知所列")
    @CsvSource({"R5,  SECONDARY_VOCATIONAL, 毕业,     3, JUNIOR,           INITIAL_DETERMINATION",
            "R6,  JUNIOR_COLLEGE,       毕业,     2, JUNIOR,           INITIAL_DETERMINATION",
            "R7,  BACHELOR,             毕业,     1, JUNIOR,           INITIAL_DETERMINATION",
            "R8,  MASTER,               获得学位, 1, INTERMEDIATE,     AWARD", "R9,  DOCTORATE,            获得学位, 1, ASSOCIATE_SENIOR, AWARD",
            "R10, POSTDOCTORAL,         出站,     1, SENIOR,           AWARD"})
    void shouldBeTheTableOfTheNotice(String rule, CredentialType credential, String from, int years, TitleLevel level, Kind kind) {
        EligibilityTable.Row row = EligibilityTable.row(credential);

        assertThat(row.rule()).isEqualTo(rule);
        assertThat(row.countedFrom()).isEqualTo(from);
        assertThat(row.years()).isEqualTo(years);
        assertThat(row.level()).isEqualTo(level);
        assertThat(row.kind()).isEqualTo(kind);
    }

    @Test
    @DisplayName("R5、R6、R7、R8、R9、R10 每种学历（学位）恰有一行")
    void shouldHaveOneRowForEachCredential() {
        assertThat(EligibilityTable.ROWS).extracting(EligibilityTable.Row::credential).containsExactly(CredentialType.values());
    }
}
