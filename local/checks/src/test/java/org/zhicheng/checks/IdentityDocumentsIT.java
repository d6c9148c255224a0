package org.zhicheng.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhicheng.checks.BadInputIT.assertProblem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.zhicheng.checks.Api.Reply;
import org.zhicheng.demo.samples.Dossier;

/** The documents by which people are known besides the citizen's card, and how their numbers are typed (R33). */
class IdentityDocumentsIT {

    private static TestStack stack;
    private static Api api;

    @BeforeAll
    static void begin() {
        stack = TestStack.shared();
        api = stack.api();
    }

    @ParameterizedTest
    @ValueSource(strings = {"81000019900101001", "82000019900101001", "83000019900101001"})
    @DisplayName("R33 港澳台居民居住证可以注册")
    void shouldRegisterAResidencePermit_R33(String seventeen) {
        Reply registered = register(completed(seventeen), "13900000001", "zh").expect(201);

        assertThat(registered.json().path("maskedIdNumber").asText()).startsWith(seventeen.substring(0, 3)).contains("***");
    }

    @ParameterizedTest
    @ValueSource(strings = {"USA310090010112", "usa３１００90010113"})
    @DisplayName("R33 2023年以前的外国人永久居留身份证（15位）可以注册")
    void shouldRegisterAForeignResidentsCardOfBefore2023_R33(String number) {
        Reply registered = register(number, "13900000001", "en").expect(201);

        assertThat(registered.json().path("maskedIdNumber").asText()).doesNotContain("90010");
    }

    @ParameterizedTest
    @CsvSource({"110105491231002, 18位号码", "USA310099139912, 永久居留身份证", "1101051949123100, 外国人永久居留身份证为3位字母"})
    @DisplayName("R33 不能使用的号码告知应当使用何种证件")
    void shouldSayWhichCardToUse_R33(String number, String told) {
        Reply refused = register(number, "13900000001", "zh");

        assertProblem(refused, 422, "RULES_BROKEN");
        assertThat(refused.text()).contains(told).doesNotContain(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"１３９１２３４５６７８", "139 1234 5678", "139\u200b12345678"})
    @DisplayName("R33 全角的号码在录入时统一为半角")
    void shouldFoldWhatIsTypedInFullWidth_R33(String phone) {
        Reply registered = register(completed("65010019900101" + "%03d".formatted(100 + phone.length())), phone, "zh").expect(201);

        assertThat(registered.json().path("phone").asText().replaceAll("[ -]", "")).isEqualTo("13912345678");
    }

    @ParameterizedTest
    @ValueSource(strings = {"其他", "外国血统中国籍", "无", "维吾尔族", "汉族"})
    @DisplayName("R13 族别可填其他、外国血统中国籍，没有族别的填无")
    void shouldHaveAWayForWhoHasNoEthnicGroup_R13(String ethnicGroup) {
        Journey journey = Journey.of(stack).register().draft();
        ObjectNode form = SampleBodies.form(journey.dossier(), TestStack.SAMPLES.summary(journey.dossier()));
        form.withObject("contact").put("ethnicGroup", ethnicGroup);
        journey.saveForm(form, journey.revision()).expect(200);
        JsonNode checks = api.get(journey.applicant(), journey.path() + "/checks").expect(200).json();

        assertThat(checks.path("violations").findValuesAsText("field")).doesNotContain("contact.ethnicGroup");
        assertThat(checks.path("assessment").path("questions").findValuesAsText("field")).doesNotContain("contact.ethnicGroup");
    }

    @Test
    @DisplayName("R33 同一证件不论大小写、全角均只注册一次")
    void shouldRegisterOneCardOnceHoweverItIsTyped_R33() {
        register("GBR310085050512", "13900000001", "en").expect(201);

        assertProblem(register("ｇｂｒ310085050512", "13900000002", "en"), 409, "ALREADY_REGISTERED");
    }

    private static Reply register(String number, String phone, String language) {
        String sub = stack.nextApplicant();
        Dossier.Identity like = Journey.dossier("03-bachelor", sub).identity();
        ObjectNode body = Api.JSON.createObjectNode().put("name", like.name()).put("idNumber", number).put("phone", phone)
                .put("mail", like.mail()).put("language", language);
        return api.post(stack.token(sub), "/applicants", body);
    }

    private static String completed(String seventeen) {
        int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * (seventeen.charAt(i) - '0');
        }
        return seventeen + "10X98765432".charAt(sum % 11);
    }
}
