package org.zhicheng.checks.places;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class LikenessTest {

    private static final String FIRST = "7ag7ykqenijr4tdg3gzprawgcn";
    private static final String SECOND = "2yhiil3owtv76dhzg7hxb62egj";
    private static final String FILE = "4fmjnkr65ceoi6xnfbhggrnsbr";
    private static final String OTHER_FILE = "66s5hmjygwbotooxu3qpnndes2";
    private static final String EXPERT = "5t4kh5ki4pbj6wklsh5v3y3mjb";
    private static final String OTHER_EXPERT = "wz35ny7cwt7kelr3e566kwmcsj";

    private static Entry entry(String key, String... attributes) {
        TreeMap<String, String> told = new TreeMap<>();
        for (int index = 0; index < attributes.length; index += 2) {
            told.put(attributes[index], attributes[index + 1]);
        }
        return new Entry(key, told);
    }

    private static Entry application(String id, String applicant, String at) {
        return entry("APP#" + id + " A#HEAD", "data.applicant", applicant, "data.createdAt", at, "data.id", id, "data.state", "DRAFT");
    }

    private static Entry file(String id, String application, String name) {
        return entry("APP#" + application + " A#ATT#" + id, "data.fileName", name, "data.requestedAt", "2025-02-25T01:00:18.199683647Z");
    }

    private static Likeness compare(List<Entry> left, List<Entry> right) {
        return Likeness.of("here", left, "there", right);
    }

    @Test
    @DisplayName("随机编号、时刻不同而内容相同的两次演示，比对为一致")
    void shouldFindAlikeWhatDiffersInRandomIdsAndMomentsOnly() {
        List<Entry> left = List.of(application(FIRST, "applicant-01", "2025-02-25T01:00:14.799321892Z"), file(FILE, FIRST, "A1.png"),
                entry("CERT#WLMQ20251000001 CERTIFICATE", "data.number", "WLMQ20251000001", "data.applicationId", FIRST),
                entry("UNIQUE#VERIFICATION_CODE#o3lrcjxkam6of75afk6closvrn UNIQUE", "owner", "WLMQ20251000001"));
        List<Entry> right = List.of(application(SECOND, "applicant-01", "2025-02-25T01:07:00.1Z"), file(OTHER_FILE, SECOND, "A1.png"),
                entry("CERT#WLMQ20251000014 CERTIFICATE", "data.number", "WLMQ20251000014", "data.applicationId", SECOND),
                entry("UNIQUE#VERIFICATION_CODE#alhvawam6l4vkllfdyfwdgrewh UNIQUE", "owner", "WLMQ20251000014"));

        assertThat(compare(left, right)).isEqualTo(new Likeness(4, List.of()));
    }

    @Test
    @DisplayName("缺一个属性，报出所在项与属性名")
    void shouldTellAnAttributeThatIsMissing() {
        Entry whole = application(FIRST, "applicant-01", "2025-02-25T01:00:14.7Z");
        TreeMap<String, String> less = new TreeMap<>(whole.attributes());
        less.remove("data.state");

        assertThat(compare(List.of(whole), List.of(new Entry(whole.key(), less))).differences())
                .containsExactly("APP#‹application of applicant-01› A#HEAD data.state: here DRAFT, there none");
    }

    @Test
    @DisplayName("一个属性的值不同，报出两个值")
    void shouldTellAnotherValue() {
        assertThat(compare(List.of(entry("CYCLES 2025", "version", "1")), List.of(entry("CYCLES 2025", "version", "2"))).differences())
                .containsExactly("CYCLES 2025 version: here 1, there 2");
    }

    @Test
    @DisplayName("多出或缺少的项，各报一行")
    void shouldTellAnItemThatOneHasOnly() {
        Likeness likeness = compare(List.of(entry("CYCLES 2024"), entry("CYCLES 2025")),
                List.of(entry("CYCLES 2025"), entry("CYCLES 2026")));

        assertThat(likeness.alike()).isEqualTo(1);
        assertThat(likeness.differences()).containsExactly("CYCLES 2024: here only", "CYCLES 2026: there only");
    }

    @Test
    @DisplayName("同键同日的多项，少一项也要报出")
    void shouldTellHowManyThereAreOfOneKey() {
        Entry one = entry("PERSON#applicant-01 E#001740445201621#REGISTER", "data.action", "REGISTER");
        Entry again = entry("PERSON#applicant-01 E#001740445209999#REGISTER", "data.action", "REGISTER");

        assertThat(compare(List.of(one, again), List.of(one)).differences())
                .containsExactly("PERSON#applicant-01 E#2025-02-25#REGISTER (2): here only");
    }

    @Test
    @DisplayName("编号指向另一人的申报，不算一致")
    void shouldTellAnIdThatIsSomebodyElses() {
        List<Entry> both = List.of(application(FIRST, "applicant-01", "2025-02-25T01:00:14.7Z"),
                application(SECOND, "applicant-02", "2025-02-25T01:00:15.7Z"));
        List<Entry> left = new ArrayList<>(both);
        left.add(entry("UNIQUE#LIVE_APPLICATION#applicant-01#2025 UNIQUE", "owner", FIRST));
        List<Entry> right = new ArrayList<>(both);
        right.add(entry("UNIQUE#LIVE_APPLICATION#applicant-01#2025 UNIQUE", "owner", SECOND));

        assertThat(compare(left, right).differences()).containsExactly("UNIQUE#LIVE_APPLICATION#applicant-01#2025 UNIQUE owner: "
                + "here ‹application of applicant-01›, there ‹application of applicant-02›");
    }

    @Test
    @DisplayName("文件内容不同，凭 SHA-256 报出")
    void shouldTellAnObjectOfAnotherContent() {
        List<Entry> left = List.of(application(FIRST, "applicant-01", "2025-02-25T01:00:14.7Z"), file(FILE, FIRST, "A1.png"),
                entry("object materials/" + FIRST + "/" + FILE, "sha256", "AB"));
        List<Entry> right = List.of(application(SECOND, "applicant-01", "2025-02-25T01:00:14.7Z"), file(OTHER_FILE, SECOND, "A1.png"),
                entry("object materials/" + SECOND + "/" + OTHER_FILE, "sha256", "CD"));

        assertThat(compare(left, right).differences()).containsExactly(
                "object materials/‹application of applicant-01›/" + "‹‹application of applicant-01›, A1.png› sha256: here AB, there CD");
    }

    @Test
    @DisplayName("规则定下的时点逐秒比较，时钟给出的时刻只比较日期")
    void shouldCompareWhatARuleHasSetToTheSecondAndWhatTheClockGaveByTheDay() {
        Entry left = entry("CYCLE#2025 CYCLE", "closes", "2025-03-17T16:00:00.000Z", "closed", "2025-03-17T16:05:00.140Z", "expiresAt",
                "1744855260");
        Entry sameDay = entry("CYCLE#2025 CYCLE", "closes", "2025-03-17T16:00:00.000Z", "closed", "2025-03-17T16:09:59.9Z", "expiresAt",
                "1744855299");
        Entry other = entry("CYCLE#2025 CYCLE", "closes", "2025-03-17T16:00:01.000Z", "closed", "2025-03-18T00:00:00.1Z", "expiresAt",
                "1744955260");

        assertThat(compare(List.of(left), List.of(sameDay)).differences()).isEmpty();
        assertThat(compare(List.of(left), List.of(other)).differences()).hasSize(3);
        Entry wholeSecond = entry("CYCLE#2025 CYCLE", "closes", "2025-03-17T16:00:00.000Z", "closed", "2025-03-17T16:09:59Z", "expiresAt",
                "1744855299");
        assertThat(compare(List.of(left), List.of(wholeSecond)).differences()).as("as one in a thousand is").isEmpty();
        assertThat(compare(List.of(left), List.of(entry("CYCLE#2025 CYCLE", "closes", "2025-03-17T16:00:00.000Z", "closed",
                "2025-03-18T16:09:59Z", "expiresAt", "1744855299"))).differences()).hasSize(1);
    }

    @Test
    @DisplayName("导出的名单按格式称呼，不问哪一份先写")
    void shouldCallAListByItsForm() {
        assertThat(compare(List.of(entry("object exports/" + FIRST + ".csv"), entry("object exports/" + SECOND + ".xlsx")),
                List.of(entry("object exports/" + SECOND + ".csv"), entry("object exports/" + FIRST + ".xlsx"))).differences()).isEmpty();
    }

    private static List<Entry> session(String drawn, String login, String name, String choice) {
        return List.of(entry("EXPERTS " + EXPERT, "data.id", EXPERT, "data.name", "样评甲"),
                entry("EXPERTS " + OTHER_EXPERT, "data.id", OTHER_EXPERT, "data.name", "样评乙"),
                entry("EXPERT-LOGINS expert-01", "expert", EXPERT), entry("EXPERT-LOGINS expert-02", "expert", OTHER_EXPERT),
                entry("SESSIONS#2025 2025-001", "data.panel[00].expert", drawn, "data.panel[00].name", name),
                entry("SESSION#2025-001 OPINION#" + drawn, "data.inFavour", choice, "data.by", login));
    }

    @Test
    @DisplayName("R45 抽签抽中的评委按席位称呼，不问是谁；其意见仍逐项比较")
    void shouldCallWhoWasDrawnByTheSeatAndCompareWhatWasSaidThere_R45() {
        List<Entry> left = session(EXPERT, "expert-01", "样评甲", "true");

        assertThat(compare(left, session(OTHER_EXPERT, "expert-02", "样评乙", "true"))).isEqualTo(new Likeness(6, List.of()));
        assertThat(compare(left, session(OTHER_EXPERT, "expert-02", "样评乙", "false")).differences())
                .containsExactly("SESSION#2025-001 OPINION#‹expert: panel 00› data.inFavour: here true, there false");
    }

    @Test
    @DisplayName("流程和定时任务顺带记下的何时、多少，不影响比对；其他记录有无、先后要一致")
    void shouldPassOverWhatIsNotedInPassing() {
        String key = "APP#somebody E#00000000000000";
        List<Entry> left = List.of(entry(key + "1#OPEN_REVIEW"), entry(key + "2#RECORD_OBJECTION"), entry(key + "3#ANSWER_OBJECTION"));
        List<Entry> raced = List.of(entry(key + "1#RECORD_OBJECTION"), entry(key + "2#OPEN_REVIEW"), entry(key + "3#OVERDUE"),
                entry(key + "4#ANSWER_OBJECTION"));
        List<Entry> turned = List.of(entry(key + "1#OPEN_REVIEW"), entry(key + "2#ANSWER_OBJECTION"), entry(key + "3#RECORD_OBJECTION"));
        List<Entry> less = List.of(entry(key + "1#OPEN_REVIEW"), entry(key + "2#RECORD_OBJECTION"));

        assertThat(compare(left, raced)).isEqualTo(new Likeness(2, List.of()));
        assertThat(compare(left, turned).differences()).hasSize(4);
        assertThat(compare(left, less).differences()).containsExactly("APP#somebody E#002#ANSWER_OBJECTION: here only");
    }

    @Test
    @DisplayName("不比较的属性逐一列名，各有理由；同一项的其他属性照常比较")
    void shouldLeaveOutByNameOnly() {
        Entry left = entry("CERT#somebody CERTIFICATE", "data.number", "WLMQ20251000001", "data.signature", "MEYC", "data.level", "JUNIOR");
        Entry right = entry("CERT#somebody CERTIFICATE", "data.number", "WLMQ20251000001", "data.signature", "MEQC", "data.level",
                "SENIOR");

        assertThat(compare(List.of(left), List.of(right)).differences())
                .containsExactly("CERT#somebody CERTIFICATE data.level: here JUNIOR, there SENIOR");
        assertThat(LeftOut.values()).allSatisfy(each -> assertThat(each.reason()).isNotBlank());
    }

    @Test
    @DisplayName("表中一项的属性比较到最里层")
    void shouldSeeAnItemToItsLastLeaf() {
        Entry entry = Entry
                .of(Map.of("pk", AttributeValue.fromS("P"), "sk", AttributeValue.fromS("S"), "version", AttributeValue.fromN("3"), "data",
                        AttributeValue.fromM(Map.of("open", AttributeValue.fromBool(true), "none", AttributeValue.fromL(List.of()), "lines",
                                AttributeValue.fromL(List.of(AttributeValue.fromM(Map.of("name", AttributeValue.fromS("甲")))))))));

        assertThat(entry.key()).isEqualTo("P S");
        assertThat(entry.attributes())
                .isEqualTo(Map.of("version", "3", "data.open", "true", "data.none", "[]", "data.lines[00].name", "甲"));
    }
}
