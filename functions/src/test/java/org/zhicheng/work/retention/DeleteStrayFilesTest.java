package org.zhicheng.work.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhicheng.Applications.APPLICANT;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import org.zhicheng.Applications;
import org.zhicheng.Dossier;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Attachment;
import org.zhicheng.dossier.files.FileKeys;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.handlers.retention.DeleteStrayFilesHandler;
import org.zhicheng.lambda.FakeServices;
import org.zhicheng.lambda.Samples;
import org.zhicheng.work.drafting.DeleteDraft;

class DeleteStrayFilesTest {

    private static final byte[] CONTENT = "样本".getBytes(StandardCharsets.UTF_8);

    private final Applications applications = new Applications();
    private final FakeServices services = applications.services;

    private DeleteStrayFiles.Outcome run(String begin) {
        return new DeleteStrayFiles(services.applications(), services.materials()).run(begin, () -> true);
    }

    @Test
    void shouldDeleteWhatAnAddressThatOutlivedItsDraftBroughtBack_R15() {
        Application draft = applications.draft();
        String key = FileKeys.key(draft.id(), draft.attachments().getFirst().id());
        new DeleteDraft(services.applications(), services.clock()).delete(applications.as(APPLICANT), draft.id());
        services.materials().keys().clear();
        services.materials().write(key, "image/png", CONTENT);

        assertThat(run("")).isEqualTo(new DeleteStrayFiles.Outcome(1, 1, 0, true));
        assertThat(services.materials().keys()).isEmpty();
        assertThat(run("").deleted()).isZero();
    }

    @Test
    void shouldKeepEveryFileThatCounts_R15() {
        applications.certified();
        Set<String> before = new TreeSet<>(services.materials().keys());

        DeleteStrayFiles.Outcome outcome = run("");

        assertThat(outcome.compared()).isEqualTo(before.size()).isGreaterThan(3);
        assertThat(outcome.deleted()).isZero();
        assertThat(services.materials().keys()).isEqualTo(before);
    }

    @Test
    void shouldLeaveWhatMayStillBeOnItsWay_R15() {
        services.materials().arrives(FileKeys.key("gone", "file"), CONTENT);

        assertThat(run("").compared()).isZero();
        assertThat(services.materials().keys()).hasSize(1);
    }

    @Test
    void shouldDeleteWhatWasRefusedOrTakenAwayUnlessItWasHandedIn_R15_R22() {
        Application draft = applications.draft();
        Attachment first = draft.attachments().get(0);
        Attachment second = draft.attachments().get(1);
        commit(draft,
                draft.edit().attach(first.withStatus(Attachment.Status.REMOVED)).attach(second.withStatus(Attachment.Status.REJECTED)));
        run("");
        assertThat(services.materials().keys()).doesNotContain(FileKeys.key(draft.id(), first.id()), FileKeys.key(draft.id(), second.id()));

        applications.register("other", "张晓明");
        Application submitted = applications.submit(applications.draft("other", new Dossier()).id());
        Attachment seen = submitted.attachments().getFirst();
        commit(submitted, submitted.edit().attach(seen.withStatus(Attachment.Status.REMOVED)));
        run("");
        assertThat(services.materials().keys()).contains(FileKeys.key(submitted.id(), seen.id()));
    }

    @Test
    void shouldStopWhereTheTimeIsUpAndSaySo_R38() {
        services.materials().write(FileKeys.key("gone", "file"), "image/png", CONTENT);

        assertThat(new DeleteStrayFiles(services.applications(), services.materials()).run("", () -> false))
                .isEqualTo(new DeleteStrayFiles.Outcome(0, 0, 0, false));
        assertThat(services.materials().keys()).hasSize(1);
    }

    @Test
    void shouldHaveBeenEverywhereAfterThirtyTwoHours_R38() {
        "abcdefghijklmnopqrstuvwxyz234567".chars()
                .forEach(c -> services.materials().write(FileKeys.key((char) c + "gone", "file"), "image/png", CONTENT));
        for (int hour = 0; hour < 32; hour++) {
            assertThat(new DeleteStrayFilesHandler(services).handleRequest(Map.of(), null).deleted()).isEqualTo(1);
            services.clock().advance(Duration.ofHours(1));
        }
        assertThat(services.materials().keys()).isEmpty();
    }

    @Test
    void shouldGoOnWhereOneFails_R38() {
        services.materials().write(FileKeys.key("x".repeat(100), "file"), "image/png", CONTENT);
        services.materials().write("materials/elsewhere", "image/png", CONTENT);
        services.materials().write(FileKeys.key("z", "file"), "image/png", CONTENT);

        assertThat(run("").deleted()).isGreaterThanOrEqualTo(1);
        assertThat(services.materials().keys()).contains("materials/elsewhere").doesNotContain(FileKeys.key("z", "file"));
    }

    private void commit(Application before, Application.Edit edit) {
        services.applications()
                .commit(new Change(before, edit.at(services.now()).done(), Samples.event(before.id(), before.version() + 1, "EDIT")));
    }
}
