package org.zhicheng.work.committee;

import static org.assertj.core.api.Assertions.assertThat;

import static org.zhicheng.Applications.OFFICE;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.zhicheng.Applications;
import org.zhicheng.Committee;
import org.zhicheng.dossier.committee.Expert;
import org.zhicheng.dossier.committee.ExpertStore.Recorded;
import org.zhicheng.dossier.committee.Session.Seat;
import org.zhicheng.dossier.committee.Session;
import org.zhicheng.dossier.committee.StaffAddress;
import org.zhicheng.dossier.delivery.Delivery.MailToStaff;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.delivery.OutboxItem;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.StaffMember;
import org.zhicheng.handlers.outbox.DeliverOutboxHandler.StreamEvent;
import org.zhicheng.handlers.outbox.DeliverOutboxHandler;
import org.zhicheng.handlers.outbox.SweepOutboxHandler;
import org.zhicheng.handlers.waiting.TellStaffHandler;
import org.zhicheng.lambda.FakeServices;
import org.zhicheng.lambda.Samples;
import org.zhicheng.lambda.StreamRecord;
import org.zhicheng.work.waiting.FindDeliveries;
import org.zhicheng.work.outbox.Mailer.Mail;

/** R36, R45: who sits in a session is told by mail, once, and the day before again; no mail names an applicant. */
class SessionMailsTest {

    private final Committee committee = new Committee();
    private final Applications applications = committee.applications;
    private final FakeServices services = applications.services;

    private Actor office() {
        return applications.as(OFFICE);
    }

    private List<MailToStaff> mails(MailTemplate template) {
        return services.waiting().stream().map(item -> item.delivery()).filter(MailToStaff.class::isInstance).map(MailToStaff.class::cast)
                .filter(mail -> mail.template() == template).toList();
    }

    private List<String> told(MailTemplate template) {
        return mails(template).stream().map(MailToStaff::recipient).toList();
    }

    private static List<String> subs(List<Seat> seats) {
        return seats.stream().map(Seat::sub).toList();
    }

    @Test
    @DisplayName("R36、R45 抽取后专家组成员各收到一封通知：日期、系列、件数和链接，不含申报人；候补专家不收")
    void shouldTellEachMemberOnceThatTheyWereDrawn_R36_R45() {
        Session planned = committee.planned(List.of(committee.waiting()));
        Session drawn = committee.draw(planned);
        committee.draw(planned);

        assertThat(told(MailTemplate.EXPERT_SESSION)).containsExactlyInAnyOrderElementsOf(subs(drawn.panel()));
        assertThat(mails(MailTemplate.EXPERT_SESSION)).hasSize(5).allSatisfy(mail -> assertThat(mail.facts())
                .isEqualTo(Map.of("session", "2025-001", "date", "2025-03-18", "series", Committee.SERIES, "applications", "1")));
        new SweepOutboxHandler(services).handleRequest(Map.of(), null);
        new SweepOutboxHandler(services).handleRequest(Map.of(), null);
        List<Mail> sent = services.mailer().sent().stream().filter(mail -> mail.subject().contains("被抽取")).toList();
        assertThat(sent).hasSize(5).allSatisfy(
                mail -> assertThat(mail.text()).contains("2025年3月18日", "/portal/work/sessions/2025-001", "1 件").doesNotContain("李晓明"));
    }

    @Test
    @DisplayName("R36、R45 时间和地点：安排时已定的写入通知；后来才定或有变的，另发专家组成员一次；没有的照旧由评审机构另行通知")
    void shouldTellThePanelHourAndPlace_R36_R45() {
        Session planned = committee.plans().plan(office(), new PlanSession.Plan(2025, LocalDate.parse("2025-03-18"), Committee.SERIES, "",
                List.of(committee.waiting()), null, " 上午10:00，三楼 "), Optional.empty());
        applications.at("2025-03-18T09:00");
        Session drawn = committee.draw(planned);
        assertThat(drawn.place()).contains("上午10:00，三楼");
        assertThat(mails(MailTemplate.EXPERT_SESSION)).hasSize(5)
                .allSatisfy(mail -> assertThat(mail.facts()).containsEntry("place", "上午10:00，三楼"));
        new SweepOutboxHandler(services).handleRequest(Map.of(), null);
        new SweepOutboxHandler(services).handleRequest(Map.of(), null);

        committee.convene().place(office(), drawn.id(), committee.now(drawn), "下午15:30，五楼");
        committee.convene().place(office(), drawn.id(), committee.now(drawn), "下午15:30，五楼");
        assertThat(told(MailTemplate.EXPERT_SESSION_PLACE)).as("once").containsExactlyInAnyOrderElementsOf(subs(drawn.panel()));
        new SweepOutboxHandler(services).handleRequest(Map.of(), null);
        new SweepOutboxHandler(services).handleRequest(Map.of(), null);
        assertThat(services.mailer().sent()).filteredOn(mail -> mail.subject().contains("被抽取")).hasSize(5)
                .allSatisfy(mail -> assertThat(mail.text()).contains("时间和地点：上午10:00，三楼", "Hour and place: 上午10:00，三楼"));
        assertThat(services.mailer().sent()).filteredOn(mail -> mail.subject().contains("时间和地点")).hasSize(5)
                .allSatisfy(mail -> assertThat(mail.text())
                        .contains("时间和地点：下午15:30，五楼", "Hour and place: 下午15:30，五楼", "/portal/work/sessions/2025-001")
                        .doesNotContain("李晓明"));
    }

    private List<Mail> delivered() {
        services.mailer().fail(false);
        services.clock().advance(Duration.ofHours(1));
        new SweepOutboxHandler(services).handleRequest(Map.of(), null);
        new SweepOutboxHandler(services).handleRequest(Map.of(), null);
        return services.mailer().sent();
    }

    /** A drawn session none of whose mails could be sent yet. */
    private Session undelivered() {
        Session drawn = committee.drawn(List.of(committee.waiting()));
        services.mailer().fail(true);
        new SweepOutboxHandler(services).handleRequest(Map.of(), null);
        return drawn;
    }

    @Test
    @DisplayName("R36、R45 迟发的会议通知写发出时的时间和地点；已被新通知取代的不再发；重复交付只发一次")
    void shouldSendALateMailWithWhatHoldsByThenAndNoneThatWasOvertaken_R36_R45() {
        Session drawn = undelivered();
        committee.convene().place(office(), drawn.id(), committee.now(drawn), "上午10:00，三楼");
        new SweepOutboxHandler(services).handleRequest(Map.of(), null);
        committee.convene().place(office(), drawn.id(), committee.now(drawn), "下午15:30，五楼");
        List<OutboxItem> waiting = services.waiting();
        List<Mail> sent = delivered();

        assertThat(sent).filteredOn(mail -> mail.subject().contains("被抽取")).hasSize(5);
        assertThat(sent).filteredOn(mail -> mail.subject().contains("的时间和地点")).as("one of two").hasSize(5);
        assertThat(sent).filteredOn(mail -> mail.text().contains("时间和地点")).hasSize(10)
                .allSatisfy(mail -> assertThat(mail.text()).contains("时间和地点：下午15:30，五楼").doesNotContain("三楼"));
        DeliverOutboxHandler outbox = new DeliverOutboxHandler(services);
        outbox.handleRequest(new StreamEvent(waiting.stream().map(SessionMailsTest::streamed).toList()), null);
        assertThat(services.mailer().sent()).as("handed over again").hasSize(sent.size());
        assertThat(services.waiting()).isEmpty();
    }

    private static StreamRecord streamed(OutboxItem item) {
        return new StreamRecord("e",
                new StreamRecord.Change(Map.of("pk", new StreamRecord.Text(item.subject()), "sk", new StreamRecord.Text(item.id())), "7"));
    }

    @Test
    @DisplayName("R45 改回原来的时间和地点的，两次通知都照发，说的是同一时间和地点")
    void shouldTellAPlaceThatIsSaidAgain_R45() {
        Session drawn = undelivered();
        for (String place : List.of("三楼", "五楼", "三楼")) {
            committee.convene().place(office(), drawn.id(), committee.now(drawn), place);
        }
        assertThat(delivered()).filteredOn(mail -> mail.subject().contains("的时间和地点")).hasSize(10)
                .allSatisfy(mail -> assertThat(mail.text()).contains("三楼").doesNotContain("五楼"));
    }

    @Test
    @DisplayName("R45 迟发期间被替换的不再收到参会通知，只被告知不必参加；重新抽中的不再被告知不必参加")
    void shouldNotSendWhatALaterStepOvertook_R45() {
        Session drawn = undelivered();
        Seat out = drawn.panel().get(2);
        committee.convene().replace(office(), drawn.id(), committee.now(drawn), out.expert(), "出差");
        Session anew = committee.plans().again(office(), drawn.id(), committee.now(drawn), "两名专家出差", null);
        applications.at("2025-03-18T10:00");
        List<String> sitting = subs(committee.draw(anew, "12 34").panel());
        assertThat(told(MailTemplate.EXPERT_SESSION_OFF)).as("some are told off and sit again").containsAnyElementsOf(sitting);

        assertThat(delivered()).filteredOn(mail -> mail.subject().contains("您被抽取")).extracting(Mail::to)
                .hasSameElementsAs(addresses(sitting));
        assertThat(services.mailer().sent()).filteredOn(mail -> mail.subject().contains("不必参加")).isNotEmpty().extracting(Mail::to)
                .doesNotContainAnyElementsOf(addresses(sitting));
    }

    private List<String> addresses(List<String> subs) {
        return subs.stream().map(sub -> StaffAddress.of(services.staff().find(sub).orElseThrow(), services.experts()).orElseThrow())
                .toList();
    }

    @Test
    @DisplayName("R43、R45 “明日召开”的提醒只在会议前一日发出；会议之日以后，迟到的通知不再发，不必参加的除外")
    void shouldSendNoReminderOnTheDayNorAnythingElseAfterIt_R43_R45() {
        for (String moment : List.of("2025-03-23T22:59", "2025-03-23T23:00", "2025-03-24T22:59", "2025-03-24T23:00")) {
            SessionMailsTest each = new SessionMailsTest();
            List<String> subjects = each.deliveredAfter(moment).stream().map(Mail::subject).toList();
            assertThat(subjects).filteredOn(subject -> subject.contains("明日召开")).as(moment)
                    .hasSize(moment.equals("2025-03-23T22:59") ? 5 : 0);
            assertThat(subjects).filteredOn(subject -> subject.contains("您被抽取")).as(moment)
                    .hasSize(moment.equals("2025-03-24T23:00") ? 0 : 5);
            assertThat(subjects).filteredOn(subject -> subject.contains("不必参加")).as(moment).hasSize(1);
        }
    }

    /** What is sent an hour after a moment of the mails of a session on 2025-03-24 that could not be sent before. */
    private List<Mail> deliveredAfter(String moment) {
        Session planned = committee.plans().plan(office(),
                new PlanSession.Plan(2025, LocalDate.parse("2025-03-24"), Committee.SERIES, "", List.of(committee.waiting()), null, null),
                Optional.empty());
        applications.at("2025-03-18T09:00");
        services.mailer().fail(true);
        Session drawn = committee.draw(planned);
        committee.convene().replace(office(), drawn.id(), committee.now(drawn), drawn.panel().get(2).expert(), "出差");
        applications.at("2025-03-23T08:30");
        new TellStaffHandler(services).handleRequest(Map.of(), null);
        applications.at(moment);
        return delivered();
    }

    @Test
    void shouldSayThatTheOfficeTellsHourAndPlaceWhereNoneIsKnown_R36() {
        Session drawn = committee.drawn(List.of(committee.waiting()));
        new SweepOutboxHandler(services).handleRequest(Map.of(), null);
        new SweepOutboxHandler(services).handleRequest(Map.of(), null);
        assertThat(drawn.place()).isEmpty();
        assertThat(services.mailer().sent()).filteredOn(mail -> mail.subject().contains("被抽取")).hasSize(5)
                .allSatisfy(mail -> assertThat(mail.text()).contains("未定或者有变动的，由评审机构另行通知。", "the office tells you.")
                        .doesNotContain("时间和地点：", "Hour and place:"));
    }

    @Test
    @DisplayName("R45 未送达的会议通知不显示收件地址：管理员在会议之前不得知道谁被抽中")
    void shouldNotShowTheAddressOfAMailToThePanel_R45() {
        committee.drawn(List.of(committee.waiting()));
        services.clock().advance(Duration.ofMinutes(5));
        List<FindDeliveries.Line> lines = new FindDeliveries(services.outbox(), services.people(), services.staff(), services.experts(),
                services.clock()).find();

        assertThat(lines).filteredOn(line -> line.template().filter(MailTemplate.EXPERT_SESSION::equals).isPresent()).hasSize(5)
                .allSatisfy(line -> assertThat(line.address()).isEmpty());
    }

    @Test
    @DisplayName("R45 递补的专家收到通知，被替换的被告知不必参加；其余步骤不再发通知")
    void shouldTellWhoStepsInAndWhoDoesNotComeAnyMore_R45() {
        String id = committee.waiting();
        Session drawn = committee.drawn(List.of(id));
        Seat out = drawn.panel().get(2);
        committee.convene().replace(office(), drawn.id(), committee.now(drawn), out.expert(), "出差");
        committee.convene().replace(office(), drawn.id(), committee.now(drawn), out.expert(), "出差");

        assertThat(told(MailTemplate.EXPERT_SESSION)).hasSize(6).contains(drawn.substitutes().getFirst().sub());
        assertThat(told(MailTemplate.EXPERT_SESSION_OFF)).containsExactly(out.sub());
        committee.attend(drawn, 5);
        committee.convene().name(office(), drawn.id(), committee.now(drawn), drawn.panel().getFirst().expert());
        Session session = committee.convene().open(office(), drawn.id(), committee.now(drawn));
        committee.opine(session, session.panel().get(1), id);
        committee.counted(session, List.of(id), 5, 0);
        committee.sign(session);
        assertThat(told(MailTemplate.EXPERT_SESSION)).hasSize(6);
        assertThat(told(MailTemplate.EXPERT_SESSION_OFF)).hasSize(1);
    }

    @Test
    @DisplayName("R45 重新抽取、取消会议的，原专家组成员被告知不必参加")
    void shouldTellThePanelOfASessionThatIsDrawnAnewOrCalledOff_R45() {
        Session drawn = committee.drawn(List.of(committee.waiting()));
        committee.plans().again(office(), drawn.id(), committee.now(drawn), "两名专家出差", null);
        assertThat(told(MailTemplate.EXPERT_SESSION_OFF)).containsExactlyInAnyOrderElementsOf(subs(drawn.panel()));
        applications.at("2025-03-18T10:00");
        Session again = committee.draw(drawn, "12 34");
        assertThat(told(MailTemplate.EXPERT_SESSION)).hasSize(10).containsAll(subs(again.panel()));
        committee.convene().cancel(office(), drawn.id(), committee.now(drawn), "场地不可用");
        committee.convene().cancel(office(), drawn.id(), committee.now(drawn), "场地不可用");
        assertThat(told(MailTemplate.EXPERT_SESSION_OFF)).hasSize(10);
    }

    @Test
    @DisplayName("R43、R45 会议前一日（含休息日）提醒专家组成员一次；早一日、当日不提醒，取消的不提醒")
    void shouldRemindThePanelTheDayBeforeOnce_R43_R45() {
        // a Monday
        Session planned = committee.plans().plan(office(),
                new PlanSession.Plan(2025, LocalDate.parse("2025-03-24"), Committee.SERIES, "", List.of(committee.waiting()), null, null),
                Optional.empty());
        applications.at("2025-03-18T09:00");
        Session drawn = committee.draw(planned);
        for (String day : List.of("2025-03-22", "2025-03-23", "2025-03-23", "2025-03-24")) {
            applications.at(day + "T08:30");
            new TellStaffHandler(services).handleRequest(Map.of(), null);
            assertThat(told(MailTemplate.EXPERT_SESSION_NEAR)).as(day)
                    .containsExactlyInAnyOrderElementsOf(day.equals("2025-03-22") ? List.of() : subs(drawn.panel()));
        }
    }

    @Test
    void shouldNotRemindOfASessionThatWasCalledOff_R45() {
        Session drawn = committee.drawn(List.of(committee.waiting()));
        committee.convene().cancel(office(), drawn.id(), committee.now(drawn), "场地不可用");
        applications.at("2025-03-17T08:30");
        new TellStaffHandler(services).handleRequest(Map.of(), null);
        assertThat(told(MailTemplate.EXPERT_SESSION_NEAR)).isEmpty();
    }

    @Test
    @DisplayName("R36、R45 任命时没有登记邮箱的专家，按评委库中的邮箱通知")
    void shouldWriteToTheRegistersAddressWhereTheAppointmentHasNone_R36_R45() {
        Session planned = committee.planned(List.of(committee.waiting()));
        String expert = planned.lastDraw().lot().seeded("12 34").draw().panel().getFirst();
        Expert there = services.experts().find(expert).orElseThrow();
        Expert reached = there.reachedAt("expert@example.invalid").over(Optional.of(there));
        services.experts().save(List.of(new Recorded(reached, Samples.event("EXPERT#" + expert, System.nanoTime(), "RECORD_EXPERT"))));
        StaffMember member = services.staff().find("sub-" + expert).orElseThrow();
        Samples.appoint(services, new StaffMember(member.sub(), member.name(), "", member.appointments()));
        committee.draw(planned, "12 34");
        new SweepOutboxHandler(services).handleRequest(Map.of(), null);
        assertThat(services.mailer().sent()).filteredOn(mail -> mail.to().equals("expert@example.invalid")).hasSize(1);
    }
}
