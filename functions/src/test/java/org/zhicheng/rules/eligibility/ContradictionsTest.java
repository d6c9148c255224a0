package org.zhicheng.rules.eligibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.zhicheng.Dossier;
import org.zhicheng.dossier.application.Assessment.Question;
import org.zhicheng.dossier.application.Form.Contact;
import org.zhicheng.dossier.application.Form.CredentialType;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.identity.IdentityNumber;

class ContradictionsTest {

    private final Dossier dossier = new Dossier();

    @ParameterizedTest(name = "born {0}: {1} {2}")
    @DisplayName("R13 毕业、工作的年份与出生年份矛盾的不符合，过早的待核实")
    @CsvSource({"2000, '', ''", "2004, '', ''", "2005, '', MILESTONE_TOO_YOUNG", "2008, '', MILESTONE_TOO_YOUNG WORK_TOO_YOUNG",
            "2018, '', MILESTONE_TOO_YOUNG WORK_TOO_YOUNG", "2023, '', MILESTONE_TOO_YOUNG WORK_TOO_YOUNG",
            "2024, MILESTONE_BEFORE_BIRTH WORK_BEFORE_BIRTH, ''"})
    void shouldTellWhatCannotBeFromWhatCanHardlyBe_R13(int born, String reasons, String questions) {
        Contradictions found = found(Optional.of("男"), Optional.of(born));

        assertThat(String.join(" ", found.reasons().stream().map(Violation::code).toList())).isEqualTo(reasons);
        assertThat(String.join(" ", found.questions().stream().map(Question::code).toList())).isEqualTo(questions);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("R13 取得各类学历（学位）过早的待核实")
    @CsvSource({"SECONDARY_VOCATIONAL, 2007, 2008", "JUNIOR_COLLEGE, 2005, 2006", "BACHELOR, 2004, 2005", "MASTER, 2002, 2003",
            "DOCTORATE, 1999, 2000", "POSTDOCTORAL, 1997, 1998"})
    void shouldAskAboutEachCredentialObtainedTooYoung_R13(CredentialType type, int usual, int early) {
        dossier.type = Optional.of(type);

        assertThat(codes(found(Optional.empty(), Optional.of(usual)))).doesNotContain("MILESTONE_TOO_YOUNG");
        assertThat(codes(found(Optional.empty(), Optional.of(early)))).contains("MILESTONE_TOO_YOUNG");
    }

    @Test
    @DisplayName("R13 性别与身份证号不一致的待核实；遮盖的号码已足以判断")
    void shouldAskAboutASexThatTheNumberDoesNotSay_R13() {
        assertThat(IdentityNumber.sexOf("110***********002X")).contains("女");
        assertThat(IdentityNumber.sexOf("110***********0013")).contains("男");
        assertThat(IdentityNumber.sexOf("CHN********0019")).as("of a foreign card").isEmpty();
        assertThat(codes(found(Optional.of("女"), Optional.empty()))).containsExactly("SEX_DIFFERS");
        assertThat(codes(found(Optional.of("男"), Optional.empty()))).isEmpty();
        assertThat(codes(found(Optional.empty(), Optional.empty()))).as("not known").isEmpty();
    }

    @ParameterizedTest
    @DisplayName("R13 族别为五十六个民族或规定的其他情形，不在其列的待核实")
    @ValueSource(strings = {"汉族", "维吾尔族", "哈萨克族", "塔塔尔", "外国血统中国籍人士", "无"})
    void shouldKnowTheEthnicGroups_R13(String group) {
        dossier.contact = new Contact("男", group, "群众", "13800000000", "");

        assertThat(codes(found(Optional.empty(), Optional.empty()))).isEmpty();
    }

    @Test
    @DisplayName("R13 不存在的族别、政治面貌待核实")
    void shouldAskAboutWhatIsOnNoList_R13() {
        dossier.contact = new Contact("男", "精灵族", "党外党员", "13800000000", "");

        assertThat(codes(found(Optional.empty(), Optional.empty()))).containsExactly("ETHNIC_GROUP_UNKNOWN", "POLITICAL_STATUS_UNKNOWN");
    }

    private Contradictions found(Optional<String> sex, Optional<Integer> born) {
        return Contradictions.of(dossier.form(), Facts.NONE.ofNumber(sex, born));
    }

    private static List<String> codes(Contradictions found) {
        return found.questions().stream().map(Question::code).toList();
    }
}
