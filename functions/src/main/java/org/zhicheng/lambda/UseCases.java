package org.zhicheng.lambda;

import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.inquiry.CheckApplication;
import org.zhicheng.inquiry.Guard;
import org.zhicheng.inquiry.ShowApplication;
import org.zhicheng.inquiry.StandIn;
import org.zhicheng.work.certificate.IssueCertificate;

/** The use cases that several handlers share, made of the services. */
public final class UseCases {

    private final Services services;

    public UseCases(Services services) {
        this.services = services;
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

    public StandIn standIn() {
        return new StandIn(services.staff());
    }

    public IssueCertificate issueCertificate() {
        return new IssueCertificate(services.applications(), services.certificates(), services.materials(), services.certificateFiles(),
                services.staff(), services.signer(), guard(), transitions(), services.ids(), services.environment().get("PUBLIC_URL"));
    }

    public ShowApplication show() {
        return new ShowApplication(services.applications(), transitions());
    }
}
