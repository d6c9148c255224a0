package org.zhicheng.lambda;

import java.util.Locale;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.ground.reading.Reads;
import org.zhicheng.ground.text.Language;
import org.zhicheng.inquiry.CheckApplication;
import org.zhicheng.inquiry.Flags;
import org.zhicheng.inquiry.Guard;
import org.zhicheng.inquiry.Readings;
import org.zhicheng.inquiry.ShowApplication;
import org.zhicheng.inquiry.StandIn;
import org.zhicheng.work.certificate.IssueCertificate;
import org.zhicheng.work.committee.ShowSession;

/** The use cases that several handlers share, made of the services. */
public final class UseCases {

    private final Services services;

    public UseCases(Services services) {
        this.services = services;
    }

    /** Begins to read what the deadlines of an application are reckoned from. */
    void readAhead(Application application) {
        Reads.ahead(() -> services.cycles().find(application.cycle()), services.cycles()::calendar);
    }

    public Transitions transitions() {
        return new Transitions(services.cycles(), services.clock());
    }

    public CheckApplication checks() {
        return new CheckApplication(services.people(), services.cycles(), services.integrity(), services.certificates(),
                services.applications(), services.staff());
    }

    public Guard guard() {
        return new Guard(checks());
    }

    public Flags flags() {
        return new Flags(services.applications(), services.integrity(), services.cycles(), services.clock());
    }

    public Readings readings() {
        return new Readings(services.auditLog(), services.clock());
    }

    public StandIn standIn() {
        return new StandIn(services.staff());
    }

    public IssueCertificate issueCertificate() {
        return new IssueCertificate(services.applications(), services.certificates(), services.materials(), services.certificateFiles(),
                services.staff(), services.signer(), guard(), transitions(), services.ids(), services.environment().get("PUBLIC_URL"));
    }

    public ShowSession showSession() {
        return new ShowSession(services.sessions(), transitions(), services.clock());
    }

    /** In Chinese. */
    public ShowApplication show() {
        return show(Locale.CHINESE);
    }

    /** What is shown has the names of steps, offices and materials in the reader's language. */
    public ShowApplication show(Locale locale) {
        return new ShowApplication(services.applications(), transitions(), Language.of(locale));
    }
}
