package org.zhicheng.demo.play;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.zhicheng.demo.samples.Dossier.Objection;
import org.zhicheng.demo.samples.Dossier.PublicNotice;
import org.zhicheng.demo.samples.Dossier.Tier;
import org.zhicheng.demo.samples.Dossier;

/** What the people of a dossier send, as JSON; what they leave empty is left out. */
public final class Bodies {

    /** How far the employer's notice has got. */
    public enum NoticeStage {
        RUNNING,
        ENDED
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private Bodies() {
    }

    static ObjectNode empty() {
        return JSON.createObjectNode();
    }

    public static ObjectNode registration(Dossier.Identity identity) {
        return registration(identity, identity.name());
    }

    /** @param name as somebody writes it, rightly or not */
    static ObjectNode registration(Dossier.Identity identity, String name) {
        return JSON.createObjectNode().put("name", name).put("idNumber", identity.idNumber()).put("phone", identity.phone())
                .put("mail", identity.mail()).put("language", "zh");
    }

    public static ObjectNode draft(int cycle, Dossier.Qualification qualification) {
        ObjectNode draft = JSON.createObjectNode().put("cycle", cycle);
        draft.set("qualification", qualification(qualification));
        return draft;
    }

    static ObjectNode qualification(Dossier.Qualification qualification) {
        return JSON.createObjectNode().put("kind", qualification.kind().name()).put("level", qualification.level().name())
                .put("series", qualification.series()).put("specialty", qualification.specialty())
                .put("district", qualification.district());
    }

    /** @param summary the work summary, A12 */
    public static ObjectNode form(Dossier dossier, String summary) {
        ObjectNode form = JSON.createObjectNode();
        Dossier.Identity identity = dossier.identity();
        form.putObject("contact").put("sex", identity.sex()).put("ethnicGroup", identity.ethnicGroup())
                .put("politicalStatus", identity.politicalStatus()).put("phone", identity.phone()).put("mail", identity.mail());
        Dossier.Credential credential = dossier.credential();
        form.putObject("credential").put("type", credential.type().name()).put("fullTime", credential.fullTime())
                .put("foreign", credential.foreign()).put("degreeHeld", credential.degreeHeld())
                .put("milestone", credential.milestone().toString()).put("institution", credential.institution())
                .put("subject", credential.subject());
        ArrayNode employment = form.putArray("employment");
        dossier.employment().forEach(period -> {
            ObjectNode node = employment.addObject().put("employer", period.employer()).put("from", period.from().toString())
                    .put("technicalPost", period.technicalPost()).put("post", period.post());
            period.to().ifPresent(to -> node.put("to", to.toString()));
        });
        Dossier.Employer employer = dossier.employer();
        ObjectNode present = form.putObject("employer").put("uscc", employer.uscc()).put("name", employer.name()).put("origin",
                employer.origin().name());
        employer.postedFrom().ifPresent(from -> present.put("postedFrom", from.toString()));
        form.putObject("presentTitle").put("name", dossier.presentTitle());
        form.put("conduct", dossier.conduct()).put("achievements", dossier.achievements()).put("summary", summary);
        ObjectNode notApplicable = form.putObject("notApplicable");
        dossier.notApplicable().forEach(notApplicable::put);
        return form;
    }

    public static ObjectNode notice(Dossier dossier, PublicNotice notice, NoticeStage stage) {
        Dossier.Qualification title = dossier.qualification();
        ObjectNode entry = JSON.createObjectNode().put("name", dossier.identity().name()).put("kind", title.kind().name())
                .put("level", title.level().name()).put("series", title.series()).put("specialty", title.specialty())
                .put("from", notice.from().toString()).put("to", notice.to().toString()).put("receivingOffice", notice.receivingOffice())
                .put("supervisingTelephone", notice.telephone());
        if (stage == NoticeStage.ENDED) {
            entry.put("resultDate", notice.resultDate().toString());
        }
        return entry;
    }

    /** A command with the version of the content that the view showed. */
    static ObjectNode seen(ObjectNode body, JsonNode application) {
        return body.put("contentVersion", application.path("contentVersion").asInt());
    }

    /** A pass with an answer to each question that the checks of now leave open. */
    static ObjectNode answering(ObjectNode decision, JsonNode questions) {
        if (decision.path("outcome").asText().equals("PASS")) {
            ObjectNode answers = decision.putObject("answers");
            questions.forEach(question -> answers.put(question.path("code").asText(), "已核实证明材料，不影响申报"));
        }
        return decision;
    }

    public static ObjectNode pass(Dossier dossier, int attempt) {
        ObjectNode decision = JSON.createObjectNode().put("attempt", attempt).put("outcome", "PASS").put("reason", "");
        ArrayNode confirmed = decision.putArray("confirmed");
        dossier.notApplicable().keySet().forEach(confirmed::add);
        return decision;
    }

    /** What the dossier's story has the tier decide. */
    static ObjectNode decision(Dossier dossier, Tier tier, int round, int attempt) {
        if (returns(dossier, tier, round)) {
            ObjectNode decision = JSON.createObjectNode().put("attempt", attempt).put("outcome", "RETURN").put("reason", "");
            ArrayNode mend = decision.putArray("mend");
            dossier.returned().orElseThrow().comments()
                    .forEach((item, comment) -> mend.addObject().put("item", item).put("comment", comment));
            return decision;
        }
        if (rejects(dossier, tier, round)) {
            return JSON.createObjectNode().put("attempt", attempt).put("outcome", "REJECT").put("reason",
                    dossier.story().reason().orElse("不符合申报条件"));
        }
        return pass(dossier, attempt);
    }

    /** The state that the decision leads to. */
    static String afterDecision(Dossier dossier, Tier tier, int round) {
        if (returns(dossier, tier, round)) {
            return "CORRECTION";
        }
        if (rejects(dossier, tier, round)) {
            return "REJECTED";
        }
        return switch (tier) {
            case EMPLOYER -> "DISTRICT_REVIEW";
            case DISTRICT -> "COMMITTEE_REVIEW";
            case COMMITTEE -> "MATERIALS";
        };
    }

    private static boolean returns(Dossier dossier, Tier tier, int round) {
        return round == 0 && dossier.returned().filter(returned -> returned.tier() == tier).isPresent();
    }

    private static boolean rejects(Dossier dossier, Tier tier, int round) {
        return round == (dossier.returned().isPresent() ? 1 : 0) && dossier.story().endedBy().filter(ending -> ending == tier).isPresent();
    }

    static ObjectNode objection(Objection objection) {
        return JSON.createObjectNode().put("raisedOn", objection.raisedOn().toString()).put("facts", objection.text());
    }

    /** What was found of the one objection of a dossier. */
    static ObjectNode settlement(Objection objection) {
        return JSON.createObjectNode().put("number", 1).put("finding", "UNFOUNDED").put("resolution", objection.resolution())
                .put("resolvedOn", objection.resolvedOn().toString());
    }
}
