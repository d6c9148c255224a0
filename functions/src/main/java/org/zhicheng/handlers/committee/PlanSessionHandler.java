package org.zhicheng.handlers.committee;

import java.util.List;
import java.util.Map;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.committee.Session;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.text.AtMost;
import org.zhicheng.ground.text.Named;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.committee.ConveneSession;
import org.zhicheng.work.committee.DrawPanel;
import org.zhicheng.work.committee.GiveOpinion;
import org.zhicheng.work.committee.PlanSession;
import org.zhicheng.work.committee.RecuseMember;
import org.zhicheng.work.committee.SessionView;
import org.zhicheng.work.committee.SignSession;

/**
 * {@code POST /sessions}: a session with its agenda; {@code PUT /sessions/{session}/{step}}: a step of it, by the office, a member or the chair, with
 * {@code If-Match} where it is the office's or a signature (R45, R49).
 */
public final class PlanSessionHandler extends ApiHandler {

    /** What can be done to a session, as the address names it. */
    public enum Kind implements Named {
        DRAW("抽取专家", "draw the panel"),
        REDRAW("重新抽取", "plan another draw"),
        AGENDA("调整议程", "take off the agenda"),
        PLACE("告知时间和地点", "say hour and place"),
        REPLACEMENT("递补", "replace a member"),
        CHAIR("指定主持人", "name the chair"),
        ATTENDANCE("登记出席", "record who is present"),
        OPENING("开始会议", "open the session"),
        CANCELLATION("取消会议", "call it off"),
        RECUSAL("回避", "tell of an interest"),
        FINDING("决定回避", "decide about an interest"),
        OPINION("主审意见", "give an opinion"),
        SIGNATURE("签署", "sign");

        private final String chinese;
        private final String english;

        Kind(String chinese, String english) {
            this.chinese = chinese;
            this.english = english;
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

    /** What the steps need; each passes over what is another's. */
    public record Step(String seed, String source, String reason, Integer seats,
            @AtMost(Session.MOST_APPLICATIONS) List<String> applications, String expert, @AtMost(99) List<String> experts,
            String applicationId, Session.Ground ground, String words, Integer number, Boolean accepted, String text, Boolean inFavour,
            @AtMost(20) Map<String, String> answers, String place) {
    }

    public PlanSessionHandler() {
        this(AwsServices.fromEnvironment());
    }

    public PlanSessionHandler(Services services) {
        super(services);
    }

    @Override
    protected void readAhead(ApiRequest request) {
        request.pathParameter("session").ifPresent(useCases().showSession()::readAhead);
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        Session session = switch (request.routeKey()) {
            case "POST /sessions" -> plans().plan(actor, request.decode(PlanSession.Plan.class), request.idempotencyKey());
            case "PUT /sessions/{session}/{step}" -> step(actor, request);
            default -> throw new Failure(ErrorCode.NOT_FOUND, request.routeKey());
        };
        SessionView view = useCases().showSession().view(actor, session);
        ApiResponse response = request.routeKey().startsWith("POST")
                ? ApiResponse.created("/sessions/" + session.id(), view)
                : ApiResponse.ok(view);
        return response.withVersion(view.version());
    }

    private PlanSession plans() {
        return new PlanSession(services.sessions(), services.experts(), services.staff(), services.applications(), useCases().transitions(),
                services.clock());
    }

    private Session step(Actor actor, ApiRequest request) {
        Kind kind = ApiRequest.oneOf(Kind.class, "step", request.path("step"));
        String id = request.path("session");
        Step step = request.decode(Step.class);
        int seen = request.ifMatch().orElse(0);
        ConveneSession convene = new ConveneSession(services.sessions(), services.clock());
        RecuseMember recuse = new RecuseMember(services.sessions(), services.applications(), services.clock());
        return switch (kind) {
            case DRAW ->
                new DrawPanel(services.sessions(), services.experts(), services.clock()).draw(actor, id, seen, step.seed(), step.source());
            case REDRAW -> plans().again(actor, id, seen, step.reason(), step.seats());
            case AGENDA -> convene.takeOff(actor, id, seen, step.applications(), step.reason());
            case PLACE -> convene.place(actor, id, seen, step.place());
            case REPLACEMENT -> convene.replace(actor, id, seen, step.expert(), step.reason());
            case CHAIR -> convene.name(actor, id, seen, step.expert());
            case ATTENDANCE -> convene.attend(actor, id, seen, step.experts());
            case OPENING -> convene.open(actor, id, seen);
            case CANCELLATION -> convene.cancel(actor, id, seen, step.reason());
            case RECUSAL -> recuse.declare(actor, id, step.applicationId(), step.expert(), step.ground(), step.words());
            case FINDING -> recuse.decide(actor, id, step.number(), step.accepted());
            case OPINION -> new GiveOpinion(services.sessions(), services.clock()).give(actor, id, step.applicationId(), step.text(),
                    step.inFavour(), step.answers());
            case SIGNATURE -> new SignSession(services.sessions(), services.clock()).sign(actor, id, seen);
        };
    }
}
