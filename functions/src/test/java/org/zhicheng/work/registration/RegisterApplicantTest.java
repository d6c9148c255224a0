package org.zhicheng.work.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.delivery.Delivery.MailCode;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.integrity.IntegrityRecord;
import org.zhicheng.dossier.people.Person;
import org.zhicheng.dossier.people.PersonStore;
import org.zhicheng.dossier.process.ApplicationStore.StaleVersion;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.handlers.outbox.SweepOutboxHandler;
import org.zhicheng.handlers.registration.CorrectContactHandler;
import org.zhicheng.handlers.registration.DownloadPersonalDataHandler;
import org.zhicheng.handlers.registration.RegisterApplicantHandler;
import org.zhicheng.handlers.registration.ShowApplicantHandler;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.FakeServices;
import org.zhicheng.lambda.Json;
import org.zhicheng.lambda.Requests;
import org.zhicheng.lambda.Samples;
import org.zhicheng.work.registration.RegisterApplicant.Registration;

class RegisterApplicantTest {

    private final FakeServices services = new FakeServices();

    private record Body(String name, String idNumber, String phone, String mail, String language) {
    }

    private static final Body ZHANG = new Body("张三", "11010519491231002x", "13800000000", "zhang@example.com", "zh");

    private ApiResponse register(String sub, Object body) {
        return Requests.post("/applicants").as(sub).body(body).to(new RegisterApplicantHandler(services));
    }

    private ApiResponse look(Body body) {
        return Requests.post("/applicants").query("preview", "true").as("zhang").body(body).to(new RegisterApplicantHandler(services));
    }

    private ApiResponse data(String sub) {
        services.clock().advance(java.time.Duration.ofSeconds(1));
        return Requests.get("/applicants/me/data").as(sub).to(new DownloadPersonalDataHandler(services));
    }

    @Test
    @DisplayName("R33 填写时先查：指出每处错误，不登记，也不说号码是否已注册")
    void shouldTellWhatIsWrongBeforeAnythingIsRegistered_R33() {
        register("other", ZHANG);
        assertThat(look(ZHANG).statusCode()).isEqualTo(204);
        assertThat(look(new Body("", "110105194912310020", "1", "none", "zh"))).satisfies(looked -> {
            assertThat(looked.statusCode()).isEqualTo(422);
            assertThat(looked.body()).contains("\"field\":\"name\"", "\"field\":\"idNumber\"", "\"field\":\"phone\"", "\"field\":\"mail\"");
        });
        assertThat(services.people().find("zhang")).isEmpty();
        assertThat(services.eventsOf("PERSON#zhang")).isEmpty();
    }

    @Test
    @DisplayName("R33 身份证号加密保存，以散列查找")
    void shouldKeepTheIdNumberEncryptedAndFindItByItsHash_R33() {
        ApiResponse response = register("zhang", ZHANG);

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.body()).contains("110***********002X").doesNotContain("19491231");
        Person person = services.people().find("zhang").orElseThrow();
        assertThat(Json.encode(person)).doesNotContain("19491231");
        assertThat(services.vault().decrypt("zhang", person.encryptedIdNumber())).isEqualTo(Samples.ID_NUMBER);
        assertThat(services.people().findByIdNumberHash(services.vault().hash(Samples.ID_NUMBER))).contains(person);
        assertThat(services.eventsOf("PERSON#zhang")).extracting(AuditEvent::action).containsExactly("REGISTER");
        assertThat(Json.encode(services.eventsOf("PERSON#zhang"))).doesNotContain("19491231");
    }

    @Test
    void shouldGiveTheSamePersonTheSameAnswerAgain_R33() {
        ApiResponse first = register("zhang", ZHANG);
        services.clock().advance(java.time.Duration.ofDays(1));

        assertThat(register("zhang", ZHANG)).isEqualTo(first);
        assertThat(services.eventsOf("PERSON#zhang")).hasSize(1);
    }

    /** The same request twice at once: the second finds nobody, and then the number taken, by itself. */
    @Test
    void shouldAnswerAsTheFirstWhereTheSameLoginWasFaster_R33() {
        register("zhang", ZHANG);
        AtomicBoolean late = new AtomicBoolean(true);
        PersonStore people = (PersonStore) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[]{PersonStore.class},
                (proxy, method, arguments) -> method.getName().equals("find") && late.getAndSet(false)
                        ? Optional.empty()
                        : method.invoke(services.people(), arguments));

        Person person = new RegisterApplicant(people, services.vault(), services.clock()).register(new Actor("zhang", List.of()),
                new Registration(ZHANG.name(), ZHANG.idNumber(), ZHANG.phone(), ZHANG.mail(), ZHANG.language()));

        assertThat(services.people().find("zhang")).contains(person);
        assertThat(services.eventsOf("PERSON#zhang")).hasSize(1);
    }

    @Test
    void shouldRefuseAnIdNumberThatAnotherLoginRegistered_R33() {
        register("zhang", ZHANG);

        assertThat(Requests.problem(register("other", ZHANG))).isEqualTo(ErrorCode.ALREADY_REGISTERED);
        assertThat(services.people().find("other")).isEmpty();
    }

    @Test
    void shouldRefuseOtherDataOfTheSameLogin_R33() {
        register("zhang", ZHANG);

        assertThat(Requests.problem(register("zhang", new Body("张四", ZHANG.idNumber(), ZHANG.phone(), ZHANG.mail(), "zh"))))
                .isEqualTo(ErrorCode.REGISTERED_OTHERWISE);
        assertThat(Requests.problem(register("zhang", new Body("张三", "110101199003070134", ZHANG.phone(), ZHANG.mail(), "zh"))))
                .isIn(ErrorCode.REGISTERED_OTHERWISE, ErrorCode.RULES_BROKEN);
    }

    @Test
    void shouldTellEverythingThatIsWrongAtOnceAndNeverRepeatTheNumber_R16_R33() {
        ApiResponse response = register("zhang", new Body(" ", "110105194912310021", "abc", "no mail", "fr"));

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.body()).contains("name", "ID_NUMBER_CHECK_DIGIT", "PHONE_INVALID", "MAIL_INVALID", "language")
                .doesNotContain("110105194912310021");
    }

    @Test
    void shouldRegisterARareName_R32() {
        assertThat(register("zhang", named("王\uD840\uDC01")).statusCode()).isEqualTo(201);
    }

    @Test
    void shouldNameTheLetterThatCannotPrintAtTheRegistration_R32_R51() {
        assertThat(register("zhang", named("王\uD87A\uDFF0")).body()).contains("CHARACTER_CANNOT_PRINT", "character 2", "U+2EBF0",
                "contact the bureau");
    }

    @Test
    void shouldKeepANameInOneForm_R33() {
        assertThat(register("zhang", named("努尔\u2022买\u200B买\u3000提")).statusCode()).isEqualTo(201);
        assertThat(services.people().find("zhang").orElseThrow().name()).isEqualTo("努尔·买买提");
        assertThat(register("zhang", named("努尔・买买提")).statusCode()).as("the same person, with another dot").isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"样\u202E例", "<b>样</b>", "=cmd|\" /C calc\"!A0", "样例1", "样例@", "http://a.example", "样\uD840", "样，例", "·样例",
            "样\u0301例", "样_例", "样例.", "样’例", "努尔··买买提", "样例-"})
    void shouldRefuseAnImpossibleNameWithPlaceAndCodePoint_R33(String name) {
        ApiResponse response = register("zhang", named(name));

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.body()).contains("NAME_IMPOSSIBLE").containsPattern("character \\d+").containsPattern("U\\+[0-9A-F]{4,6}");
    }

    @Test
    void shouldFoldFullWidthDigitsAndSigns_R33() {
        assertThat(register("zhang", new Body("张三", "１１０１０５１９４９１２３１００２ｘ", "１３９１２３４５６７８", "ｚｈａｎｇ＠example.com", "ｚｈ")).statusCode())
                .isEqualTo(201);
        assertThat(services.people().find("zhang").orElseThrow()).extracting(Person::phone, Person::mail).containsExactly("13912345678",
                "zhang@example.com");
    }

    private static Body named(String name) {
        return new Body(name, ZHANG.idNumber(), ZHANG.phone(), ZHANG.mail(), null);
    }

    @Test
    @DisplayName("R33 同一身份证号同时注册只有一个成功")
    void shouldLetOneOfTwoAtTheSameMomentWin_R33() throws Exception {
        List<Callable<ApiResponse>> both = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String sub = "sub" + i;
            both.add(() -> register(sub, ZHANG));
        }
        int won = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<ApiResponse> response : threads.invokeAll(both)) {
                if (response.get().statusCode() == 201) {
                    won++;
                } else {
                    assertThat(Requests.problem(response.get())).isEqualTo(ErrorCode.ALREADY_REGISTERED);
                }
            }
        }
        assertThat(won).isEqualTo(1);
    }

    @Test
    void shouldRefuseWhoeverIsNotSignedIn() {
        assertThat(Requests.problem(Requests.post("/applicants").body(ZHANG).to(new RegisterApplicantHandler(services))))
                .isEqualTo(ErrorCode.NOT_SIGNED_IN);
    }

    @Test
    void shouldShowOnesOwnRegistrationMasked_R19() {
        assertThat(Requests.problem(Requests.get("/applicants/me").as("zhang").to(new ShowApplicantHandler(services))))
                .isEqualTo(ErrorCode.NOT_REGISTERED);
        register("zhang", ZHANG);

        ApiResponse response = Requests.get("/applicants/me").as("zhang").to(new ShowApplicantHandler(services));
        assertThat(Requests.body(response, ApplicantView.class).maskedIdNumber()).isEqualTo("110***********002X");
        assertThat(response.body()).doesNotContain("Hash", "encrypted");
    }

    @Test
    @DisplayName("R41 本人可更正手机号码和语言；更换的邮箱凭寄到该邮箱的验证码生效")
    void shouldLetAPersonCorrectHowTheyAreReached_R36_R41() {
        register("zhang", ZHANG);
        Contact other = new Contact("１３９００００００００", "zhang+title@example.com", "en");

        assertThat(Requests.body(contact("zhang", other), ApplicantView.class)).satisfies(view -> {
            assertThat(view.phone()).isEqualTo("13900000000");
            assertThat(view.language()).isEqualTo("en");
            assertThat(view.mail()).as("until it is confirmed").isEqualTo(ZHANG.mail());
            assertThat(view.newMail()).contains("zhang+title@example.com");
        });
        String code = services.people().find("zhang").orElseThrow().newMail().orElseThrow().code();
        assertThat(contact("zhang", other).body()).doesNotContain(code);
        assertThat(services.people().find("zhang").orElseThrow().newMail().orElseThrow().code()).as("sent once").isEqualTo(code);
        deliver();
        assertThat(services.mailer().sent()).singleElement().satisfies(mail -> {
            assertThat(mail.to()).isEqualTo("zhang+title@example.com");
            assertThat(mail.text()).contains(code);
        });
        assertThat(violations(confirmed("zhang", other, "000000".equals(code) ? "111111" : "000000"))).containsExactly("MAIL_CODE_WRONG");
        assertThat(Requests.body(confirmed("zhang", other, code), ApplicantView.class)).satisfies(view -> {
            assertThat(view.mail()).isEqualTo("zhang+title@example.com");
            assertThat(view.newMail()).isEmpty();
        });
        assertThat(violations(confirmed("zhang", new Contact("13900000000", "third@example.com", "en"), code))).as("another address")
                .containsExactly("MAIL_CODE_PASSED");
        assertThat(Requests.problem(contact("zhang", new Contact("1", "a@", "fr")))).isEqualTo(ErrorCode.RULES_BROKEN);
        assertThat(Requests.problem(contact("nobody", other))).isEqualTo(ErrorCode.NOT_REGISTERED);
    }

    @Test
    @DisplayName("R41 验证码半小时失效，错五次失效")
    void shouldEndACodeAfterItsTimeAndAfterFiveWrongOnes_R41() {
        register("zhang", ZHANG);
        Contact other = new Contact("13900000000", "other@example.com", "zh");
        contact("zhang", other);
        String code = services.people().find("zhang").orElseThrow().newMail().orElseThrow().code();
        String wrong = code.equals("000000") ? "111111" : "000000";
        for (int i = 0; i < 5; i++) {
            assertThat(violations(confirmed("zhang", other, wrong))).containsExactly("MAIL_CODE_WRONG");
        }
        assertThat(violations(confirmed("zhang", other, code))).containsExactly("MAIL_CODE_PASSED");
        services.clock().advance(java.time.Duration.ofMinutes(31));
        contact("zhang", other);
        String next = services.people().find("zhang").orElseThrow().newMail().orElseThrow().code();
        services.clock().advance(java.time.Duration.ofMinutes(30));
        assertThat(violations(confirmed("zhang", other, next))).containsExactly("MAIL_CODE_PASSED");
    }

    @Test
    @DisplayName("R36 验证码错五次后重新保存该邮箱，即寄出新的验证码")
    void shouldSendAnotherCodeAtOnceWhereTheFormerOneIsUsedUp_R36() {
        register("zhang", ZHANG);
        Contact other = new Contact("13900000000", "other@example.com", "zh");
        contact("zhang", other);
        String code = newMail().code();
        for (int i = 0; i < 5; i++) {
            confirmed("zhang", other, code.equals("000000") ? "111111" : "000000");
        }
        assertThat(violations(confirmed("zhang", other, code))).containsExactly("MAIL_CODE_PASSED");

        contact("zhang", other);
        assertThat(newMail().attempts()).isZero();
        contact("zhang", other);
        assertThat(codesSent()).as("saved again at once").isEqualTo(2);
        assertThat(Requests.body(confirmed("zhang", other, newMail().code()), ApplicantView.class).mail()).isEqualTo("other@example.com");
    }

    @Test
    @DisplayName("R36 两分钟后重新保存同一邮箱，再寄同一验证码，试错次数不变")
    void shouldSendTheCodeAgainWhereItsMailWasLost_R36() {
        register("zhang", ZHANG);
        Contact other = new Contact("13900000000", "other@example.com", "zh");
        contact("zhang", other);
        Person.NewMail first = newMail();
        confirmed("zhang", other, first.code().equals("000000") ? "111111" : "000000");
        contact("zhang", other);
        assertThat(codesSent()).isEqualTo(1);
        services.clock().advance(java.time.Duration.ofMinutes(2));
        contact("zhang", other);
        assertThat(codesSent()).isEqualTo(2);
        assertThat(newMail().code()).isEqualTo(first.code());
        assertThat(newMail().attempts()).isEqualTo(1);
        assertThat(newMail().until()).isAfter(first.until());
        assertThat(Requests.body(confirmed("zhang", other, first.code()), ApplicantView.class).mail()).isEqualTo("other@example.com");
    }

    @Test
    @DisplayName("R36 每人每小时寄出的验证码有上限，其余更正不受限")
    void shouldSendSoManyCodesAnHourOnly_R36() {
        register("zhang", ZHANG);
        for (int i = 0; i < 10; i++) {
            assertThat(contact("zhang", new Contact("13900000000", i % 2 == 0 ? "a@example.com" : "b@example.com", "zh")).statusCode())
                    .isEqualTo(200);
        }
        ApiResponse refused = contact("zhang", new Contact("13900000000", "a@example.com", "zh"));
        assertThat(Requests.problem(refused)).isEqualTo(ErrorCode.TOO_MANY_REQUESTS);
        assertThat(refused.headers()).containsKey("retry-after");
        assertThat(codesSent()).isEqualTo(10);
        assertThat(Requests.body(contact("zhang", new Contact("13700000000", ZHANG.mail(), "zh")), ApplicantView.class).phone())
                .isEqualTo("13700000000");
        services.clock().advance(java.time.Duration.ofHours(1));
        assertThat(contact("zhang", new Contact("13900000000", "a@example.com", "zh")).statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("R36 同时输入的验证码逐次计数：试错不超过五次")
    void shouldCountEachGuessThoughTheyComeAtOnce_R36() throws Exception {
        register("zhang", ZHANG);
        Contact other = new Contact("13900000000", "other@example.com", "zh");
        contact("zhang", other);
        Person read = services.people().find("zhang").orElseThrow();
        Person.NewMail sent = newMail();
        Person tried = read.awaiting(java.util.Optional.of(new Person.NewMail(sent.mail(), sent.code(), sent.until(), 1)));
        services.people().correctContact(read, tried, Samples.event("PERSON#zhang", 7, "CORRECT_CONTACT"), List.of());

        assertThatThrownBy(
                () -> services.people().correctContact(read, tried, Samples.event("PERSON#zhang", 8, "CORRECT_CONTACT"), List.of()))
                .as("as it was read before the other guess").isInstanceOf(StaleVersion.class);
        assertThatThrownBy(() -> services.people().correctContact(read, read.awaiting(java.util.Optional.empty()),
                Samples.event("PERSON#zhang", 9, "CORRECT_CONTACT"), List.of())).isInstanceOf(StaleVersion.class);
        assertThat(newMail().attempts()).isEqualTo(1);
    }

    private Person.NewMail newMail() {
        return services.people().find("zhang").orElseThrow().newMail().orElseThrow();
    }

    private long codesSent() {
        return services.waiting().stream().filter(item -> item.delivery() instanceof MailCode).count();
    }

    private ApiResponse confirmed(String sub, Contact contact, String code) {
        services.clock().advance(java.time.Duration.ofSeconds(1));
        return Requests.put("/applicants/me/contact").as(sub)
                .body(Map.of("phone", contact.phone(), "mail", contact.mail(), "language", contact.language(), "code", code))
                .to(new CorrectContactHandler(services));
    }

    private static List<String> violations(ApiResponse response) {
        List<String> codes = new ArrayList<>();
        Json.decode(response.body(), JsonNode.class).path("violations").forEach(v -> codes.add(v.path("code").asText()));
        return codes;
    }

    private void deliver() {
        new SweepOutboxHandler(services.with("PUBLIC_URL", "https://zhicheng.invalid")).handleRequest(Map.of(), null);
    }

    @Test
    void shouldShowThatTheAddressTakesNoMail_R36() {
        register("zhang", ZHANG);
        services.clock().advance(java.time.Duration.ofSeconds(1));
        services.people().mailRefused(services.people().find("zhang").orElseThrow(), services.now(),
                Samples.event("PERSON#zhang", services.now().toEpochMilli(), "MAIL_UNDELIVERED"));

        assertThat(Requests.get("/applicants/me").as("zhang").to(new ShowApplicantHandler(services)).body()).contains("mailRefusedAt");
        services.clock().advance(java.time.Duration.ofSeconds(1));
        assertThat(contact("zhang", new Contact("13900000000", "other@example.com", "zh")).body()).contains("mailRefusedAt");
        String code = services.people().find("zhang").orElseThrow().newMail().orElseThrow().code();
        assertThat(confirmed("zhang", new Contact("13900000000", "other@example.com", "zh"), code).body()).doesNotContain("mailRefusedAt");
    }

    private ApiResponse contact(String sub, Contact contact) {
        services.clock().advance(java.time.Duration.ofSeconds(1));
        return Requests.put("/applicants/me/contact").as(sub).body(contact).to(new CorrectContactHandler(services));
    }

    @Test
    @DisplayName("R38 本人可以下载系统保存的全部资料")
    void shouldGiveAPersonAllThatIsHeldAboutThemInFull_R38() {
        register("zhang", ZHANG);
        register("other", new Body("李四", "440524188001010014", "13900000000", "li@example.com", "zh"));
        Application application = Samples.move(services, Samples.draft(services, "app1", "zhang"), State.SUBMITTED);
        Samples.draft(services, "app2", "other");
        services.integrity().save(new IntegrityRecord("r1", services.vault().hash(Samples.ID_NUMBER), "", "伪造学历", "人社部令第40号",
                java.time.LocalDate.of(2025, 1, 1), "officer-sub", services.now()), Samples.event("INTEGRITY#x", 1, "RECORD"));

        ApiResponse response = data("zhang");

        String text = Requests.text(response);
        assertThat(response.headers().get("content-disposition")).contains("attachment").contains("my-data.json");
        assertThat(text).contains(Samples.ID_NUMBER, application.id(), "伪造学历", "示例科技有限公司").doesNotContain("app2", "officer-sub", "李四");
        assertThat(Json.decode(text, com.fasterxml.jackson.databind.JsonNode.class).get("applications")).hasSize(1);
        assertThat(services.eventsOf("PERSON#zhang")).extracting(AuditEvent::action).containsExactly("REGISTER", "DOWNLOAD_DATA");
    }

    @Test
    void shouldNotTellWhoDecidedNorTheWorkflowsToken_R25_R38() {
        register("zhang", ZHANG);
        Application a = Samples.move(services, Samples.draft(services, "app1", "zhang"), State.EMPLOYER_REVIEW);
        Application reviewed = a.edit().stay(a.stay().withToken("secret-token", Optional.empty()))
                .review(new org.zhicheng.dossier.application.Review(State.EMPLOYER_REVIEW, 1,
                        org.zhicheng.dossier.application.Review.Outcome.PASS, "reviewer-sub", services.now(), "同意", List.of(), List.of(),
                        false, java.util.Map.of()))
                .done();
        services.applications()
                .commit(new org.zhicheng.dossier.process.Change(a, reviewed,
                        new AuditEvent("app1", reviewed.version(), services.now(), "reviewer-sub", org.zhicheng.dossier.flow.Role.EMPLOYER,
                                "PASS", java.util.Optional.empty(), java.util.Optional.empty(), AuditEvent.Channel.API, "同意")));

        assertThat(Requests.text(data("zhang"))).contains("同意").doesNotContain("reviewer-sub", "secret-token");
    }

    @Test
    void shouldNeverPrintAnIdNumberByAccident_R33() {
        assertThat(new Registration("张三", Samples.ID_NUMBER, "", "", "").toString()).doesNotContain("19491231");
    }

    @Test
    @DisplayName("R20 本人：登记与否、姓名、今日可以何种身份办理")
    void shouldSayWhoHasSignedInAndAsWhat_R20() {
        Samples.employer(services, Samples.USCC, "样例公司", Samples.DISTRICT);
        Samples.appoint(services, "employer", Role.EMPLOYER, Samples.USCC);
        register("zhang", ZHANG);

        Me nobody = me("nobody");
        Me zhang = me("zhang");
        Me employer = me("employer");
        assertThat(nobody.registered()).isFalse();
        assertThat(nobody.name()).isEmpty();
        assertThat(nobody.appointments()).isEmpty();
        assertThat(zhang.registered()).isTrue();
        assertThat(zhang.name()).contains("张三");
        assertThat(employer.registered()).isFalse();
        assertThat(employer.appointments()).containsExactly(new Me.Capacity(Role.EMPLOYER, "基层单位审核人", Samples.USCC, "样例公司"));
    }

    private Me me(String sub) {
        return Requests.body(Requests.get("/me").header("accept-language", "zh-CN").asStaff(sub).to(new ShowApplicantHandler(services)),
                Me.class);
    }
}
