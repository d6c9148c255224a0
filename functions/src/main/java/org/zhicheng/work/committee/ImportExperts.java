package org.zhicheng.work.committee;

import static org.zhicheng.ground.rule.NoticeRule.R45;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.zhicheng.dossier.committee.Expert;
import org.zhicheng.dossier.committee.ExpertStore;
import org.zhicheng.dossier.cycle.CycleStore;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.process.ApplicationStore.StaleVersion;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.EmployerImport.WrongLine;
import org.zhicheng.dossier.staff.Roles;
import org.zhicheng.dossier.staff.StaffStore;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.identity.StableId;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.sheet.HeadedSheet;
import org.zhicheng.ground.sheet.Row;
import org.zhicheng.ground.sheet.SheetReader;
import org.zhicheng.ground.text.Canonical;
import org.zhicheng.ground.text.Spelling;

/**
 * Takes a list of experts into the committee's register (R45): every line that is wrong is told, the others are written. Who is there already, by
 * name and employer, gets what the list says; sent again it finds everything so already, and cut off it goes on. A line with a day on which
 * somebody left the register is passed over.
 */
@Rule(R45)
public final class ImportExperts {

    private static final String ACTION = "导入评审专家";
    private static final int MOST_LINES = 3_000;
    private static final int MOST_SHOWN = 200;
    private static final LocalDate FIRST_DAY_OF_SHEETS = LocalDate.of(1899, 12, 30);
    private static final Pattern DAY = Pattern.compile("(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?");
    private static final Pattern SEVERAL = Pattern.compile("[、,，;；/／\\n]");
    private static final Pattern DAYS = Pattern.compile("\\d{5}");
    private static final Map<String, List<String>> COLUMNS = Map.of("name", List.of("姓名", "专家姓名", "name"), "mail",
            List.of("电子邮箱", "邮箱", "mail"), "employer", List.of("统一社会信用代码", "信用代码", "employer"), "employerName",
            List.of("工作单位", "单位", "单位名称", "employername"), "title", List.of("职称", "现任职称", "title"), "series",
            List.of("系列", "评审系列", "series"), "specialties", List.of("专业", "评审专业", "specialties"), "from", List.of("聘期开始", "聘期起", "from"),
            "to", List.of("聘期结束", "聘期止", "to"), "ended", List.of("出库日期", "ended"));
    private static final List<String> NEEDED = List.of("name", "employerName", "title", "series", "from", "to");

    private final ExpertStore experts;
    private final StaffStore staff;
    private final CycleStore cycles;
    private final Clock clock;
    private final Supplier<String> secrets;

    /** @param secrets unguessable */
    public ImportExperts(ExpertStore experts, StaffStore staff, CycleStore cycles, Clock clock, Supplier<String> secrets) {
        this.experts = experts;
        this.staff = staff;
        this.cycles = cycles;
        this.clock = clock;
        this.secrets = secrets;
    }

    /** What becomes of a line that is right. */
    public enum Effect {
        NEW,
        CHANGED,
        AS_IT_IS
    }

    /** A line that is right. */
    public record Planned(int line, String name, String employerName, Effect effect) {
    }

    /**
     * What an import comes to.
     *
     * @param lines that are right
     * @param created how many of them were, or will be, new
     * @param changed how many of them were, or will be, written over what is there
     * @param remaining how many are still to be written: the same request goes on
     * @param planned the first lines that are right, as they were found
     * @param wrong the first lines that were left out, of {@code wrongLines}
     */
    public record Report(int lines, int created, int changed, int remaining, List<Planned> planned, int wrongLines, List<WrongLine> wrong) {
    }

    private record Plan(Expert read, Expert next, Optional<Expert> before, int line) {

        Effect effect() {
            if (before.isEmpty()) {
                return Effect.NEW;
            }
            return before.get().equals(next) ? Effect.AS_IT_IS : Effect.CHANGED;
        }
    }

    private record Plans(List<Plan> right, List<WrongLine> wrong) {

        List<Plan> open() {
            return right.stream().filter(plan -> plan.effect() != Effect.AS_IT_IS).toList();
        }

        int count(Effect effect) {
            return (int) right.stream().filter(plan -> plan.effect() == effect).count();
        }
    }

    /**
     * What an import would come to; nothing is written.
     *
     * @throws Failure {@code NOT_ALLOWED}, or {@code RULES_BROKEN} for a file that is no such list
     */
    public Report preview(Actor actor, byte[] file) {
        Roles.require(actor, ACTION, Role.ADMINISTRATOR);
        Plans plans = plan(SheetReader.read(file, MOST_LINES), () -> "");
        return report(plans, plans.open().size());
    }

    /**
     * @param hasTime asked before each slice
     * @throws Failure {@code NOT_ALLOWED}, or {@code RULES_BROKEN} for a file that is no such list
     */
    public Report run(Actor actor, byte[] file, BooleanSupplier hasTime) {
        Roles.require(actor, ACTION, Role.ADMINISTRATOR);
        List<Row> rows = SheetReader.read(file, MOST_LINES);
        Plans found = plan(rows, () -> experts.secret(secrets));
        List<Plan> open = found.open();
        while (!open.isEmpty() && hasTime.getAsBoolean()) {
            List<Plan> slice = open.subList(0, Math.min(ExpertStore.MOST_AT_ONCE, open.size()));
            try {
                save(actor, slice);
                open = open.subList(slice.size(), open.size());
            } catch (StaleVersion e) {
                // somebody was at one of them at the same moment: what is left is looked at anew
                open = plan(rows, () -> experts.secret(secrets)).open();
            }
        }
        return report(found, open.size());
    }

    private void save(Actor actor, List<Plan> plans) {
        Instant now = clock.instant();
        experts.save(plans.stream().map(plan -> RecordExpert.recorded(plan.next(), plan.before(), now, actor)).toList());
    }

    private Plans plan(List<Row> rows, Supplier<String> secret) {
        HeadedSheet sheet = HeadedSheet.of(rows, COLUMNS, NEEDED);
        Planning planning = new Planning(sheet, new ExpertFacts(staff, cycles), experts.all(), secret);
        // who left comes back by a line of their own only, not by a table that was taken from the register
        sheet.rows().stream().filter(row -> sheet.text(row, "ended").isBlank()).forEach(planning::take);
        return new Plans(List.copyOf(planning.right.values()), planning.wrong);
    }

    /** The lines of one list, each beside who is on the register. */
    private static final class Planning {

        private final Map<String, Plan> right = new LinkedHashMap<>();
        private final List<WrongLine> wrong = new ArrayList<>();
        private final HeadedSheet sheet;
        private final ExpertFacts facts;
        private final Set<String> ids;
        private final Map<String, List<Expert>> byName;
        private final Supplier<String> secret;

        Planning(HeadedSheet sheet, ExpertFacts facts, List<Expert> there, Supplier<String> secret) {
            this.sheet = sheet;
            this.facts = facts;
            this.ids = there.stream().map(Expert::id).collect(Collectors.toSet());
            // who left the register comes back as another entry, with another consent
            this.byName = there.stream().filter(e -> e.ended().isEmpty()).collect(Collectors.groupingBy(e -> Spelling.plain(e.name())));
            this.secret = secret;
        }

        void take(Row row) {
            List<Violation> violations = new ArrayList<>();
            Expert read = facts.completed(read(row, violations));
            List<Expert> alike = byName.getOrDefault(Spelling.plain(read.name()), List.of()).stream().filter(e -> sameEmployer(e, read))
                    .toList();
            Optional<Expert> before = alike.stream().findFirst();
            if (alike.size() > 1) {
                violations.add(ViolationCode.EXPERT_NAMESAKES.at("name", read.name()));
            }
            Expert next = over(before, read);
            facts.violations(next, before).stream().filter(v -> violations.stream().noneMatch(told -> told.field().equals(v.field())))
                    .forEach(violations::add);
            String who = Spelling.plain(read.name()) + "\n"
                    + (next.employer().isEmpty() ? Spelling.plain(next.employerName()) : next.employer());
            Plan other = right.get(who);
            if (violations.isEmpty() && other != null && !other.read().equals(read)) {
                violations.add(ViolationCode.EXPERT_LINE_TWICE.at("name", other.line()));
            }
            if (violations.isEmpty()) {
                right.computeIfAbsent(who, w -> new Plan(read, before.isPresent() ? next.over(before) : next.named(newId(w)).over(before),
                        before, row.line()));
            } else {
                wrong.add(new WrongLine(row.line(), violations));
            }
        }

        private static boolean sameEmployer(Expert one, Expert other) {
            return one.employer().isEmpty() || other.employer().isEmpty()
                    ? Spelling.same(one.employerName(), other.employerName())
                    : one.employer().equals(other.employer());
        }

        /** What the list does not say stays. */
        private Expert over(Optional<Expert> before, Expert read) {
            return before.map(e -> new Expert(e.id(), read.name(), read.mail().isEmpty() ? e.mail() : read.mail(),
                    read.employer().isEmpty() ? e.employer() : read.employer(), read.employerName(), read.title(), read.series(),
                    sheet.has("specialties") ? read.specialties() : e.specialties(), read.from(), read.to(), e.sub(), e.consented(),
                    e.ended(), e.invited(), e.revision())).orElse(read);
        }

        /** The same for the same person whenever it is made, unless who left the register has it. */
        private String newId(String who) {
            String made = secret.get();
            return IntStream.iterate(1, n -> n + 1).mapToObj(n -> StableId.of(made + "\n" + who + "\n" + n)).filter(id -> !ids.contains(id))
                    .findFirst().orElseThrow();
        }

        private Expert read(Row row, List<Violation> violations) {
            sheet.numberAt(row, "employer").ifPresent(cell -> violations.add(ViolationCode.SHEET_NUMBER_LOST.at("employer", cell)));
            return Expert.entered("", sheet.text(row, "name"), sheet.text(row, "employer"), sheet.text(row, "employerName"),
                    sheet.text(row, "title"), several(row, "series"), several(row, "specialties"), day(row, "from", violations),
                    day(row, "to", violations)).reachedAt(sheet.text(row, "mail"));
        }

        private List<String> several(Row row, String column) {
            return Arrays.stream(SEVERAL.split(sheet.text(row, column))).map(Canonical::line).filter(name -> !name.isEmpty()).toList();
        }

        /** As people write days, and as spreadsheets keep them; what is none is told, what is missing later. */
        private LocalDate day(Row row, String column, List<Violation> violations) {
            String text = Canonical.code(sheet.text(row, column)).replace(" ", "");
            Matcher day = DAY.matcher(text);
            try {
                if (day.matches()) {
                    return LocalDate.of(Integer.parseInt(day.group(1)), Integer.parseInt(day.group(2)), Integer.parseInt(day.group(3)));
                }
            } catch (DateTimeException e) {
                violations.add(ViolationCode.EXPERT_DAY_UNREADABLE.at(column, text));
                return null;
            }
            if (DAYS.matcher(text).matches()) {
                return FIRST_DAY_OF_SHEETS.plusDays(Integer.parseInt(text));
            }
            if (!text.isEmpty()) {
                violations.add(ViolationCode.EXPERT_DAY_UNREADABLE.at(column, text));
            }
            return null;
        }
    }

    private static Report report(Plans plans, int remaining) {
        return new Report(plans.right().size(), plans.count(Effect.NEW), plans.count(Effect.CHANGED), remaining,
                plans.right().stream().limit(MOST_SHOWN)
                        .map(plan -> new Planned(plan.line(), plan.next().name(), plan.next().employerName(), plan.effect())).toList(),
                plans.wrong().size(), plans.wrong().stream().limit(MOST_SHOWN).toList());
    }
}
