package org.zhicheng.work.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhicheng.lambda.FakeServices.ADMINISTRATOR;
import static org.zhicheng.lambda.Requests.problem;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.zhicheng.dossier.application.FormField;
import org.zhicheng.dossier.cycle.Catalogue;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.text.Spelling;
import org.zhicheng.ground.typesetting.PrintedText;
import org.zhicheng.handlers.cycle.SetCatalogueHandler;
import org.zhicheng.handlers.cycle.ShowCatalogueHandler;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.FakeServices;
import org.zhicheng.lambda.Requests;
import org.zhicheng.lambda.Samples;
import org.zhicheng.rules.retention.Retention;
import org.zhicheng.work.cycle.SetCatalogue.Entry;
import org.zhicheng.work.cycle.SetCatalogue.SeriesEntry;

class CatalogueTest {

    private final FakeServices services = new FakeServices();

    @Test
    @DisplayName("R42 首份目录含全国27个系列，名称不重复，均可打印")
    void shouldBeginWithTheNationalSeries_R42() {
        Catalogue first = services.cycles().catalogue();

        assertThat(first.series()).hasSize(27).allSatisfy(series -> {
            Set<String> names = new HashSet<>();
            assertThat(series.name()).endsWith("系列");
            assertThat(series.english()).isNotEmpty();
            assertThat(series.specialties()).isNotEmpty().allSatisfy(name -> assertThat(names.add(Spelling.specialty(name))).isTrue());
            assertThat(PrintedText.unprintable(series.name() + String.join("", series.specialties()))).isEmpty();
        });
        assertThat(first.revision().version()).isZero();
    }

    @Test
    @DisplayName("R3、R42 目录标明国家以考代评的系列和专业，随年度设置")
    void shouldMarkWhatTheCycleExcludes_R3() {
        ShowCatalogue.View without = show();
        assertThat(series(without, "会计系列").excluded()).isTrue();
        assertThat(series(without, "工程系列").excluded()).isFalse();
        assertThat(without.cycle()).isEmpty();
        assertThat(series(without, "工程系列").specialties()).contains(new ShowCatalogue.SpecialtyView("计算机技术与软件专业", true),
                new ShowCatalogue.SpecialtyView("机械工程专业", false));

        Samples.openCycle(services);
        ShowCatalogue.View of2025 = show();
        assertThat(of2025.cycle()).contains(2025);
        assertThat(of2025.districts()).containsExactly(Samples.DISTRICT, "沙依巴克区");
        assertThat(series(of2025, "工程系列").specialties()).noneMatch(ShowCatalogue.SpecialtyView::excluded);
        assertThat(problem(Requests.get("/catalogue").query("cycle", 1999).to(new ShowCatalogueHandler(services))))
                .isEqualTo(ErrorCode.NO_CYCLE);
    }

    @Test
    @DisplayName("R38 目录说明哪些保存期限可由年度批次设置，及其上下限")
    void shouldTellWhatACycleCanSetAboutKeeping_R38() {
        ShowCatalogue.View view = new ShowCatalogue(services.cycles()).show(Optional.empty());

        for (ShowCatalogue.KeptClass kept : view.retention()) {
            Retention retention = Retention.valueOf(kept.name());
            assertThat(kept.settable()).as(kept.name())
                    .isEqualTo(retention.isSettable()
                            ? Optional.of(
                                    new ShowCatalogue.Months((int) retention.period().toTotalMonths(), retention.least(), retention.most()))
                            : Optional.empty());
        }
        assertThat(view.retention()).filteredOn(kept -> kept.settable().isPresent()).extracting(ShowCatalogue.KeptClass::name)
                .contains("DRAFT_NEVER_SUBMITTED").doesNotContain("RECORD");
    }

    @Test
    @DisplayName("R42 目录同时给出各代码的中英文名称")
    void shouldTellWhatCodesAreCalled_R42() {
        ShowCatalogue.View view = show();

        assertThat(view.labels().get("State")).hasSize(State.values().length).containsEntry("DISTRICT_REVIEW",
                new ShowCatalogue.Label("区（县）人社局初审、推荐", State.DISTRICT_REVIEW.english()));
        assertThat(view.labels().get("FormField")).containsEntry("qualification.series",
                new ShowCatalogue.Label(FormField.SERIES.chinese(), FormField.SERIES.english()));
        assertThat(view.labels().values().stream().flatMap(names -> names.values().stream()))
                .allSatisfy(label -> assertThat(label.chinese()).isNotEmpty());
        assertThat(view.labels().values().stream().flatMap(names -> names.values().stream()).map(ShowCatalogue.Label::english))
                .allSatisfy(english -> assertThat(english).doesNotContain("_"));
    }

    @Test
    @DisplayName("R42、R49 目录按版本修改，记录写明增减")
    void shouldBeSetUnderAVersion_R42_R49() {
        Entry entry = entry("工程系列", "机械工程专业", "样例专业");
        assertThat(set(entry, 0).statusCode()).isEqualTo(200);
        assertThat(set(entry, 0).statusCode()).as("the same again").isEqualTo(200);
        assertThat(services.eventsOf("CATALOGUE")).hasSize(1);
        assertThat(services.eventsOf("CATALOGUE").getFirst().note()).contains("+ 工程系列/样例专业").contains("− ", "会计系列/会计专业");
        services.clock().advance(java.time.Duration.ofMillis(1));
        assertThat(problem(set(entry("工程系列", "另一专业"), 0))).isEqualTo(ErrorCode.SETTING_CHANGED);
        assertThat(set(entry("工程系列", "另一专业"), 1).headers()).containsEntry("etag", "\"2\"");
        assertThat(show().series()).singleElement()
                .satisfies(series -> assertThat(series.specialties()).containsExactly(new ShowCatalogue.SpecialtyView("另一专业", false)));
    }

    @Test
    @DisplayName("R42、R51 目录中的缺漏、重复和无法打印的字一次指出")
    void shouldRefuseAllThatIsWrongAtOnce_R42_R51() {
        ApiResponse response = set(new Entry(List.of(new SeriesEntry("工程系列", null, List.of("机械工程专业", "机械工程", "", "\uD87A\uDFF0专业")),
                new SeriesEntry("工程", "", List.of()))), 0);

        assertThat(problem(response)).isEqualTo(ErrorCode.RULES_BROKEN);
        assertThat(response.body()).contains("series.0.specialties.1", "series.0.specialties.2", "series.0.specialties.3", "U+2EBF0",
                "series.1.name", "series.1.specialties");
        assertThat(services.cycles().catalogueSet()).isEmpty();
    }

    @Test
    void shouldRefuseEveryoneButAdministrators_R37() {
        Samples.appoint(services, "officer", Role.OFFICE, "");

        assertThat(
                problem(Requests.put("/catalogue").asStaff("officer").body(entry("工程系列", "机械工程专业")).to(new SetCatalogueHandler(services))))
                .isEqualTo(ErrorCode.NOT_ALLOWED);
    }

    private static Entry entry(String series, String... specialties) {
        return new Entry(List.of(new SeriesEntry(series, null, List.of(specialties))));
    }

    private ApiResponse set(Entry entry, int seen) {
        return Requests.put("/catalogue").asStaff(ADMINISTRATOR).header("if-match", "\"" + seen + "\"").body(entry)
                .to(new SetCatalogueHandler(services));
    }

    private ShowCatalogue.View show() {
        return Requests.body(Requests.get("/catalogue").to(new ShowCatalogueHandler(services)), ShowCatalogue.View.class);
    }

    private static ShowCatalogue.SeriesView series(ShowCatalogue.View view, String name) {
        return view.series().stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
    }
}
