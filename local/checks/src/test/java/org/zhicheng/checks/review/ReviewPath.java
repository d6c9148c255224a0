package org.zhicheng.checks.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.zhicheng.dossier.process.ExecutionSuperseded;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.lambda.TemporaryFailure;

/**
 * One way through the review workflow: the step it starts at, the states it visits with what each task comes to, and its end.
 *
 * @param end {@code SUCCEEDED}, or {@code FAILED} and the error
 */
record ReviewPath(String name, String start, List<Visit> visits, String end) {

    static final int WAIT_SECONDS = 60;

    /** How a function can end without an answer, and the name that Step Functions is given for it. All of them are tried again. */
    private static final Map<String, String> FAILURES = Map.of("TemporaryFailure", TemporaryFailure.class.getName(), "Refused",
            Failure.class.getName(), "TimedOut", "Sandbox.Timedout", "Exited", "Runtime.ExitError", "OutOfMemory",
            OutOfMemoryError.class.getName(), "Throttled", "Lambda.TooManyRequestsException", "ColdStartTooLong",
            "Lambda.SnapStartTimeoutException", "NoSnapshotYet", "Lambda.SnapStartNotReadyException", "Unavailable",
            "Lambda.ServiceException", "Unknown", "Lambda.Unknown");

    /** What else an emulated task can come to; anything else is a step. */
    private static final Map<String, String> ERRORS = Stream
            .of(FAILURES, Map.of("Timeout", "States.Timeout", "ExecutionSuperseded", ExecutionSuperseded.class.getName()))
            .flatMap(names -> names.entrySet().stream()).collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    /** A state, and for a task the outcome of each attempt in it. */
    record Visit(String state, List<Outcome> outcomes) {

        /** {@code AwaitEmployer TemporaryFailure DISTRICT_REVIEW}: fails once, then comes to the district's review. */
        private static Visit parse(String text) {
            List<String> words = List.of(text.split(" "));
            return new Visit(words.getFirst(), words.stream().skip(1).map(Outcome::parse).toList());
        }
    }

    /** What one attempt of a task comes to: an error, or the step that the application now is at. */
    record Outcome(boolean isError, String value) {

        private static Outcome parse(String word) {
            return ERRORS.containsKey(word) ? new Outcome(true, ERRORS.get(word)) : new Outcome(false, word);
        }

        boolean isTimeout() {
            return value.equals("States.Timeout");
        }
    }

    /** What an interpreter made of it: the states entered, those among them that were tried again, and the end. */
    record Walk(List<String> states, List<String> retried, String end) {

        /** From the events of a history, each with its type and, where it enters a state, that state's name. */
        static Walk of(List<Event> history, String end) {
            List<String> states = new ArrayList<>();
            List<String> retried = new ArrayList<>();
            int attempts = 0;
            for (Event event : history) {
                if (event.type().endsWith("StateEntered")) {
                    states.add(event.state());
                    attempts = 0;
                } else if (event.type().equals("TaskScheduled") && ++attempts == 2) {
                    retried.add(states.getLast());
                }
            }
            return new Walk(states, retried, end);
        }

        /** Each way from one state to another that was gone, as {@link Definition#transitions} names them. */
        Stream<String> transitions() {
            Stream<String> between = IntStream.range(1, states.size())
                    .mapToObj(i -> Definition.transition(states.get(i - 1), states.get(i)));
            Stream<String> again = retried.stream().map(Definition::retry);
            Stream<String> last = end.equals("SUCCEEDED") ? Stream.of(Definition.end(states.getLast())) : Stream.empty();
            return Stream.of(between, again, last).flatMap(s -> s);
        }
    }

    /** One event of an execution's history. */
    record Event(String type, String state) {
    }

    Walk expected() {
        List<String> retried = visits.stream().filter(visit -> visit.outcomes().size() > 1).map(Visit::state).toList();
        return new Walk(visits.stream().map(Visit::state).toList(), retried, end);
    }

    /** All outcomes in the order in which they are asked for. */
    List<Outcome> outcomes() {
        return visits.stream().flatMap(visit -> visit.outcomes().stream()).toList();
    }

    /** What is written to the execution's input, and into each answer: ids and steps only. */
    String input() {
        return Engine.object().put("applicationId", "path").put("step", start).put("waitSeconds", WAIT_SECONDS).toString();
    }

    @Override
    public String toString() {
        return name;
    }

    private static ReviewPath path(String name, String start, String... visits) {
        return new ReviewPath(name, start, Stream.concat(Stream.of("GoToPresentStep"), Stream.of(visits)).map(Visit::parse).toList(),
                "SUCCEEDED");
    }

    private ReviewPath fails(String error) {
        return new ReviewPath(name, start, visits, "FAILED " + ERRORS.getOrDefault(error, error));
    }

    /** Every way that the review can go; together all states and all transitions of the definition. */
    static Stream<ReviewPath> all() {
        return Stream.concat(FAILURES.keySet().stream().map(ReviewPath::failingOnceAs), ways());
    }

    private static ReviewPath failingOnceAs(String failure) {
        return path("straight approval, each function once " + failure, "SUBMITTED", "CheckEligibility " + failure + " EMPLOYER_REVIEW",
                "IsEligible", "AwaitEmployer " + failure + " DISTRICT_REVIEW", "EmployerDecided",
                "AwaitDistrict " + failure + " COMMITTEE_REVIEW", "DistrictDecided", "AwaitCommittee " + failure + " MATERIALS",
                "CommitteeDecided", "AwaitMaterials " + failure + " APPROVAL_DOCUMENT", "MaterialsReceived",
                "AwaitApprovalDocument " + failure + " CERTIFICATE", "DocumentRecorded", "IssueCertificate " + failure + " CERTIFIED");
    }

    private static Stream<ReviewPath> ways() {
        return Stream.of(
                path("straight approval", "SUBMITTED", "CheckEligibility EMPLOYER_REVIEW", "IsEligible", "AwaitEmployer DISTRICT_REVIEW",
                        "EmployerDecided", "AwaitDistrict COMMITTEE_REVIEW", "DistrictDecided", "AwaitCommittee MATERIALS",
                        "CommitteeDecided", "AwaitMaterials APPROVAL_DOCUMENT", "MaterialsReceived", "AwaitApprovalDocument CERTIFICATE",
                        "DocumentRecorded", "IssueCertificate CERTIFIED"),

                path("not eligible any more", "SUBMITTED", "CheckEligibility REJECTED", "IsEligible", "GoToPresentStep", "EndRejected"),
                path("withdrawn before the check", "SUBMITTED", "CheckEligibility WITHDRAWN", "IsEligible", "GoToPresentStep",
                        "EndWithdrawn"),

                path("rejected by the employer", "EMPLOYER_REVIEW", "AwaitEmployer REJECTED", "EmployerDecided", "EndRejected"),
                path("rejected by the district", "DISTRICT_REVIEW", "AwaitDistrict REJECTED", "DistrictDecided", "EndRejected"),
                path("rejected by the committee", "COMMITTEE_REVIEW", "AwaitCommittee REJECTED", "CommitteeDecided", "EndRejected"),
                path("withdrawn at the employer", "EMPLOYER_REVIEW", "AwaitEmployer WITHDRAWN", "EmployerDecided", "EndWithdrawn"),
                path("withdrawn at the district", "DISTRICT_REVIEW", "AwaitDistrict WITHDRAWN", "DistrictDecided", "EndWithdrawn"),
                path("withdrawn at the committee", "COMMITTEE_REVIEW", "AwaitCommittee WITHDRAWN", "CommitteeDecided", "EndWithdrawn"),

                path("rejected at the originals", "MATERIALS", "AwaitMaterials REJECTED", "MaterialsReceived", "EndRejected"),
                path("rejected at the document", "APPROVAL_DOCUMENT", "AwaitApprovalDocument REJECTED", "DocumentRecorded", "EndRejected"),
                path("withdrawn at the originals", "MATERIALS", "AwaitMaterials WITHDRAWN", "MaterialsReceived", "EndWithdrawn"),
                path("withdrawn at the document", "APPROVAL_DOCUMENT", "AwaitApprovalDocument WITHDRAWN", "DocumentRecorded",
                        "EndWithdrawn"),
                path("returned at the originals", "MATERIALS", "AwaitMaterials CORRECTION", "MaterialsReceived",
                        "AwaitCorrection WITHDRAWN", "CorrectionHandedIn", "EndWithdrawn"),
                path("returned at the document", "APPROVAL_DOCUMENT", "AwaitApprovalDocument CORRECTION", "DocumentRecorded",
                        "AwaitCorrection WITHDRAWN", "CorrectionHandedIn", "EndWithdrawn"),
                path("closed at the employer", "EMPLOYER_REVIEW", "AwaitEmployer CLOSED", "EmployerDecided", "EndClosed"),
                path("closed at the district", "DISTRICT_REVIEW", "AwaitDistrict CLOSED", "DistrictDecided", "EndClosed"),
                path("closed at the committee", "COMMITTEE_REVIEW", "AwaitCommittee CLOSED", "CommitteeDecided", "EndClosed"),
                path("closed at the originals", "MATERIALS", "AwaitMaterials CLOSED", "MaterialsReceived", "EndClosed"),
                path("closed at the document", "APPROVAL_DOCUMENT", "AwaitApprovalDocument CLOSED", "DocumentRecorded", "EndClosed"),
                path("closed in correction", "CORRECTION", "AwaitCorrection CLOSED", "CorrectionHandedIn", "EndClosed"),
                path("taken back from the district", "DISTRICT_REVIEW", "AwaitDistrict EMPLOYER_REVIEW", "DistrictDecided",
                        "AwaitEmployer REJECTED", "EmployerDecided", "EndRejected"),
                path("taken back from the committee", "COMMITTEE_REVIEW", "AwaitCommittee EMPLOYER_REVIEW", "CommitteeDecided",
                        "AwaitEmployer REJECTED", "EmployerDecided", "EndRejected"),

                path("returned by the employer and back", "EMPLOYER_REVIEW", "AwaitEmployer CORRECTION", "EmployerDecided",
                        "AwaitCorrection SUBMITTED", "CorrectionHandedIn", "CheckEligibility EMPLOYER_REVIEW", "IsEligible",
                        "AwaitEmployer REJECTED", "EmployerDecided", "EndRejected"),
                path("returned by the district and back to the employer", "DISTRICT_REVIEW", "AwaitDistrict CORRECTION", "DistrictDecided",
                        "AwaitCorrection SUBMITTED", "CorrectionHandedIn", "CheckEligibility EMPLOYER_REVIEW", "IsEligible",
                        "AwaitEmployer REJECTED", "EmployerDecided", "EndRejected"),
                path("returned by the committee and back to the employer", "COMMITTEE_REVIEW", "AwaitCommittee CORRECTION",
                        "CommitteeDecided", "AwaitCorrection SUBMITTED", "CorrectionHandedIn", "CheckEligibility EMPLOYER_REVIEW",
                        "IsEligible", "AwaitEmployer REJECTED", "EmployerDecided", "EndRejected"),
                path("not eligible after the correction", "CORRECTION", "AwaitCorrection SUBMITTED", "CorrectionHandedIn",
                        "CheckEligibility REJECTED", "IsEligible", "GoToPresentStep", "EndRejected"),
                path("withdrawn in correction", "CORRECTION", "AwaitCorrection WITHDRAWN", "CorrectionHandedIn", "EndWithdrawn"),
                path("abandoned while the correction was waited for", "CORRECTION", "AwaitCorrection ABANDONED", "CorrectionHandedIn",
                        "GoToPresentStep", "EndAbandoned"),
                path("reminded of the correction, then abandoned", "CORRECTION", "AwaitCorrection TemporaryFailure Timeout",
                        "CheckCorrectionDeadline TemporaryFailure CORRECTION", "IsCorrectionOpen", "AwaitCorrection Timeout",
                        "CheckCorrectionDeadline ABANDONED", "IsCorrectionOpen", "EndAbandoned"),
                path("handed in at the very deadline", "CORRECTION", "AwaitCorrection Timeout", "CheckCorrectionDeadline SUBMITTED",
                        "IsCorrectionOpen", "GoToPresentStep", "CheckEligibility EMPLOYER_REVIEW", "IsEligible", "AwaitEmployer REJECTED",
                        "EmployerDecided", "EndRejected"),

                path("looked at again and upheld", "RECONSIDERATION", "AwaitReconsideration REJECTED", "Reconsidered", "EndRejected"),
                path("a revocation looked at again and upheld", "RECONSIDERATION", "AwaitReconsideration REVOKED", "Reconsidered",
                        "EndCertified"),
                path("a revocation looked at again and another certificate issued", "RECONSIDERATION", "AwaitReconsideration CERTIFICATE",
                        "Reconsidered", "IssueCertificate CERTIFIED"),
                path("closed while it was to be looked at again", "RECONSIDERATION", "AwaitReconsideration CLOSED", "Reconsidered",
                        "EndClosed"),
                path("looked at again and checked anew", "RECONSIDERATION", "AwaitReconsideration SUBMITTED", "Reconsidered",
                        "CheckEligibility REJECTED", "IsEligible", "GoToPresentStep", "EndRejected"),
                path("looked at again and back at the employer", "RECONSIDERATION", "AwaitReconsideration EMPLOYER_REVIEW", "Reconsidered",
                        "AwaitEmployer REJECTED", "EmployerDecided", "EndRejected"),
                path("looked at again and back at the district", "RECONSIDERATION", "AwaitReconsideration DISTRICT_REVIEW", "Reconsidered",
                        "AwaitDistrict REJECTED", "DistrictDecided", "EndRejected"),
                path("looked at again and back at the committee", "RECONSIDERATION", "AwaitReconsideration COMMITTEE_REVIEW",
                        "Reconsidered", "AwaitCommittee REJECTED", "CommitteeDecided", "EndRejected"),
                path("looked at again and back at the originals", "RECONSIDERATION", "AwaitReconsideration MATERIALS", "Reconsidered",
                        "AwaitMaterials REJECTED", "MaterialsReceived", "EndRejected"),
                path("looked at again and back at the document", "RECONSIDERATION", "AwaitReconsideration APPROVAL_DOCUMENT",
                        "Reconsidered", "AwaitApprovalDocument REJECTED", "DocumentRecorded", "EndRejected"),
                path("overdue at the reconsideration", "RECONSIDERATION", "AwaitReconsideration TemporaryFailure Timeout",
                        "RemindReconsideration TemporaryFailure RECONSIDERATION", "AwaitReconsideration REJECTED", "Reconsidered",
                        "EndRejected"),
                path("the table is further on than the reconsideration", "RECONSIDERATION", "AwaitReconsideration WITHDRAWN",
                        "Reconsidered", "GoToPresentStep", "EndWithdrawn"),
                path("superseded at the reconsideration", "RECONSIDERATION", "AwaitReconsideration ExecutionSuperseded", "EndSuperseded"),
                path("superseded at the reminder of the reconsideration", "RECONSIDERATION", "AwaitReconsideration Timeout",
                        "RemindReconsideration ExecutionSuperseded", "EndSuperseded"),

                path("announced, and on by itself at the end of the notice", "COMMITTEE_REVIEW", "AwaitCommittee RESULT_NOTICE",
                        "CommitteeDecided", "AwaitResultNotice TemporaryFailure Timeout", "EndResultNotice TemporaryFailure RESULT_NOTICE",
                        "ResultNoticeEnded", "AwaitResultNotice Timeout", "EndResultNotice MATERIALS", "ResultNoticeEnded",
                        "AwaitMaterials REJECTED", "MaterialsReceived", "EndRejected"),
                path("an objection to the result is upheld", "RESULT_NOTICE", "AwaitResultNotice REJECTED", "ResultNoticeEnded",
                        "EndRejected"),
                path("withdrawn while it was announced", "RESULT_NOTICE", "AwaitResultNotice WITHDRAWN", "ResultNoticeEnded",
                        "EndWithdrawn"),
                path("closed while it was announced", "RESULT_NOTICE", "AwaitResultNotice CLOSED", "ResultNoticeEnded", "EndClosed"),
                path("the committee takes its pass back", "RESULT_NOTICE", "AwaitResultNotice COMMITTEE_REVIEW", "ResultNoticeEnded",
                        "AwaitCommittee REJECTED", "CommitteeDecided", "EndRejected"),
                path("the table is further on than the notice of the result", "RESULT_NOTICE", "AwaitResultNotice CERTIFICATE",
                        "ResultNoticeEnded", "GoToPresentStep", "IssueCertificate CERTIFIED"),
                path("superseded while it was announced", "RESULT_NOTICE", "AwaitResultNotice ExecutionSuperseded", "EndSuperseded"),
                path("superseded at the end of the notice of the result", "RESULT_NOTICE", "AwaitResultNotice Timeout",
                        "EndResultNotice ExecutionSuperseded", "EndSuperseded"),

                path("overdue at the employer", "EMPLOYER_REVIEW", "AwaitEmployer Timeout",
                        "RemindEmployer TemporaryFailure EMPLOYER_REVIEW", "AwaitEmployer REJECTED", "EmployerDecided", "EndRejected"),
                path("overdue at the district", "DISTRICT_REVIEW", "AwaitDistrict Timeout",
                        "RemindDistrict TemporaryFailure DISTRICT_REVIEW", "AwaitDistrict REJECTED", "DistrictDecided", "EndRejected"),
                path("overdue at the committee", "COMMITTEE_REVIEW", "AwaitCommittee Timeout",
                        "RemindCommittee TemporaryFailure COMMITTEE_REVIEW", "AwaitCommittee REJECTED", "CommitteeDecided", "EndRejected"),
                path("originals incomplete for long", "MATERIALS", "AwaitMaterials Timeout", "RemindMaterials TemporaryFailure MATERIALS",
                        "AwaitMaterials Timeout", "RemindMaterials MATERIALS", "AwaitMaterials APPROVAL_DOCUMENT", "MaterialsReceived",
                        "AwaitApprovalDocument CERTIFICATE", "DocumentRecorded", "IssueCertificate CERTIFIED"),
                path("approval document late", "APPROVAL_DOCUMENT", "AwaitApprovalDocument Timeout",
                        "RemindApprovalDocument TemporaryFailure APPROVAL_DOCUMENT", "AwaitApprovalDocument CERTIFICATE",
                        "DocumentRecorded", "IssueCertificate CERTIFIED"),

                path("the table is further on than the employer", "EMPLOYER_REVIEW", "AwaitEmployer COMMITTEE_REVIEW", "EmployerDecided",
                        "GoToPresentStep", "AwaitCommittee REJECTED", "CommitteeDecided", "EndRejected"),
                path("the table is further on than the district", "DISTRICT_REVIEW", "AwaitDistrict MATERIALS", "DistrictDecided",
                        "GoToPresentStep", "AwaitMaterials APPROVAL_DOCUMENT", "MaterialsReceived", "AwaitApprovalDocument CERTIFICATE",
                        "DocumentRecorded", "IssueCertificate CERTIFIED"),
                path("the table is further on than the committee", "COMMITTEE_REVIEW", "AwaitCommittee CERTIFICATE", "CommitteeDecided",
                        "GoToPresentStep", "IssueCertificate CERTIFIED"),

                path("the table is further on than the originals", "MATERIALS", "AwaitMaterials CERTIFICATE", "MaterialsReceived",
                        "GoToPresentStep", "IssueCertificate CERTIFIED"),
                path("the table is further on than the document", "APPROVAL_DOCUMENT", "AwaitApprovalDocument CERTIFIED",
                        "DocumentRecorded", "GoToPresentStep", "EndCertified"),

                path("resumed when closed", "CLOSED", "EndClosed"), path("resumed when rejected", "REJECTED", "EndRejected"),
                path("resumed when withdrawn", "WITHDRAWN", "EndWithdrawn"), path("resumed when abandoned", "ABANDONED", "EndAbandoned"),
                path("resumed when certified", "CERTIFIED", "EndCertified"), path("resumed when revoked", "REVOKED", "EndCertified"),
                path("resumed at no step of the review", "DRAFT", "EndWithoutStep").fails("UnknownStep"),

                path("superseded at the check", "SUBMITTED", "CheckEligibility ExecutionSuperseded", "EndSuperseded"),
                path("superseded at the employer", "EMPLOYER_REVIEW", "AwaitEmployer ExecutionSuperseded", "EndSuperseded"),
                path("superseded at the district", "DISTRICT_REVIEW", "AwaitDistrict ExecutionSuperseded", "EndSuperseded"),
                path("superseded at the committee", "COMMITTEE_REVIEW", "AwaitCommittee ExecutionSuperseded", "EndSuperseded"),
                path("superseded at the originals", "MATERIALS", "AwaitMaterials ExecutionSuperseded", "EndSuperseded"),
                path("superseded at the document", "APPROVAL_DOCUMENT", "AwaitApprovalDocument ExecutionSuperseded", "EndSuperseded"),
                path("superseded at the certificate", "CERTIFICATE", "IssueCertificate ExecutionSuperseded", "EndSuperseded"),
                path("superseded in correction", "CORRECTION", "AwaitCorrection ExecutionSuperseded", "EndSuperseded"),
                path("superseded at the reminder of the employer", "EMPLOYER_REVIEW", "AwaitEmployer Timeout",
                        "RemindEmployer ExecutionSuperseded", "EndSuperseded"),
                path("superseded at the reminder of the district", "DISTRICT_REVIEW", "AwaitDistrict Timeout",
                        "RemindDistrict ExecutionSuperseded", "EndSuperseded"),
                path("superseded at the reminder of the committee", "COMMITTEE_REVIEW", "AwaitCommittee Timeout",
                        "RemindCommittee ExecutionSuperseded", "EndSuperseded"),
                path("superseded at the reminder of the originals", "MATERIALS", "AwaitMaterials Timeout",
                        "RemindMaterials ExecutionSuperseded", "EndSuperseded"),
                path("superseded at the reminder of the document", "APPROVAL_DOCUMENT", "AwaitApprovalDocument Timeout",
                        "RemindApprovalDocument ExecutionSuperseded", "EndSuperseded"),
                path("superseded at the deadline of the correction", "CORRECTION", "AwaitCorrection Timeout",
                        "CheckCorrectionDeadline ExecutionSuperseded", "EndSuperseded"),

                path("a service that hangs is asked again", "CERTIFICATE", "IssueCertificate Timeout CERTIFIED"),
                path("a failure that stays ends the execution", "CERTIFICATE", "IssueCertificate" + " TemporaryFailure".repeat(7))
                        .fails("TemporaryFailure"),
                path("a wait that cannot begin ends the execution", "EMPLOYER_REVIEW", "AwaitEmployer" + " TimedOut".repeat(7))
                        .fails("TimedOut"));
    }
}
