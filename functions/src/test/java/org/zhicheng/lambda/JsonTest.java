package org.zhicheng.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.zhicheng.dossier.application.Reconsideration;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;

class JsonTest {

    /** A body that knows what it needs. */
    record Body(String name, List<String> items) {
        Body {
            if (name == null) {
                throw new Failure(ErrorCode.MISSING_FIELD, "name");
            }
            items = items == null ? List.of() : List.copyOf(items);
        }
    }

    @Test
    void shouldPassOnTheRefusalOfARecordThatIsBeingMade() {
        assertThat(refusal("{\"items\":[]}").code()).isEqualTo(ErrorCode.MISSING_FIELD);
    }

    @Test
    void shouldRefuseANullAmongTheItemsOfAList() {
        assertThat(refusal("{\"name\":\"a\",\"items\":[null]}").code()).isEqualTo(ErrorCode.INVALID_VALUE);
    }

    @Test
    void shouldWriteWhatARecordIsMadeOfAndNotWhatIsReckonedFromIt() {
        Reconsideration right = new Reconsideration(State.MATERIALS, Instant.EPOCH, 10, Optional.empty());
        assertThat(right.isAsked()).isFalse();
        assertThat(Json.encode(right)).isEqualTo("{\"step\":\"MATERIALS\",\"until\":\"1970-01-01T00:00:00Z\",\"workingDays\":10}");
    }

    @Test
    void shouldRefuseFieldsThatNobodyReads() {
        assertThat(refusal("{\"name\":\"a\",\"nmae\":\"b\"}").code()).isEqualTo(ErrorCode.UNKNOWN_FIELD);
        assertThat(refusal("{\"name\":\"a\",\"name\":\"b\"}").code()).isEqualTo(ErrorCode.MALFORMED_JSON);
        assertThat(refusal("{\"name\":7}").code()).isEqualTo(ErrorCode.INVALID_VALUE);
        assertThat(refusal("{\"name\":7}").text(Locale.CHINESE)).endsWith("：文字，加引号");
        assertThat(refusal("{\"name\":7}").text(Locale.ENGLISH)).endsWith(": a text in quotation marks");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "20000", "[2025,3,10]", "\"2025-03-10T00:00:00Z\"", "\"2025-02-30\"", "\"\""})
    void shouldTakeADateForADateAndNothingElse(String value) {
        assertThat(Json.decode("{\"day\":\"2025-03-10\"}", Dated.class).day()).isEqualTo("2025-03-10");
        assertThat(catchThrowableOfType(Failure.class, () -> Json.decode("{\"day\":" + value + "}", Dated.class)).code())
                .isEqualTo(ErrorCode.INVALID_VALUE);
    }

    record Dated(LocalDate day) {
    }

    @Test
    void shouldTakeANullForWhatIsLeftOutButNotInAList() {
        assertThat(Json.decode("{\"name\":\"a\",\"items\":null}", Body.class)).isEqualTo(Json.decode("{\"name\":\"a\"}", Body.class));
        Failure failure = refusal("{\"name\":\"a\",\"items\":[\"b\",null]}");
        assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_VALUE);
        assertThat(failure.text(Locale.ENGLISH)).contains("items[1]");
    }

    @Test
    void shouldReadAnEventWithAnyCharacterInTheNameOfAQueryParameter() {
        String event = "{\"routeKey\":\"GET /reviews\",\"queryStringParameters\":{\"\\uDACF\\uDE69\":\"1\",\"\":\"2\"}}";

        ApiRequest request = new RecordSerializer().fromJson(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
                ApiRequest.class);

        assertThat(request.queryStringParameters()).hasSize(2).containsKey(Character.toString(0xC3E69));
    }

    private static Failure refusal(String json) {
        return catchThrowableOfType(Failure.class, () -> Json.decode(json, Body.class));
    }
}
