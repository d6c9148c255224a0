package org.zhicheng.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhicheng.checks.BadInputIT.assertProblem;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.zhicheng.checks.Api.Reply;

/**
 * Words as they come out of web pages and word processors, entered where a paper prints them (R51): cut into one form at the door, or refused
 * there with the letter named, or on the paper, in each format the same.
 */
class PrintedTextsIT {

    private static TestStack stack;
    private static Api api;

    @BeforeAll
    static void begin() {
        stack = TestStack.shared();
        api = stack.api();
    }

    @Test
    @DisplayName("R51 专业中无法打印的字在核验时指出")
    void shouldNameTheLetterOfASpecialtyThatCannotPrint_R51() {
        Journey journey = Journey.of(stack).register().draft();
        Reply changed = specialty(journey, "CO\u2082捕集\uD83D\uDE00专业");
        JsonNode told = changed.status() == 200
                ? api.get(journey.applicant(), journey.path() + "/checks").expect(200).json()
                : changed.json();

        assertThat(told.path("violations").findParents("field").stream()
                .filter(v -> v.path("field").asText().equals("qualification.specialty")).map(JsonNode::toString)
                .collect(Collectors.joining())).contains("U+1F600");
    }

    @ParameterizedTest
    @ValueSource(strings = {"给水排水专业\u200b", "\ufeff给水排水专业", "给水\u2060排水专业", " 给水排水专业\u3000"})
    @DisplayName("R51 专业中的不可见字符在录入时去除")
    void shouldCutWhatCannotBeSeen_R51(String entered) {
        Journey journey = Journey.of(stack).register().draft();
        specialty(journey, entered).expect(200);

        assertThat(journey.view().path("qualification").path("specialty").asText()).isEqualTo("给水排水专业");
    }

    @Test
    @DisplayName("R28、R51 批文文号中的不可见字符去除，整批均得到证书")
    void shouldCertifyTheWholeBatchOfANumberThatWasPasted_R28_R51() {
        Journey one = Journey.of(stack).to("APPROVAL_DOCUMENT");
        Journey other = Journey.of(stack).to("APPROVAL_DOCUMENT");
        ObjectNode document = one.approval("样测职改〔2025〕\t13\u200b号" + one.id());
        document.withArray("applications").add(other.approval("x").path("applications").path(0));
        api.post(one.office(), "/approval-documents", document).expect(200);

        for (Journey journey : List.of(one, other)) {
            journey.awaitState("CERTIFIED");
            assertThat(journey.certificate().path("approvalDocument").asText()).doesNotContain("\u200b", "\t").endsWith("号" + one.id());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.\t主持管网改造", "压力10\u2075Pa，H\u2082O，CO\u2082", "甲项目\u000b乙项目", "在ئۈرۈمچى地区",
            "3\u2032 20\u2033 ×10\u207b\u00b3 Ω㎡"})
    @DisplayName("R19、R51 业绩在公示的PDF和DOCX中一致，或在核验时指出不能打印的字")
    void shouldPrintTheSameInEachFormatOrSayBeforehandWhatCannot_R19_R51(String achievements) {
        Journey journey = Journey.of(stack).register().draft();
        ObjectNode form = SampleBodies.form(journey.dossier(), TestStack.SAMPLES.summary(journey.dossier())).put("achievements",
                achievements);
        journey.saveForm(form, journey.revision()).expect(200);
        List<String> refused = api.get(journey.applicant(), journey.path() + "/checks").expect(200).json().path("violations")
                .findParents("field").stream().filter(v -> v.path("field").asText().equals("achievements")).map(JsonNode::toString)
                .toList();
        String shown = journey.view().path("form").path("achievements").asText();

        if (refused.isEmpty()) {
            for (String format : List.of("PDF", "DOCX")) {
                assertThat(squeezed(PrivacyScan
                        .read(api.get(journey.applicant(), journey.path() + "/forms/PUBLIC_NOTICE?format=" + format).expect(200).body())))
                        .as(format).contains(squeezed(shown)).doesNotContain("〓");
            }
            assertThat(shown).doesNotContain("\t", "\u000b");
            assertThat(shown.contains("\n")).as("a line break stays one").isEqualTo(achievements.contains("\u000b"));
        } else {
            assertThat(refused.toString()).contains("CHARACTER_CANNOT_PRINT", "U+");
            assertThat(achievements.chars()).as("only letters of another script").anyMatch(c -> c >= 0x600 && c < 0x700);
            assertThat(journey.submission().violations()).contains("CHARACTER_CANNOT_PRINT");
        }
    }

    @Test
    @DisplayName("R51 工作人员填写的理由中无法打印的字在录入时指出")
    void shouldNameTheLetterOfAReasonThatCannotPrint_R51() {
        Journey journey = Journey.of(stack).to("DISTRICT_REVIEW");
        Reply refused = journey.decide(journey.district(), journey.seen(
                Api.JSON.createObjectNode().put("attempt", journey.attempt()).put("outcome", "REJECT").put("reason", "不符合\uD83D\uDE00")));

        assertProblem(refused, 422, "RULES_BROKEN");
        assertThat(refused.text()).contains(String.format(Locale.ROOT, "U+%04X", 0x1F600));
    }

    private static Reply specialty(Journey journey, String specialty) {
        ObjectNode qualification = SampleBodies.draft(journey.dossier()).withObject("qualification").put("specialty", specialty);
        return api.put(journey.applicant(), journey.path() + "/qualification", qualification);
    }

    /** Without blanks and line ends, which a page sets as it has room. */
    private static String squeezed(String text) {
        return text.replaceAll("\\s+", "");
    }
}
