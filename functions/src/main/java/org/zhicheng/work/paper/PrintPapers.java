package org.zhicheng.work.paper;

import static org.zhicheng.ground.rule.NoticeRule.R25;
import static org.zhicheng.ground.rule.NoticeRule.R28;
import static org.zhicheng.ground.rule.NoticeRule.R51;

import java.util.List;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.process.ApplicationStore.Submission;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Permissions;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Named;
import org.zhicheng.ground.text.Text;
import org.zhicheng.ground.typesetting.FormDocument;
import org.zhicheng.ground.typesetting.FormPrinter;
import org.zhicheng.ground.typesetting.Format;
import org.zhicheng.inquiry.Readings;
import org.zhicheng.rules.correction.ChangedFields;

/** Prints what the system says of one application, computed from what is recorded, as PDF: nobody edits what it certifies (R25, R28). */
@Rule({R25, R28, R51})
public final class PrintPapers {

    private final ApplicationStore store;
    private final Transitions transitions;
    private final Readings readings;
    private final String publicUrl;

    /** @param publicUrl where people sign in; the code on each paper leads to the application there, and a counter knows the paper by it */
    public PrintPapers(ApplicationStore store, Transitions transitions, Readings readings, String publicUrl) {
        this.store = store;
        this.transitions = transitions;
        this.readings = readings;
        this.publicUrl = publicUrl.replaceAll("/+$", "");
    }

    /** A paper about one application. */
    public enum Paper implements Named {
        APPLICATION("申报表", "the application", Command.PRINT_APPLICATION),
        SUBMISSION_RECEIPT("受理回执", "the receipt of the submission", Command.PRINT_RECEIPT),
        ORIGINALS_RECEIPT("收件凭证", "the receipt of the originals", Command.PRINT_RECEIPT);

        private final String chinese;
        private final String english;
        private final Command command;

        Paper(String chinese, String english, Command command) {
            this.chinese = chinese;
            this.english = english;
            this.command = command;
        }

        @Override
        public String chinese() {
            return chinese;
        }

        @Override
        public String english() {
            return english;
        }
    }

    /**
     * A paper as PDF. That somebody of the staff printed the whole application is recorded as a reading (R44).
     *
     * @throws Failure {@code PAPER_NOT_DUE} where what it would say has not happened
     */
    public byte[] print(Actor actor, String id, Paper paper) {
        Application application = store.find(id).orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, id));
        Permissions.check(actor, paper.command, application);
        FormDocument document = switch (paper) {
            case APPLICATION -> {
                readings.record(actor, application);
                yield new ApplicationPaper(ChangedFields.asHandedIn(application, store), transitions.now()).document();
            }
            case SUBMISSION_RECEIPT -> new SubmissionReceipt(application, lastSubmission(application), transitions).document();
            case ORIGINALS_RECEIPT -> {
                if (application.receivedMaterials().isEmpty()) {
                    throw new Failure(ErrorCode.PAPER_NOT_DUE, paper, new Text("尚未收到任何原件", "no original has been received"));
                }
                yield new OriginalsReceipt(application, store.events(id)).document();
            }
        };
        return FormPrinter.print(document.printable().coded(publicUrl + "/portal/applications/" + id), Format.PDF);
    }

    private Submission lastSubmission(Application application) {
        List<Submission> submissions = store.submissions(application.id());
        if (submissions.isEmpty()) {
            throw new Failure(ErrorCode.PAPER_NOT_DUE, Paper.SUBMISSION_RECEIPT, new Text("申报尚未提交", "the application was not submitted"));
        }
        return submissions.getLast();
    }

}
