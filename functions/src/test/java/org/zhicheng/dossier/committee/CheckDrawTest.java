package org.zhicheng.dossier.committee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.zhicheng.lambda.Json;

/** R45: a program that shares no code with the product draws again from the record, and notices what was changed of it. */
class CheckDrawTest {

    private static final Lot LOT = new Lot("2025-01", 2, IntStream.range(0, 40).mapToObj(i -> "expert%02d".formatted(i)).toList(), 11, 3,
            Optional.of("2025027 03 09 14 22 28 31 + 07"));

    @TempDir
    Path folder;

    private record Said(int status, String text) {
    }

    @BeforeEach
    void wantsPython() {
        assumeTrue(isThere("python3"), "scripts/check-draw wants Python 3");
    }

    @Test
    @DisplayName("R45 由独立程序按记录重新抽取，结果相同")
    void shouldFindThePanelThatWasDrawn_R45() {
        Said said = check(record());
        assertThat(said.text()).contains(LOT.hash(), "panel: " + String.join(" ", LOT.draw().panel()), "the record is what the draw gives");
        assertThat(said.status()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"panel", "substitutes", "candidates", "seed", "number", "hash", "seats", "id"})
    @DisplayName("R45 记录中任何一处被改动，独立程序都能发现")
    void shouldNoticeWhateverWasChanged_R45(String what) {
        Map<String, Object> record = record();
        @SuppressWarnings("unchecked")
        Map<String, Object> lot = (Map<String, Object>) record.get("lot");
        @SuppressWarnings("unchecked")
        Map<String, Object> drawn = (Map<String, Object>) lot.get("drawn");
        switch (what) {
            case "panel", "substitutes" -> {
                List<String> others = new ArrayList<>(LOT.candidates());
                others.removeAll(LOT.draw().panel());
                others.removeAll(LOT.draw().substitutes());
                List<String> changed = new ArrayList<>(what.equals("panel") ? LOT.draw().panel() : LOT.draw().substitutes());
                changed.set(1, others.getFirst());
                drawn.put(what, changed);
            }
            case "candidates" -> lot.put(what, LOT.candidates().subList(1, 40));
            case "number" -> lot.put(what, 1);
            case "seats" -> lot.put(what, 13);
            case "id" -> record.put(what, "2025-02");
            default -> lot.put(what, "0");
        }

        Said said = check(record);
        assertThat(said.text()).contains("DIFFERS");
        assertThat(said.status()).isEqualTo(1);
    }

    @Test
    @DisplayName("R45 不是抽取记录的文件另有说明")
    void shouldSayWhatIsNoRecord_R45() {
        assertThat(check(Map.of("id", "2025-01")).status()).isEqualTo(2);
        assertThat(check(Map.of("id", "2025-01", "lot", Map.of("number", 1))).text()).contains("not the record of a draw");
    }

    private static Map<String, Object> record() {
        Map<String, Object> lot = new HashMap<>(Map.of("number", LOT.number(), "candidates", LOT.candidates(), "hash", LOT.hash(), "seats",
                LOT.seats(), "substitutes", LOT.substitutes(), "seed", LOT.seed().orElseThrow()));
        lot.put("drawn", new HashMap<>(Map.of("panel", LOT.draw().panel(), "substitutes", LOT.draw().substitutes())));
        return new HashMap<>(Map.of("id", LOT.session(), "state", "DRAWN", "lot", lot));
    }

    private Said check(Map<String, Object> record) {
        try {
            Path file = Files.writeString(folder.resolve("session.json"), Json.encode(record));
            Process run = new ProcessBuilder("python3", "../scripts/check-draw", file.toString()).redirectErrorStream(true).start();
            String text = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(run.waitFor(1, TimeUnit.MINUTES)).isTrue();
            return new Said(run.exitValue(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean isThere(String program) {
        try {
            return new ProcessBuilder(program, "--version").redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
