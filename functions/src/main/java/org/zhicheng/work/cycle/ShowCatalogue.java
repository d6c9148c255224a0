package org.zhicheng.work.cycle;

import static org.zhicheng.ground.rule.NoticeRule.R3;
import static org.zhicheng.ground.rule.NoticeRule.R42;
import static org.zhicheng.ground.rule.NoticeRule.R47;

import java.time.Period;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.zhicheng.dossier.application.Form.CredentialType;
import org.zhicheng.dossier.application.FormField;
import org.zhicheng.dossier.application.Kind;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.application.TitleLevel;
import org.zhicheng.dossier.cycle.Catalogue;
import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.dossier.cycle.CycleDefaults;
import org.zhicheng.dossier.cycle.CycleStore;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Named;
import org.zhicheng.rules.checklist.Preparation;
import org.zhicheng.rules.eligibility.Choices;
import org.zhicheng.rules.retention.Retention;

/** Shows what a form can choose from, and how people call what the API calls by codes; open to everyone (R42). */
@Rule({R3, R42, R47})
public final class ShowCatalogue {

    private static final Map<CredentialType, List<Preparation>> PREPARATIONS = preparations();

    private final CycleStore cycles;

    public ShowCatalogue(CycleStore cycles) {
        this.cycles = cycles;
    }

    /**
     * The catalogue as a cycle has it.
     *
     * @param cycle the year whose exclusions and districts these are; absent while there is no cycle
     * @param preparations what to have at hand, by the credential
     * @param retention how long each class of data is kept (R47)
     * @param ethnicGroups what most people choose from; likewise the political statuses
     * @param labels by the name of the contract's schema, or {@code FormField} for fields by their paths, each code's names
     */
    public record View(int version, Optional<Integer> cycle, List<SeriesView> series, List<String> districts,
            Map<String, Map<String, Label>> labels, List<KeptClass> retention, Map<CredentialType, List<Preparation>> preparations,
            List<String> ethnicGroups, List<String> politicalStatuses) {
    }

    /** @param excluded whether all of it is awarded by national examination (R3) */
    public record SeriesView(String name, String english, boolean excluded, List<SpecialtyView> specialties) {
    }

    /** @param excluded whether it is awarded by national examination (R3) */
    public record SpecialtyView(String name, boolean excluded) {
    }

    /** How long a class of data is kept: an ISO 8601 period, absent where for good; counted from when, and why. */
    public record KeptClass(String name, Label what, Optional<String> period, Label from, Label why, Optional<Months> settable) {
        private static KeptClass of(Retention r, Cycle.Settings settings) {
            return new KeptClass(r.name(), Label.of(r), r.kept(settings).map(Period::toString), Label.of(r.begin()), Label.of(r.reason()),
                    r.isSettable() ? Optional.of(new Months((int) r.period().toTotalMonths(), r.least(), r.most())) : Optional.empty());
        }
    }

    /** What a cycle can set it to, and what it is where none is set. */
    public record Months(int usual, int least, int most) {
    }

    /** How people call something. */
    public record Label(String chinese, String english) {
        static Label of(Named named) {
            return new Label(named.chinese(), named.english());
        }
    }

    /**
     * @param year the cycle; the latest where it is left out
     * @throws Failure {@code NO_CYCLE} for a year that has none
     */
    public View show(Optional<Integer> year) {
        Optional<Cycle> cycle = year.isPresent()
                ? Optional.of(cycles.find(year.get()).orElseThrow(() -> new Failure(ErrorCode.NO_CYCLE, year.get().toString())))
                : cycles.all().stream().max(Comparator.comparing(Cycle::year));
        Cycle.Settings settings = cycle.map(Cycle::settings).orElseGet(CycleDefaults::settings);
        Catalogue catalogue = cycles.catalogue();
        return new View(catalogue.revision().version(), cycle.map(Cycle::year),
                catalogue.series().stream().map(series -> view(series, settings)).toList(), settings.districts(), labels(),
                Arrays.stream(Retention.values()).map(r -> KeptClass.of(r, settings)).toList(), PREPARATIONS, Choices.ethnicGroups(),
                Choices.politicalStatuses());
    }

    private static SeriesView view(Catalogue.Series series, Cycle.Settings settings) {
        List<SpecialtyView> specialties = series.specialties().stream()
                .map(specialty -> new SpecialtyView(specialty, settings.excludes(series.name(), specialty))).toList();
        return new SeriesView(series.name(), series.english(), specialties.stream().allMatch(SpecialtyView::excluded), specialties);
    }

    private static Map<CredentialType, List<Preparation>> preparations() {
        Map<CredentialType, List<Preparation>> all = new EnumMap<>(CredentialType.class);
        for (CredentialType type : CredentialType.values()) {
            all.put(type, Preparation.of(type));
        }
        return all;
    }

    private static Map<String, Map<String, Label>> labels() {
        Map<String, Map<String, Label>> labels = new LinkedHashMap<>();
        labels.put("State", labels(State.values(), State::name));
        labels.put("Tier", labels(State.Tier.values(), State.Tier::name));
        labels.put("Role", labels(Role.values(), Role::name));
        labels.put("Command", labels(Command.values(), Command::name));
        labels.put("Kind", labels(Kind.values(), Kind::name));
        labels.put("TitleLevel", labels(TitleLevel.values(), TitleLevel::name));
        labels.put("CredentialType", labels(CredentialType.values(), CredentialType::name));
        labels.put("Material", labels(Material.values(), Material::name));
        labels.put("FormField", labels(FormField.values(), FormField::path));
        return labels;
    }

    private static <N extends Named> Map<String, Label> labels(N[] values, Function<N, String> code) {
        Map<String, Label> labels = new LinkedHashMap<>();
        for (N value : values) {
            labels.put(code.apply(value), Label.of(value));
        }
        return labels;
    }
}
