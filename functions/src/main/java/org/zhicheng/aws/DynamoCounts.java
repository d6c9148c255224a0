package org.zhicheng.aws;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.ApplicationStore.Page;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.ground.reading.Reads;
import org.zhicheng.work.statistics.Counted.Group;
import org.zhicheng.work.statistics.Counted.Counter;
import org.zhicheng.work.statistics.Counted;
import org.zhicheng.work.statistics.Counts;

/**
 * Kept numbers on the table: a partition a cycle, {@code COUNTS#year}, an item a group, an attribute a number. What an application was
 * counted as stands in its own partition as {@code COUNTED}, and on the index {@code cycle} under its employer, or before its submission under
 * nobody.
 */
final class DynamoCounts implements Counts {

    private static final String COUNTED = "COUNTED";
    private static final String DISTRICT = "DISTRICT#";
    private static final String EMPLOYER = "EMPLOYER#";
    private static final String STANDING = "STANDING#";
    private static final String BETWEEN = "#";
    /** Their applications are read side by side; each has hundreds at most. */
    private static final int EMPLOYERS_AT_ONCE = 10;

    private final Table table;

    DynamoCounts(Table table) {
        this.table = table;
    }

    @Override
    public Standing of(String applicationId) {
        Optional<Map<String, AttributeValue>> counted = table.get(Subject.application(applicationId), COUNTED);
        return new Standing(applicationId, DynamoApplicationStore.head(table, applicationId).map(Counted::of),
                counted.map(item -> Items.data(item, Counted.class)),
                counted.map(item -> Integer.parseInt(item.get("version").n())).orElse(0));
    }

    @Override
    public void count(Collection<Standing> applications) {
        List<TransactWriteItem> writes = new ArrayList<>();
        Map<Integer, List<Standing>> cycles = new LinkedHashMap<>();
        for (Standing standing : applications) {
            writes.add(counted(standing));
            cycles.computeIfAbsent(standing.now().or(standing::counted).orElseThrow().cycle(), _ -> new ArrayList<>()).add(standing);
        }
        cycles.forEach((cycle, standings) -> {
            Map<String, String> names = new LinkedHashMap<>();
            standings.forEach(standing -> standing.now().ifPresent(now -> names.put(now.uscc(), now.employer())));
            Counts.changes(standings).forEach((group, numbers) -> writes.add(add(cycle, group, numbers, names)));
        });
        table.transact(writes, Map.of());
    }

    private TransactWriteItem counted(Standing standing) {
        String pk = Subject.application(standing.applicationId());
        if (standing.now().isEmpty()) {
            return table.deleteAt(pk, COUNTED, standing.version());
        }
        Counted now = standing.now().get();
        Map<String, AttributeValue> item = Items.item(pk, COUNTED, now);
        item.put("cycle", Items.s(now.wasSubmitted() ? ofEmployers(now.cycle(), now.uscc()) : ofNobody(now.cycle())));
        item.put("id", Items.s(standing.applicationId()));
        return table.writeNext(item, standing.version() + 1);
    }

    private TransactWriteItem add(int cycle, Group group, Map<String, Integer> numbers, Map<String, String> employers) {
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, AttributeValue> values = new LinkedHashMap<>();
        List<String> added = new ArrayList<>();
        numbers.forEach((name, by) -> {
            String placeholder = Integer.toString(added.size());
            names.put("#" + placeholder, name);
            values.put(":" + placeholder, Items.n(by));
            added.add("#" + placeholder + " :" + placeholder);
        });
        String expression = "ADD " + String.join(", ", added);
        if (group instanceof Group.Employer employer && employers.containsKey(employer.uscc())) {
            names.put("#employer", "employer");
            values.put(":employer", Items.s(employers.get(employer.uscc())));
            expression += " SET #employer = :employer";
        }
        return TransactWriteItem.builder().update(Update.builder().tableName(table.name()).key(Items.key(pk(cycle), sk(group)))
                .updateExpression(expression).expressionAttributeNames(names).expressionAttributeValues(values).build()).build();
    }

    // What was not submitted, then employer by employer.
    @Override
    public Page<String> counted(int cycle, int limit, Optional<String> cursor) {
        Optional<String> employers = cursor.filter(text -> text.startsWith(EMPLOYER)).map(text -> text.substring(EMPLOYER.length()));
        if (employers.isEmpty()) {
            Page<String> page = table.page(inCycle(ofNobody(cycle)).limit(limit), cursor, DynamoCounts::id);
            return new Page<>(page.items(), page.next().or(() -> Optional.of(EMPLOYER)));
        }
        Page<String> page = table.page(QueryRequest.builder().keyConditionExpression("pk = :pk AND begins_with(sk, :prefix)")
                .expressionAttributeValues(Map.of(":pk", Items.s(pk(cycle)), ":prefix", Items.s(EMPLOYER))).limit(EMPLOYERS_AT_ONCE),
                employers.filter(text -> !text.isEmpty()), item -> tally(item).uscc());
        return new Page<>(
                Reads.each(page.items(), uscc -> ofEmployer(table, cycle, uscc)).stream().flatMap(List::stream).distinct().toList(),
                page.next().map(EMPLOYER::concat));
    }

    @Override
    public List<Tally> districts(int cycle) {
        return tallies(cycle, DISTRICT);
    }

    @Override
    public List<Tally> employers(int cycle) {
        return tallies(cycle, EMPLOYER);
    }

    @Override
    public List<Tally> employersIn(int cycle, String district) {
        return tallies(cycle, EMPLOYER + district + BETWEEN);
    }

    @Override
    public List<Tally> employer(int cycle, String uscc, Collection<String> districts) {
        return Reads.each(districts, district -> table.get(pk(cycle), sk(new Group.Employer(district, uscc)))).stream()
                .flatMap(Optional::stream).map(DynamoCounts::tally).toList();
    }

    /** The ids of those that were counted as submitted by an employer's staff. */
    static List<String> ofEmployer(Table table, int cycle, String uscc) {
        return table.reader().queryPaginator(inCycle(ofEmployers(cycle, uscc)).tableName(table.name()).build()).items().stream()
                .map(DynamoCounts::id).toList();
    }

    private static QueryRequest.Builder inCycle(String partition) {
        return QueryRequest.builder().indexName("cycle").keyConditionExpression("#cycle = :cycle")
                .expressionAttributeNames(Map.of("#cycle", "cycle")).expressionAttributeValues(Map.of(":cycle", Items.s(partition)));
    }

    private static String id(Map<String, AttributeValue> item) {
        return Items.text(item, "id");
    }

    /** How many are in a state, of a district or of all. */
    static ApplicationStore.Standing standing(Table table, int cycle, State state, Optional<String> district) {
        return district.map(one -> table.get(pk(cycle), sk(new Group.District(one))).stream().toList())
                .orElseGet(() -> table.all(pk(cycle), DISTRICT)).stream()
                .map(item -> new ApplicationStore.Standing(number(item, Counter.STATE + state), number(item, Counter.FLAGGED + state),
                        number(item, Counter.CAME_BACK + state)))
                .reduce(ApplicationStore.Standing.NONE, ApplicationStore.Standing::and);
    }

    private static int number(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name) ? Integer.parseInt(item.get(name).n()) : 0;
    }

    /** How many are in a state, by the day on which they came there. */
    static SortedMap<LocalDate, Integer> standing(Table table, int cycle, State state) {
        String prefix = STANDING + state + BETWEEN;
        SortedMap<LocalDate, Integer> days = new TreeMap<>();
        table.all(pk(cycle), prefix).forEach(item -> {
            int number = Integer.parseInt(item.get(Counter.ALL).n());
            if (number > 0) {
                days.put(LocalDate.parse(Items.text(item, "sk").substring(prefix.length())), number);
            }
        });
        return days;
    }

    private List<Tally> tallies(int cycle, String prefix) {
        return table.all(pk(cycle), prefix).stream().map(DynamoCounts::tally).toList();
    }

    private static Tally tally(Map<String, AttributeValue> item) {
        String[] group = Items.text(item, "sk").split(BETWEEN, -1);
        Map<String, Integer> numbers = new LinkedHashMap<>();
        item.forEach((name, value) -> {
            if (value.n() != null) {
                numbers.put(name, Integer.parseInt(value.n()));
            }
        });
        return new Tally(group[1], group.length > 2 ? group[2] : "", Items.text(item, "employer"), numbers);
    }

    private static String pk(int cycle) {
        return "COUNTS#" + cycle;
    }

    private static String ofNobody(int cycle) {
        return cycle + BETWEEN + COUNTED;
    }

    private static String ofEmployers(int cycle, String uscc) {
        return cycle + BETWEEN + EMPLOYER + uscc;
    }

    private static String sk(Group group) {
        return switch (group) {
            case Group.District(String district) -> DISTRICT + district;
            case Group.Employer(String district, String uscc) -> EMPLOYER + district + BETWEEN + uscc;
            case Group.Standing(State state, LocalDate since) -> STANDING + state + BETWEEN + since;
        };
    }
}
