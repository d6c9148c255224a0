package org.zhicheng.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.text.AtMost;

class RequestLimitsTest {

    /** A request with every kind of what holds several. */
    public record Sample(List<String> texts, @AtMost(2) List<Integer> few, Map<String, String> map, Optional<Part> part, List<Part> parts) {
    }

    /** A part of it. */
    public record Part(List<String> texts) {
    }

    @Test
    void shouldTakeWhatIsWithinTheLimits_R15() {
        Sample sample = new Sample(Collections.nCopies(AtMost.USUAL, "a".repeat(RequestLimits.LONGEST_TEXT)), List.of(1, 2), null,
                Optional.of(new Part(null)), List.of(new Part(List.of("a"))));

        assertThat(RequestLimits.check(sample)).isSameAs(sample);
    }

    @Test
    void shouldRefuseWhatHoldsTooMuchNamingIt_R15() {
        List<String> many = Collections.nCopies(AtMost.USUAL + 1, "a");
        Map<String, String> large = new HashMap<>();
        many.forEach(text -> large.put("key" + large.size(), text));
        String longText = "a".repeat(RequestLimits.LONGEST_TEXT + 1);

        refused("texts", new Sample(many, null, null, null, null));
        refused("few", new Sample(null, List.of(1, 2, 3), null, null, null));
        refused("map", new Sample(null, null, large, null, null));
        refused("map", new Sample(null, null, Map.of(longText, "a"), null, null));
        refused("map", new Sample(null, null, Map.of("a", longText), null, null));
        refused("map", new Sample(null, null, Map.of("", "a"), null, null));
        refused("map", new Sample(null, null, Collections.singletonMap(null, "a"), null, null));
        refused("part.texts", new Sample(null, null, null, Optional.of(new Part(many)), null));
        refused("parts[1].texts[0]", new Sample(null, null, null, null, List.of(new Part(List.of()), new Part(List.of(longText)))));
    }

    @Test
    void shouldHoldEveryRequestToThem_R15() {
        String body = "{\"texts\": [" + "\"a\",".repeat(4_000) + "\"a\"]}";

        assertThatThrownBy(() -> Json.decode(body, Part.class)).isInstanceOf(Failure.class).hasMessage("INVALID_VALUE");
    }

    private static void refused(String field, Sample sample) {
        assertThatThrownBy(() -> RequestLimits.check(sample)).isInstanceOfSatisfying(Failure.class,
                failure -> assertThat(failure.text(Locale.ENGLISH)).contains("\"" + field + "\""));
    }
}
