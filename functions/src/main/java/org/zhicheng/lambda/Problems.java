package org.zhicheng.lambda;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;

/** The one table from refusals to HTTP. */
public final class Problems {

    private Problems() {
    }

    /**
     * {@code application/problem+json}: a stable code, a text in the client's language, every broken rule, the request's id.
     *
     * @param field what is missing or cannot be so, where the code is about one field
     */
    record Problem(String type, int status, String code, String title, String requestId, Optional<String> field, List<Broken> violations) {
    }

    /** One broken rule, in the client's language. */
    record Broken(String rule, String code, String field, String message) {
    }

    /** The refusal as a program reads it, or for a browser as a page. */
    public static ApiResponse response(Failure failure, ApiRequest request) {
        Locale locale = request.locale();
        int status = status(failure.code());
        if (request.wantsPage()) {
            return retryAfter(failure, ApiResponse.html(status, RefusalPage.of(failure, request.requestId())));
        }
        Problem problem = new Problem("about:blank", status, failure.code().name(), failure.text(locale), request.requestId(),
                failure.field(),
                failure.violations().stream().map(v -> new Broken(v.rule(), v.code(), v.field(), v.text(locale))).toList());
        return retryAfter(failure, ApiResponse.of(status, "application/problem+json; charset=utf-8", Json.encode(problem))
                .with("content-language", locale.getLanguage()));
    }

    /** The answer to a refusal, with when to ask again. */
    public static ApiResponse retryAfter(Failure failure, ApiResponse response) {
        return failure.retryAfter().map(wait -> response.with("retry-after", Long.toString(wait.toSeconds()))).orElse(response);
    }

    public static int status(ErrorCode code) {
        return switch (code) {
            case MALFORMED_JSON, UNKNOWN_FIELD, MISSING_FIELD, INVALID_VALUE -> 400;
            case NOT_SIGNED_IN -> 401;
            case SECOND_FACTOR_REQUIRED, NOT_ALLOWED, NOT_REGISTERED, OWN_APPLICATION, OWN_APPOINTMENT, DECIDED_AT_OTHER_TIER,
                    DECIDED_BEFORE, NOT_PRESENT, RECUSED, NOT_CHAIR ->
                403;
            case NOT_FOUND, NO_CYCLE -> 404;
            case STALE_VERSION, CONTENT_CHANGED, SETTING_CHANGED, LISTED_IN_DOCUMENT, EMPLOYERS_PAPER, WRONG_STATE, PAPER_NOT_DUE,
                    ALREADY_DECIDED, ALREADY_GOING_ON, UNDO_TOO_LATE, NO_RECONSIDERATION, RECONSIDERED_ONCE, RECONSIDERATION_TOO_LATE,
                    EXPERT_CONSENTED, EXPERT_ENDED, CONSENTED_AS_OTHER, TAKEN_BY_COLLEAGUE, NOT_IN_HAND, ALREADY_SETTLED,
                    CERTIFICATE_REPLACED, SOMEBODY_CAN_ACT, ALREADY_APPLIED, ALREADY_REGISTERED, REGISTERED_OTHERWISE, KEY_OF_DELETED_DRAFT,
                    KEY_OF_OTHER_REQUEST, NUMBER_TAKEN, UPLOAD_INCOMPLETE, TOO_MANY_FILES, WINDOW_CLOSED, WINDOW_PASSED, SESSION_DECIDES,
                    NO_SESSIONS, SESSION_STEP, NO_QUORUM, ROUND_OPEN, VOTED_ON, ROUND_CLOSED, ALREADY_VOTED, CHAIR_MISSING,
                    SESSION_NOT_TODAY ->
                409;
            case BODY_TOO_LARGE, FILE_TOO_LARGE, TOTAL_TOO_LARGE -> 413;
            case UNSUPPORTED_MEDIA_TYPE -> 415;
            case RULES_BROKEN, NOT_ELIGIBLE_NOW, QUESTIONS_OPEN, FILE_REJECTED, NOT_OPEN_FOR_CORRECTION, NOT_ALL_MENDED, NOTICE_NOT_ENDED,
                    TOO_FEW_CANDIDATES, ROUND_NOT_READY, BALLOT_INCOMPLETE ->
                422;
            case TOO_MANY_REQUESTS -> 429;
            case INTERNAL -> 500;
        };
    }
}
