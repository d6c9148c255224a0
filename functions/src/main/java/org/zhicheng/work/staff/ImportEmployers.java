package org.zhicheng.work.staff;

import static org.zhicheng.ground.rule.NoticeRule.R37;
import static org.zhicheng.ground.rule.NoticeRule.R42;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import org.zhicheng.dossier.cycle.CycleDefaults;
import org.zhicheng.dossier.cycle.CycleStore;
import org.zhicheng.dossier.files.FileStore;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.process.ApplicationStore.StaleVersion;
import org.zhicheng.dossier.process.Attempts;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.EmployerImport.WrongLine;
import org.zhicheng.dossier.staff.EmployerImport;
import org.zhicheng.dossier.staff.EmployerRequest;
import org.zhicheng.dossier.staff.Roles;
import org.zhicheng.dossier.staff.StaffStore.Employer;
import org.zhicheng.dossier.staff.StaffStore.Registered;
import org.zhicheng.dossier.staff.StaffStore;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.identity.StableId;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.sheet.HeadedSheet;
import org.zhicheng.ground.sheet.Row;
import org.zhicheng.ground.sheet.SheetReader;
import org.zhicheng.ground.text.Length;

/**
 * Takes a list of enterprises into the register (R37, R42): announced, sent to the file store, read whole at once so that every wrong line is
 * told, and written in slices. The same file is the same import: announced again it goes on from where it is and says how far that is.
 */
@Rule({R37, R42})
public final class ImportEmployers {

    private static final long LARGEST_FILE = 10L * 1024 * 1024;
    private static final int MOST_LINES = 100_000;
    private static final int MOST_WRONG = 200;
    private static final int SLICE = 200;
    private static final int LARGEST_LIST = 64 * 1024 * 1024;
    private static final Duration VALID = Duration.ofMinutes(5);
    private static final Map<String, List<String>> COLUMNS = Map.of("uscc", List.of("统一社会信用代码", "信用代码", "社会信用代码", "uscc"), "name",
            List.of("单位名称", "企业名称", "名称", "name"), "district", List.of("区县", "区(县)", "所属区县", "所在区县", "所在区(县)", "district"), "contactPhone",
            List.of("联系电话", "电话", "单位电话", "contactphone"));

    private final StaffStore staff;
    private final CycleStore cycles;
    private final FileStore files;
    private final Clock clock;

    public ImportEmployers(StaffStore staff, CycleStore cycles, FileStore files, Clock clock) {
        this.staff = staff;
        this.cycles = cycles;
        this.files = files;
        this.clock = clock;
    }

    /**
     * The file to come.
     *
     * @param size in bytes
     * @param sha256 Base64 of the content's SHA-256
     */
    public record Announcement(String contentType, Long size, String sha256) {
    }

    /** How far an import is. */
    public enum Stage {
        WAITING_FOR_FILE,
        RUNNING,
        FINISHED
    }

    /**
     * How far an import is.
     *
     * @param upload where to send the file by PUT, while it is waited for
     * @param lines that are right; {@code done} of them have been looked at, {@code changed} were new or otherwise
     * @param wrong the first lines that were left out, of {@code wrongLines}
     */
    public record Report(String id, Stage stage, Optional<FileStore.Upload> upload, int lines, int done, int changed, int wrongLines,
            List<WrongLine> wrong) {
    }

    /**
     * Announces a file, begins to import it once it has been sent, goes on while there is time, and says how far it is.
     *
     * @param hasTime asked before each slice
     * @throws Failure {@code NOT_ALLOWED}, {@code INVALID_VALUE}, {@code FILE_TOO_LARGE}, or {@code RULES_BROKEN} for a file that is no such list
     */
    public Report run(Actor actor, Announcement announcement, BooleanSupplier hasTime) {
        Roles.require(actor, "导入单位", Role.ADMINISTRATOR);
        checkShape(announcement);
        String id = StableId.of("employers\n" + announcement.sha256() + "\n" + announcement.size());
        Optional<EmployerImport> there = staff.findImport(id);
        if (there.isPresent()) {
            return report(goOn(there.get(), hasTime));
        }
        Optional<byte[]> file = files.read(fileKey(id), LARGEST_FILE + 1).filter(content -> content.length == announcement.size());
        if (file.isEmpty()) {
            return new Report(id, Stage.WAITING_FOR_FILE,
                    Optional.of(files.upload(fileKey(id), announcement.contentType(), announcement.size(), announcement.sha256(), VALID)),
                    0, 0, 0, 0, List.of());
        }
        return report(goOn(begin(actor, id, file.get()), hasTime));
    }

    private static void checkShape(Announcement a) {
        if (a.contentType() == null || a.contentType().isBlank() || Length.of(a.contentType()) > 100) {
            throw new Failure(ErrorCode.INVALID_VALUE, "contentType", "text/csv");
        }
        if (a.size() == null || a.size() < 1) {
            throw new Failure(ErrorCode.INVALID_VALUE, "size", "≥ 1");
        }
        if (a.size() > LARGEST_FILE) {
            throw new Failure(ErrorCode.FILE_TOO_LARGE, LARGEST_FILE / 1024 / 1024);
        }
        if (a.sha256() == null || !a.sha256().matches("[A-Za-z0-9+/]{43}=")) {
            throw new Failure(ErrorCode.INVALID_VALUE, "sha256", "Base64, 44");
        }
    }

    private EmployerImport begin(Actor actor, String id, byte[] file) {
        List<WrongLine> wrong = new ArrayList<>();
        List<Employer> right = right(SheetReader.read(file, MOST_LINES), wrong);
        files.write(linesKey(id), "text/plain; charset=utf-8",
                right.stream().map(ImportEmployers::line).collect(Collectors.joining("\n")).getBytes(StandardCharsets.UTF_8));
        Instant now = clock.instant();
        EmployerImport begun = new EmployerImport(id, actor.sub(), actor.name(), now, right.size(), wrong.size(),
                wrong.subList(0, Math.min(MOST_WRONG, wrong.size())), 0, 0, right.isEmpty() ? Optional.of(now) : Optional.empty());
        try {
            staff.beginImport(begun, AuditEvent.of(Subject.employerImport(id), now, actor.sub(), Role.ADMINISTRATOR, "IMPORT_EMPLOYERS",
                    Channel.API, right.size() + " right, " + wrong.size() + " wrong").by(actor.name()));
        } catch (StaleVersion e) {
            // the same file at the same moment: the other one began
            return staff.findImport(id).orElseThrow(() -> e);
        }
        return begun;
    }

    private List<Employer> right(List<Row> rows, List<WrongLine> wrong) {
        HeadedSheet sheet = HeadedSheet.of(rows, COLUMNS, List.of("uscc", "name", "district"));
        Set<String> districts = CycleDefaults.districts(cycles);
        Map<String, Integer> lineOf = new HashMap<>();
        Map<String, Employer> right = new LinkedHashMap<>();
        for (Row row : sheet.rows()) {
            Employer employer = new Employer(sheet.text(row, "uscc"), sheet.text(row, "name"), sheet.text(row, "district"),
                    sheet.text(row, "contactPhone"));
            List<Violation> violations = new ArrayList<>();
            sheet.numberAt(row, "uscc").ifPresent(cell -> violations.add(ViolationCode.SHEET_NUMBER_LOST.at("uscc", cell)));
            if (violations.isEmpty()) {
                violations.addAll(RegisterEmployer.violations(employer, districts));
            }
            Employer other = right.get(employer.uscc());
            if (violations.isEmpty() && other != null && !other.equals(employer)) {
                violations.add(ViolationCode.SHEET_LINE_TWICE.at("uscc", employer.uscc(), lineOf.get(employer.uscc())));
            }
            if (violations.isEmpty()) {
                right.putIfAbsent(employer.uscc(), employer);
                lineOf.putIfAbsent(employer.uscc(), row.line());
            } else {
                wrong.add(new WrongLine(row.line(), violations));
            }
        }
        return List.copyOf(right.values());
    }

    private static String line(Employer e) {
        return String.join("\t", e.uscc(), e.name(), e.district(), e.contactPhone());
    }

    private static Employer employer(String line) {
        String[] parts = line.split("\t", -1);
        return new Employer(parts[0], parts[1], parts[2], parts[3]);
    }

    /** Writes slice after slice; what was written before a crash is found to be so already. */
    private EmployerImport goOn(EmployerImport begun, BooleanSupplier hasTime) {
        EmployerImport running = begun;
        if (running.finishedAt().isPresent()) {
            return running;
        }
        List<Employer> lines = new String(files.read(linesKey(running.id()), LARGEST_LIST).orElseThrow(), StandardCharsets.UTF_8).lines()
                .map(ImportEmployers::employer).toList();
        while (running.finishedAt().isEmpty() && hasTime.getAsBoolean()) {
            List<Employer> slice = lines.subList(running.done(), Math.min(running.done() + SLICE, lines.size()));
            EmployerImport next = running.after(slice.size(), write(running, slice), clock.instant());
            try {
                staff.continueImport(running, next);
            } catch (StaleVersion e) {
                // somebody else asked at the same moment and has written the same
                return staff.findImport(running.id()).orElseThrow(() -> e);
            }
            running = next;
        }
        if (running.finishedAt().isPresent()) {
            files.delete(linesKey(running.id()));
            files.delete(fileKey(running.id()));
        }
        return running;
    }

    private int write(EmployerImport running, List<Employer> slice) {
        Map<String, EmployerRequest> requests = staff.requests().stream().collect(Collectors.toMap(r -> r.employer().uscc(), r -> r));
        List<Registered> batch = new ArrayList<>();
        int changed = 0;
        for (Employer employer : slice) {
            Optional<EmployerRequest> request = Optional.ofNullable(requests.get(employer.uscc()));
            Optional<Registered> next = next(running, employer, request);
            changed += next.isPresent() ? 1 : 0;
            if (next.isEmpty() && request.filter(EmployerRequest::isOpen).isPresent()) {
                Attempts.of(() -> RegisterEmployer.answer(staff, event(running, employer, ""), employer.uscc()));
            }
            // An answered request brings mails, so it is written by itself.
            boolean alone = next.flatMap(Registered::answered).isPresent();
            if (alone || batch.size() == StaffStore.MOST_REGISTERED_AT_ONCE) {
                save(running, batch);
            }
            next.ifPresent(batch::add);
            if (alone) {
                save(running, batch);
            }
        }
        save(running, batch);
        return changed;
    }

    /** What is to be written of a line; nothing where it is so already. A telephone that the list does not give stays. */
    private Optional<Registered> next(EmployerImport running, Employer line, Optional<EmployerRequest> request) {
        Optional<Employer> before = staff.findEmployer(line.uscc());
        String phone = line.contactPhone().isEmpty() ? before.map(Employer::contactPhone).orElse("") : line.contactPhone();
        Employer next = new Employer(line.uscc(), line.name(), line.district(), phone).over(before);
        if (before.filter(next::equals).isPresent()) {
            return Optional.empty();
        }
        AuditEvent event = event(running, next, before.map(b -> "; " + next.told(b)).orElse(""));
        return Optional.of(RegisterEmployer.answering(next, event, request));
    }

    private AuditEvent event(EmployerImport running, Employer employer, String told) {
        return AuditEvent
                .of(Subject.employer(employer.uscc()), clock.instant(), running.startedBy(), Role.ADMINISTRATOR, "REGISTER_EMPLOYER",
                        Channel.API, employer.name() + " " + employer.district() + " (" + running.id() + ")" + told)
                .by(running.startedByName());
    }

    private void save(EmployerImport running, List<Registered> batch) {
        if (batch.isEmpty()) {
            return;
        }
        try {
            staff.saveEmployers(batch);
        } catch (StaleVersion e) {
            // somebody was at one of them: each by itself, on what is there now
            for (Registered one : batch) {
                Attempts.of(() -> {
                    next(running, one.employer(), staff.findRequest(one.employer().uscc()))
                            .ifPresent(again -> staff.saveEmployers(List.of(again)));
                    return one;
                });
            }
        }
        batch.clear();
    }

    private static Report report(EmployerImport i) {
        return new Report(i.id(), i.finishedAt().isPresent() ? Stage.FINISHED : Stage.RUNNING, Optional.empty(), i.lines(), i.done(),
                i.changed(), i.wrongLines(), i.wrong());
    }

    private static String fileKey(String id) {
        return "imports/" + id + "/file";
    }

    private static String linesKey(String id) {
        return "imports/" + id + "/lines";
    }
}
