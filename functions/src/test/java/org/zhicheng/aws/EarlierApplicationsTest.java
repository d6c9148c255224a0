package org.zhicheng.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhicheng.Applications.COMMITTEE;
import static org.zhicheng.Applications.DISTRICT;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.zhicheng.Applications;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.ApplicationSummary;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.lambda.Json;
import org.zhicheng.lambda.Samples;

/**
 * Whole applications as they were stored before versions of the content, answers to questions, warnings of inspections, numbered objections and
 * days of steps were kept: they read, and go on to their end.
 */
class EarlierApplicationsTest {

    /** What each item had then; nothing else was written. */
    private static final Map<String, Set<String>> FIELDS = Map.of("A#HEAD",
            Set.of("id", "cycle", "applicant", "name", "maskedIdNumber", "state", "version", "qualification", "formRevision",
                    "noticeRequired", "correction", "assessment", "step", "executionAttempt", "submissions", "createdAt", "changedAt",
                    "submittedAt", "referenceDate", "receivedMaterials", "approvalDocument", "certificateNumber"),
            "step", Set.of("attempt", "enteredAt", "dueAt", "waiting", "reminders"), "A#ATT#",
            Set.of("id", "material", "fileName", "contentType", "size", "sha256", "status", "rejection", "replaces", "uploadedBy",
                    "requestedAt", "inspectedAt"),
            "A#REV#", Set.of("step", "attempt", "outcome", "reviewer", "decidedAt", "reason", "mend", "confirmed", "superseded"),
            "A#NOTICE",
            Set.of("name", "kind", "level", "series", "specialty", "from", "to", "resultDate", "receivingOffice", "supervisingTelephone",
                    "objections", "recordedBy", "recordedAt"),
            "objection", Set.of("raisedOn", "facts", "resolution", "resolvedOn"), "summary",
            Set.of("id", "cycle", "applicant", "name", "maskedIdNumber", "state", "kind", "level", "series", "specialty", "district",
                    "employerUscc", "employerName", "needsReview", "attempt", "enteredAt", "dueAt", "createdAt", "submittedAt"));

    private final Applications applications = new Applications();

    @Test
    @DisplayName("R35 以前版本写入的整份申报仍可读取，并能办到发证")
    void shouldReadAWholeApplicationOfAnEarlierVersionAndBringItToItsEnd_R35() {
        Application now = objected();
        List<Map<String, AttributeValue>> items = items(now);
        Application read = DynamoApplicationStore.assemble(items.getFirst(), items);

        assertThat(read.content().version()).isZero();
        assertThat(read.form()).isEqualTo(now.form());
        assertThat(read.attachments()).extracting(a -> a.id())
                .containsExactlyInAnyOrderElementsOf(now.attachments().stream().map(a -> a.id()).toList());
        assertThat(read.publicNotice().orElseThrow().objections()).singleElement().satisfies(o -> {
            assertThat(o.number()).isEqualTo(1);
            assertThat(o.open()).isFalse();
        });
        ApplicationSummary line = Json.fromTree(only(Json.tree(ApplicationSummary.of(now)), "summary"), ApplicationSummary.class);
        assertThat(line.flags()).isEmpty();

        applications.services.applications()
                .commit(new Change(now, again(read, now), Samples.event("APP#" + now.id(), now.version() + 1, "STORED_BEFORE")));
        String id = now.id();
        applications.passed(id, DISTRICT);
        applications.passed(id, COMMITTEE);
        applications.receiveAll(id);
        applications.approvals().record(applications.as(Applications.OFFICE), Applications.APPROVAL, java.time.LocalDate.of(2025, 3, 17),
                applications.listed(List.of(id)));
        assertThat(applications.follow(id).state()).isEqualTo(State.CERTIFIED);
    }

    private Application objected() {
        String id = applications.atEmployer().id();
        applications.object(id, "2025-03-12", "反映业绩不实");
        applications.settle(id, 1, org.zhicheng.dossier.application.PublicNotice.Finding.UNFOUNDED, "2025-03-13");
        applications.record(id, applications.notice(id));
        return applications.passed(id, Applications.EMPLOYER);
    }

    /** In the place of the one that is there: the next version, or the store would not take it. */
    private static Application again(Application read, Application now) {
        ObjectNode tree = (ObjectNode) Json.tree(read);
        tree.put("version", now.version() + 1);
        return Json.fromTree(tree, Application.class);
    }

    private static List<Map<String, AttributeValue>> items(Application a) {
        ObjectNode head = (ObjectNode) Json.tree(a);
        head.set("step", only(head.remove("stay"), "step"));
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        items.add(item("A#HEAD", only(head, "A#HEAD")));
        items.add(item("A#FORM", Json.tree(a.form())));
        ObjectNode notice = (ObjectNode) only(Json.tree(a.publicNotice().orElseThrow()), "A#NOTICE");
        ArrayNode objections = notice.putArray("objections");
        a.publicNotice().get().objections().forEach(o -> objections.add(only(Json.tree(o), "objection")));
        items.add(item("A#NOTICE", notice));
        a.attachments().forEach(file -> items.add(item("A#ATT#" + file.id(), only(Json.tree(file), "A#ATT#"))));
        for (int i = 0; i < a.reviews().size(); i++) {
            items.add(item("A#REV#000" + (i + 1), only(Json.tree(a.reviews().get(i)), "A#REV#")));
        }
        return items;
    }

    private static JsonNode only(JsonNode tree, String kind) {
        ObjectNode cut = tree.deepCopy();
        return cut.retain(FIELDS.get(kind));
    }

    private static Map<String, AttributeValue> item(String sk, JsonNode data) {
        Map<String, AttributeValue> item = new LinkedHashMap<>(Items.key("APP#a", sk));
        item.put("data", Items.toAttribute(data));
        return item;
    }
}
