package org.zhicheng.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.ApplicationSummary;
import org.zhicheng.dossier.application.Assessment;
import org.zhicheng.dossier.application.Form.EmployerSection;
import org.zhicheng.dossier.application.Form;
import org.zhicheng.dossier.application.Hearing;
import org.zhicheng.dossier.application.Kind;
import org.zhicheng.dossier.application.Qualification;
import org.zhicheng.dossier.application.TitleLevel;
import org.zhicheng.dossier.certificate.ApprovalDocument;
import org.zhicheng.dossier.certificate.PreparedDocument;
import org.zhicheng.dossier.certificate.Certificate;
import org.zhicheng.dossier.certificate.CertificateStore.Query;
import org.zhicheng.dossier.certificate.CertificateStore;
import org.zhicheng.dossier.certificate.PublishedResults.By;
import org.zhicheng.dossier.certificate.PublishedResults.Publisher;
import org.zhicheng.dossier.certificate.PublishedResults.Withdrawal;
import org.zhicheng.dossier.certificate.PublishedResults;
import org.zhicheng.dossier.committee.Opinion;
import org.zhicheng.dossier.committee.Outcome;
import org.zhicheng.dossier.committee.Round;
import org.zhicheng.dossier.committee.Session;
import org.zhicheng.dossier.committee.SessionStore;
import org.zhicheng.dossier.cycle.Catalogue;
import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.dossier.cycle.CycleStore.CalendarYear;
import org.zhicheng.dossier.cycle.CycleStore.ClosingReport;
import org.zhicheng.dossier.delivery.Delivery.ApplyApprovalDocument;
import org.zhicheng.dossier.delivery.Delivery.SendMail;
import org.zhicheng.dossier.delivery.Delivery;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.delivery.OutboxItem;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.integrity.IntegrityRecord;
import org.zhicheng.dossier.people.Person;
import org.zhicheng.dossier.process.ApplicationStore.ClaimTaken;
import org.zhicheng.dossier.process.ApplicationStore.StaleVersion;
import org.zhicheng.dossier.process.ApplicationStore.Standing;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.process.Claim;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Appointment;
import org.zhicheng.dossier.staff.EmployerImport;
import org.zhicheng.dossier.staff.EmployerRequest;
import org.zhicheng.dossier.staff.Invitation;
import org.zhicheng.dossier.staff.StaffMember;
import org.zhicheng.dossier.staff.StaffStore.Employer;
import org.zhicheng.dossier.staff.StaffStore.EmployerPage;
import org.zhicheng.dossier.staff.StaffStore.Registered;
import org.zhicheng.dossier.staff.StaffStore;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.calendar.WorkingDays;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.revision.Revision;
import org.zhicheng.lambda.Samples;
import org.zhicheng.lambda.Services;
import org.zhicheng.rules.retention.Retention;
import org.zhicheng.work.monitoring.Workload.Backlog;
import org.zhicheng.work.statistics.CountApplications;
import org.zhicheng.work.statistics.Counts.Tally;
import org.zhicheng.work.statistics.Counts;

/** Everything on the table that is no application. Each test makes keys of its own. */
@Tag("dynamodb")
class DynamoStoresIT {

    private static final Adapters ADAPTERS = Adapters.atEndpoint().withTable();
    private static final Services SERVICES = ADAPTERS.services();
    private static final Instant NOW = Samples.at("2025-03-10T09:00");

    private String key;
    private int year;

    @BeforeEach
    void begin() {
        key = UUID.randomUUID().toString();
        year = ThreadLocalRandom.current().nextInt(10_000, 1_000_000_000);
    }

    // ── persons ──

    @Test
    @DisplayName("R33 按账号和号码散列查找本人")
    void shouldFindPersonBySubjectAndByHash_R33() {
        Person person = person("sub-" + key, key);
        SERVICES.people().register(person, event("PERSON#" + person.sub(), 1));

        assertThat(SERVICES.people().find(person.sub())).contains(person);
        assertThat(SERVICES.people().findByIdNumberHash(key)).contains(person);
        assertThat(SERVICES.people().find("nobody" + key)).isEmpty();
        assertThat(SERVICES.people().findByIdNumberHash("none" + key)).isEmpty();
        assertThat(SERVICES.auditLog().events("PERSON#" + person.sub())).hasSize(1);
    }

    @Test
    @DisplayName("R33 同时注册的同一号码只有一个成功")
    void shouldRegisterOneIdNumberForOneOfManyAtTheSameMoment_R33() throws Exception {
        List<Optional<Throwable>> outcomes = together(6, i -> {
            Person person = person("sub-" + i + "-" + key, key);
            SERVICES.people().register(person, event("PERSON#" + person.sub(), 1));
        });

        // A loser is told that the number is taken, or to look again.
        assertThat(outcomes).filteredOn(Optional::isEmpty).hasSize(1);
        assertThat(outcomes).filteredOn(Optional::isPresent).isNotEmpty()
                .allSatisfy(e -> assertThat(e.get()).isInstanceOfAny(ClaimTaken.class, StaleVersion.class));
        long registered = IntStream.range(0, 6).filter(i -> SERVICES.people().find("sub-" + i + "-" + key).isPresent()).count();
        assertThat(registered).isEqualTo(1);
    }

    @Test
    @DisplayName("R33 区分本账号已注册与号码已被注册")
    void shouldTellASecondRegistrationOfTheSameLoginFromATakenNumber_R33() {
        SERVICES.people().register(person("sub-" + key, key), event("PERSON#sub-" + key, 1));

        assertThatThrownBy(() -> SERVICES.people().register(person("sub-" + key, "other" + key), event("PERSON#sub-" + key, 2)))
                .isInstanceOf(StaleVersion.class);
        assertThatThrownBy(() -> SERVICES.people().register(person("other-" + key, key), event("PERSON#other-" + key, 1)))
                .isInstanceOf(ClaimTaken.class);
        assertThat(SERVICES.people().find("other-" + key)).isEmpty();
        assertThat(SERVICES.auditLog().events("PERSON#other-" + key)).isEmpty();
    }

    @Test
    @DisplayName("R38 到期的注册查找、延期和删除")
    void shouldFindPutOffAndDeleteRegistrationsThatEnd_R38() {
        // A month of the test's own, as the same table has other tests' people.
        Instant registered = LocalDate.of(1900 + year % 90, 1 + year % 12, 15).atStartOfDay(ZoneOffset.UTC).toInstant();
        Person person = new Person("sub-" + key, "张三", "110***********002X", "", key, "", "", "zh", registered);
        SERVICES.people().register(person, event("PERSON#" + person.sub(), 1));
        Instant end = Retention.REGISTRATION_WITHOUT_APPLICATION.endOf(registered);
        YearMonth month = YearMonth.from(end.atOffset(ZoneOffset.UTC));

        assertThat(SERVICES.people().ending(month, end, 100)).as("to the second").doesNotContain(person);
        assertThat(SERVICES.people().ending(month, end.plusSeconds(1), 100)).contains(person);
        SERVICES.people().keep(person, end.plus(Duration.ofDays(40)));
        assertThat(SERVICES.people().ending(month, end.plusSeconds(1), 100)).doesNotContain(person);
        assertThat(SERVICES.people().find(person.sub())).contains(person);

        SERVICES.people().delete(person, event("PERSON#" + person.sub(), 2));
        assertThat(SERVICES.people().find(person.sub())).isEmpty();
        assertThat(SERVICES.people().findByIdNumberHash(key)).isEmpty();
        assertThat(SERVICES.auditLog().events("PERSON#" + person.sub())).as("the record stays (R35)").hasSize(2);
    }

    @Test
    @DisplayName("R36 被退信的邮箱在更正之前可知")
    void shouldKnowARefusedAddressUntilAnotherIsEntered_R36() {
        Person person = person("sub-" + key, key);
        SERVICES.people().register(person, event("PERSON#" + person.sub(), 1));

        SERVICES.people().mailRefused(person, NOW, event("PERSON#" + person.sub(), 2));
        Person refused = SERVICES.people().find(person.sub()).orElseThrow();
        assertThat(refused.mailRefusedAt()).contains(NOW);

        SERVICES.people().correctContact(refused, refused.withContact("13900000000", "other@example.com", "en"),
                event("PERSON#" + person.sub(), 3), List.of());
        Person corrected = SERVICES.people().find(person.sub()).orElseThrow();
        assertThat(corrected.mail()).isEqualTo("other@example.com");
        assertThat(corrected.phone()).isEqualTo("13900000000");
        assertThat(corrected.language()).isEqualTo("en");
        assertThat(corrected.mailRefusedAt()).isEmpty();
        assertThat(corrected.encryptedIdNumber()).isEqualTo(person.encryptedIdNumber());

        SERVICES.people().mailRefused(person, NOW, event("PERSON#" + person.sub(), 4));
        assertThat(SERVICES.people().find(person.sub()).orElseThrow().mailRefusedAt()).as("of an address that was left").isEmpty();
        assertThatThrownBy(() -> SERVICES.people().mailRefused(person("gone-" + key, key), NOW, event("PERSON#gone-" + key, 1)))
                .isInstanceOf(StaleVersion.class);
    }

    @Test
    @DisplayName("R36 待确认的邮箱和验证码的试错次数只能在所读的内容上更改")
    void shouldWriteANewAddressOnlyOverTheOneThatWasRead_R36() {
        Person none = person("waits-" + key, "waits-" + key);
        String pk = "PERSON#" + none.sub();
        SERVICES.people().register(none, event(pk, 1));
        Person waiting = none.awaiting(Optional.of(new Person.NewMail("new@example.com", "123456", NOW, 0)));
        Person tried = none.awaiting(Optional.of(new Person.NewMail("new@example.com", "123456", NOW, 1)));

        assertThatThrownBy(() -> SERVICES.people().correctContact(waiting, tried, event(pk, 2), List.of()))
                .isInstanceOf(StaleVersion.class);
        SERVICES.people().correctContact(none, waiting, event(pk, 3), List.of());
        assertThatThrownBy(() -> SERVICES.people().correctContact(none, waiting, event(pk, 4), List.of())).isInstanceOf(StaleVersion.class);
        SERVICES.people().correctContact(waiting, tried, event(pk, 5), List.of());
        assertThatThrownBy(() -> SERVICES.people().correctContact(waiting, tried, event(pk, 6), List.of()))
                .isInstanceOf(StaleVersion.class);
        assertThat(SERVICES.people().find(none.sub())).contains(tried);
        SERVICES.people().correctContact(tried, none, event(pk, 7), List.of());
        assertThat(SERVICES.people().find(none.sub())).contains(none);
    }

    @Test
    @DisplayName("R33 更正号码在一次写入中完成")
    void shouldMoveANumberInOneTransaction_R33() {
        String key = UUID.randomUUID().toString();
        Person person = person("typo-" + key, "typo-" + key);
        Person other = person("other-" + key, "other-" + key);
        SERVICES.people().register(person, event("PERSON#" + person.sub(), 1));
        SERVICES.people().register(other, event("PERSON#" + other.sub(), 1));
        Person proved = person.proved("王小芳", "masked", "encrypted", "proved-" + key);

        assertThatThrownBy(() -> SERVICES.people().correctIdentity(person, person.proved("王小芳", "m", "e", other.idNumberHash()),
                event("PERSON#" + person.sub(), 2), List.of())).isInstanceOf(ClaimTaken.class);
        SERVICES.people().correctIdentity(person, proved, event("PERSON#" + person.sub(), 3),
                List.of(new Delivery.ApplyRegistration(person.sub())));

        assertThat(SERVICES.people().find(person.sub())).contains(proved);
        assertThat(SERVICES.people().findByIdNumberHash(person.idNumberHash())).isEmpty();
        assertThat(SERVICES.people().findByIdNumberHash("proved-" + key)).contains(proved);
        assertThatThrownBy(() -> SERVICES.people().correctIdentity(person, proved, event("PERSON#" + person.sub(), 4), List.of()))
                .isInstanceOf(StaleVersion.class);
    }

    @Test
    @DisplayName("R31 查验次数按来源分别计数")
    void shouldCountEachCallerApart_R31() {
        Instant to = NOW.plusSeconds(60);

        assertThat(SERVICES.callerCounts().add(key, "UNKNOWN", NOW, to)).isEqualTo(1);
        assertThat(SERVICES.callerCounts().add(key, "UNKNOWN", NOW, to)).isEqualTo(2);
        assertThat(SERVICES.callerCounts().add(key, "FOUND", NOW, to)).isEqualTo(1);
        assertThat(SERVICES.callerCounts().add("other-" + key, "UNKNOWN", NOW, to)).isEqualTo(1);
        assertThat(SERVICES.callerCounts().add(key, "UNKNOWN", to, to.plusSeconds(60))).isEqualTo(1);
    }

    // ── staff ──

    @Test
    @DisplayName("R37 保存并列出工作人员和单位")
    void shouldKeepStaffAndEmployersAndListThem_R37() {
        StaffMember member = new StaffMember("staff-" + key, "职员", "a@example.com",
                List.of(new Appointment(Role.DISTRICT, "天山区", LocalDate.of(2025, 1, 1), Optional.of(LocalDate.of(2025, 3, 1))),
                        new Appointment(Role.OFFICE, "", LocalDate.of(2025, 3, 2), Optional.empty())))
                .over(Optional.empty());
        SERVICES.staff().save(member, Optional.empty(), event("STAFF#" + member.sub(), 1));
        Employer employer = new Employer("USCC" + key, "示例公司", "天山区", "0991").over(Optional.empty());
        SERVICES.staff().saveEmployer(employer, event("EMPLOYER#" + employer.uscc(), 1));

        assertThat(SERVICES.staff().find(member.sub())).contains(member);
        assertThat(SERVICES.staff().all()).contains(member);
        assertThat(SERVICES.staff().findEmployer(employer.uscc())).contains(employer);
        assertThat(SERVICES.staff().employers()).contains(employer);
        assertThat(SERVICES.staff().find("nobody" + key)).isEmpty();
        StaffMember ended = new StaffMember(member.sub(), "职员", "b@example.com", List.of()).over(Optional.of(member));
        SERVICES.staff().save(ended, Optional.empty(), event("STAFF#" + member.sub(), 2));
        assertThat(SERVICES.staff().find(member.sub())).contains(ended);
        assertThat(SERVICES.auditLog().events("STAFF#" + member.sub())).hasSize(2);
    }

    @Test
    void shouldKeepAnInvitationAndLetOneAcceptIt_R37() {
        Invitation invited = Invitation.begun("c" + key, Role.COMMITTEE, "", "王芳", Actor.SYSTEM, NOW.plusSeconds(60));
        SERVICES.staff().saveInvitation(invited, event("STAFF#" + key, 1), List.of());
        assertThat(SERVICES.staff().findInvitation(invited.code())).contains(invited);
        assertThat(SERVICES.staff().findInvitation("")).isEmpty();
        SERVICES.staff().saveInvitation(invited.accept("one", NOW), event("STAFF#" + key, 2), List.of());
        assertThatThrownBy(() -> SERVICES.staff().saveInvitation(invited.accept("two", NOW), event("STAFF#" + key, 3), List.of()))
                .isInstanceOf(StaleVersion.class);
        assertThat(SERVICES.staff().invitations()).contains(invited.accept("one", NOW));
    }

    @Test
    void shouldKeepTheRegisterItsRequestsAndItsImports_R42() {
        Employer wanted = new Employer("A" + key, "示例公司", "天山区", "0991");
        String uscc = wanted.uscc();
        EmployerRequest request = EmployerRequest.of(wanted, new EmployerRequest.Asked("asks", true, NOW), Optional.empty());
        SERVICES.staff().saveRequest(request, event("EMPLOYER#" + uscc, 1), List.of());
        assertThat(SERVICES.staff().findRequest(uscc)).contains(request);
        assertThat(SERVICES.staff().requests()).contains(request);
        assertThatThrownBy(() -> SERVICES.staff().saveRequest(request, event("EMPLOYER#" + uscc, 2), List.of()))
                .isInstanceOf(StaleVersion.class);

        Employer registered = wanted.over(Optional.empty());
        Delivery mail = new SendMail("asks", MailTemplate.EMPLOYER_REGISTERED, Map.of());
        SERVICES.staff()
                .saveEmployers(List.of(new Registered(registered, event("EMPLOYER#" + uscc, 3), Optional.of(request), List.of(mail))));
        assertThat(SERVICES.staff().findRequest(uscc)).isEmpty();
        assertThatThrownBy(() -> SERVICES.staff().saveRequest(request, event("EMPLOYER#" + uscc, 4), List.of())).as("it is registered")
                .isInstanceOf(StaleVersion.class);
        Employer asked = new Employer("C" + key, "示例公司", "天山区", "");
        EmployerRequest open = EmployerRequest.of(asked, new EmployerRequest.Asked("asks", true, NOW), Optional.empty());
        SERVICES.staff().saveRequest(open, event("EMPLOYER#" + asked.uscc(), 1), List.of());
        assertThatThrownBy(() -> SERVICES.staff().saveEmployers(
                List.of(new Registered(asked.over(Optional.empty()), event("EMPLOYER#" + asked.uscc(), 2), Optional.empty(), List.of()))))
                .as("somebody asks for it").isInstanceOf(StaleVersion.class);
        SERVICES.staff().answer(open, event("EMPLOYER#" + asked.uscc(), 3), List.of(mail));
        assertThat(SERVICES.staff().findRequest(asked.uscc())).isEmpty();
        List<Registered> many = IntStream.range(0, StaffStore.MOST_REGISTERED_AT_ONCE)
                .mapToObj(n -> new Employer("B" + key + n, "示例公司" + n, "天山区", "").over(Optional.empty()))
                .map(e -> new Registered(e, event("EMPLOYER#" + e.uscc(), 1), Optional.empty(), List.of())).toList();
        SERVICES.staff().saveEmployers(many);
        assertThatThrownBy(() -> SERVICES.staff().saveEmployers(many)).isInstanceOf(StaleVersion.class);
        java.util.Set<String> paged = new java.util.HashSet<>();
        Optional<String> cursor = Optional.empty();
        do {
            EmployerPage page = SERVICES.staff().employers(7, cursor);
            page.employers().forEach(e -> assertThat(paged.add(e.uscc())).isTrue());
            cursor = page.next();
        } while (cursor.isPresent());
        assertThat(paged).contains(uscc).containsAll(many.stream().map(one -> one.employer().uscc()).toList());

        EmployerImport begun = new EmployerImport("import" + key, "admin", "管理员", NOW, 3, 1,
                List.of(new EmployerImport.WrongLine(4, List.of(ViolationCode.SHEET_LINE_TWICE.at("uscc", "x", 2)))), 0, 0,
                Optional.empty());
        SERVICES.staff().beginImport(begun, event("EMPLOYER-IMPORT#" + begun.id(), 1));
        assertThatThrownBy(() -> SERVICES.staff().beginImport(begun, event("EMPLOYER-IMPORT#" + begun.id(), 2)))
                .isInstanceOf(StaleVersion.class);
        SERVICES.staff().continueImport(begun, begun.after(2, 1, NOW));
        assertThatThrownBy(() -> SERVICES.staff().continueImport(begun, begun.after(2, 1, NOW))).isInstanceOf(StaleVersion.class);
        assertThat(SERVICES.staff().findImport(begun.id())).contains(begun.after(2, 1, NOW));
    }

    @Test
    void shouldKeepTheCatalogueUnderItsVersion_R42_R49() {
        Catalogue before = SERVICES.cycles().catalogue();
        Catalogue next = new Catalogue(List.of(new Catalogue.Series("示例系列" + key, "Sample", List.of("示例专业"))), null).over(before);
        SERVICES.cycles().saveCatalogue(next, event("CATALOGUE", System.nanoTime()));

        assertThat(SERVICES.cycles().catalogue()).isEqualTo(next);
        assertThatThrownBy(() -> SERVICES.cycles().saveCatalogue(next, event("CATALOGUE", System.nanoTime())))
                .isInstanceOf(StaleVersion.class);
        // as the others of this table need it
        SERVICES.cycles().saveCatalogue(new Catalogue(before.series(), null).over(next), event("CATALOGUE", System.nanoTime()));
    }

    @Test
    @DisplayName("R49 每一版只覆盖其前一版")
    void shouldWriteEachRevisionOverTheOneBeforeOnly_R49() throws Exception {
        Employer employer = new Employer("USCC" + key, "示例公司", "天山区", "0991").over(Optional.empty());
        SERVICES.staff().saveEmployer(employer, event("EMPLOYER#" + employer.uscc(), 1));
        Cycle cycle = cycle();
        SERVICES.cycles().save(cycle, event("CYCLE#" + year, 1));
        CalendarYear days = CalendarYear.of(new WorkingDays.Year(Set.of(LocalDate.of(2025, 3, 31)), Set.of(), false, Map.of()),
                Optional.empty());
        SERVICES.cycles().saveCalendar(year, days, event("CALENDAR#" + year, 1), List.of());
        StaffMember member = new StaffMember("staff-" + key, "职员", "", List.of()).over(Optional.empty());
        SERVICES.staff().save(member, Optional.empty(), event("STAFF#" + member.sub(), 1));
        List<java.util.function.IntConsumer> saves = List.of(
                i -> SERVICES.staff().saveEmployer(new Employer(employer.uscc(), "公司" + i, "天山区", "0991").over(Optional.of(employer)),
                        event("EMPLOYER#" + employer.uscc(), 10 + i)),
                i -> SERVICES.cycles()
                        .save(new Cycle(year, cycle.opens(), cycle.closes().plusSeconds(60L + i), Optional.empty(), cycle.settings())
                                .over(Optional.of(cycle)), event("CYCLE#" + year, 10 + i)),
                i -> SERVICES.cycles().saveCalendar(year,
                        CalendarYear.of(new WorkingDays.Year(Set.of(LocalDate.of(2025, 4, 1 + i)), Set.of(), false, Map.of()),
                                Optional.of(days)),
                        event("CALENDAR#" + year, 10 + i), List.of()),
                i -> SERVICES.staff().save(new StaffMember(member.sub(), "职员" + i, "", List.of()).over(Optional.of(member)),
                        Optional.empty(), event("STAFF#" + member.sub(), 10 + i)));

        for (java.util.function.IntConsumer save : saves) {
            List<Optional<Throwable>> outcomes = together(4, save::accept);
            assertThat(outcomes).filteredOn(Optional::isEmpty).hasSize(1);
            assertThat(outcomes).filteredOn(Optional::isPresent).hasSize(3)
                    .allSatisfy(o -> assertThat(o).containsInstanceOf(StaleVersion.class));
        }
    }

    @Test
    @DisplayName("R37 互相结束任命的两名管理员总留下一名")
    void shouldLeaveOneOfTwoAdministratorsWhoEndEachOther_R37() throws Exception {
        List<Appointment> since = List.of(new Appointment(Role.ADMINISTRATOR, "", LocalDate.of(2025, 1, 1), Optional.empty()));
        List<StaffMember> two = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            StaffMember one = new StaffMember("admin" + i + key, "职员", "", since).over(Optional.empty());
            SERVICES.staff().save(one, Optional.empty(), event("STAFF#" + one.sub(), 1));
            two.add(one);
        }

        List<Optional<Throwable>> outcomes = together(2,
                i -> SERVICES.staff().save(new StaffMember(two.get(i).sub(), "职员", "", List.of()).over(Optional.of(two.get(i))),
                        Optional.of(two.get(1 - i)), event("STAFF#" + two.get(i).sub(), 2)));

        assertThat(outcomes).filteredOn(Optional::isEmpty).hasSizeLessThan(2);
        assertThat(two).anySatisfy(one -> assertThat(SERVICES.staff().find(one.sub())).contains(one));
    }

    // ── cycles ──

    @Test
    @DisplayName("R37 保存并列出年度批次")
    void shouldKeepCyclesAndListThem_R37() {
        Cycle cycle = cycle();
        SERVICES.cycles().save(cycle, event("CYCLE#" + year, 1));

        assertThat(SERVICES.cycles().find(year)).contains(cycle);
        assertThat(SERVICES.cycles().all()).contains(cycle);
        assertThat(SERVICES.cycles().find(year + 1)).isEmpty();
    }

    @Test
    @DisplayName("R30、R41 已有证书编号的旧批次也能改动，编号接着往下")
    void shouldChangeACycleWhoseCertificatesAreNumberedAlready_R30_R41() {
        String sequence = "CERTIFICATE#" + year;
        SERVICES.cycles().save(cycle(), event("CYCLE#" + year, 1));
        assertThat(SERVICES.certificates().number(sequence, "a")).isEqualTo(1);
        // as one that was stored before cycles had versions, which is at its first with the next change
        try (DynamoDbClient client = Endpoint.clients().dynamoDb()) {
            client.updateItem(r -> r.tableName(ADAPTERS.table()).updateExpression("REMOVE version")
                    .key(Map.of("pk", AttributeValue.fromS("CYCLE#" + year), "sk", AttributeValue.fromS("CYCLE"))));
        }
        SERVICES.cycles().save(cycle(), event("CYCLE#" + year, 2));

        assertThat(SERVICES.certificates().number(sequence, "a")).isEqualTo(1);
        assertThat(SERVICES.certificates().number(sequence, "b")).isEqualTo(2);
    }

    @Test
    @DisplayName("R21 窗口只按所见的截止时间关闭")
    void shouldCloseAWindowOnlyWhereItEndsAsItWasSeen_R21() {
        Cycle cycle = cycle();
        SERVICES.cycles().save(cycle, event("CYCLE#" + year, 1));

        assertThat(SERVICES.cycles().close(year, cycle.closes().plusSeconds(1), NOW, event("CYCLE#" + year, 2))).isFalse();
        assertThat(SERVICES.cycles().find(year)).contains(cycle);
        assertThat(SERVICES.auditLog().events("CYCLE#" + year)).hasSize(1);
        assertThat(SERVICES.cycles().close(year, cycle.closes(), NOW, event("CYCLE#" + year, 3))).isTrue();

        assertThat(SERVICES.cycles().find(year)).get().isEqualTo(
                new Cycle(year, cycle.opens(), cycle.closes(), Optional.of(NOW), cycle.settings(), cycle.noticeDays(), cycle.revision()));
        assertThat(SERVICES.auditLog().events("CYCLE#" + year)).hasSize(2);
        assertThat(SERVICES.cycles().close(year + 1, cycle.closes(), NOW, event("CYCLE#" + (year + 1), 1))).as("no such cycle").isFalse();
    }

    @Test
    @DisplayName("R21 窗口一经改动，对每一份提交同时生效")
    void shouldMoveAWindowForEverySubmissionAtOnce_R21() {
        Cycle open = cycle();
        SERVICES.cycles().save(open, event("CYCLE#" + year, 1));
        IntStream.range(0, 12).forEach(_ -> SERVICES.applications().commit(within(draft())));

        SERVICES.cycles().save(new Cycle(year, open.opens(), NOW, Optional.empty(), open.settings()).over(Optional.of(open)),
                event("CYCLE#" + year, 2));

        IntStream.range(0, 12)
                .forEach(_ -> assertThatThrownBy(() -> SERVICES.applications().commit(within(draft()))).isInstanceOf(StaleVersion.class));
    }

    private static Change within(Application draft) {
        return new Change(Optional.empty(), draft, event(draft.id(), 0), List.of(), List.of(), List.of(), Optional.of(NOW));
    }

    @Test
    @DisplayName("R17、R21 保存提醒、截止报告和工作日历")
    void shouldKeepRemindersReportsAndTheCalendar_R17_R21() {
        assertThat(SERVICES.cycles().remindedOf(year)).isEmpty();
        assertThat(SERVICES.cycles().closing(year)).isEmpty();
        ClosingReport report = new ClosingReport(year, NOW, NOW, 3, Map.of("天山区", 2), Optional.of(NOW));
        WorkingDays.Year days = new WorkingDays.Year(Set.of(LocalDate.of(2025, 3, 31)), Set.of(LocalDate.of(2025, 4, 5)), true,
                Map.of(LocalDate.of(2025, 3, 31), NOW));
        SERVICES.cycles().saveReminded(year, NOW);
        SERVICES.cycles().saveClosing(report);
        SERVICES.cycles().saveCalendar(year, CalendarYear.of(days, Optional.empty()), event("CALENDAR#" + year, 1), List.of());

        assertThat(SERVICES.cycles().remindedOf(year)).contains(NOW);
        assertThat(SERVICES.cycles().closing(year)).contains(report);
        ClosingReport extended = new ClosingReport(year, NOW.plusSeconds(60), NOW, 1, Map.of(), Optional.empty());
        SERVICES.cycles().saveClosing(extended);
        assertThat(SERVICES.cycles().closings(year)).containsExactly(report, extended);
        assertThat(SERVICES.cycles().calendar()).containsEntry(year, days);
        assertThat(SERVICES.cycles().calendarYear(year)).contains(CalendarYear.of(days, Optional.empty()));
    }

    // ── certificates ──

    @Test
    @DisplayName("R30 证书编号不重复")
    void shouldGiveEachNumberOfASequenceOnce_R30() throws Exception {
        Set<Long> given = java.util.concurrent.ConcurrentHashMap.newKeySet();
        List<Optional<Throwable>> outcomes = together(8,
                i -> assertThat(given.add(SERVICES.certificates().number("CERTIFICATE#" + key, "holder-" + i))).isTrue());

        assertThat(outcomes).isNotEmpty().allMatch(Optional::isEmpty);
        assertThat(given).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    }

    @Test
    @DisplayName("R30 编号在确定之前为一份申报保留")
    void shouldHoldANumberForOneUntilItIsSettled_R30() {
        String sequence = "CERTIFICATE#" + key;

        assertThat(SERVICES.certificates().number(sequence, "a")).isEqualTo(1);
        assertThat(SERVICES.certificates().number(sequence, "b")).isEqualTo(2);
        assertThat(SERVICES.certificates().number(sequence, "a")).as("a repeat, as after a failure").isEqualTo(1);
        SERVICES.certificates().settle(sequence, "a");
        SERVICES.certificates().settle(sequence, "a");
        assertThat(SERVICES.certificates().number(sequence, "a")).isEqualTo(3);
        assertThat(SERVICES.certificates().number(sequence, "b")).isEqualTo(2);
    }

    @Test
    @DisplayName("R28、R38、R41 结果名单逐次公布、撤回，不覆盖他人的；一年后删除")
    void shouldKeepAPublishedListByItsVersionUntilItsTime_R28_R38() {
        CertificateStore certificates = SERVICES.certificates();
        String number = "名" + key;
        Instant at = Instant.parse("2025-04-01T00:00:00Z");
        By by = new By("office", "办事员", at);
        PublishedResults first = new PublishedResults(number, LocalDate.of(2025, 3, 31), 2025, 1, List
                .of(new PublishedResults.Line("李*明", "110***********0013", "样例公司", "工程系列", "机械工程专业", Kind.AWARD, TitleLevel.INTERMEDIATE)),
                new Publisher("人社局", "0991-1", "样例局"), 1, by, Optional.empty());
        String id = PublishedResults.id(number);

        certificates.publish(first, published(number, at));
        assertThatThrownBy(() -> certificates.publish(first, published(number, at.plusSeconds(1)))).isInstanceOf(StaleVersion.class);
        assertThat(certificates.results(id)).contains(first);
        assertThat(certificates.published()).contains(first.withoutLines());
        PublishedResults withdrawn = first.withdrawn(new Withdrawal(by, "名单有误"));
        certificates.publish(withdrawn, published(number, at.plusSeconds(2)));
        assertThat(certificates.results(id)).contains(withdrawn);
        assertThat(certificates.published()).doesNotContain(first.withoutLines());
        assertThat(SERVICES.auditLog().events(Subject.approvalDocument(number))).hasSize(2);

        Instant end = Retention.PUBLISHED_RESULTS.endOf(at);
        SERVICES.expiringRecords().delete(YearMonth.from(end.atOffset(ZoneOffset.UTC)), end.plusSeconds(1), 100);
        assertThat(certificates.results(id)).isEmpty();
    }

    private static AuditEvent published(String number, Instant at) {
        return AuditEvent.of(Subject.approvalDocument(number), at, "office", Role.OFFICE, "PUBLISH_RESULTS", Channel.API, "1");
    }

    @Test
    @DisplayName("R28 批文连同后续事项只开始一次")
    void shouldBeginADocumentOnceWithItsDelivery_R28() {
        ApprovalDocument document = document("批" + key, "a", "b");

        SERVICES.certificates().begin(document);
        assertThatThrownBy(() -> SERVICES.certificates().begin(document("批" + key, "c"))).isInstanceOf(StaleVersion.class);
        assertThat(SERVICES.certificates().findDocument(document.number())).contains(document);
        assertThat(mine(document.number())).extracting(OutboxItem::delivery)
                .containsExactly((Delivery) new ApplyApprovalDocument(document.number()));
        OutboxItem item = mine(document.number()).getFirst();
        assertThat(SERVICES.outbox().lease(item.subject(), item.id(), document.recordedAt().plusSeconds(59), Duration.ofSeconds(60)))
                .as("whoever began it is at it").isEmpty();
        SERVICES.certificates().applied(document);
        SERVICES.certificates().applied(document);
        assertThat(mine(document.number())).isEmpty();
    }

    @Test
    @DisplayName("R52 一份申报只归一份批文，被拒的批文退还所列申报")
    void shouldLetOneOfManyDocumentsHaveAnApplicationAndGiveBackWhatIsRefused_R52() throws Exception {
        Application one = application();
        Application two = application();
        Map<String, Long> seen = Map.of(one.id(), one.version(), two.id(), two.version());
        List<ApprovalDocument> documents = java.util.stream.IntStream.range(0, 4).mapToObj(i -> document("批" + i + key, one.id(), two.id()))
                .toList();
        documents.forEach(SERVICES.certificates()::begin);

        List<Optional<Throwable>> outcomes = together(4, i -> again(() -> SERVICES.certificates().list(documents.get(i), seen)));

        assertThat(outcomes).filteredOn(Optional::isEmpty).hasSize(1);
        assertThat(outcomes).filteredOn(Optional::isPresent).hasSize(3).allSatisfy(o -> assertThat(o).containsInstanceOf(ClaimTaken.class));
        ApprovalDocument winner = documents.get(outcomes.indexOf(Optional.<Throwable>empty()));
        assertThat(SERVICES.applications().ownerOf(Claim.Type.LISTED, one.id())).contains(winner.number());
        for (ApprovalDocument document : documents) {
            assertThat(SERVICES.certificates().refuse(document)).isTrue();
            assertThatThrownBy(() -> SERVICES.certificates().list(document, seen)).isInstanceOf(StaleVersion.class);
            SERVICES.certificates().remove(document.at(ApprovalDocument.Stage.REFUSED));
            assertThat(SERVICES.certificates().findDocument(document.number())).isEmpty();
        }
        assertThat(SERVICES.applications().ownerOf(Claim.Type.LISTED, one.id())).isEmpty();
        assertThat(SERVICES.applications().ownerOf(Claim.Type.LISTED, two.id())).isEmpty();
    }

    @Test
    @DisplayName("R28、R52 短批文与其申报的变动一次写成，或都不写")
    void shouldRecordAShortDocumentTogetherWithItsApplicationsOrNothing_R28_R52() {
        Application one = application();
        Application two = application();
        ApprovalDocument document = document("短" + key, one.id(), two.id()).at(ApprovalDocument.Stage.FINAL);
        AuditEvent event = event("APPROVAL#" + document.number(), 0);
        List<Change> approved = List.of(approved(one, document), approved(two, document));
        ApprovalDocument other = document("另" + key, two.id());
        SERVICES.certificates().begin(other);
        SERVICES.certificates().list(other, Map.of(two.id(), two.version()));

        assertThatThrownBy(() -> SERVICES.certificates().record(document, approved, event)).as("listed elsewhere")
                .isInstanceOf(ClaimTaken.class);
        assertThat(SERVICES.applications().find(one.id())).contains(one);
        assertThat(SERVICES.certificates().findDocument(document.number())).isEmpty();
        assertThat(SERVICES.certificates().refuse(other)).isTrue();
        SERVICES.certificates().remove(other.at(ApprovalDocument.Stage.REFUSED));
        SERVICES.certificates().record(document, approved, event);
        assertThat(SERVICES.certificates().findDocument(document.number())).contains(document);
        assertThat(approved).hasSize(2).allSatisfy(change -> {
            assertThat(SERVICES.applications().find(change.after().id())).contains(change.after());
            assertThat(SERVICES.applications().ownerOf(Claim.Type.LISTED, change.after().id())).contains(document.number());
        });
        assertThat(mine(document.number())).as("nothing is left to do").isEmpty();
        assertThatThrownBy(() -> SERVICES.certificates().record(document, approved, event)).as("twice").isInstanceOf(StaleVersion.class);
    }

    private static Change approved(Application application, ApprovalDocument document) {
        Application after = application.edit().approvalDocument(Optional.of(document.number())).done();
        return new Change(application, after, event(application.id(), after.version()))
                .claiming(Claim.listed(application.id(), document.number()));
    }

    @Test
    @DisplayName("R49 有变动的申报不列入，批文只生效一次")
    void shouldListNothingThatChangedAndMakeFinalOnce_R49() {
        Application application = application();
        ApprovalDocument document = document("批" + key, application.id());
        SERVICES.certificates().begin(document);

        assertThatThrownBy(() -> SERVICES.certificates().list(document, Map.of(application.id(), application.version() - 1)))
                .isInstanceOf(StaleVersion.class);
        SERVICES.certificates().list(document, Map.of(application.id(), application.version()));
        SERVICES.certificates().conclude(document, event("APPROVAL#" + document.number(), 0));
        SERVICES.certificates().conclude(document, event("APPROVAL#" + document.number(), 0));
        assertThat(SERVICES.certificates().refuse(document)).isFalse();
        assertThat(SERVICES.certificates().findDocument(document.number())).contains(document.at(ApprovalDocument.Stage.FINAL));
        assertThat(SERVICES.auditLog().events("APPROVAL#" + document.number())).hasSize(1);
        assertThat(SERVICES.certificates().documents()).contains(document.at(ApprovalDocument.Stage.FINAL));
    }

    @Test
    @DisplayName("R28、R41 补录的人与批文一并写入，或都不写入，已归其他批文的不能补录")
    void shouldAddToAFinalDocumentAllOrNothing_R28_R41() {
        Application one = application();
        Application two = application();
        ApprovalDocument document = document("补" + key, one.id());
        SERVICES.certificates().begin(document);
        SERVICES.certificates().list(document, Map.of(one.id(), one.version()));
        ApprovalDocument after = document.at(ApprovalDocument.Stage.FINAL).with(
                new ApprovalDocument.Addition(List.of(two.id()), "other", "办事员", NOW, Role.OFFICE, "漏列"),
                Map.of(two.id(), new ApprovalDocument.Shown(1, Map.of())));
        Map<String, Long> seen = Map.of(two.id(), two.version());
        AuditEvent event = event("APPROVAL#" + document.number(), 1);

        assertThatThrownBy(() -> SERVICES.certificates().add(after, seen, event)).as("not final").isInstanceOf(StaleVersion.class);
        SERVICES.certificates().conclude(document, event("APPROVAL#" + document.number(), 0));
        assertThatThrownBy(() -> SERVICES.certificates().add(after, Map.of(two.id(), two.version() + 1), event))
                .isInstanceOf(StaleVersion.class);
        SERVICES.certificates().add(after, seen, event);
        assertThat(SERVICES.certificates().findDocument(document.number())).contains(after);
        assertThat(SERVICES.applications().ownerOf(Claim.Type.LISTED, two.id())).contains(document.number());
        assertThatThrownBy(() -> SERVICES.certificates().add(after, seen, event)).as("twice").isInstanceOf(StaleVersion.class);
    }

    @Test
    @DisplayName("R28、R49 拟定的批文逐版改动，确认的须是现在这一版；登记后不再有")
    void shouldConfirmWhatIsPreparedAsItIs_R28_R49() {
        Application one = application();
        String number = "拟" + key;
        PreparedDocument first = prepared(number, 1, one.id());
        PreparedDocument second = prepared(number, 2, one.id());
        String subject = "APPROVAL#" + number;
        Map<String, Long> seen = Map.of(one.id(), one.version());
        SERVICES.certificates().prepare(first, event(subject, 101));
        assertThatThrownBy(() -> SERVICES.certificates().prepare(first, event(subject, 102))).isInstanceOf(StaleVersion.class);
        SERVICES.certificates().prepare(second, event(subject, 103));
        assertThat(SERVICES.certificates().prepared(number)).contains(second);
        assertThat(SERVICES.certificates().prepared()).contains(second);

        for (Optional<PreparedDocument> confirmed : List.of(Optional.<PreparedDocument>empty(), Optional.of(first))) {
            ApprovalDocument other = document(number, one.id()).at(ApprovalDocument.Stage.FINAL).confirming(confirmed);
            assertThatThrownBy(() -> SERVICES.certificates().record(other, seen, event(subject, 0))).isInstanceOf(StaleVersion.class);
            assertThatThrownBy(() -> SERVICES.certificates().begin(other.at(ApprovalDocument.Stage.RECORDING)))
                    .isInstanceOf(StaleVersion.class);
        }
        assertThatThrownBy(() -> SERVICES.certificates().unprepare(first, event(subject, 104))).isInstanceOf(StaleVersion.class);
        ApprovalDocument document = document(number, one.id()).at(ApprovalDocument.Stage.FINAL).confirming(Optional.of(second));
        SERVICES.certificates().record(document, seen, event(subject, 0));
        assertThat(SERVICES.certificates().findDocument(number)).contains(document);
        assertThat(SERVICES.certificates().prepared(number)).isEmpty();
        assertThatThrownBy(() -> SERVICES.certificates().prepare(first, event(subject, 105))).as("recorded")
                .isInstanceOf(StaleVersion.class);
    }

    private static PreparedDocument prepared(String number, int version, String... ids) {
        return new PreparedDocument(number, LocalDate.of(2025, 3, 10), List.of(ids), Map.of(), "office", "办事员", NOW, version);
    }

    private static ApprovalDocument document(String number, String... ids) {
        return new ApprovalDocument(number, LocalDate.of(2025, 3, 10), List.of(ids), "office", NOW, "办事员", Map.of(),
                ApprovalDocument.Stage.RECORDING);
    }

    /** Where two transactions met, neither may have been carried out: the table is asked again. */
    private static void again(Runnable write) {
        for (int i = 0; i < 20; i++) {
            try {
                write.run();
                return;
            } catch (StaleVersion e) {
                // met another one
            }
        }
        throw new StaleVersion();
    }

    @Test
    @DisplayName("R30 证书与申报一并写入，或都不写入")
    void shouldIssueACertificateWithItsApplicationOrNotAtAll_R30() {
        Application application = application();
        Certificate certificate = certificate(application, "N" + key, "code" + key);
        SERVICES.certificates().issue(certificate, numbered(application, certificate));

        assertThat(SERVICES.certificates().find(certificate.number())).contains(certificate);
        assertThat(SERVICES.certificates().findByCode(certificate.code())).contains(certificate);
        assertThat(SERVICES.certificates().ofApplicant(application.applicant())).containsExactly(certificate);
        assertThat(SERVICES.applications().find(application.id())).get().extracting(Application::certificateNumber)
                .isEqualTo(Optional.of(certificate.number()));
        Application second = application();
        Certificate sameNumber = certificate(second, certificate.number(), "other" + key);
        assertThatThrownBy(() -> SERVICES.certificates().issue(sameNumber, numbered(second, sameNumber))).isInstanceOf(StaleVersion.class);
        Certificate sameCode = certificate(second, "M" + key, certificate.code());
        assertThatThrownBy(() -> SERVICES.certificates().issue(sameCode, numbered(second, sameCode))).isInstanceOf(ClaimTaken.class);
        Certificate again = certificate(application, "L" + key, "third" + key);
        assertThatThrownBy(() -> SERVICES.certificates().issue(again, numbered(application, again))).isInstanceOf(StaleVersion.class);
        assertThat(SERVICES.applications().find(second.id())).contains(second);
        assertThat(SERVICES.certificates().find("M" + key)).isEmpty();
        assertThat(SERVICES.certificates().find("L" + key)).isEmpty();
    }

    @Test
    @DisplayName("R34 撤销的证书仍可查到")
    void shouldRevokeACertificateAndStillFindIt_R34() {
        Application application = application();
        Certificate c = certificate(application, "N" + key, "code" + key);
        SERVICES.certificates().issue(c, numbered(application, c));
        Application held = SERVICES.applications().find(application.id()).orElseThrow();
        Certificate revoked = c.revoked("涂改", NOW);
        SERVICES.certificates().revoke(revoked, event("CERT#" + c.number(), 1), changed(held));

        assertThat(SERVICES.certificates().findByCode(c.code())).contains(revoked);
        assertThat(SERVICES.certificates().ofApplicant(c.applicant())).containsExactly(revoked);
        Application after = SERVICES.applications().find(application.id()).orElseThrow();
        assertThatThrownBy(() -> SERVICES.certificates().revoke(revoked, event("CERT#" + c.number(), 2), changed(after)))
                .isInstanceOf(StaleVersion.class);
        assertThat(SERVICES.applications().ownerOf(c.title().type(), c.title().value())).isEmpty();
    }

    @Test
    void shouldReplaceACertificateByOneThatTakesItsTitleOver_R41() {
        Application application = application();
        Certificate c = certificate(application, "F" + key, "formercode" + key);
        SERVICES.certificates().issue(c, numbered(application, c));
        Application held = SERVICES.applications().find(application.id()).orElseThrow();
        Certificate next = c.anew("G" + key, "nextcode" + key, "张叁", c.maskedIdNumber(), c.series(), c.specialty(), NOW);
        Certificate former = c.replacedBy(next.number(), "姓名更正", NOW);
        SERVICES.certificates().replace(former, next, event("CERT#" + c.number(), 2), changed(held));

        assertThat(SERVICES.certificates().findByCode(c.code())).contains(former);
        assertThat(SERVICES.certificates().findByCode(next.code())).contains(next);
        assertThat(SERVICES.applications().ownerOf(next.title().type(), next.title().value())).contains(next.number());
        Application after = SERVICES.applications().find(application.id()).orElseThrow();
        assertThatThrownBy(() -> SERVICES.certificates().revoke(c.revoked("涂改", NOW), event("CERT#" + c.number(), 1), changed(after)))
                .isInstanceOf(StaleVersion.class);
    }

    private Change changed(Application before) {
        Application after = before.edit().at(NOW).done();
        return new Change(before, after, new AuditEvent(before.id(), after.version(), NOW, "office", Role.OFFICE, "CHANGE",
                Optional.of(before.state()), Optional.of(after.state()), AuditEvent.Channel.API, ""));
    }

    @Test
    @DisplayName("R31 查验记录由新到旧")
    void shouldListQueriesNewestFirst_R31() {
        IntStream.range(0, 3).forEach(i -> SERVICES.certificates().logQuery(new Query(key, NOW.plusSeconds(i), "203.0.113." + i)));

        assertThat(SERVICES.certificates().queries(key, 2)).extracting(Query::network).containsExactly("203.0.113.2", "203.0.113.1");
        assertThat(SERVICES.certificates().queries("other" + key, 2)).isEmpty();
    }

    // ── integrity, the record, retention ──

    @Test
    @DisplayName("R34 诚信档案按号码散列保存")
    void shouldKeepIntegrityRecordsByHash_R34() {
        IntegrityRecord record = integrity(LocalDate.of(2025, 3, 1));
        SERVICES.integrity().save(record, event("INTEGRITY#" + key, 1));

        assertThat(SERVICES.integrity().of(key)).containsExactly(record);
        assertThat(SERVICES.integrity().of("other" + key)).isEmpty();
    }

    @Test
    @DisplayName("R41 诚信档案的异议和处理逐步追加，不能覆盖")
    void shouldAppendEachStepOfAnIntegrityRecordOnce_R41() {
        IntegrityRecord record = integrity(LocalDate.of(2025, 3, 1));
        IntegrityRecord disputed = record.with(new IntegrityRecord.Step(IntegrityRecord.Status.DISPUTED, "不是我", "person", NOW));
        IntegrityRecord withdrawn = disputed.with(new IntegrityRecord.Step(IntegrityRecord.Status.WITHDRAWN, "误记", "office", NOW));

        assertThatThrownBy(() -> SERVICES.integrity().append(disputed, event("INTEGRITY#" + key, 2), List.of())).as("not there")
                .isInstanceOf(StaleVersion.class);
        SERVICES.integrity().save(record, event("INTEGRITY#" + key, 1));
        assertThatThrownBy(() -> SERVICES.integrity().append(withdrawn, event("INTEGRITY#" + key, 2), List.of())).as("a step too far")
                .isInstanceOf(StaleVersion.class);
        SERVICES.integrity().append(disputed, event("INTEGRITY#" + key, 2), List.of());
        assertThatThrownBy(() -> SERVICES.integrity().append(disputed, event("INTEGRITY#" + key, 3), List.of())).as("twice")
                .isInstanceOf(StaleVersion.class);
        SERVICES.integrity().append(withdrawn, event("INTEGRITY#" + key, 3), List.of());
        assertThat(SERVICES.integrity().of(key)).containsExactly(withdrawn);
        assertThat(SERVICES.integrity().all()).contains(withdrawn);
    }

    @Test
    @DisplayName("R35 一次性的记录只写一次")
    void shouldWriteAnEventOfAKeyOnce_R35_R44() {
        AuditEvent event = event("READINGS#" + key, 1);
        assertThat(SERVICES.auditLog().isThere("READINGS#" + key, "one#1#1")).isFalse();
        SERVICES.auditLog().appendOnce("one#1#1", event);
        SERVICES.auditLog().appendOnce("one#1#1", event("READINGS#" + key, 2));

        assertThat(SERVICES.auditLog().isThere("READINGS#" + key, "one#1#1")).isTrue();
        assertThat(SERVICES.auditLog().events("READINGS#" + key)).containsExactly(event);
    }

    @Test
    @DisplayName("R35 同一时刻的记录依次追加")
    void shouldAppendEventsOfTheSameMomentOneBehindTheOther_R35() {
        AuditEvent event = event("EXPORT#" + key, 1);
        SERVICES.auditLog().append(event);
        SERVICES.auditLog().append(event);

        assertThat(SERVICES.auditLog().events("EXPORT#" + key)).containsExactly(event, event("EXPORT#" + key, 2));
    }

    @Test
    @DisplayName("R34、R38 只删除已到期的记录")
    void shouldDeleteOnlyWhatHasEnded_R34_R38() {
        // A month of the test's own, as the same table has other tests' records.
        LocalDate date = LocalDate.of(1900 + year % 90, 1 + year % 12, 15);
        IntegrityRecord record = integrity(date);
        SERVICES.integrity().save(record, event("INTEGRITY#" + key, 1));
        Instant end = Retention.INTEGRITY_RECORDS.endOf(date.atStartOfDay(BeijingTime.ZONE).toInstant());
        YearMonth month = YearMonth.from(end.atOffset(ZoneOffset.UTC));

        SERVICES.expiringRecords().delete(month, end, 100);
        assertThat(SERVICES.integrity().of(key)).as("to the day").containsExactly(record);
        SERVICES.expiringRecords().delete(month.minusMonths(1), end.plusSeconds(1), 100);
        assertThat(SERVICES.integrity().of(key)).as("another month").containsExactly(record);
        assertThat(SERVICES.expiringRecords().delete(month, end.plusSeconds(1), 100)).isPositive();

        assertThat(SERVICES.integrity().of(key)).isEmpty();
        assertThat(SERVICES.auditLog().events("INTEGRITY#" + key)).as("the record stays (R35)").hasSize(1);
        assertThat(SERVICES.expiringRecords().delete(month, end.plusSeconds(1), 100)).isZero();
    }

    @Test
    @DisplayName("R45 会议和申报同时写入：任何一个已有变化，两者都不写入")
    void shouldWriteASessionAndAnApplicationTogetherOrNeither_R45() {
        SessionStore sessions = SERVICES.sessions();
        Session session = new Session(year + "-002", year, LocalDate.of(2025, 3, 18), Optional.empty(), "工程系列", Optional.empty(),
                Session.Phase.PLANNED, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), Optional.empty(), List.of(),
                List.of(), 0, Optional.empty(), Optional.empty(), Revision.NONE).over(Optional.empty());
        String subject = Subject.session(session.id());
        sessions.save(session, event(subject, 1), List.of());
        Session next = session.in(Session.Phase.OPEN).over(Optional.of(session));
        Application before = application();
        Application after = before.edit().hearing(new Hearing(session.id(), 1, List.of("sub"), List.of())).done();
        Application later = after.edit().hearing(new Hearing(session.id(), 1, List.of("other"), List.of())).done();
        Change stale = new Change(after, later, event(before.id(), later.version()));
        Change fresh = new Change(before, after, event(before.id(), after.version()));

        assertThatThrownBy(() -> sessions.save(next, event(subject, 2), List.of(), stale)).isInstanceOf(StaleVersion.class);
        assertThat(sessions.find(session.id())).as("the application is not there yet").contains(session);
        sessions.save(next, event(subject, 2), List.of(), fresh);
        assertThat(sessions.find(session.id())).contains(next);
        assertThat(SERVICES.applications().find(before.id()).orElseThrow().excludes("sub")).isTrue();
        assertThatThrownBy(() -> sessions.save(next, event(subject, 3), List.of(), stale)).as("the session has changed")
                .isInstanceOf(StaleVersion.class);
        assertThat(SERVICES.applications().find(before.id()).orElseThrow().excludes("other")).isFalse();
    }

    @Test
    @DisplayName("R38、R45 选票分批删除，最后一批记一次；会议连同所有内容删除，办理记录留存")
    void shouldDeleteBallotsAndSessionsAPieceAtATime_R38_R45() {
        SessionStore sessions = SERVICES.sessions();
        Session session = new Session(year + "-001", year, LocalDate.of(2025, 3, 18), Optional.empty(), "工程系列", Optional.empty(),
                Session.Phase.OPEN, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), Optional.empty(), List.of(),
                List.of(), 1, Optional.empty(), Optional.empty(), Revision.NONE).over(Optional.empty());
        String subject = Subject.session(session.id());
        Round round = new Round(session.id(), 1, List.of("a1"), Map.of(), Map.of(), 3, Round.State.OPEN, "p", "s", NOW, Optional.empty(),
                List.of(), 1);
        sessions.open(session, round, event(subject, 1));
        for (int i = 0; i < 3; i++) {
            String voter = "e" + i;
            sessions.vote(round, new Round.Voted(session.id(), 1, voter, "k"),
                    IntStream.range(0, 66).mapToObj(n -> new Round.Ballot(voter + "%03d".formatted(n), "a1", "sealed")).toList(),
                    event(subject, 2 + i));
        }
        sessions.save(session, new Opinion("a1", "e0", "好", true, Map.of(), NOW), event(subject, 8));
        sessions.save(session.id(), new Outcome("a1", Optional.of(State.MATERIALS), Optional.empty()));
        AuditEvent deleted = event(subject, 9);

        assertThat(IntStream.range(0, 3).mapToObj(i -> sessions.deleteBallots(session.id(), deleted) + " " + recorded(subject, deleted)))
                .containsExactly("99 0", "99 1", "0 1");
        assertThat(sessions.ballots(session.id(), 1)).isEmpty();
        assertThat(sessions.voted(session.id(), 1)).hasSize(3);
        AuditEvent gone = event(subject, 10);
        Session changed = session.in(Session.Phase.CANCELLED).over(Optional.of(session));
        assertThatThrownBy(() -> sessions.delete(changed, gone)).isInstanceOf(StaleVersion.class);
        assertThat(sessions.rounds(session.id())).as("all or nothing").hasSize(1);
        assertThat(sessions.delete(session, gone)).isEqualTo(6);
        assertThat(sessions.find(session.id())).isEmpty();
        assertThat(sessions.rounds(session.id())).isEmpty();
        assertThat(sessions.voted(session.id(), 1)).isEmpty();
        assertThat(sessions.opinions(session.id())).isEmpty();
        assertThat(sessions.outcomes(session.id())).isEmpty();
        assertThat(recorded(subject, gone)).isEqualTo(1);
        assertThat(SERVICES.auditLog().events(subject)).as("the record stays").hasSize(7);
    }

    private static long recorded(String subject, AuditEvent event) {
        return SERVICES.auditLog().events(subject).stream().filter(e -> e.sequence() == event.sequence()).count();
    }

    @Test
    @DisplayName("R38 到期的查验记录分批删除")
    void shouldDeleteEndedQueriesAPieceAtATime_R38() {
        Instant then = Instant.parse("%d-05-10T00:00:00Z".formatted(1990 + year % 20));
        IntStream.range(0, 5).forEach(i -> SERVICES.certificates().logQuery(new Query(key, then.plusSeconds(i), "203.0.113.0")));
        Instant end = Retention.CERTIFICATE_QUERIES.endOf(then);
        YearMonth month = YearMonth.from(end.atOffset(ZoneOffset.UTC));

        assertThat(SERVICES.expiringRecords().delete(month, end.plusSeconds(3), 2)).isEqualTo(2);
        assertThat(SERVICES.expiringRecords().delete(month, end.plusSeconds(3), 2)).isEqualTo(1);
        assertThat(SERVICES.certificates().queries(key, 10)).hasSize(2);
    }

    // ── kept numbers ──

    @Test
    @DisplayName("R37 计数与变动一一对应，并可按区（县）、单位读取")
    void shouldKeepTheNumbersOfACycleAndWhatEachApplicationWasCountedAs_R37() {
        Application draft = application();
        CountApplications counting = new CountApplications(SERVICES.counts(), SERVICES.applications());
        Counts.Standing uncounted = SERVICES.counts().of(draft.id());
        counting.count(List.of(draft.id(), draft.id()));
        assertThatThrownBy(() -> SERVICES.counts().count(List.of(uncounted))).as("counted meanwhile").isInstanceOf(StaleVersion.class);
        assertThat(SERVICES.counts().districts(year)).containsExactly(new Tally("天山区", "", "", Map.of("STATE#DRAFT", 1)));
        assertThat(SERVICES.counts().employers(year)).isEmpty();

        Application submitted = draft.edit().form(new Form(null, null, null,
                new EmployerSection("91350100M000100Y43", "样本单位", Optional.empty(), Optional.empty()), null, null, null, null, null))
                .enter(State.DISTRICT_REVIEW, NOW, Optional.empty()).done();
        SERVICES.applications().commit(new Change(draft, submitted, event(draft.id(), submitted.version())));
        assertThat(counting.walk(year, Optional.empty(), () -> true)).isEqualTo(new CountApplications.Outcome(1, 1, Optional.empty()));
        assertThat(counting.walk(year, Optional.empty(), () -> true)).isEqualTo(new CountApplications.Outcome(1, 0, Optional.empty()));

        Map<String, Integer> numbers = Map.of("STATE#DISTRICT_REVIEW", 1, "KIND#AWARD", 1, "LEVEL#INTERMEDIATE", 1);
        assertThat(SERVICES.counts().districts(year)).singleElement()
                .satisfies(tally -> assertThat(tally.numbers()).containsAllEntriesOf(numbers).containsEntry("STATE#DRAFT", 0));
        Tally employer = new Tally("天山区", "91350100M000100Y43", "样本单位", numbers);
        assertThat(SERVICES.counts().employers(year)).containsExactly(employer);
        assertThat(SERVICES.counts().employersIn(year, "天山区")).containsExactly(employer);
        assertThat(SERVICES.counts().employersIn(year, "天山")).as("a district whose name begins alike").isEmpty();
        assertThat(SERVICES.counts().employer(year, employer.uscc(), List.of("天山区", "沙依巴克区"))).containsExactly(employer);
        assertThat(SERVICES.applications().ofEmployer(year, employer.uscc())).extracting(ApplicationSummary::id)
                .containsExactly(draft.id());
        assertThat(SERVICES.workload().of(year))
                .containsEntry(State.DISTRICT_REVIEW, new Backlog(1, Optional.of(Samples.at("2025-03-10T00:00"))))
                .containsEntry(State.DRAFT, Backlog.NONE);

        assertThat(SERVICES.applications().standing(year, State.DISTRICT_REVIEW, Optional.of("天山区"))).isEqualTo(new Standing(1, 0, 0));

        Application flagged = submitted.edit().assessment(Optional.of(new Assessment(Assessment.Outcome.NEEDS_REVIEW,
                LocalDate.of(2025, 3, 3), List.of(), Optional.empty(), List.of(new Assessment.Question("R13", "GAP", "间断", "gap")))))
                .done();
        SERVICES.applications().commit(new Change(submitted, flagged, event(draft.id(), flagged.version())));
        counting.count(List.of(draft.id()));
        assertThat(SERVICES.applications().standing(year, State.DISTRICT_REVIEW, Optional.of("天山区"))).isEqualTo(new Standing(1, 1, 0));
        assertThat(SERVICES.applications().standing(year, State.DISTRICT_REVIEW, Optional.empty())).isEqualTo(new Standing(1, 1, 0));
        assertThat(SERVICES.applications().standing(year, State.DISTRICT_REVIEW, Optional.of("沙依巴克区"))).isEqualTo(Standing.NONE);
        assertThat(SERVICES.applications().standing(year, State.MATERIALS, Optional.empty())).isEqualTo(Standing.NONE);

        SERVICES.applications().delete(new Change(flagged, flagged.edit().done(), event(draft.id(), flagged.version() + 1)));
        counting.count(List.of(draft.id()));
        assertThat(SERVICES.counts().districts(year)).singleElement()
                .satisfies(tally -> assertThat(tally.numbers().values()).containsOnly(0));
        assertThat(SERVICES.applications().ofEmployer(year, employer.uscc())).isEmpty();
        assertThat(SERVICES.counts().of(draft.id())).isEqualTo(new Counts.Standing(draft.id(), Optional.empty(), Optional.empty(), 0));
    }

    @Test
    @DisplayName("R37 已删除而仍被计入的，逐年重数时扣除，无论是否提交过")
    void shouldNoLongerCountByAWalkWhatWasDeletedUnnoticed_R37() {
        List<Application> drafts = IntStream.range(0, 3).mapToObj(_ -> application()).toList();
        Application submitted = drafts.getFirst().edit().form(new Form(null, null, null,
                new EmployerSection("91350100M000100Y43", "样本单位", Optional.empty(), Optional.empty()), null, null, null, null, null))
                .enter(State.DISTRICT_REVIEW, NOW, Optional.empty()).done();
        SERVICES.applications().commit(new Change(drafts.getFirst(), submitted, event(submitted.id(), submitted.version())));
        CountApplications counting = new CountApplications(SERVICES.counts(), SERVICES.applications());
        counting.count(drafts.stream().map(Application::id).toList());
        assertThat(counted()).containsExactlyInAnyOrderElementsOf(drafts.stream().map(Application::id).toList());
        for (Application gone : List.of(submitted, drafts.getLast())) {
            SERVICES.applications().delete(new Change(gone, gone.edit().done(), event(gone.id(), gone.version() + 1)));
        }

        assertThat(counting.walk(year, Optional.empty(), () -> true)).isEqualTo(new CountApplications.Outcome(3, 2, Optional.empty()));
        assertThat(counted()).containsExactly(drafts.get(1).id());
        assertThat(SERVICES.counts().districts(year)).singleElement().satisfies(tally -> assertThat(tally.numbers())
                .containsEntry("STATE#DRAFT", 1).containsEntry("STATE#DISTRICT_REVIEW", 0).containsEntry("KIND#AWARD", 0));
    }

    /** What was counted, an application at a time. */
    private List<String> counted() {
        List<String> ids = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            var page = SERVICES.counts().counted(year, 1, cursor);
            ids.addAll(page.items());
            cursor = page.next();
        } while (cursor.isPresent());
        return ids;
    }

    @Test
    @DisplayName("R37 同时计数，各计一次")
    void shouldCountEachOnceThoughManyCountAtTheSameMoment_R37() throws Exception {
        List<String> ids = IntStream.range(0, 8).mapToObj(_ -> application().id()).toList();

        together(4, _ -> {
            CountApplications counting = new CountApplications(SERVICES.counts(), SERVICES.applications());
            Await.until("counting came to no end", () -> {
                try {
                    return counting.count(ids).looked() == 8;
                } catch (Failure e) {
                    return false;
                }
            });
        }).forEach(outcome -> assertThat(outcome).isEmpty());

        assertThat(SERVICES.counts().districts(year)).containsExactly(new Tally("天山区", "", "", Map.of("STATE#DRAFT", 8)));
    }

    // ── the outbox ──

    @Test
    @DisplayName("R36 一件待发只由一个线程处理")
    void shouldLeaseADeliveryToOneOfManyThreads_R36() throws Exception {
        Application draft = draft();
        Delivery mail = new SendMail(draft.applicant(), MailTemplate.SUBMITTED, Map.of());
        SERVICES.applications().commit(
                new Change(Optional.empty(), draft, event(draft.id(), 0), List.of(mail, mail), List.of(), List.of(), Optional.empty()));
        List<OutboxItem> items = mine(draft.id());
        assertThat(items).hasSize(2);
        List<String> leased = java.util.Collections.synchronizedList(new ArrayList<>());

        List<Optional<Throwable>> outcomes = together(8, i -> items.forEach(item -> SERVICES.outbox()
                .lease(item.subject(), item.id(), NOW, Duration.ofMinutes(1)).ifPresent(got -> leased.add(got.id()))));

        assertThat(outcomes).isNotEmpty().allMatch(Optional::isEmpty);
        assertThat(leased).containsExactlyInAnyOrderElementsOf(items.stream().map(OutboxItem::id).toList());
    }

    @Test
    @DisplayName("R36 待发事项无论存于何处，均按时间取出")
    void shouldFindWhatIsDueWhereverItStandsTheFirstFirst_R36() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Application draft = draft();
            ids.addFirst(draft.id());
            AuditEvent event = new AuditEvent(draft.id(), 0, NOW.minusSeconds(i), "test", Role.SYSTEM, "TEST", Optional.empty(),
                    Optional.of(State.DRAFT), Channel.OPERATOR, "");
            SERVICES.applications().commit(new Change(Optional.empty(), draft, event,
                    List.of(new SendMail(draft.applicant(), MailTemplate.SUBMITTED, Map.of())), List.of(), List.of(), Optional.empty()));
        }

        List<OutboxItem> found = SERVICES.outbox().due(NOW, 1000).stream().filter(item -> ids.contains(item.subject().substring(4)))
                .toList();
        assertThat(found).extracting(item -> item.subject().substring(4)).containsExactlyElementsOf(ids);
        assertThat(SERVICES.outbox().due(NOW, 7)).hasSize(7).isSortedAccordingTo(Comparator.comparing(OutboxItem::dueAt));
        assertThat(SERVICES.outbox().oldest()).get().satisfies(oldest -> assertThat(oldest).isBeforeOrEqualTo(NOW.minusSeconds(11)));
        found.forEach(SERVICES.outbox()::delivered);
        assertThat(SERVICES.outbox().due(NOW, 1000)).noneMatch(item -> ids.contains(item.subject().substring(4)));
    }

    private static List<OutboxItem> mine(String part) {
        return SERVICES.outbox().due(NOW, 1000).stream().filter(item -> item.subject().contains(part)).toList();
    }

    private Person person(String sub, String hash) {
        return new Person(sub, "张三", "110***********002X", "Y2lwaGVy", hash, "13800000000", "a@example.com", "zh", NOW);
    }

    private Cycle cycle() {
        return new Cycle(year, Samples.cycle2025().opens(), Samples.cycle2025().closes(), Optional.empty(), Samples.cycle2025().settings())
                .over(Optional.empty());
    }

    private IntegrityRecord integrity(LocalDate date) {
        return new IntegrityRecord("r" + key, key, "110***********002X", "伪造", "规定", date, "office", NOW);
    }

    private Application draft() {
        String id = UUID.randomUUID().toString();
        return Application.draft(id, year, "sub-" + key, "张三", "110***********002X",
                new Qualification(Kind.AWARD, TitleLevel.INTERMEDIATE, "工程系列", "机械工程专业", "天山区"), NOW);
    }

    private Application application() {
        Application application = draft();
        SERVICES.applications().commit(
                new Change(Optional.empty(), application, event(application.id(), 0), List.of(), List.of(), List.of(), Optional.empty()));
        return application;
    }

    private static Certificate certificate(Application application, String number, String code) {
        return new Certificate(number, code, application.id(), application.applicant(), "张三", "110***********002X", "工程系列", "机械工程专业",
                TitleLevel.INTERMEDIATE, Kind.AWARD, LocalDate.of(2025, 3, 10), "批1", "人社局", "c2ln", NOW, Optional.empty());
    }

    private static Change numbered(Application application, Certificate certificate) {
        Application after = application.edit().certificateNumber(certificate.number()).done();
        return new Change(application, after, event(application.id(), after.version()));
    }

    private static AuditEvent event(String subject, long sequence) {
        return new AuditEvent(subject, sequence, NOW, "test", Role.SYSTEM, "TEST", Optional.empty(), Optional.of(State.DRAFT),
                Channel.OPERATOR, "");
    }

    /** Runs it on several threads at once; what each threw. */
    private static List<Optional<Throwable>> together(int threads, java.util.function.IntConsumer work)
            throws InterruptedException, ExecutionException {
        List<Callable<Optional<Throwable>>> tasks = new ArrayList<>();
        java.util.concurrent.CyclicBarrier start = new java.util.concurrent.CyclicBarrier(threads);
        for (int i = 0; i < threads; i++) {
            int number = i;
            tasks.add(() -> {
                start.await(60, TimeUnit.SECONDS);
                try {
                    work.accept(number);
                    return Optional.empty();
                } catch (RuntimeException | AssertionError e) {
                    return Optional.of(e);
                }
            });
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Optional<Throwable>> outcomes = new ArrayList<>();
            for (Future<Optional<Throwable>> task : pool.invokeAll(tasks)) {
                outcomes.add(task.get());
            }
            return outcomes;
        }
    }
}
