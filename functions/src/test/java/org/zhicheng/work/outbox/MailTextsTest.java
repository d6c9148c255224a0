package org.zhicheng.work.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.people.Person;
import org.zhicheng.lambda.Samples;
import org.zhicheng.work.outbox.Mailer.Mail;

class MailTextsTest {

    private static final Map<String, String> FACTS = Map.of("applicationId", "abc234", "exportId", "list2345", "year", "2025", "deadline",
            "2025-03-17T16:00:00Z", "office", "DISTRICT", "idNumber", Samples.ID_NUMBER, "reason", "伪造", "invitation", "entry-code234",
            "session", "2025-001");

    private final MailTexts texts = new MailTexts("https://zhicheng.invalid/");

    private static Person person(String language) {
        return new Person("sub", "张<三>&", "110***********002X", "encrypted", "hash", "13800000000", "zhang@example.com", language,
                Samples.at("2025-03-01T00:00"));
    }

    @ParameterizedTest
    @DisplayName("R36 邮件只含链接，除姓名外不含个人信息")
    @EnumSource(MailTemplate.class)
    void shouldHaveEachMailInBothLanguagesWithALinkAndNoDataBeyondTheName_R36(MailTemplate template) {
        Mail mail = texts.compose(template, person("zh"), FACTS);
        String page = "https://zhicheng.invalid/portal" + template.page().replace("{applicationId}", "abc234")
                .replace("{exportId}", "list2345").replace("{invitation}", "entry-code234").replace("{session}", "2025-001");

        assertThat(mail.to()).isEqualTo("zhang@example.com");
        assertThat(mail.subject()).isNotBlank().contains(" / ").doesNotContain("张", "{", "\n");
        assertThat(mail.text()).contains("张<三>&", page + "\n", "Sign in").doesNotContain("{", "}", Samples.ID_NUMBER, "002X", "13800000000",
                "zhang@example.com", "伪造");
        assertThat(mail.html()).contains("张&lt;三&gt;&amp;", "<a href=\"" + page + "\">").doesNotContain("<三>");
    }

    @ParameterizedTest
    @EnumSource(MailTemplate.class)
    void shouldLeaveOutALineWhoseFactIsMissing_R36(MailTemplate template) {
        Mail mail = texts.compose(template, person("zh"), Map.of());

        assertThat(mail.text()).doesNotContain("{", "}", "null").contains("https://zhicheng.invalid");
    }

    /** Names with signs are refused since; those from before still reach people, and so does what staff write. */
    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example/x", "www.evil.example", "http://evil.example"})
    void shouldMakeALinkOfNothingThatSomebodyWrote_R36(String written) {
        Person person = new Person("sub", written, "110***********002X", "encrypted", "hash", "13800000000", "zhang@example.com", "zh",
                Samples.at("2025-03-01T00:00"));

        String html = texts.compose(MailTemplate.RETURNED, person, Map.of("applicationId", "abc234", "office", written)).html();

        assertThat(html.split("<a ", -1)).as("ours, once a language").hasSize(3);
        assertThat(html).doesNotContain("href=\"" + written).contains("<a href=\"https://zhicheng.invalid/portal/applications/abc234\">");
    }

    @Test
    void shouldPutThePersonsLanguageFirst_R36() {
        Mail chinese = texts.compose(MailTemplate.SUBMITTED, person("zh"), FACTS);
        Mail english = texts.compose(MailTemplate.SUBMITTED, person("en"), FACTS);

        assertThat(chinese.text()).startsWith("张<三>&：");
        assertThat(chinese.subject()).startsWith("职称申报已提交");
        assertThat(english.text()).startsWith("Dear 张<三>&,").contains("您的 2025 年度职称申报已提交");
        assertThat(english.subject()).startsWith("Your title application was submitted");
    }

    @Test
    void shouldSayTheEndOfADayAs24OClock_R21_R24() {
        Mail mail = texts.compose(MailTemplate.WINDOW_CLOSING, person("zh"), FACTS);

        assertThat(mail.text()).contains("2025年3月17日24:00（北京时间）", "2025-03-17 24:00 (Beijing time)");
        assertThat(texts.compose(MailTemplate.DEADLINE_NEAR, person("zh"), Map.of("deadline", "2025-03-17T10:30:00Z")).text())
                .contains("2025年3月17日18:30");
    }

    @Test
    void shouldNameTheOfficeInTheLanguageOfTheText_R25() {
        assertThat(texts.compose(MailTemplate.RECOMMENDED, person("zh"), FACTS).text()).contains("已通过的环节：区（县）人社局",
                "Passed by: the district bureau");
    }
}
