package org.zhicheng.rules.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.zhicheng.Dossier;
import org.zhicheng.dossier.application.Form.Contact;
import org.zhicheng.dossier.application.Form.EmployerSection;
import org.zhicheng.dossier.application.Form.EmploymentPeriod;
import org.zhicheng.dossier.application.Form.Origin;
import org.zhicheng.dossier.application.Form.PresentTitle;
import org.zhicheng.dossier.application.Form;
import org.zhicheng.dossier.application.Qualification;
import org.zhicheng.dossier.application.TitleLevel;
import org.zhicheng.ground.failure.Violation;

class FormChecksTest {

    private final Dossier dossier = new Dossier();

    @Test
    @DisplayName("R16 填写完整的表格没有问题")
    void shouldAcceptACompleteForm() {
        assertThat(check()).isEmpty();
    }

    @Test
    @DisplayName("R16 空表一次列出全部缺项")
    void shouldTellEverythingMissingAtOnce() {
        List<Violation> violations = FormChecks.of(Form.EMPTY, new Qualification(null, null, null, null, null), Dossier.SETTINGS,
                Dossier.REGISTERS);

        assertThat(violations).isNotEmpty().allSatisfy(v -> assertThat(v.code()).isEqualTo("FIELD_MISSING"));
        assertThat(violations).extracting(Violation::field).containsExactly("qualification.kind", "qualification.level",
                "qualification.series", "qualification.specialty", "qualification.district", "contact.sex", "contact.ethnicGroup",
                "contact.politicalStatus", "contact.phone", "contact.mail", "credential.type", "credential.milestone",
                "credential.institution", "credential.subject", "employment", "employer.uscc", "employer.name", "employer.origin",
                "conduct", "achievements");
    }

    @ParameterizedTest(name = "phone \"{0}\" is fine: {1}")
    @DisplayName("R36 手机号码为11位")
    @CsvSource({"13812345678, true", "138 1234 5678, true", "+86 138-1234-5678, true", "１３８１２３４５６７８, true", "1381234567, false",
            "23812345678, false", "12812345678, true", "0991-4656129, false", "138123456789, false"})
    void shouldCheckThePhone(String phone, boolean fine) {
        dossier.contact = new Contact("男", "汉族", "群众", phone, "a@example.com");

        assertThat(check()).isEqualTo(fine ? List.of() : List.of("contact.phone PHONE_INVALID"));
    }

    @ParameterizedTest(name = "mail \"{0}\" is fine: {1}")
    @DisplayName("R36 电子邮箱的格式")
    @CsvSource({"a@example.com, true", "a.b+c@mail.example.com.cn, true", "a@example, false", "a@, false", "a b@example.com, false",
            "a@b@example.com, false", "a@-example.com, false", "张@example.com, false"})
    void shouldCheckTheMail(String mail, boolean fine) {
        dossier.contact = new Contact("男", "汉族", "群众", "13812345678", mail);

        assertThat(check()).isEqualTo(fine ? List.of() : List.of("contact.mail MAIL_INVALID"));
    }

    @Test
    @DisplayName("R20 区（县）须在设置之列")
    void shouldCheckTheDistrict() {
        dossier.district = "高新区";

        assertThat(check()).containsExactly("qualification.district DISTRICT_UNKNOWN");
    }

    @Test
    @DisplayName("R33 单位信用代码的校验码")
    void shouldCheckTheCreditCode() {
        dossier.employer = new EmployerSection("91350100M000100Y44", Dossier.EMPLOYER, Optional.of(Origin.URUMQI), Optional.empty());

        assertThat(check()).containsExactly("employer.uscc USCC_CHECK_DIGIT");
    }

    @Test
    @DisplayName("R1 外地企业须填写派驻起始日期")
    void shouldAskForTheFirstDayOfThePosting() {
        dossier.employer = new EmployerSection("91350100M000100Y43", Dossier.EMPLOYER, Optional.of(Origin.ELSEWHERE), Optional.empty());

        assertThat(check()).containsExactly("employer.postedFrom FIELD_MISSING");
    }

    @Test
    @DisplayName("R12 每段工作经历完整、先后合理，指明是哪一段")
    void shouldCheckEachPeriod() {
        dossier.worked(Dossier.work("2023-07-01", ""), new EmploymentPeriod("", Optional.empty(), Optional.empty(), true, ""),
                Dossier.work("2023-07-01", "2023-06-30"), Dossier.work("0202-07-01", "2023-06-30"));

        assertThat(check()).containsExactly("employment.1.employer FIELD_MISSING", "employment.1.post FIELD_MISSING",
                "employment.1.from FIELD_MISSING", "employment.2.to EMPLOYMENT_ENDS_BEFORE_IT_BEGINS",
                "employment.3.from DATE_IMPLAUSIBLE");
    }

    @Test
    @DisplayName("R12 工作经历的段数有限")
    void shouldLimitThePeriods() {
        dossier.employment = new ArrayList<>();
        for (int i = 0; i <= FormChecks.MAX_PERIODS; i++) {
            dossier.employment.add(Dossier.work("2023-07-01", ""));
        }

        assertThat(check()).containsExactly("employment TOO_MANY_PERIODS");
    }

    @ParameterizedTest(name = "level \"{0}\", name \"{1}\": {2}")
    @DisplayName("R13 现任职称须有名称和级别")
    @CsvSource({"'', '', ''", "'', 无, ''", "'', 工程师, presentTitle.level FIELD_MISSING", "INTERMEDIATE, '', presentTitle.name FIELD_MISSING",
            "INTERMEDIATE, 工程师, ''"})
    void shouldCheckThePresentTitle(String level, String name, String expected) {
        dossier.presentTitle = new PresentTitle(level.isEmpty() ? Optional.empty() : Optional.of(TitleLevel.valueOf(level)), name);

        assertThat(String.join(" ", check())).isEqualTo(expected);
    }

    @Test
    @DisplayName("R16 字数按字符计，生僻字计一字")
    void shouldLimitLengths() {
        dossier.conduct = "𠮷".repeat(1_000);
        assertThat(check()).isEmpty();

        dossier.conduct = "好".repeat(1_001);
        dossier.achievements = "好".repeat(2_001);
        assertThat(check()).containsExactly("conduct FIELD_TOO_LONG", "achievements FIELD_TOO_LONG");
    }

    @Test
    @DisplayName("R16 “不适用”只能用于确有的材料")
    void shouldRefuseAnAnswerForAnUnknownMaterial() {
        dossier.notApplicable.put("B7", "无");

        assertThat(check()).containsExactly("notApplicable.B7 VALUE_UNKNOWN");
    }

    @ParameterizedTest
    @DisplayName("R19 附件2的性别为男或女")
    @ValueSource(strings = {"M", "male", "未知"})
    void shouldCheckTheSex(String sex) {
        dossier.contact = new Contact(sex, "汉族", "群众", "13812345678", "a@example.com");

        assertThat(check()).containsExactly("contact.sex VALUE_UNKNOWN");
    }

    @Test
    @DisplayName("R12 不可能的年份")
    void shouldDoubtAMilestoneInTheDistantPast() {
        dossier.milestone = Optional.of(LocalDate.of(203, 6, 30));

        assertThat(check()).containsExactly("credential.milestone DATE_IMPLAUSIBLE");
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @DisplayName("R42 系列、专业须在目录中；写法上的差别不计")
    @CsvSource({"工程系列, 机械工程专业, ''", "工程, 机械工程, ''", "会计学系列, 会计专业, qualification.series SERIES_UNKNOWN",
            "工程系列, 工程造价师专业, qualification.specialty SPECIALTY_UNKNOWN", "工程系列, 农艺专业, qualification.specialty SPECIALTY_UNKNOWN"})
    void shouldTakeSeriesAndSpecialtyFromTheCatalogue_R42(String series, String specialty, String expected) {
        dossier.series = series;
        dossier.specialty = specialty;

        assertThat(check()).isEqualTo(expected.isEmpty() ? List.of() : List.of(expected));
    }

    @Test
    @DisplayName("R42 单位须已登记，名称、区（县）以登记为准")
    void shouldTakeTheEmployerFromTheRegister_R42() {
        dossier.employer = new EmployerSection("91990000YANGBEN3X4", "样例未登记公司", dossier.employer.origin(), Optional.empty());
        assertThat(check(new Registers(Dossier.REGISTERS.catalogue(), Optional.empty(), false)))
                .containsExactly("employer.uscc EMPLOYER_UNKNOWN");
        dossier.employer = new EmployerSection("91350100M000100Y43", "样例另一公司", dossier.employer.origin(), Optional.empty());
        dossier.district = "沙依巴克区";
        assertThat(check()).containsExactly("employer.name EMPLOYER_NAME_DIFFERS", "qualification.district DISTRICT_UNKNOWN");
        dossier.employer = new EmployerSection("91350100M000100Y43", " 乌鲁木齐市 样例科技有限公司", dossier.employer.origin(), Optional.empty());
        dossier.district = "天山区";
        assertThat(check()).isEmpty();
    }

    private List<String> check() {
        return check(Dossier.REGISTERS);
    }

    private List<String> check(Registers registers) {
        return FormChecks.of(dossier.form(), dossier.qualification(), Dossier.SETTINGS, registers).stream()
                .map(v -> v.field() + " " + v.code()).toList();
    }
}
