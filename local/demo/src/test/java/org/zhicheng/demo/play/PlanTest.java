package org.zhicheng.demo.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.zhicheng.demo.play.Act.Kind;
import org.zhicheng.demo.samples.Dossier;
import org.zhicheng.demo.samples.Samples;

class PlanTest {

    private final Samples samples = Samples.read(Path.of("..", "..", "samples"));
    private final List<Dossier> dossiers = samples.dossiers();
    private final List<Act> acts = Plan.of(Round.ofTheNotice(samples)).values().stream().flatMap(List::stream).toList();

    @Test
    void shouldHappenInTheOrderOfTime() {
        assertThat(acts).isSortedAccordingTo(Comparator.comparing(Act::at));
    }

    @Test
    void shouldSubmitOnTheDossiersDayInsideTheWindow() {
        for (Dossier dossier : dossiers) {
            List<LocalDateTime> submissions = times(dossier, Kind.SUBMISSION, 0);
            assertThat(submissions).hasSize(dossier.story().submitOn().isPresent() ? 1 : 0)
                    .allSatisfy(at -> assertThat(at.toLocalDate()).isBetween(samples.cycle().firstDay(), samples.cycle().lastDay()));
            dossier.story().submitOn().ifPresent(day -> assertThat(submissions.getFirst().toLocalDate()).isEqualTo(day));
        }
        assertThat(acts).filteredOn(act -> act.kind() == Kind.CLOSING).singleElement()
                .satisfies(act -> assertThat(act.at()).isAfter(samples.cycle().lastDay().plusDays(1).atStartOfDay()));
    }

    /** R17, R18: what is played on one day has had its notice, with the days of the week that it was made for. */
    @ParameterizedTest
    @ValueSource(strings = {"2025-03-18", "2026-11-23", "2027-01-01"})
    void shouldPlayOnOneDayWhatNeedsNoTime(LocalDate today) {
        Round round = Round.of(today, samples);

        assertThat(round.dossiers()).hasSize(12).allSatisfy(dossier -> {
            Dossier.PublicNotice notice = dossier.publicNotice().orElseThrow();
            assertThat(notice.to()).isBefore(today);
            assertThat(notice.resultDate()).isBefore(today);
            assertThat(notice.from().getDayOfWeek())
                    .isEqualTo(samples.dossier(dossier.slug()).publicNotice().orElseThrow().from().getDayOfWeek());
        });
        assertThat(today).isBetween(round.firstDay(), round.lastDay());
        assertThat(Plan.of(round).values()).flatExtracting(minute -> minute).extracting(Act::kind).contains(Kind.APPROVAL, Kind.REVOCATION)
                .doesNotContain(Kind.NOTICE, Kind.CLOSING, Kind.CORRECTION, Kind.OBJECTION);
    }

    @Test
    void shouldRecommendOnlyAfterTheNoticeHasEnded() {
        for (Dossier dossier : dossiers) {
            times(dossier, Kind.EMPLOYER, 0).forEach(at -> assertThat(at.toLocalDate()).isAfter(dossier.publicNotice().orElseThrow().to()));
        }
    }

    @Test
    void shouldGoBackToTheEmployerAfterACorrection() {
        Dossier returned = dossiers.stream().filter(dossier -> dossier.returned().isPresent()).findFirst().orElseThrow();

        List<Kind> way = acts.stream().filter(act -> act.slug().equals(returned.slug())).map(Act::kind).toList();

        assertThat(way).containsExactly(Kind.FILL_IN, Kind.SUBMISSION, Kind.NOTICE, Kind.EMPLOYER, Kind.DISTRICT, Kind.CORRECTION,
                Kind.EMPLOYER, Kind.DISTRICT, Kind.COMMITTEE, Kind.MATERIALS, Kind.CERTIFICATE);
    }

    @Test
    void shouldEndWhereTheStoryEnds() {
        for (Dossier dossier : dossiers) {
            Kind last = acts.stream().filter(act -> act.slug().equals(dossier.slug())).map(Act::kind).toList().getLast();
            assertThat(last).as(dossier.slug()).isEqualTo(switch (dossier.story().ending()) {
                case CERTIFIED -> Kind.CERTIFICATE;
                case REVOKED -> Kind.REVOCATION;
                case REJECTED -> dossier.story().announced().isPresent()
                        ? Kind.RESULT_NOTICE
                        : dossier.story().vote().isPresent() ? Kind.SESSION : Kind.DISTRICT;
                case INELIGIBLE -> Kind.SUBMISSION;
                case EXPIRED -> Kind.FILL_IN;
            });
        }
    }

    @Test
    void shouldApproveAllWithOneDocumentAfterTheLastOriginals() {
        LocalDateTime lastOriginals = acts.stream().filter(act -> act.kind() == Kind.MATERIALS).map(Act::at).max(Comparator.naturalOrder())
                .orElseThrow();

        assertThat(acts).filteredOn(act -> act.kind() == Kind.APPROVAL).singleElement()
                .satisfies(act -> assertThat(act.at()).isAfter(lastOriginals));
        assertThat(acts).filteredOn(act -> act.kind() == Kind.COMMITTEE).isNotEmpty()
                .allSatisfy(act -> assertThat(act.at().getDayOfWeek()).isEqualTo(DayOfWeek.FRIDAY));
    }

    /** R45: all of one session are heard on one day, two days after it was planned, while no single member decides. */
    @Test
    void shouldHearAllOfASessionOnOneDay_R45() {
        List<Dossier> heard = dossiers.stream().filter(dossier -> dossier.story().vote().isPresent()).toList();

        assertThat(heard).hasSize(3).allSatisfy(dossier -> assertThat(times(dossier, Kind.COMMITTEE, 0)).isEmpty());
        assertThat(heard).flatExtracting(dossier -> times(dossier, Kind.SESSION_PLAN, 0)).hasSize(3)
                .containsOnly(LocalDateTime.parse("2025-03-18T15:00"));
        assertThat(heard).flatExtracting(dossier -> times(dossier, Kind.SESSION, 0)).hasSize(3)
                .containsOnly(LocalDateTime.parse("2025-03-20T10:00"));
        assertThat(acts).filteredOn(act -> act.kind() == Kind.COMMITTEE).extracting(act -> act.at().toLocalDate())
                .doesNotContain(LocalDate.parse("2025-03-18"), LocalDate.parse("2025-03-19"), LocalDate.parse("2025-03-20"));
    }

    private List<LocalDateTime> times(Dossier dossier, Kind kind, int round) {
        return acts.stream().filter(act -> act.slug().equals(dossier.slug()) && act.kind() == kind && act.round() == round).map(Act::at)
                .toList();
    }
}
