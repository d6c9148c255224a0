package org.zhicheng.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.ApplicationSummary;
import org.zhicheng.dossier.application.Attachment;
import org.zhicheng.dossier.application.Form;
import org.zhicheng.dossier.application.Form.EmployerSection;
import org.zhicheng.dossier.application.Kind;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.application.Qualification;
import org.zhicheng.dossier.application.Review;
import org.zhicheng.dossier.application.TitleLevel;
import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.dossier.delivery.Delivery;
import org.zhicheng.dossier.delivery.Delivery.Callback;
import org.zhicheng.dossier.delivery.Delivery.SendMail;
import org.zhicheng.dossier.delivery.Delivery.StepOutcome;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.delivery.OutboxItem;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.ApplicationStore.ClaimTaken;
import org.zhicheng.dossier.process.ApplicationStore.Page;
import org.zhicheng.dossier.process.ApplicationStore.StaleVersion;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.process.Claim;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.AuditEvent.Channel;

/**
 * What every store of applications and its outbox must do, in memory as on the table. Each test makes ids, a person and a year of its own,
 * so that all can run against one table. Lists come from indexes, which may lag: implementations say how long to wait.
 */
public abstract class ApplicationStoreContract {

    private static final Instant NOW = Samples.at("2025-03-03T12:00");

    private Services services;
    private ApplicationStore store;
    private String id;
    private String sub;
    private int year;

    /** The services under test; the same table each time does no harm. */
    protected abstract Services services();

    /** Makes the application one that was stored before there was an index of papers. */
    protected abstract void forgetPapers(ApplicationStore store, Application application);

    /** How long an index may lag. */
    protected Duration lag() {
        return Duration.ZERO;
    }

    @BeforeEach
    void begin() {
        services = services();
        store = services.applications();
        id = "c" + UUID.randomUUID().toString().replace("-", "");
        sub = "sub-" + UUID.randomUUID();
        year = ThreadLocalRandom.current().nextInt(10_000, 1_000_000_000);
    }

    @Test
    void shouldFindNothingThatWasNotWritten() {
        assertThat(store.find(id)).isEmpty();
        assertThat(store.events(id)).isEmpty();
        assertThat(store.submissions(id)).isEmpty();
        assertThat(store.ofApplicant(sub)).isEmpty();
    }

    @Test
    void shouldGiveBackWhatWasWrittenWhole() {
        Application full = full(draft());
        store.commit(created(full));

        assertThat(store.find(id)).contains(full);
    }

    @Test
    void shouldRefuseToCreateTheSameApplicationTwice() {
        store.commit(created(draft()));

        assertThatThrownBy(() -> store.commit(created(draft()))).isInstanceOf(StaleVersion.class);
    }

    @Test
    void shouldRefuseAChangeMadeFromAnOldVersion() {
        Application first = write(draft());
        Application second = first.edit().at(NOW).done();
        store.commit(change(first, second, "SAVE_FORM"));

        assertThatThrownBy(() -> store.commit(change(first, first.edit().at(NOW).done(), "OTHER"))).isInstanceOf(StaleVersion.class);
        assertThat(store.find(id)).contains(second);
    }

    @Test
    void shouldRefuseAChangeOfWhatIsNotThere() {
        Application draft = draft();

        assertThatThrownBy(() -> store.commit(change(draft, draft.edit().at(NOW).done(), "SAVE_FORM"))).isInstanceOf(StaleVersion.class);
    }

    @Test
    void shouldWriteNothingOfARefusedChange() {
        Application first = write(draft());
        Application second = first.edit().at(NOW).done();
        store.commit(change(first, second, "SAVE_FORM"));
        Claim claim = new Claim(Claim.Type.CERTIFICATE_NUMBER, id, id);

        assertThatThrownBy(
                () -> store.commit(change(first, full(first).edit().enter(State.SUBMITTED, NOW, Optional.empty()).done(), "SUBMIT")
                        .claiming(claim).delivering(mail())))
                .isInstanceOf(StaleVersion.class);

        assertThat(store.find(id)).contains(second);
        assertThat(store.events(id)).extracting(AuditEvent::action).containsExactly("CREATE", "SAVE_FORM");
        assertThat(store.ownerOf(claim.type(), claim.value())).isEmpty();
        assertThat(outbox()).isEmpty();
    }

    @Test
    void shouldLetOneOfManyWinAtTheSameMoment() throws Exception {
        Application first = write(draft());
        List<Callable<Boolean>> attempts = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String action = "A" + i;
            attempts.add(() -> {
                try {
                    store.commit(change(first, first.edit().at(NOW).done(), action));
                    return true;
                } catch (StaleVersion e) {
                    return false;
                }
            });
        }

        int won = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            for (Future<Boolean> attempt : threads.invokeAll(attempts)) {
                won += attempt.get() ? 1 : 0;
            }
        }

        assertThat(won).isEqualTo(1);
        assertThat(store.events(id)).hasSize(2);
    }

    @Test
    @DisplayName("R35 操作记录按序保存，永不改写")
    void shouldKeepTheRecordInOrderAndForEver_R35() {
        Application a = write(draft());
        for (int i = 0; i < 12; i++) {
            Application next = a.edit().at(NOW.plusSeconds(i)).done();
            store.commit(change(a, next, "SAVE_FORM"));
            a = next;
        }

        assertThat(store.events(id)).extracting(AuditEvent::sequence).isSorted().hasSize(13);
        store.delete(change(a, a.edit().at(NOW).done(), "DELETE_DRAFT"));
        assertThat(store.events(id)).hasSize(14).last().extracting(AuditEvent::action).isEqualTo("DELETE_DRAFT");
    }

    @Test
    void shouldGiveAUniqueValueToOneOwnerOnly_R26() {
        Claim mine = new Claim(Claim.Type.LIVE_APPLICATION, sub + "#" + year, id);
        store.commit(created(draft()).claiming(mine));
        String other = id + "x";
        Application second = Application.draft(other, year, sub, "张三", "110***********002X", qualification(), NOW);

        assertThatThrownBy(() -> store.commit(created(second).claiming(new Claim(mine.type(), mine.value(), other))))
                .isInstanceOfSatisfying(ClaimTaken.class, e -> assertThat(e.claim().value()).isEqualTo(mine.value()));
        assertThat(store.find(other)).isEmpty();
        assertThat(store.ownerOf(mine.type(), mine.value())).contains(id);
    }

    @Test
    void shouldLetAnOwnerClaimAgainAndGiveBack_R26() {
        Claim mine = new Claim(Claim.Type.LIVE_APPLICATION, sub + "#" + year, id);
        Application first = draft();
        store.commit(created(first).claiming(mine));
        Application second = first.edit().at(NOW).done();
        store.commit(change(first, second, "AGAIN").claiming(mine));
        store.commit(change(second, second.edit().at(NOW).done(), "RELEASE").releasing(mine));

        assertThat(store.ownerOf(mine.type(), mine.value())).isEmpty();
    }

    @Test
    void shouldNotGiveBackWhatSomeoneElseHas_R26() {
        Claim mine = new Claim(Claim.Type.LIVE_APPLICATION, sub + "#" + year, id);
        Application first = draft();
        store.commit(created(first).claiming(mine));

        assertThatThrownBy(() -> store
                .commit(change(first, first.edit().at(NOW).done(), "RELEASE").releasing(new Claim(mine.type(), mine.value(), "another"))))
                .isInstanceOf(StaleVersion.class);
        assertThat(store.ownerOf(mine.type(), mine.value())).contains(id);
    }

    @Test
    void shouldReportAnOldVersionBeforeATakenValue() {
        Claim mine = new Claim(Claim.Type.LIVE_APPLICATION, sub + "#" + year, id);
        store.commit(created(draft()).claiming(mine));

        assertThatThrownBy(() -> store.commit(created(draft()).claiming(new Claim(mine.type(), mine.value(), "another"))))
                .isInstanceOf(StaleVersion.class);
    }

    @Test
    void shouldHoldAChangeToTheWindowOnTheTable_R21() {
        Cycle open = Samples.cycle2025();
        Application first = write(draft());
        Application next = first.edit().enter(State.SUBMITTED, NOW, Optional.empty()).done();
        Change submission = change(first, next, "SUBMIT");

        assertThatThrownBy(() -> store.commit(submission.within(NOW))).as("no cycle").isInstanceOf(StaleVersion.class);
        services.cycles().save(new Cycle(year, open.opens(), open.closes(), Optional.empty(), open.settings()).over(Optional.empty()),
                Samples.event("CYCLE#" + year, 1, "SET_CYCLE"));
        assertThatThrownBy(() -> store.commit(submission.within(open.opens().minusMillis(1)))).isInstanceOf(StaleVersion.class);
        assertThatThrownBy(() -> store.commit(submission.within(open.closes()))).isInstanceOf(StaleVersion.class);
        store.commit(submission.within(open.closes().minusMillis(1)));

        assertThat(store.find(id)).get().extracting(Application::state).isEqualTo(State.SUBMITTED);
    }

    @Test
    void shouldKeepWhatWasHandedInAtEachSubmission_R22() {
        Application first = write(full(draft()));
        Application submitted = first.edit().enter(State.SUBMITTED, NOW, Optional.empty())
                .submitted(NOW, java.time.LocalDate.of(2025, 3, 3)).done();
        store.commit(change(first, submitted, "SUBMIT"));
        Form mended = new Form(null, null, null, null, null, "mended", null, null, null);
        Application again = submitted.edit().form(mended).submitted(NOW.plusSeconds(5), java.time.LocalDate.of(2025, 3, 3))
                .at(NOW.plusSeconds(5)).done();
        store.commit(change(submitted, again, "CORRECT"));

        assertThat(store.submissions(id)).hasSize(2).first().satisfies(s -> {
            assertThat(s.form()).isEqualTo(first.form());
            assertThat(s.files()).containsExactly("a1");
        });
        assertThat(store.submissions(id).getLast().form()).isEqualTo(mended);
    }

    @Test
    void shouldForgetWhatAnApplicationNoLongerHas() {
        Application first = write(full(draft()));
        Application without = first.edit().publicNotice(Optional.empty()).correction(Optional.empty()).stay(first.stay().withoutToken())
                .done();
        store.commit(change(first, without, "CLEAR"));

        assertThat(store.find(id)).contains(without);
        assertThat(store.find(id).orElseThrow().stay().token()).isEmpty();
    }

    @Test
    void shouldDeleteADraftWithAllItsPartsButNotItsRecord() {
        Application first = write(full(draft()));
        Claim mine = new Claim(Claim.Type.LIVE_APPLICATION, sub + "#" + year, id);
        Application claimed = first.edit().at(NOW).done();
        store.commit(change(first, claimed, "CLAIM").claiming(mine));

        assertThatThrownBy(() -> store.delete(change(first, first.edit().at(NOW).done(), "DELETE_DRAFT"))).isInstanceOf(StaleVersion.class);
        store.delete(change(claimed, claimed.edit().at(NOW).done(), "DELETE_DRAFT").releasing(mine));

        assertThat(store.find(id)).isEmpty();
        assertThat(store.ownerOf(mine.type(), mine.value())).isEmpty();
        assertThat(store.events(id)).hasSize(3);
    }

    @Test
    @DisplayName("R13 两人的申报附有同一文件的，可按内容查到，文件不再作数即不再列出")
    void shouldKnowWhoseApplicationsCountOnePaper_R13() throws Exception {
        String hash = "hash-" + id;
        Application mine = write(with(draft(), "a1", Material.A1, hash));
        String other = id + "z";
        Application theirs = with(Application.draft(other, year, sub + "z", "李四", "110***********002X", qualification(), NOW), "b1",
                Material.A4, hash);
        assertThat(store.holders(hash)).containsExactly(new ApplicationStore.Holder(id, Material.A1, sub));
        store.commit(created(theirs));
        await();

        assertThat(store.holders(hash)).containsExactlyInAnyOrder(new ApplicationStore.Holder(id, Material.A1, sub),
                new ApplicationStore.Holder(other, Material.A4, sub + "z"));
        assertThat(store.alike()).contains(id, other);
        Application removed = mine.edit().attach(mine.attachment("a1").orElseThrow().withStatus(Attachment.Status.REMOVED)).done();
        store.commit(change(mine, removed, "ATTACH"));
        await();
        assertThat(store.holders(hash)).extracting(ApplicationStore.Holder::applicationId).containsExactly(other);
        assertThat(store.alike()).doesNotContain(id, other);
        store.delete(change(theirs, theirs.edit().at(NOW).done(), "DELETE_DRAFT"));
        assertThat(store.holders(hash)).isEmpty();
    }

    @Test
    @DisplayName("R13 建立文件索引之前存入的申报，首次查看时补入索引，重复无妨")
    void shouldKnowPapersThatWereStoredBeforeThereWasAnIndex_R13() {
        String hash = "hash-" + id;
        Application mine = write(with(draft(), "a1", Material.A1, hash));
        forgetPapers(store, mine);
        assertThat(store.holders(hash)).as("as it was stored").isEmpty();
        Application later = mine.edit().at(NOW.plusSeconds(60)).done();
        store.commit(change(mine, later, "SAVE_FORM"));
        assertThat(store.holders(hash)).as("another change says nothing of it").isEmpty();

        assertThatThrownBy(() -> store.know(mine)).as("changed since it was read").isInstanceOf(StaleVersion.class);
        assertThat(store.holders(hash)).isEmpty();
        store.know(later);
        store.know(later);
        assertThat(store.holders(hash)).containsExactly(new ApplicationStore.Holder(id, Material.A1, sub));
    }

    @Test
    void shouldListNobodysOwnPapersAsAlike_R13() throws Exception {
        String hash = "hash-" + id;
        write(with(draft(), "a1", Material.A1, hash));
        store.commit(created(
                with(Application.draft(id + "z", year, sub, "张三", "110***********002X", qualification(), NOW), "b1", Material.A1, hash)));
        await();

        assertThat(store.holders(hash)).hasSize(2);
        assertThat(store.alike()).doesNotContain(id, id + "z");
    }

    private Application with(Application application, String attachment, Material material, String hash) {
        return application.edit().attach(new Attachment(attachment, material, "a.pdf", "application/pdf", 1, hash,
                Attachment.Status.ACCEPTED, Optional.empty(), Optional.empty(), application.applicant(), NOW, Optional.of(NOW))).done();
    }

    @Test
    void shouldListTheOwnersApplicationsNewestFirst() throws Exception {
        store.commit(created(draft()));
        Application later = Application.draft(id + "y", year, sub, "张三", "110***********002X", qualification(), NOW.plusSeconds(60));
        store.commit(created(later));
        await();

        assertThat(store.ofApplicant(sub)).extracting(ApplicationSummary::id).containsExactly(id + "y", id);
    }

    @Test
    void shouldKeepTheQueueOfEachEmployerApartTheMostUrgentFirst_R20() throws Exception {
        String uscc = "U" + year;
        Application late = waiting(id + "1", uscc, NOW.plusSeconds(300));
        Application soon = waiting(id + "2", uscc, NOW.plusSeconds(100));
        waiting(id + "3", "other" + year, NOW);
        await();

        Page<ApplicationSummary> first = store.queue(State.EMPLOYER_REVIEW, uscc, 1, Optional.empty());
        assertThat(first.items()).extracting(ApplicationSummary::id).containsExactly(soon.id());
        Page<ApplicationSummary> second = store.queue(State.EMPLOYER_REVIEW, uscc, 1, first.next());
        assertThat(second.items()).extracting(ApplicationSummary::id).containsExactly(late.id());
        assertThat(second.next().map(c -> store.queue(State.EMPLOYER_REVIEW, uscc, 1, Optional.of(c)).items()).orElse(List.of())).isEmpty();

        store.commit(change(soon, soon.edit().enter(State.CORRECTION, NOW, Optional.empty()).done(), "RETURN"));
        await();
        assertThat(store.queue(State.EMPLOYER_REVIEW, uscc, 9, Optional.empty()).items()).extracting(ApplicationSummary::id)
                .containsExactly(late.id());
        assertThat(store.queue(State.CORRECTION, "", 9, Optional.empty()).items()).extracting(ApplicationSummary::id)
                .doesNotContain(soon.id());
    }

    @Test
    void shouldGoOnBehindAnyLineOfAQueueAndCountWhatIsDue_R20_R24() throws Exception {
        String uscc = "V" + year;
        List<String> due = List.of(id + "1", id + "2", id + "3", id + "4");
        waiting(due.get(0), uscc, NOW.plusMillis(1));
        // due at the same moment, in whatever order
        waiting(due.get(1), uscc, NOW.plusSeconds(60));
        waiting(due.get(2), uscc, NOW.plusSeconds(60));
        waiting(due.get(3), uscc, NOW.plusSeconds(61));
        await();

        List<ApplicationSummary> all = store.queue(State.EMPLOYER_REVIEW, uscc, 9, Optional.empty()).items();
        assertThat(all).extracting(ApplicationSummary::id).containsExactlyInAnyOrderElementsOf(due);
        for (int i = 0; i < all.size(); i++) {
            assertThat(store.queue(State.EMPLOYER_REVIEW, uscc, 9, Optional.of(store.behind(all.get(i)))).items()).as("behind " + i)
                    .isEqualTo(all.subList(i + 1, all.size()));
        }
        assertThat(store.due(State.EMPLOYER_REVIEW, uscc, NOW, 9)).isZero();
        assertThat(store.due(State.EMPLOYER_REVIEW, uscc, NOW.plusSeconds(60), 9)).isEqualTo(3);
        assertThat(store.due(State.EMPLOYER_REVIEW, uscc, NOW.plusSeconds(60), 2)).isEqualTo(2);
    }

    @Test
    void shouldListACyclesApplicationsOfAStatePageByPage_R37() throws Exception {
        for (int i = 0; i < 5; i++) {
            store.commit(created(Application.draft(id + i, year, sub, "张三", "110***********002X", qualification(), NOW)));
        }
        await();
        List<String> seen = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Page<ApplicationSummary> page = store.inState(year, State.DRAFT, 2, cursor);
            page.items().forEach(s -> seen.add(s.id()));
            cursor = page.next();
        } while (cursor.isPresent());

        assertThat(seen).containsExactlyInAnyOrder(id + 0, id + 1, id + 2, id + 3, id + 4);
        assertThat(store.inState(year, State.EXPIRED, 2, Optional.empty()).items()).isEmpty();
    }

    @Test
    void shouldRefuseACursorThatItDidNotGive() {
        assertThatThrownBy(() -> store.inState(year, State.DRAFT, 2, Optional.of("%%%")))
                .isInstanceOf(org.zhicheng.ground.failure.Failure.class);
    }

    @Test
    void shouldPutDeliveriesIntoTheOutboxWithTheChange_R36() throws Exception {
        Callback callback = new Callback("token", new StepOutcome(State.DISTRICT_REVIEW, 60));
        store.commit(created(draft()).delivering(mail(), callback));
        await();

        // Due at the same instant: an index says nothing about the order of these.
        assertThat(outbox()).extracting(OutboxItem::delivery).containsExactlyInAnyOrder(mail(), callback);
        assertThat(outbox()).isNotEmpty().allSatisfy(item -> {
            assertThat(item.attempts()).isZero();
            assertThat(item.createdAt()).isEqualTo(NOW);
        });
        assertThat(services.outbox().oldest()).isPresent();
    }

    @Test
    void shouldLeaseADeliveryToOneAtATime_R36() throws Exception {
        store.commit(created(draft()).delivering(mail()));
        await();
        OutboxItem item = outbox().getFirst();
        Duration lease = Duration.ofMinutes(1);

        assertThat(services.outbox().lease(item.subject(), item.id(), NOW, lease)).get().extracting(OutboxItem::attempts).isEqualTo(1);
        assertThat(services.outbox().lease(item.subject(), item.id(), NOW.plusSeconds(59), lease)).isEmpty();
        assertThat(services.outbox().lease(item.subject(), item.id(), NOW.plusSeconds(60), lease)).get().extracting(OutboxItem::attempts)
                .isEqualTo(2);
        services.outbox().delivered(item);
        assertThat(services.outbox().lease(item.subject(), item.id(), NOW.plusSeconds(600), lease)).isEmpty();
        services.outbox().postpone(item, NOW);
        await();
        assertThat(outbox()).isEmpty();
    }

    @Test
    void shouldPostponeADeliveryAndGiveItsLeaseBack_R36() throws Exception {
        store.commit(created(draft()).delivering(mail()));
        await();
        OutboxItem item = services.outbox().lease(outbox().getFirst().subject(), outbox().getFirst().id(), NOW, Duration.ofHours(1))
                .orElseThrow();
        services.outbox().postpone(item, NOW.plusSeconds(30));
        await();

        assertThat(outbox()).isEmpty();
        assertThat(services.outbox().due(NOW.plusSeconds(30), 1000)).filteredOn(this::isMine).hasSize(1);
        assertThat(services.outbox().lease(item.subject(), item.id(), NOW.plusSeconds(30), Duration.ofHours(1))).isPresent();
    }

    @Test
    void shouldPutBackWhatGoesOnAsIfItHadNotBeenTried_R36() throws Exception {
        store.commit(created(draft()).delivering(mail()));
        await();
        OutboxItem item = services.outbox().lease(outbox().getFirst().subject(), outbox().getFirst().id(), NOW, Duration.ofHours(1))
                .orElseThrow();
        services.outbox().goOn(item, NOW.plusSeconds(1));
        await();

        assertThat(outbox()).isEmpty();
        assertThat(services.outbox().due(NOW.plusSeconds(1), 1000)).filteredOn(this::isMine).singleElement()
                .extracting(OutboxItem::attempts).isEqualTo(0);
        assertThat(services.outbox().lease(item.subject(), item.id(), NOW.plusSeconds(1), Duration.ofHours(1))).isPresent();
        services.outbox().delivered(item);
        services.outbox().goOn(item, NOW);
        await();
        assertThat(outbox()).isEmpty();
    }

    @Test
    void shouldKeepWhatWasGivenUpUntilSomebodyAsksForItAgainOnce_R36_R48() throws Exception {
        Application application = draft();
        store.commit(created(application).delivering(mail()));
        await();
        OutboxItem item = services.outbox().lease(outbox().getFirst().subject(), outbox().getFirst().id(), NOW, Duration.ofMinutes(1))
                .orElseThrow();
        services.outbox().giveUp(item, NOW.plusSeconds(5));
        await();

        assertThat(outbox()).isEmpty();
        assertThat(services.outbox().pending(1000)).noneMatch(this::isMine);
        assertThat(services.outbox().lease(item.subject(), item.id(), NOW.plusSeconds(600), Duration.ofMinutes(1))).isEmpty();
        assertThat(services.outbox().givenUp(1000)).filteredOn(this::isMine).singleElement()
                .satisfies(i -> assertThat(List.of(i.delivery(), i.dueAt(), i.attempts())).containsExactly(mail(), NOW.plusSeconds(5), 1));

        Instant later = NOW.plusSeconds(60);
        AuditEvent asked = new AuditEvent(application.id(), 1, later, "admin", Role.ADMINISTRATOR, "DELIVER_AGAIN",
                Optional.of(application.state()), Optional.of(application.state()), AuditEvent.Channel.API, "");
        assertThat(services.outbox().again(item.subject(), item.id(), later, asked)).isTrue();
        assertThat(services.outbox().again(item.subject(), item.id(), later, asked)).as("once").isFalse();
        await();

        assertThat(services.outbox().givenUp(1000)).noneMatch(this::isMine);
        assertThat(services.outbox().due(later, 1000)).filteredOn(this::isMine).singleElement()
                .satisfies(i -> assertThat(List.of(i.delivery(), i.createdAt(), i.attempts())).containsExactly(mail(), later, 0));
        assertThat(store.events(application.id())).extracting(AuditEvent::action).containsExactly("CREATE", "DELIVER_AGAIN");
        assertThat(services.outbox().lease(item.subject(), item.id(), later, Duration.ofMinutes(1))).isPresent();
    }

    private List<OutboxItem> outbox() {
        return services.outbox().due(NOW, 1000).stream().filter(this::isMine).toList();
    }

    private boolean isMine(OutboxItem item) {
        return item.subject().contains(id);
    }

    private void await() throws InterruptedException {
        Thread.sleep(lag());
    }

    private Application draft() {
        return Application.draft(id, year, sub, "张三", "110***********002X", qualification(), NOW);
    }

    private static Qualification qualification() {
        return new Qualification(Kind.AWARD, TitleLevel.INTERMEDIATE, "工程系列", "机械工程专业", "天山区");
    }

    // Something of everything, so that each part goes to the table and back.
    private Application full(Application draft) {
        Attachment attachment = new Attachment("a1", Material.A4, "毕业证.pdf", "application/pdf", 1234, "c2hh", Attachment.Status.ACCEPTED,
                Optional.empty(), Optional.empty(), sub, NOW, Optional.of(NOW));
        Attachment refused = new Attachment("a2", Material.A5, "学位证.pdf", "application/pdf", 1, "c2hh", Attachment.Status.REJECTED,
                Optional.of(new Attachment.Rejection("ENCRYPTED", "加密", "encrypted")), Optional.of("a0"), sub, NOW, Optional.of(NOW));
        Review.Mend mend = new Review.Mend("A4", "请上传清晰的扫描件");
        return draft.edit().form(new Form(new Form.Contact("男", "汉族", "群众", "13800000000", "a@example.com"),
                new Form.Credential(Optional.of(Form.CredentialType.MASTER), Optional.of(true), false, Optional.of(true),
                        Optional.of(java.time.LocalDate.of(2023, 6, 30)), "新疆大学", "机械"),
                List.of(new Form.EmploymentPeriod("示例公司", Optional.of(java.time.LocalDate.of(2023, 7, 1)), Optional.empty(), true, "工程师")),
                new EmployerSection(Samples.USCC, "示例公司", Optional.of(Form.Origin.URUMQI), Optional.empty()), null, "好", "多", "长",
                Map.of("A5", "无学位"))).attach(attachment).attach(refused)
                .review(new Review(State.EMPLOYER_REVIEW, 1, Review.Outcome.RETURN, "r", NOW, "请补充", List.of(mend), List.of(), false,
                        Map.of()))
                .review(new Review(State.EMPLOYER_REVIEW, 2, Review.Outcome.PASS, "r", NOW, "", List.of(), List.of("A5"), false,
                        Map.of("EMPLOYMENT_GAP", "已核实")))
                .publicNotice(Optional.of(new org.zhicheng.dossier.application.PublicNotice("张三", Optional.of(Kind.AWARD), Optional.empty(),
                        "工程系列", "机械工程专业", Optional.of(java.time.LocalDate.of(2025, 3, 3)), Optional.empty(), Optional.empty(), "办公室",
                        "0991", List.of(), "r", NOW)))
                .correction(
                        Optional.of(new org.zhicheng.dossier.application.Correction(State.EMPLOYER_REVIEW, List.of(mend), NOW, NOW, false)))
                .assessment(Optional.of(new org.zhicheng.dossier.application.Assessment(
                        org.zhicheng.dossier.application.Assessment.Outcome.NEEDS_REVIEW, java.time.LocalDate.of(2025, 3, 3), List.of(),
                        Optional.empty(), List.of(new org.zhicheng.dossier.application.Assessment.Question("R13", "GAP", "间断", "gap")))))
                .stay(draft.stay().withToken("token", Optional.empty()).withDueAt(NOW, 7)).receivedMaterials(List.of(Material.A1)).at(NOW)
                .done();
    }

    private Application waiting(String applicationId, String uscc, Instant due) {
        Application application = Application
                .draft(applicationId, year, sub, "张三", "110***********002X", qualification(), NOW).edit().form(new Form(null, null, null,
                        new EmployerSection(uscc, "示例公司", Optional.empty(), Optional.empty()), null, null, null, null, null))
                .enter(State.EMPLOYER_REVIEW, NOW, Optional.of(due)).done();
        store.commit(created(application));
        return application;
    }

    private Application write(Application application) {
        store.commit(created(application));
        return application;
    }

    private Delivery mail() {
        return new SendMail(sub, MailTemplate.SUBMITTED, Map.of("applicationId", id));
    }

    private Change created(Application application) {
        return new Change(Optional.empty(), application, event(application, "CREATE", Optional.empty()), List.of(), List.of(), List.of(),
                Optional.empty());
    }

    private Change change(Application before, Application after, String action) {
        return new Change(before, after, event(after, action, Optional.of(before.state())));
    }

    private AuditEvent event(Application after, String action, Optional<State> from) {
        return new AuditEvent(after.id(), after.version(), NOW, sub, Role.APPLICANT, action, from, Optional.of(after.state()), Channel.API,
                "");
    }
}
