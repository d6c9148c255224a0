package org.zhicheng.checks;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.zhicheng.dossier.committee.Expert;
import org.zhicheng.dossier.committee.ExpertStore;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.lambda.Services;

/** What a session of the committee wants before it can be planned (R45). */
final class CommitteeInSession {

    private CommitteeInSession() {
    }

    /** From now on sessions decide; the rest of the cycle stays as it is. */
    static void decides(Api api, String administrator, int senior, int otherwise, int substitutes, int readers) {
        change(api, administrator, settings -> settings.putObject("committee").put("bySession", true).put("seniorBySpecialty", senior)
                .put("seniorBySeries", senior).put("otherwise", otherwise).put("substitutes", substitutes).put("readers", readers));
    }

    /** From now on what is passed is announced for so many working days, and anyone may object. */
    static void announces(Api api, String administrator, int workingDays) {
        change(api, administrator, settings -> settings.put("resultNoticeDays", workingDays));
    }

    private static void change(Api api, String administrator, Consumer<ObjectNode> settings) {
        JsonNode cycle = api.get(administrator, "/cycles").expect(200).json().path("cycles").path(0);
        ObjectNode change = Api.JSON.createObjectNode().put("opens", cycle.path("opens").asText()).put("closes",
                cycle.path("closes").asText());
        settings.accept(change.putObject("settings"));
        api.send(administrator, "PUT", "/cycles/2025", change.toString(), "if-match", "\"" + cycle.path("version").asInt() + "\"")
                .expect(200);
    }

    /** Somebody on the register who has consented. */
    static void enter(Services table, String id, String name, String login) {
        Expert expert = Expert.entered(id, name, "", "样例研究院" + id, "高级工程师", List.of("工程系列"), List.of(), LocalDate.of(2025, 1, 1),
                LocalDate.of(2027, 12, 31)).consenting(login, table.clock().instant()).over(Optional.empty());
        table.experts().save(List.of(new ExpertStore.Recorded(expert, AuditEvent.of("EXPERT#" + id, table.clock().instant(), Journey.OFFICE,
                Role.OFFICE, "RECORD_EXPERT", AuditEvent.Channel.API, ""))));
    }
}
