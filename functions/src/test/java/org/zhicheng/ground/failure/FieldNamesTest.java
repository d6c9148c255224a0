package org.zhicheng.ground.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

class FieldNamesTest {

    @Test
    @DisplayName("缺少或无效的栏目用人们的叫法，不用接口的名称；英文用接口的名称")
    void shouldCallAFieldWhatPeopleCallItInChinese() {
        Failure missing = new Failure(ErrorCode.MISSING_FIELD, "reason");
        assertThat(missing.text(Locale.CHINESE)).contains("“理由”").doesNotContain("reason");
        assertThat(missing.text(Locale.CHINESE)).as("a second time").contains("“理由”");
        assertThat(missing.text(Locale.ENGLISH)).contains("\"reason\"");
        assertThat(new Failure(ErrorCode.INVALID_VALUE, "decisions.0.comment", Reasons.atMost(500)).text(Locale.CHINESE)).contains("“意见”",
                "不超过500字");
        assertThat(new Failure(ErrorCode.INVALID_VALUE, "sha256", "Base64").text(Locale.CHINESE)).as("no page shows it")
                .contains("“sha256”");
    }

    @Test
    @EnabledIf(value = "org.zhicheng.contract.Repository#isWhole", disabledReason = "this module is built alone")
    void shouldNameFieldsOfTheContractOnly() throws IOException {
        String contract = Files.readString(Path.of("..", "openapi.yaml"));
        assertThat(FieldNames.all()).isNotEmpty().allSatisfy(name -> assertThat(contract).containsPattern("\\b" + name + "\\b"));
    }
}
