package org.zhicheng.dossier.cycle;

import static org.zhicheng.ground.rule.NoticeRule.R3;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.zhicheng.dossier.flow.State;
import org.zhicheng.ground.rule.Rule;

/** Settings of a new cycle: a sensible beginning, of the bureau's own words in {@code bureau.properties}, that the bureau can change. */
@Rule(R3)
public final class CycleDefaults {

    private static final Properties BUREAU = read();

    /** Working days that each tier should need (R24). */
    private static final Map<String, Integer> TARGET_DAYS = Stream.of(State.values()).filter(State::isQueue)
            .collect(Collectors.toUnmodifiableMap(State::name, State::targetDays));

    private CycleDefaults() {
    }

    public static Cycle.Settings settings() {
        List<String> excluded = BUREAU.stringPropertyNames().stream().filter(key -> key.startsWith("excluded.")).sorted()
                .flatMap(key -> list(key).stream()).toList();
        return new Cycle.Settings(excluded, list("districts"), TARGET_DAYS, 5, 5, BUREAU.getProperty("certificateNumberFormat"),
                BUREAU.getProperty("issuingAuthority"), BUREAU.getProperty("contactOffice"), BUREAU.getProperty("contactTelephone"),
                Map.of(), 10, 5);
    }

    /** The city whose notice this is, as its forms name it. */
    public static String city() {
        return BUREAU.getProperty("city");
    }

    /** The districts of all cycles, or those of a new one where there is none yet. */
    public static Set<String> districts(CycleStore cycles) {
        Set<String> districts = new TreeSet<>();
        cycles.all().forEach(cycle -> districts.addAll(cycle.settings().districts()));
        return districts.isEmpty() ? new TreeSet<>(list("districts")) : districts;
    }

    private static List<String> list(String key) {
        return List.of(BUREAU.getProperty(key).split(","));
    }

    private static Properties read() {
        Properties bureau = new Properties();
        try (InputStream in = CycleDefaults.class.getResourceAsStream("/bureau.properties")) {
            bureau.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bureau;
    }
}
