package org.zhicheng.handlers.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.lambda.Services;
import org.zhicheng.lambda.StreamRecord;
import org.zhicheng.lambda.TaskHandler;
import org.zhicheng.lambda.UseCases;
import org.zhicheng.work.approval.RecordApprovalDocument;
import org.zhicheng.work.committee.CarryOutResults;
import org.zhicheng.work.outbox.DeliverOutbox;
import org.zhicheng.work.outbox.MailTexts;
import org.zhicheng.work.registration.ApplyRegistration;
import org.zhicheng.work.review.MoveDeadlines;

/**
 * Fed by the table's stream, which hands over new outbox items only: delivers them at once. A delivery that fails is put off and left to the
 * sweeper, so a record never holds the stream up.
 */
public final class DeliverOutboxHandler extends TaskHandler<DeliverOutboxHandler.StreamEvent, DeliverOutboxHandler.BatchResponse> {

    /** A delivery that takes longer goes on by the sweeper; the rest of the batch has the other half of the function's time. */
    private static final Duration TIME = Duration.ofSeconds(30);

    /** What the stream hands over. */
    public record StreamEvent(List<StreamRecord> Records) {
        public StreamEvent {
            Records = Records == null ? List.of() : List.copyOf(Records);
        }
    }

    /** Records to be handed over again. */
    public record BatchResponse(List<FailedItem> batchItemFailures) {
    }

    /** One of them, by its sequence number. */
    public record FailedItem(String itemIdentifier) {
    }

    public DeliverOutboxHandler() {
        this(AwsServices.fromEnvironment());
    }

    public DeliverOutboxHandler(Services services) {
        super(services);
    }

    static DeliverOutbox deliverOutbox(Services services) {
        UseCases useCases = new UseCases(services);
        Transitions transitions = useCases.transitions();
        RecordApprovalDocument approvals = new RecordApprovalDocument(services.applications(), services.certificates(), useCases.guard(),
                transitions, useCases.standIn());
        MoveDeadlines deadlines = new MoveDeadlines(services.applications(), services.cycles(), transitions);
        return new DeliverOutbox(services.outbox(), services.people(), services.staff(), services.experts(), services.sessions(),
                services.applications(), services.workflow(), services.mailer(), new MailTexts(services.environment().get("PUBLIC_URL")),
                approvals::resume,
                new ApplyRegistration(services.people(), services.applications(), services.certificates(), transitions)::apply,
                deadlines::move, results -> new CarryOutResults(services.sessions(), services.applications(), useCases.guard(), transitions)
                        .carryOut(results.session(), results.applications()),
                services.materials(), services.clock());
    }

    @Override
    protected BatchResponse perform(StreamEvent event) {
        DeliverOutbox outbox = deliverOutbox(services);
        Instant until = Instant.now().plus(TIME);
        List<FailedItem> failed = new ArrayList<>();
        for (StreamRecord streamed : event.Records()) {
            try {
                outbox.deliver(streamed.pk(), streamed.sk(), until);
            } catch (RuntimeException e) {
                // The table could not be reached: from this record on the stream comes again.
                failed.add(new FailedItem(streamed.dynamodb().SequenceNumber()));
                break;
            }
        }
        return new BatchResponse(failed);
    }
}
