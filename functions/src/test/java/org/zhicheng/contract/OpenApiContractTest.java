package org.zhicheng.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhicheng.lambda.Requests.problem;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

import org.zhicheng.contract.Repository.Function;
import org.zhicheng.contract.Repository.Node;
import org.zhicheng.dossier.application.ApplicationSummary;
import org.zhicheng.dossier.application.Assessment;
import org.zhicheng.dossier.application.Attachment;
import org.zhicheng.dossier.application.Correction;
import org.zhicheng.dossier.application.Form;
import org.zhicheng.dossier.application.Kind;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.application.PublicNotice;
import org.zhicheng.dossier.application.Qualification;
import org.zhicheng.dossier.application.Recommendation;
import org.zhicheng.dossier.application.Reconsideration;
import org.zhicheng.dossier.application.ResultNotice;
import org.zhicheng.dossier.application.Review;
import org.zhicheng.dossier.application.Stay;
import org.zhicheng.dossier.application.TitleLevel;
import org.zhicheng.dossier.certificate.Certificate;
import org.zhicheng.dossier.certificate.CertificateStore;
import org.zhicheng.dossier.certificate.PublishedResults;
import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.dossier.cycle.CycleStore;
import org.zhicheng.dossier.files.FileStore;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.integrity.IntegrityRecord;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.staff.Appointment;
import org.zhicheng.dossier.committee.Expert;
import org.zhicheng.dossier.staff.EmployerImport;
import org.zhicheng.dossier.staff.Invitation;
import org.zhicheng.dossier.staff.StaffMember;
import org.zhicheng.ground.calendar.WorkingDays;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.sheet.Sheet;
import org.zhicheng.ground.text.AtMost;
import org.zhicheng.ground.typesetting.Format;
import org.zhicheng.handlers.approval.RecordApprovalDocumentHandler;
import org.zhicheng.handlers.certificate.ClearObstacleHandler;
import org.zhicheng.handlers.certificate.ReissueCertificateHandler;
import org.zhicheng.handlers.certificate.RevokeCertificateHandler;
import org.zhicheng.handlers.certificate.VerifyCertificateHandler;
import org.zhicheng.handlers.closing.ShowClosingReportHandler;
import org.zhicheng.handlers.cycle.ListCyclesHandler;
import org.zhicheng.handlers.cycle.SetCatalogueHandler;
import org.zhicheng.handlers.drafting.ListOwnApplicationsHandler;
import org.zhicheng.handlers.drafting.CheckApplicationHandler;
import org.zhicheng.handlers.drafting.CreateApplicationHandler;
import org.zhicheng.handlers.drafting.SubmitCorrectionHandler;
import org.zhicheng.handlers.drafting.WithdrawApplicationHandler;
import org.zhicheng.handlers.integrity.RecordIntegrityHandler;
import org.zhicheng.handlers.integrity.SearchIntegrityHandler;
import org.zhicheng.handlers.materials.MaterialPages;
import org.zhicheng.handlers.materials.OriginalReason;
import org.zhicheng.handlers.notice.MakeRecommendationReportHandler;
import org.zhicheng.handlers.review.DecideBatchHandler;
import org.zhicheng.handlers.review.ExtendDeadlineHandler;
import org.zhicheng.handlers.review.Reason;
import org.zhicheng.handlers.review.RecallRecommendationHandler;
import org.zhicheng.handlers.review.RequestReconsiderationHandler;
import org.zhicheng.handlers.review.ShowReviewHandler;
import org.zhicheng.handlers.staff.AppointStaffHandler;
import org.zhicheng.handlers.staff.ListEmployersHandler;
import org.zhicheng.handlers.staff.ListStaffHandler;
import org.zhicheng.handlers.staff.RegisterEmployerHandler;
import org.zhicheng.handlers.statistics.ExportApplicationsHandler;
import org.zhicheng.handlers.waiting.ListWaitingHandler;
import org.zhicheng.handlers.waiting.RetryWaitingHandler;
import org.zhicheng.inquiry.ApplicationView;
import org.zhicheng.inquiry.ShowApplication;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.FakeServices;
import org.zhicheng.lambda.FileAddress;
import org.zhicheng.lambda.Problems;
import org.zhicheng.lambda.RecordSerializer;
import org.zhicheng.lambda.Services;
import org.zhicheng.rules.checklist.ChecklistItem;
import org.zhicheng.rules.checklist.Checks;
import org.zhicheng.rules.correction.FieldChange;
import org.zhicheng.rules.checklist.Preparation;
import org.zhicheng.dossier.committee.Opinion;
import org.zhicheng.dossier.committee.Outcome;
import org.zhicheng.dossier.committee.Round;
import org.zhicheng.dossier.committee.Session;
import org.zhicheng.dossier.cycle.CommitteeRules;
import org.zhicheng.handlers.committee.CastVoteHandler;
import org.zhicheng.handlers.committee.OpenRoundHandler;
import org.zhicheng.handlers.committee.PlanSessionHandler;
import org.zhicheng.work.committee.CastVote;
import org.zhicheng.work.committee.PlanSession;
import org.zhicheng.work.committee.PrintSession;
import org.zhicheng.work.committee.SessionView;
import org.zhicheng.work.closing.ForeseeDrafts;
import org.zhicheng.work.approval.ReceiveMaterials;
import org.zhicheng.work.approval.RecordApprovalDocument;
import org.zhicheng.work.certificate.CertificateView;
import org.zhicheng.work.certificate.ListApprovalDocuments;
import org.zhicheng.work.certificate.ReissueCertificate;
import org.zhicheng.work.certificate.VerifyCertificate;
import org.zhicheng.work.cycle.CycleView;
import org.zhicheng.work.cycle.SetCalendar;
import org.zhicheng.work.cycle.SetCatalogue;
import org.zhicheng.work.cycle.SetCycle;
import org.zhicheng.work.cycle.ShowCatalogue;
import org.zhicheng.work.drafting.FormSections;
import org.zhicheng.work.integrity.IntegrityView;
import org.zhicheng.work.integrity.RecordIntegrity;
import org.zhicheng.work.integrity.SettleIntegrity;
import org.zhicheng.work.materials.RequestUpload;
import org.zhicheng.work.notice.PrintForms;
import org.zhicheng.work.notice.RecordObjection;
import org.zhicheng.work.notice.RecordPublicNotice;
import org.zhicheng.work.paper.PrintLists;
import org.zhicheng.work.paper.PrintPapers;
import org.zhicheng.work.paper.PublishResults;
import org.zhicheng.work.paper.ShowResults;
import org.zhicheng.work.registration.ApplicantView;
import org.zhicheng.work.registration.ApplyRegistration;
import org.zhicheng.work.registration.CorrectContact;
import org.zhicheng.work.registration.CorrectRegistration;
import org.zhicheng.work.registration.Me;
import org.zhicheng.work.registration.PersonalData;
import org.zhicheng.work.registration.RegisterApplicant;
import org.zhicheng.work.registration.ShowIdNumber;
import org.zhicheng.work.review.DecideReview;
import org.zhicheng.work.review.ListQueue;
import org.zhicheng.work.review.MoveDeadlines;
import org.zhicheng.work.objection.AnswerResultObjection;
import org.zhicheng.work.objection.ListResultObjections;
import org.zhicheng.work.objection.Objector;
import org.zhicheng.work.objection.RaiseResultObjection;
import org.zhicheng.work.paper.ShowResultNotices;
import org.zhicheng.work.review.Reconsider;
import org.zhicheng.work.review.ShowReview;
import org.zhicheng.work.staff.AppointStaff;
import org.zhicheng.handlers.committee.RecordExpertHandler;
import org.zhicheng.work.committee.ExpertView;
import org.zhicheng.work.committee.ImportExperts;
import org.zhicheng.work.committee.ListExperts;
import org.zhicheng.work.staff.ImportEmployers;
import org.zhicheng.work.staff.RequestEmployer;
import org.zhicheng.work.statistics.ExportApplications;
import org.zhicheng.work.statistics.Exports;
import org.zhicheng.work.statistics.ShowStatistics;
import org.zhicheng.work.waiting.FindDeliveries;
import org.zhicheng.work.waiting.FindWaiting;
import org.zhicheng.work.waiting.RetryWaiting;

/** The API's contract against the code's records, both ways; {@link PlacesTest} has its routes. */
@EnabledIf(value = "org.zhicheng.contract.Repository#isWhole", disabledReason = "this module is built alone")
class OpenApiContractTest {

    /** What each schema describes. */
    private static final Map<String, Class<?>> TYPES = Map.ofEntries(Map.entry("Annex", PrintForms.Annex.class),
            Map.entry("Applicant", ApplicantView.class), Map.entry("Application", ApplicationView.class),
            Map.entry("ApplicationSummary", ApplicationSummary.class), Map.entry("Appointment", Appointment.class),
            Map.entry("ApprovalDocument", RecordApprovalDocumentHandler.Body.class),
            Map.entry("ApprovalAddition", RecordApprovalDocumentHandler.Addition.class),
            Map.entry("ApprovalResult", RecordApprovalDocumentHandler.Result.class),
            Map.entry("ApprovalResultLine", RecordApprovalDocument.Line.class),
            Map.entry("ApprovalDocumentAdded", ListApprovalDocuments.Added.class),
            Map.entry("ApprovalDocumentLine", ListApprovalDocuments.Line.class),
            Map.entry("PreparedDocument", ListApprovalDocuments.Prepared.class),
            Map.entry("PreparedEntry", ListApprovalDocuments.PreparedEntry.class),
            Map.entry("ApprovalDocumentListed", ListApprovalDocuments.Listed.class),
            Map.entry("CertificateProgress", ListApprovalDocuments.Progress.class),
            Map.entry("ApprovalDocuments", ListApprovalDocuments.Documents.class), Map.entry("KeptClass", ShowCatalogue.KeptClass.class),
            Map.entry("KeptMonths", ShowCatalogue.Months.class), Map.entry("Preparation", Preparation.class),
            Map.entry("PreparationCase", Preparation.Case.class), Map.entry("OwnApplication", ListOwnApplicationsHandler.Line.class),
            Map.entry("PersonalKept", PersonalData.Kept.class), Map.entry("VerificationQuestion", VerifyCertificateHandler.Body.class),
            Map.entry("Assessment", Assessment.class), Map.entry("Attachment", Attachment.View.class),
            Map.entry("AttachmentStatus", Attachment.Status.class), Map.entry("Calendar", SetCalendar.Calendar.class),
            Map.entry("ForeseenDrafts", ForeseeDrafts.Foreseen.class), Map.entry("ForeseenMoves", MoveDeadlines.Foreseen.class),
            Map.entry("ForeseenMove", MoveDeadlines.Move.class), Map.entry("CalendarDays", SetCalendar.Days.class),
            Map.entry("Catalogue", ShowCatalogue.View.class), Map.entry("CatalogueEntry", SetCatalogue.Entry.class),
            Map.entry("CatalogueSeries", ShowCatalogue.SeriesView.class), Map.entry("CatalogueSeriesEntry", SetCatalogue.SeriesEntry.class),
            Map.entry("CatalogueSet", SetCatalogueHandler.Answer.class), Map.entry("CatalogueSpecialty", ShowCatalogue.SpecialtyView.class),
            Map.entry("Label", ShowCatalogue.Label.class), Map.entry("Certificate", CertificateView.class),
            Map.entry("CertificateQuery", CertificateStore.Query.class), Map.entry("CertificateStatus", VerifyCertificate.Status.class),
            Map.entry("ChangedItem", FieldChange.class), Map.entry("Channel", AuditEvent.Channel.class),
            Map.entry("ChecklistItem", ChecklistItem.class), Map.entry("ChecklistStatus", ChecklistItem.Status.class),
            Map.entry("Checks", Checks.class), Map.entry("ClosingReport", CycleStore.ClosingReport.class),
            Map.entry("ClosingReports", ShowClosingReportHandler.Body.class), Map.entry("Contact", Form.Contact.class),
            Map.entry("ContactCorrection", CorrectContact.Entry.class), Map.entry("CorrectedApplication", ApplyRegistration.Touched.class),
            Map.entry("CorrectedRegistration", CorrectRegistration.Corrected.class),
            Map.entry("CorrectionEffect", ApplyRegistration.Effect.class),
            Map.entry("RegistrationCorrection", CorrectRegistration.Correction.class), Map.entry("Correction", Correction.class),
            Map.entry("CorrectionAnswers", SubmitCorrectionHandler.Body.class), Map.entry("Credential", Form.Credential.class),
            Map.entry("CredentialType", Form.CredentialType.class), Map.entry("Cycle", CycleView.class),
            Map.entry("CycleSettings", Cycle.Settings.class), Map.entry("CycleSettingsChange", SetCycle.SettingsChange.class),
            Map.entry("CycleWindow", SetCycle.Window.class), Map.entry("Cycles", ListCyclesHandler.Body.class),
            Map.entry("DayKind", SetCalendar.DayKind.class), Map.entry("DeadlineExtension", ExtendDeadlineHandler.Body.class),
            Map.entry("DecidedBySession", ShowReview.BySession.class), Map.entry("Decision", DecideReview.Decision.class),
            Map.entry("DecisionBatch", DecideBatchHandler.Body.class), Map.entry("DecisionBatchLine", DecideBatchHandler.Line.class),
            Map.entry("DecisionResult", DecideBatchHandler.Result.class), Map.entry("DocumentFormat", Format.class),
            Map.entry("EligibilityOutcome", Assessment.Outcome.class), Map.entry("Employer", RegisterEmployerHandler.Answer.class),
            Map.entry("EmployerCount", ShowStatistics.EmployerCount.class), Map.entry("FileWarning", Attachment.Warning.class),
            Map.entry("EmployerAnswer", RequestEmployer.Answer.class), Map.entry("EmployerAsked", ListEmployersHandler.Asked.class),
            Map.entry("EmployerImport", ImportEmployers.Report.class), Map.entry("EmployerList", ImportEmployers.Announcement.class),
            Map.entry("Expert", ExpertView.class), Map.entry("ExpertConsent", RecordExpertHandler.Consent.class),
            Map.entry("ExpertEnd", Expert.End.class), Map.entry("ExpertEntry", RecordExpertHandler.Body.class),
            Map.entry("ExpertImport", ImportExperts.Report.class), Map.entry("ExpertImportEffect", ImportExperts.Effect.class),
            Map.entry("ExpertInvitation", RecordExpertHandler.Invited.class), Map.entry("ExpertList", RecordExpertHandler.Table.class),
            Map.entry("ExpertPlanned", ImportExperts.Planned.class), Map.entry("ExpertStanding", Expert.Standing.class),
            Map.entry("Experts", ListExperts.Found.class), Map.entry("OwnExpert", ExpertView.Own.class),
            Map.entry("OwnExpertAnswer", ListStaffHandler.OwnEntry.class),
            Map.entry("EmployerRefusal", RegisterEmployerHandler.Refusal.class),
            Map.entry("EmployerRequested", ListEmployersHandler.Requested.class),
            Map.entry("EmployerStanding", RequestEmployer.Standing.class),
            Map.entry("EmployerWanted", RegisterEmployerHandler.Wanted.class), Map.entry("ImportStage", ImportEmployers.Stage.class),
            Map.entry("WrongLine", EmployerImport.WrongLine.class), Map.entry("EmployerEntry", RegisterEmployerHandler.Body.class),
            Map.entry("EmployerLine", ListEmployersHandler.Line.class), Map.entry("Employers", ListEmployersHandler.Body.class),
            Map.entry("EmploymentPeriod", Form.EmploymentPeriod.class), Map.entry("Export", ExportApplications.Progress.class),
            Map.entry("ExportFormat", Sheet.Format.class), Map.entry("ExportStand", Exports.Stand.class),
            Map.entry("NewExport", ExportApplicationsHandler.Body.class), Map.entry("Form", Form.class),
            Map.entry("FormSections", FormSections.class), Map.entry("FileAddress", FileAddress.class),
            Map.entry("MaterialPages", MaterialPages.class), Map.entry("OriginalReason", OriginalReason.class),
            Map.entry("MaterialPage", MaterialPages.Page.class), Map.entry("Reading", MaterialPages.Reading.class),
            Map.entry("InvitationEntry", AppointStaffHandler.Inviting.class), Map.entry("Invitation", AppointStaffHandler.Invited.class),
            Map.entry("InvitationAcceptance", AppointStaffHandler.Accepting.class),
            Map.entry("AcceptedInvitation", AppointStaffHandler.AcceptedInvitation.class),
            Map.entry("WaitingInvitation", ListStaffHandler.Waiting.class), Map.entry("Acceptance", Invitation.Accepted.class),
            Map.entry("Hand", Stay.Hand.class), Map.entry("Taking", ShowReviewHandler.Taking.class),
            Map.entry("Announced", ApplicationView.Announced.class), Map.entry("Noticed", ApplicationSummary.Noticed.class),
            Map.entry("PersonalResultNotice", PersonalData.ResultNoticeData.class),
            Map.entry("PersonalResultObjection", PersonalData.ResultObjectionData.class),
            Map.entry("ResultNotices", ShowResultNotices.Notices.class), Map.entry("ResultNoticeLine", ShowResultNotices.Line.class),
            Map.entry("ResultObjectionAnswer", ListResultObjections.Given.class),
            Map.entry("ResultObjection", ListResultObjections.Shown.class), Map.entry("Objector", Objector.class),
            Map.entry("ResultObjectionEntry", RaiseResultObjection.Entry.class),
            Map.entry("ResultObjectionFinding", AnswerResultObjection.Finding.class),
            Map.entry("ResultObjectionOutcome", ResultNotice.Outcome.class),
            Map.entry("ResultObjectionReceived", RaiseResultObjection.Received.class),
            Map.entry("ResultObjections", ListResultObjections.OfApplication.class),
            Map.entry("ResultObjectionsLine", ListResultObjections.Line.class),
            Map.entry("ResultObjectionsWaiting", ListResultObjections.Waiting.class),
            Map.entry("ReconsiderationRequest", RequestReconsiderationHandler.Request.class),
            Map.entry("ReconsiderationFinding", Reconsider.Finding.class), Map.entry("ReconsiderationOutcome", Reconsider.Outcome.class),
            Map.entry("Reconsideration", ApplicationView.Questioned.class),
            Map.entry("ReconsiderationAsked", Reconsideration.Request.class),
            Map.entry("PersonalReconsideration", PersonalData.QuestionData.class),
            Map.entry("Undoing", RecallRecommendationHandler.Undoing.class), Map.entry("UncoveredIdNumber", ShowIdNumber.Uncovered.class),
            Map.entry("Me", Me.class), Map.entry("Capacity", Me.Capacity.class),
            Map.entry("EligibilityQuestion", CheckApplicationHandler.Body.class),
            Map.entry("EligibilityForesight", CheckApplicationHandler.Foresight.class),
            Map.entry("IntegrityFinding", RecordIntegrity.Finding.class),
            Map.entry("IntegrityDispute", RecordIntegrityHandler.Dispute.class),
            Map.entry("IntegrityOutcome", SettleIntegrity.Finding.class),
            Map.entry("IntegritySettlement", RecordIntegrityHandler.Settlement.class),
            Map.entry("IntegrityStatus", IntegrityRecord.Status.class), Map.entry("IntegrityStep", IntegrityView.StepView.class),
            Map.entry("PersonalIntegrityStep", PersonalData.IntegrityStep.class), Map.entry("ReissueCause", ReissueCertificate.Cause.class),
            Map.entry("IntegrityRecord", IntegrityView.class), Map.entry("IntegrityRecords", SearchIntegrityHandler.Body.class),
            Map.entry("IntegritySearch", SearchIntegrityHandler.Search.class), Map.entry("Kind", Kind.class),
            Map.entry("ListedApplication", RecordApprovalDocument.Listed.class), Map.entry("Material", Material.class),
            Map.entry("MaterialsReceipt", ReceiveMaterials.Receipt.class), Map.entry("Mend", Review.Mend.class),
            Map.entry("NewApplication", CreateApplicationHandler.Body.class), Map.entry("Objection", PublicNotice.Objection.View.class),
            Map.entry("ObjectionEntry", RecordObjection.Entry.class), Map.entry("ObjectionFinding", PublicNotice.Finding.class),
            Map.entry("Origin", Form.Origin.class), Map.entry("Outcome", Review.Outcome.class),
            Map.entry("PersonalApplicationData", PersonalData.ApplicationData.class), Map.entry("PersonalCertificate", Certificate.class),
            Map.entry("Paper", PrintPapers.Paper.class), Map.entry("ListPaper", PrintLists.Paper.class),
            Map.entry("ListFormat", PrintLists.ListFormat.class), Map.entry("PersonalCertificateData", PersonalData.CertificateData.class),
            Map.entry("PersonalData", PersonalData.class), Map.entry("PersonalEventData", PersonalData.EventData.class),
            Map.entry("PersonalSessionData", PersonalData.SessionData.class), Map.entry("PersonalSat", PersonalData.Sat.class),
            Map.entry("PersonalInterestData", PersonalData.InterestData.class),
            Map.entry("PersonalHearingData", PersonalData.HearingData.class),
            Map.entry("PersonalExpertData", PersonalData.ExpertData.class), Map.entry("PersonalFileData", PersonalData.FileData.class),
            Map.entry("PersonalIntegrityData", PersonalData.IntegrityData.class),
            Map.entry("PersonalNoticeData", PersonalData.NoticeData.class), Map.entry("PersonalQueryData", PersonalData.QueryData.class),
            Map.entry("PersonalRegistration", PersonalData.Registered.class),
            Map.entry("PersonalReviewData", PersonalData.ReviewData.class), Map.entry("PersonalReplacement", Certificate.Replacement.class),
            Map.entry("PersonalRevocation", Certificate.Revocation.class), Map.entry("Reissue", ReissueCertificate.Wish.class),
            Map.entry("ReissuedCertificate", ReissueCertificateHandler.Answer.class),
            Map.entry("PersonalSubmissionData", PersonalData.SubmissionData.class),
            Map.entry("PresentEmployer", Form.EmployerSection.class), Map.entry("PresentTitle", Form.PresentTitle.class),
            Map.entry("ProblemViolation", DecideBatchHandler.Broken.class), Map.entry("PublicNotice", ApplicationView.Notice.class),
            Map.entry("PublicNoticeEntry", RecordPublicNotice.Entry.class), Map.entry("Qualification", Qualification.class),
            Map.entry("Question", Assessment.Question.class), Map.entry("QueueCounts", ListQueue.Counts.class),
            Map.entry("QueueLine", ListQueue.Line.class), Map.entry("QueueSort", ListQueue.Sort.class),
            Map.entry("Recommendation", Recommendation.class), Map.entry("RecommendationStep", Recommendation.Step.class),
            Map.entry("Results", ShowResults.Results.class), Map.entry("ResultsHead", ShowResults.Head.class),
            Map.entry("ResultsLine", PublishedResults.Line.class), Map.entry("ResultsLists", ShowResults.Lists.class),
            Map.entry("ResultsPreview", PublishResults.Preview.class), Map.entry("ResultsStanding", PublishResults.Standing.class),
            Map.entry("ResultsWish", PublishResults.Wish.class), Map.entry("ResultsWithdrawn", PublishResults.Withdrawn.class),
            Map.entry("ReviewQueue", ListQueue.Queue.class), Map.entry("Registration", RegisterApplicant.Registration.class),
            Map.entry("Rejection", Attachment.Rejection.class), Map.entry("ReportRequest", MakeRecommendationReportHandler.Body.class),
            Map.entry("ReviewDecision", ApplicationView.Decision.class), Map.entry("ReviewView", ShowReview.ReviewView.class),
            Map.entry("ProposedNotice", ShowReview.ProposedNotice.class), Map.entry("Revocation", RevokeCertificateHandler.Body.class),
            Map.entry("Role", Role.class), Map.entry("Staff", ListStaffHandler.Body.class),
            Map.entry("AppointedMember", AppointStaffHandler.Answer.class), Map.entry("Vacancy", AppointStaff.Vacancy.class),
            Map.entry("Waiting", ListWaitingHandler.Body.class), Map.entry("WaitingLine", ListWaitingHandler.Line.class),
            Map.entry("OverdueStep", ListWaitingHandler.Overdue.class), Map.entry("DeliveryLine", ListWaitingHandler.DeliveryLine.class),
            Map.entry("DeliveryKind", FindDeliveries.Kind.class), Map.entry("Retry", RetryWaiting.Wish.class),
            Map.entry("Retried", RetryWaitingHandler.Answer.class), Map.entry("WaitingReason", FindWaiting.Reason.class),
            Map.entry("LeavingReason", Reason.class), Map.entry("ObstacleClearing", ClearObstacleHandler.Body.class),
            Map.entry("StaffMember", StaffMember.View.class), Map.entry("StaffMemberEntry", AppointStaffHandler.Body.class),
            Map.entry("State", State.class), Map.entry("Statistics", ShowStatistics.Statistics.class), Map.entry("Tier", State.Tier.class),
            Map.entry("TimeLeft", WorkingDays.Left.class), Map.entry("Timeline", ShowApplication.Timeline.class),
            Map.entry("TimelineLine", ShowApplication.Line.class), Map.entry("TitleLevel", TitleLevel.class),
            Map.entry("UploadAddress", FileStore.Upload.class), Map.entry("UploadAnnouncement", RequestUpload.Announcement.class),
            Map.entry("UploadTicket", RequestUpload.Ticket.class), Map.entry("Verification", VerifyCertificate.Verification.class),
            Map.entry("BallotLine", CastVote.Line.class), Map.entry("BallotPaper", CastVoteHandler.Body.class),
            Map.entry("Choice", Round.Choice.class), Map.entry("CommitteeRules", CommitteeRules.class),
            Map.entry("CommitteeOpinion", Opinion.class), Map.entry("Recusal", Session.Recusal.class),
            Map.entry("RecusalGround", Session.Ground.class), Map.entry("RoundRequest", OpenRoundHandler.Body.class),
            Map.entry("RoundResult", Round.Result.class), Map.entry("RoundState", Round.State.class), Map.entry("Seat", Session.Seat.class),
            Map.entry("SeatReplacement", SessionView.Replacement.class), Map.entry("Session", SessionView.class),
            Map.entry("SessionDraw", SessionView.Draw.class), Map.entry("SessionDrawn", SessionView.Drawn.class),
            Map.entry("SessionDropped", Session.Dropped.class), Map.entry("SessionItem", Session.Item.class),
            Map.entry("SessionLine", SessionView.Line.class), Map.entry("SessionOutcome", Outcome.class),
            Map.entry("SessionPaper", PrintSession.Paper.class), Map.entry("SessionPhase", Session.Phase.class),
            Map.entry("SessionPlan", PlanSession.Plan.class), Map.entry("SessionRound", SessionView.Vote.class),
            Map.entry("SessionStep", PlanSessionHandler.Step.class), Map.entry("SessionStepKind", PlanSessionHandler.Kind.class),
            Map.entry("SessionSummary", SessionView.Summary.class), Map.entry("VoteReceived", CastVote.Received.class),
            Map.entry("Violation", Violation.class), Map.entry("Withdrawal", WithdrawApplicationHandler.Body.class));

    /** Schemas without a record of their own. */
    private static final Set<String> PLAIN = Set.of("Id", "ErrorCode", "Problem", "GatewayMessage");

    private final OpenApi contract = new OpenApi();

    @Test
    void shouldNameTheQueryAndTheHeadersThatAHandlerReads() {
        forEachHandler((function, source) -> {
            Set<String> read = new TreeSet<>(Repository.matches("request\\.(?:query|asksFor)\\(\"(\\w+)\"\\)", source));
            if (source.contains("request.idempotencyKey()")) {
                read.add("Idempotency-Key");
            }
            if (source.contains("request.ifMatch()")) {
                read.add("If-Match");
            }
            Set<String> ofAll = new TreeSet<>();
            function.routes().forEach(route -> {
                Node operation = contract.operations().get(route.method() + " " + route.path());
                Set<String> named = operation.at("parameters").items().stream().map(contract::resolve)
                        .filter(p -> !p.at("in").text().equals("path")).map(p -> p.at("name").text())
                        .filter(name -> !name.equals("Accept-Language")).collect(Collectors.toCollection(TreeSet::new));
                assertThat(read).as(function.id()).containsAll(named);
                ofAll.addAll(named);
            });
            assertThat(ofAll).as(function.id()).isEqualTo(read);
        });
    }

    @Test
    void shouldNameTheParametersThatAHandlerDeclares() {
        forEachHandler((function,
                source) -> assertThat(function.routes().stream()
                        .flatMap(route -> contract.operations().get(route.method() + " " + route.path()).at("parameters").items().stream())
                        .map(contract::resolve).filter(p -> p.at("in").text().equals("query")).map(p -> p.at("name").text()))
                        .as(function.id()).hasSameElementsAs(handler(function).parameters()));
    }

    @Test
    void shouldRefuseUnknownParametersOfRequestsButWhereAnAddressIsPassedOn() {
        Set<String> indifferent = new TreeSet<>();
        forEachHandler((function, source) -> {
            function.routes().forEach(route -> {
                String operation = route.method() + " " + route.path();
                ObjectNode event = (ObjectNode) Repository.json(function.event());
                event.put("routeKey", operation).putObject("queryStringParameters").put("from", "singlemessage");
                ApiResponse response = handler(function).handleRequest(new RecordSerializer().fromJson(event.toString(), ApiRequest.class),
                        null);
                boolean refuses = response.statusCode() == 400 && problem(response) == ErrorCode.UNKNOWN_FIELD;
                Node answer = contract.resolve(contract.operations().get(operation).at("responses").at("400"));
                assertThat(answer.at("x-codes").texts().contains("UNKNOWN_FIELD")).as(operation).isEqualTo(refuses);
                if (!refuses) {
                    indifferent.add(operation);
                }
            });
        });
        assertThat(indifferent).containsExactly("GET /verifications/{code}", "HEAD /verifications/{code}");
    }

    private static ApiHandler handler(Function function) {
        try {
            return (ApiHandler) function.type().getConstructor(Services.class).newInstance((Services) new FakeServices());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldDescribeTheBodyThatAHandlerDecodes() {
        forEachHandler((function, source) -> {
            Set<String> decoded = new TreeSet<>(Repository.matches("request\\.decode\\(([\\w.]+)\\.class\\)", source));
            Set<String> described = new TreeSet<>();
            function.routes().forEach(route -> {
                Node schema = contract.operations().get(route.method() + " " + route.path()).at("requestBody").at("content")
                        .at("application/json").at("schema");
                if (schema.isThere()) {
                    Class<?> type = TYPES.get(OpenApi.name(schema));
                    Optional<String> name = decoded.stream().filter(n -> ("." + type.getName().replace('$', '.')).endsWith("." + n))
                            .findFirst();
                    assertThat(name).as(function.id() + " decodes " + type).isPresent();
                    assertThat(name.get().equals("Body")).as(function.id())
                            .isEqualTo(type.getEnclosingClass() == function.type() && type.getSimpleName().equals("Body"));
                    described.add(name.get());
                }
            });
            assertThat(described).as(function.id() + " decodes bodies").isEqualTo(decoded);
        });
    }

    @Test
    void shouldDescribeEachRecordAndEnumAsItIs() {
        assertThat(contract.schemas().keys())
                .containsExactlyInAnyOrderElementsOf(Stream.concat(TYPES.keySet().stream(), PLAIN.stream()).toList());
        TYPES.forEach((name, type) -> {
            Node schema = contract.schema(name);
            if (type.isEnum()) {
                assertThat(schema.at("enum").texts()).as(name)
                        .containsExactlyElementsOf(Arrays.stream(type.getEnumConstants()).map(Object::toString).toList());
            } else {
                assertThat(schema.at("properties").keys()).as(name)
                        .containsExactlyElementsOf(Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList());
                for (RecordComponent component : type.getRecordComponents()) {
                    agrees(name + "." + component.getName(), schema.at("properties").at(component.getName()), component.getGenericType());
                }
            }
        });
    }

    @Test
    void shouldRefuseUnknownFieldsOfRequests() {
        Set<String> requests = new TreeSet<>();
        contract.operations().values().forEach(operation -> collect(operation.at("requestBody"), requests));
        assertThat(requests).hasSizeGreaterThan(20).allSatisfy(name -> {
            if (TYPES.containsKey(name) && !TYPES.get(name).isEnum()) {
                assertThat(contract.schema(name).at("additionalProperties").value()).as(name).isEqualTo(false);
            }
        });
    }

    @Test
    void shouldLimitEachListAndMapOfARequest_R15() {
        Set<Class<?>> requests = new HashSet<>();
        forEachHandler((function, source) -> function.routes().forEach(route -> {
            Node schema = contract.operations().get(route.method() + " " + route.path()).at("requestBody").at("content")
                    .at("application/json").at("schema");
            if (schema.isThere()) {
                collect(TYPES.get(OpenApi.name(schema)), requests);
            }
        }));
        assertThat(requests).hasSizeGreaterThan(20);
        TYPES.forEach((name, type) -> {
            if (requests.contains(type)) {
                limited(name, type);
            }
        });
    }

    private static void collect(Type type, Set<Class<?>> records) {
        if (type instanceof ParameterizedType generic) {
            Arrays.stream(generic.getActualTypeArguments()).forEach(argument -> collect(argument, records));
        } else if (type instanceof Class<?> plain && plain.isRecord() && records.add(plain)) {
            Arrays.stream(plain.getRecordComponents()).forEach(component -> collect(component.getGenericType(), records));
        }
    }

    private void limited(String name, Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            AtMost own = component.getAnnotation(AtMost.class);
            int most = own == null ? AtMost.USUAL : own.value();
            Node property = contract.schema(name).at("properties").at(component.getName());
            String limit = List.class.isAssignableFrom(component.getType())
                    ? "maxItems"
                    : Map.class.isAssignableFrom(component.getType()) ? "maxProperties" : "";
            if (!limit.isEmpty()) {
                // A use case may allow fewer; never more than is taken at all.
                assertThat(property.at(limit).isThere()).as(name + "." + component.getName() + " says " + limit).isTrue();
                assertThat(Integer.parseInt(property.at(limit).text())).as(name + "." + component.getName()).isPositive()
                        .isLessThanOrEqualTo(most);
            }
        }
    }

    @Test
    void shouldNameEachRefusalAtItsStatus() {
        assertThat(contract.schema("ErrorCode").at("enum").texts())
                .containsExactlyElementsOf(Arrays.stream(ErrorCode.values()).map(Enum::name).toList());
        Map<String, Integer> statuses = new TreeMap<>();
        ApiRequest request = new ApiRequest("GET /", "/", "", null, null, null, null, null, false);
        for (ErrorCode code : ErrorCode.values()) {
            statuses.put(code.name(), Problems.response(new Failure(code), request).statusCode());
        }
        Set<String> named = new TreeSet<>();
        contract.operations().forEach((route, operation) -> operation.at("responses").keys()
                .forEach(status -> contract.resolve(operation.at("responses").at(status)).at("x-codes").texts().forEach(code -> {
                    assertThat(statuses.get(code)).as(route + " " + code).isEqualTo(Integer.valueOf(status));
                    named.add(code);
                })));
        assertThat(named).isEqualTo(statuses.keySet());
    }

    /** So that an operation shows its codes and a refusal is described once. */
    @Test
    void shouldReferToEachRefusalByItsCodes() {
        Set<String> used = new TreeSet<>();
        contract.operations().forEach((route, operation) -> operation.at("responses").keys().forEach(status -> {
            Node answer = operation.at("responses").at(status);
            if (Integer.parseInt(status) >= 400) {
                assertThat(OpenApi.name(answer)).as(route + " " + status)
                        .isEqualTo(String.join(".", contract.resolve(answer).at("x-codes").texts())).isNotEmpty();
            }
            used.add(OpenApi.name(answer));
        }));
        assertThat(used).as("answers that an operation has").containsAll(contract.answers().keys());
    }

    private static void forEachHandler(java.util.function.BiConsumer<Function, String> check) {
        for (Function function : Repository.functions()) {
            if (!function.routes().isEmpty()) {
                Path source = Repository.SOURCES.resolve(function.handler().replace('.', '/') + ".java");
                check.accept(function, Repository.text(source));
            }
        }
    }

    private void collect(Node node, Set<String> names) {
        node.all().map(OpenApi::name).filter(name -> !name.isEmpty() && names.add(name)).toList()
                .forEach(name -> collect(contract.schema(name), names));
    }

    private void agrees(String place, Node schema, Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == Optional.class) {
                agrees(place, schema, arguments[0]);
            } else if (generic.getRawType() == Map.class) {
                assertThat(schema.at("type").text()).as(place).isEqualTo("object");
                agrees(place + ".*", schema.at("additionalProperties"), arguments[1]);
            } else {
                assertThat(schema.at("type").text()).as(place).isEqualTo("array");
                agrees(place + "[]", schema.at("items"), arguments[0]);
            }
            return;
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord() || plain.isEnum()) {
            assertThat(TYPES.get(OpenApi.name(schema))).as(place).isEqualTo(plain);
            return;
        }
        Node target = contract.resolve(schema);
        String format = target.at("format").text();
        assertThat(target.at("type").text()).as(place)
                .isEqualTo(plain == boolean.class || plain == Boolean.class ? "boolean" : isNumber(plain) ? "integer" : "string");
        if (plain == Instant.class || plain == LocalDate.class || plain == URI.class) {
            assertThat(format).as(place).isEqualTo(plain == Instant.class ? "date-time" : plain == LocalDate.class ? "date" : "uri");
        }
    }

    private static boolean isNumber(Class<?> type) {
        return Set.of(int.class, Integer.class, long.class, Long.class).contains(type);
    }
}
