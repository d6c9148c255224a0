package org.zhicheng.dossier.delivery;

import java.util.List;
import java.util.Map;

import org.zhicheng.dossier.flow.State;

/** Something to be done outside the table once a change is written. Each kind may be done twice without harm. */
public sealed interface Delivery {

    /**
     * A mail: a link and no personal data beyond the name (R36).
     *
     * @param recipient subject of a registered applicant; the address is read when it is sent
     * @param facts what the template fills in
     */
    record SendMail(String recipient, MailTemplate template, Map<String, String> facts) implements Delivery {
        public SendMail {
            facts = Map.copyOf(facts);
        }
    }

    /**
     * A mail to a member of staff: numbers and a link, nothing of an application (R43).
     *
     * @param recipient subject of the member; name and address are read when it is sent
     * @param facts what the template fills in
     */
    record MailToStaff(String recipient, MailTemplate template, Map<String, String> facts) implements Delivery {
        public MailToStaff {
            facts = Map.copyOf(facts);
        }
    }

    /** Brings a corrected registration to the person's applications that are under way, should the command have been cut off (R41). */
    record ApplyRegistration(String sub) implements Delivery {
    }

    /**
     * A mail to an address that is to be confirmed: what it says is read from the registration when it is sent.
     *
     * @param recipient subject of a registered applicant
     */
    record MailCode(String recipient) implements Delivery {
    }

    /**
     * The invitation of somebody to the committee's register: what it says is read from the register when it is sent (R45).
     *
     * @param expert id of the entry
     */
    record MailToExpert(String expert) implements Delivery {
    }

    /** Moves the running deadlines after a change of the calendar of a year (R50). */
    record MoveDeadlines(int year) implements Delivery {
    }

    /**
     * The end of a wait of the workflow.
     *
     * @param token the wait's token
     * @param outcome where the application stands now and how long to wait there
     */
    record Callback(String token, StepOutcome outcome) implements Delivery {
    }

    /**
     * A start of the review workflow.
     *
     * @param execution the execution's name: application id and attempt, so that a second start is refused
     */
    record StartReview(String execution, String applicationId, StepOutcome outcome) implements Delivery {
    }

    /** Brings an approval document to its end and moves its applications on, should the command have been cut off (R28). */
    record ApplyApprovalDocument(String number) implements Delivery {
    }

    /** Carries out what a signed session of the committee decided about some of its applications (R45). */
    record CarryOutSession(String session, List<String> applications) implements Delivery {
        public CarryOutSession {
            applications = List.copyOf(applications);
        }
    }

    /** Deletes an applicant's files that nothing names any more. */
    record DeleteFiles(List<String> keys) implements Delivery {
        public DeleteFiles {
            keys = List.copyOf(keys);
        }
    }

    /**
     * What the workflow needs to know to go on.
     *
     * @param step the application's state on the table
     * @param waitSeconds until the step is due; at least 60
     */
    record StepOutcome(State step, long waitSeconds) {
    }
}
