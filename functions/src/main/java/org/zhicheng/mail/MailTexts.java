package org.zhicheng.mail;

import java.util.Map;

import org.zhicheng.registration.Person;

/** The texts of the mails: Chinese and English, a link, and no personal data beyond the name (R36). */
public final class MailTexts {

    private final String publicUrl;

    public MailTexts(String publicUrl) {
        this.publicUrl = publicUrl;
    }

    public Mailer.Mail compose(MailTemplate template, Person person, Map<String, String> facts) {
        String link = publicUrl + "/applications/" + facts.getOrDefault("applicationId", "");
        String text = person.name() + "：" + template + "\n" + link + "\n";
        return new Mailer.Mail(person.mail(), "职称申报 " + template, text, "<p>" + text + "</p>");
    }
}
