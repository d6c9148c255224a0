package org.zhicheng.demo.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import org.zhicheng.demo.play.Bodies.NoticeStage;
import org.zhicheng.demo.samples.Dossier.Tier;
import org.zhicheng.demo.samples.Dossier;
import org.zhicheng.demo.samples.Samples;

class BodiesTest {

    private final Samples samples = Samples.read(Path.of("..", "..", "samples"));

    @Test
    void shouldLeaveOutWhatIsEmpty() {
        for (Dossier dossier : samples.dossiers()) {
            JsonNode form = Bodies.form(dossier, samples.summary(dossier));
            assertThat(form.toString()).doesNotContain("null").doesNotContain(dossier.identity().idNumber());
        }
    }

    @Test
    void shouldTellTheNoticeAsFarAsItHasGot() {
        Dossier objected = samples.dossier("13-objection");

        Dossier.Objection objection = objected.publicNotice().orElseThrow().objection().orElseThrow();
        assertThat(Bodies.objection(objection).has("resolution")).isFalse();
        assertThat(Bodies.settlement(objection).path("resolvedOn").asText()).isEqualTo("2025-04-03");
        assertThat(notice(objected, NoticeStage.RUNNING).has("resultDate")).isFalse();
        assertThat(notice(objected, NoticeStage.ENDED).path("resultDate").asText()).isEqualTo("2025-04-08");
    }

    @Test
    void shouldDecideAsTheStorySays() {
        Dossier returned = samples.dossier("02-junior-college");
        Dossier rejected = samples.dossier("11-rejected");

        assertThat(Bodies.decision(returned, Tier.EMPLOYER, 0, 2).path("outcome").asText()).isEqualTo("PASS");
        assertThat(Bodies.decision(returned, Tier.DISTRICT, 0, 3).path("mend").get(0).path("item").asText()).isEqualTo("A10");
        assertThat(Bodies.afterDecision(returned, Tier.DISTRICT, 0)).isEqualTo("CORRECTION");
        assertThat(Bodies.decision(returned, Tier.DISTRICT, 1, 7).path("outcome").asText()).isEqualTo("PASS");
        assertThat(Bodies.decision(rejected, Tier.DISTRICT, 0, 3).path("reason").asText()).contains("销售代表");
        assertThat(Bodies.afterDecision(rejected, Tier.DISTRICT, 0)).isEqualTo("REJECTED");
    }

    @Test
    void shouldConfirmWhatTheApplicantAnsweredAsNotApplicable() {
        assertThat(Bodies.decision(samples.dossier("01-secondary-vocational"), Tier.EMPLOYER, 0, 2).path("confirmed").get(0).asText())
                .isEqualTo("A6");
    }

    private static JsonNode notice(Dossier dossier, NoticeStage stage) {
        return Bodies.notice(dossier, dossier.publicNotice().orElseThrow(), stage);
    }
}
