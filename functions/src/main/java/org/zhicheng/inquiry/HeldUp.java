package org.zhicheng.inquiry;

import static org.zhicheng.ground.rule.NoticeRule.R48;

import java.util.List;
import java.util.Optional;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.ground.rule.Rule;

/** Why the certificate of an approved person is not made: what the record says of the last try (R48). */
@Rule(R48)
public final class HeldUp {

    /** The action of the record's line that says why a certificate waits. */
    public static final String ACTION = "HOLD_CERTIFICATE";

    private HeldUp() {
    }

    /** What stood in the way when it was last tried at the present step; none where nothing did. */
    public static Optional<String> note(ApplicationStore applications, Application application) {
        return application.state() != State.CERTIFICATE || application.certificateNumber().isPresent()
                ? Optional.empty()
                : last(applications.events(application.id()), application);
    }

    private static Optional<String> last(List<AuditEvent> events, Application application) {
        return events.stream().filter(e -> e.action().equals(ACTION) && !e.at().isBefore(application.stay().enteredAt()))
                .reduce((_, later) -> later).map(AuditEvent::note);
    }
}
