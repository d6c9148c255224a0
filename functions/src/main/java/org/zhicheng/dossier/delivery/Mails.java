package org.zhicheng.dossier.delivery;

import java.util.HashMap;
import java.util.Map;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.delivery.Delivery.SendMail;

/** The mails about an application; they name it by its id and link to it (R36). */
public final class Mails {

    private Mails() {
    }

    /** To somebody registered, about nothing that has an address of its own. */
    public static SendMail toPerson(String sub, MailTemplate template) {
        return new SendMail(sub, template, Map.of());
    }

    public static SendMail toOwner(Application application, MailTemplate template) {
        return toOwner(application, template, Map.of());
    }

    public static SendMail toOwner(Application application, MailTemplate template, Map<String, String> facts) {
        Map<String, String> all = new HashMap<>(facts);
        all.put("applicationId", application.id());
        all.put("year", Integer.toString(application.cycle()));
        return new SendMail(application.applicant(), template, all);
    }
}
