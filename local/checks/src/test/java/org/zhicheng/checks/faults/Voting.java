package org.zhicheng.checks.faults;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.lambda.Environment;
import org.zhicheng.dossier.application.TitleLevel;
import org.zhicheng.dossier.committee.BallotBox;
import org.zhicheng.dossier.committee.Lot;
import org.zhicheng.dossier.committee.Round;
import org.zhicheng.dossier.committee.Session.Item;
import org.zhicheng.dossier.committee.Session.Seat;
import org.zhicheng.dossier.committee.Session;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.ground.revision.Revision;
import org.zhicheng.lambda.Services;

/** A session of the committee in which a vote on two applications is open: two members vote, the office counts, the chair signs (R45). */
final class Voting {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> MEMBERS = List.of(Office.COMMITTEE, Office.OTHER_COMMITTEE, "committee-absent");
    private static final List<String> APPLICATIONS = List.of("voted-on-1", "voted-on-2");

    private final Rig rig;
    private final Services table;

    Voting(Rig rig) {
        this.rig = rig;
        Map<String, String> environment = new LinkedHashMap<>(rig.stack.environment("OpenRoundFunction"));
        environment.put("CLOCK_OFFSET_FILE", rig.stack.clock().file().toString());
        this.table = AwsServices.of(Environment.of(environment));
    }

    void play() {
        String id = open();
        for (String member : MEMBERS.subList(0, 2)) {
            ObjectNode ballot = JSON.createObjectNode();
            APPLICATIONS
                    .forEach(application -> ballot.withArray("choices").addObject().put("applicationId", application).put("choice", "FOR"));
            send(member, "POST", "/sessions/" + id + "/rounds/1/ballots", ballot, Map.of("idempotency-key", UUID.randomUUID().toString()));
        }
        send(Office.OFFICE, "POST", "/sessions/" + id + "/rounds/1/count", Rig.none(), Map.of());
        int seen = send(Office.OFFICE, "GET", "/sessions/" + id, Rig.none(), Map.of()).path("version").asInt();
        send(Office.OFFICE, "GET", "/sessions?year=2025", Rig.none(), Map.of());
        send(Office.COMMITTEE, "PUT", "/sessions/" + id + "/SIGNATURE", JSON.createObjectNode(), Map.of("if-match", "\"" + seen + "\""));
    }

    private String open() {
        Instant now = table.clock().instant();
        String id = "2025-%03d".formatted(table.sessions().ofYear(2025).size() + 1);
        Lot lot = new Lot(id, 1, MEMBERS, 3, 0, Optional.of("03 08 17"));
        List<Seat> seats = MEMBERS.stream().map(member -> new Seat(member, member, "样例评委", "高级工程师", "样例研究院")).toList();
        List<String> present = MEMBERS.subList(0, 2);
        Session session = new Session(id, 2025, LocalDate.ofInstant(now, ZoneId.of("Asia/Shanghai")), Optional.empty(), "工程系列",
                Optional.empty(), Session.Phase.OPEN,
                APPLICATIONS.stream().map(application -> new Item(application, "样例", TitleLevel.JUNIOR, "机械工程专业", Office.USCC, "样例"))
                        .toList(),
                List.of(), List.of(new Session.Draw(lot, lot.hash(), now, Optional.of("样本"), Optional.of(now), "", Map.of())), seats,
                List.of(), List.of(), Optional.of(Office.COMMITTEE), present, List.of(), 1, Optional.empty(), Optional.empty(),
                Revision.NONE).over(Optional.empty());
        BallotBox.Keys keys = table.ballots().keys(id, 1);
        table.sessions().open(session,
                new Round(id, 1, APPLICATIONS, present.stream().collect(Collectors.toMap(member -> member, member -> member)), Map.of(), 3,
                        Round.State.OPEN, keys.publicKey(), keys.sealedKey(), now, Optional.empty(), List.of(), 1),
                AuditEvent.of(Subject.session(id), now, Office.OFFICE, Role.OFFICE, "OPEN_ROUND", AuditEvent.Channel.API, ""));
        return id;
    }

    private JsonNode send(String sub, String method, String path, JsonNode body, Map<String, String> headers) {
        Door.Reply reply = rig.door.send(sub, true, method, path, body, headers);
        if (!reply.succeeded()) {
            throw new IllegalStateException(method + " " + path + ": " + reply);
        }
        return reply.body();
    }
}
