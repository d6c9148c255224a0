package org.zhicheng.work.paper;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.typesetting.FormDocument.Body;
import org.zhicheng.ground.typesetting.FormDocument.Column;
import org.zhicheng.ground.typesetting.FormDocument.Paragraph;
import org.zhicheng.ground.typesetting.FormDocument.Table;
import org.zhicheng.ground.typesetting.FormDocument;

/** The receipt of originals 收件凭证: what the office has received and when, by the record, and what is still missing (R28). */
final class OriginalsReceipt {

    private final Application application;
    private final List<AuditEvent> events;

    /** @param events the application's record, oldest first */
    OriginalsReceipt(Application application, List<AuditEvent> events) {
        this.application = application;
        this.events = events;
    }

    FormDocument document() {
        Set<Material> received = EnumSet.copyOf(application.receivedMaterials());
        Set<Material> missing = application.originals();
        missing.removeAll(received);
        Map<Material, Instant> when = when();
        List<List<String>> lines = new ArrayList<>();
        for (Material material : received) {
            lines.add(List.of(Integer.toString(lines.size() + 1), material.name(), material.chinese(),
                    Optional.ofNullable(when.get(material)).map(at -> BeijingTime.from(at).chinese()).orElse("")));
        }
        List<Paragraph> parts = new ArrayList<>(List.of(
                new Body("今收到" + application.name() + "同志（身份证号：" + application.maskedIdNumber() + "）" + application.cycle() + "年度职称申报材料原件共"
                        + received.size() + "项："),
                Table.list(List.of(new Column("序号", 8), new Column("代码", 10), new Column("材料", 52), new Column("收件时间", 30)), lines)));
        parts.add(new Body(missing.isEmpty()
                ? "应交原件已全部收到。"
                : "尚未收到：" + missing.stream().map(material -> material.name() + " " + material.chinese()).collect(Collectors.joining("、"))
                        + "。"));
        parts.add(Signatures.handedOut(when.values().stream().max(Instant::compareTo).map(at -> LocalDate.ofInstant(at, BeijingTime.ZONE))
                .orElse(LocalDate.ofInstant(application.changedAt(), BeijingTime.ZONE))));
        return new FormDocument("", "收件凭证", parts, false, "申报编号：" + application.id());
    }

    /** The last time each was received: what was ticked by mistake and taken back counts from when it came. */
    private Map<Material, Instant> when() {
        Map<String, Material> received = application.receivedMaterials().stream()
                .collect(Collectors.toMap(Enum::name, material -> material));
        return events.stream().filter(e -> e.action().equals(Command.RECEIVE_MATERIALS.name())).flatMap(
                e -> Arrays.stream(e.note().split(" ")).filter(received::containsKey).map(code -> Map.entry(received.get(code), e.at())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (_, later) -> later));
    }
}
