package org.zhicheng.demo.play;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.zhicheng.demo.play.Journal.Block;
import org.zhicheng.demo.samples.Dossier.Vote;
import org.zhicheng.demo.samples.SamplePerson;
import org.zhicheng.demo.samples.Samples;

/**
 * One session of the committee (评审会议, R45) about all samples that it hears: the office, the experts and the chair, each by the API. Like the
 * dossiers' own acts it leaves alone what an earlier play has done. The setting is on only while it is played, so that the other samples are
 * decided by one member as before.
 */
final class SessionPlay {

    private static final int SEATS = 7;
    private static final int SUBSTITUTES = 2;
    private static final int READERS = 2;
    /** Of seven that is one too few. */
    private static final int TOO_FEW = 4;
    private static final int RESULT_NOTICE_DAYS = 5;
    private static final String PLACE = "上午10:00，样本大厦三楼会议室（样本）";
    private static final String SEED = "03 08 17 21 29 33 + 09";
    private static final String SOURCE = "双色球第2025031期（样本）";

    private final List<DossierPlay> heard;
    private final int round;
    private final int year;
    private final LocalDate today;
    private final Samples samples;
    private final Roster roster;
    private final Path papers;
    private final Caller office;

    /**
     * @param heard those whose applications are put to the vote
     * @param round of their review
     * @param papers the folder for what is printed
     */
    SessionPlay(List<DossierPlay> heard, int round, int year, LocalDate today, Samples samples, Roster roster, Path papers) {
        this.heard = heard;
        this.round = round;
        this.year = year;
        this.today = today;
        this.samples = samples;
        this.roster = roster;
        this.papers = papers;
        this.office = roster.office();
    }

    // ── before ──

    /** Experts consent and are appointed; the office sets day and agenda, by which it is fixed who can be drawn. */
    void plan(Block block) {
        if (find().isPresent() || heard.stream().filter(play -> play.isAtCommittee(block, round)).count() < heard.size()) {
            return;
        }
        try {
            block.step("管理员设会议评审 the administrator has sessions decide", () -> deciding(true));
            block.step("邀请评委，本人同意，任命 experts are invited, consent, are appointed", this::consents);
            block.step("一人评审 one member decides alone", () -> {
                DossierPlay play = heard.getFirst();
                JsonNode view = play.view();
                roster.committee()
                        .post("/applications/" + play.id() + "/decisions",
                                Bodies.seen(Bodies.pass(play.dossier(), view.path("attempt").asInt()), view))
                        .refused(409, "SESSION_DECIDES");
                return "被拒绝 refused: SESSION_DECIDES";
            });
            block.step("安排会议，确定候选名单 the office plans, candidates are fixed", this::plans);
        } finally {
            block.step("其他申报仍由一人评审 the others by one member as before", () -> deciding(false));
        }
    }

    private String deciding(boolean bySession) {
        new CycleSettings(roster, year).change((_, settings) -> settings.put("resultNoticeDays", bySession ? RESULT_NOTICE_DAYS : 0)
                .putObject("committee").put("bySession", bySession).put("seniorBySpecialty", SEATS).put("seniorBySeries", SEATS)
                .put("otherwise", SEATS).put("substitutes", SUBSTITUTES).put("readers", READERS));
        return bySession ? SEATS + " 席 seats, " + SUBSTITUTES + " 候补 substitutes, " + READERS + " 主审 readers" : "";
    }

    /** Each comes by the link that was sent, or passed on where there is no address; nobody else can. */
    private String consents() {
        Caller administrator = roster.administrator();
        Prologue staff = new Prologue(samples, roster, Round.ofTheNotice(samples));
        Set<String> appointed = staff.appointed();
        Map<String, JsonNode> register = new TreeMap<>();
        administrator.get("/experts").expect(200).json().path("experts").forEach(entry -> register.put(entry.path("name").asText(), entry));
        List<SamplePerson> experts = samples.people().stream().filter(person -> person.role() == SamplePerson.Role.EXPERT).toList();
        for (SamplePerson person : experts) {
            JsonNode entry = register.get(person.name());
            if (!entry.hasNonNull("consented")) {
                String id = entry.path("id").asText();
                String link = administrator.post("/experts/" + id + "/invitation", Bodies.empty()).expect(200).json().path("link").asText();
                String consent = "/experts/" + id + "/consent";
                roster.caller(person.sub()).post(consent, Bodies.empty().put("code", "aaaaaaaaaaaaaaaaaaaaaaaaaa").put("consents", true))
                        .refused(404, "NOT_FOUND");
                roster.caller(person.sub()).post(consent, Bodies.empty().put("code", link.substring(id.length() + 1)).put("consents", true))
                        .expect(200);
            }
            staff.appoint(person, appointed);
        }
        return experts.size() + " / " + register.size() + " 同意 consent";
    }

    private String plans() {
        ObjectNode plan = Bodies.empty().put("year", year).put("date", Plan.sessionAfter(today).toString())
                .put("series", heard.getFirst().dossier().qualification().series()).put("place", PLACE);
        ArrayNode agenda = plan.putArray("applications");
        heard.forEach(play -> agenda.add(play.id()));
        Map<String, String> key = Map.of("idempotency-key", "session-of-the-samples");
        JsonNode planned = office.send("POST", "/sessions", plan, key).expect(201).json();
        Answer again = office.send("POST", "/sessions", plan, key).expect(200, 201);
        if (!again.json().path("id").equals(planned.path("id"))) {
            throw again.unexpected("the same session " + planned.path("id").asText());
        }
        return planned.path("id").asText() + "：" + planned.path("agenda").size() + " 人 applications, "
                + planned.path("lot").path("candidates").size() + " 名候选 candidates, "
                + planned.path("lot").path("hash").asText().substring(0, 8) + "…";
    }

    // ── the day ──

    /** From the draw to what becomes of the applications. */
    void sit(Block block) {
        Optional<JsonNode> planned = find();
        if (planned.isEmpty() || planned.get().path("phase").asText().equals("SIGNED")) {
            return;
        }
        String id = planned.get().path("id").asText();
        try {
            block.step("管理员设会议评审和公示 the administrator has sessions decide", () -> deciding(true));
            if (phase(id).equals("PLANNED")) {
                block.step("以公开的种子抽取 draws by a public seed", () -> draws(id));
            }
            if (phase(id).equals("DRAWN")) {
                convene(block, id);
            }
            if (show(id).path("rounds").isEmpty()) {
                prepareVote(block, id);
            }
            if (show(id).at("/rounds/0/state").asText().equals("OPEN")) {
                block.step("无记名投票 they vote in secret", () -> vote(id));
            }
            block.step("计票 the office counts", () -> count(id));
            block.step("主持人签署 the chair signs", () -> sign(id));
            block.step("流程：执行结果 what was decided is carried out", () -> carriedOut(id));
            block.step("打印会议记录、结果表 prints minutes, sheet of results", () -> print(id, "MINUTES") + "，" + print(id, "RESULTS"));
        } finally {
            block.step("其他申报仍由一人评审 the others by one member as before", () -> deciding(false));
        }
    }

    private String draws(String id) {
        step(office, id, "DRAW", Bodies.empty().put("seed", SEED).put("source", SOURCE));
        JsonNode lot = show(id).path("lot");
        String head = String.join("\n", id, lot.path("number").asText(), lot.path("hash").asText(), SEED) + "\n";
        List<String> order = texts(lot.path("candidates")).stream().sorted(Comparator.comparing(expert -> sha256(head + expert))).toList();
        if (!order.subList(0, SEATS).equals(texts(lot.at("/drawn/panel")))
                || !order.subList(SEATS, SEATS + SUBSTITUTES).equals(texts(lot.at("/drawn/substitutes")))) {
            throw new Unexpected("抽取不可复算 the draw cannot be repeated: " + lot);
        }
        return SOURCE + "，可复算 anyone draws the same";
    }

    private void convene(Block block, String id) {
        block.step("一名评委请假，候补递补 a substitute steps in", () -> {
            JsonNode before = show(id);
            if (before.path("replacements").isEmpty()) {
                step(office, id, "REPLACEMENT", Bodies.empty().put("expert", seats(before).getLast()).put("reason", "出差，不能到会（样本）"));
            }
            if (seats(show(id)).size() != SEATS) {
                throw new Unexpected("应为 expected " + SEATS + " seats: " + show(id).path("panel"));
            }
            return "候补第一名 the first of them";
        });
        block.step("指定主持人 names the chair",
                () -> step(office, id, "CHAIR", Bodies.empty().put("expert", seats(show(id)).getFirst())).path("phase").asText());
        heard.stream().filter(play -> vote(play).interest().isPresent())
                .forEach(play -> block.step("评委申请回避，主持人准许 one is excluded", () -> exclude(id, play)));
        block.step("签到 attendance", () -> {
            attend(id, SEATS);
            return step(office, id, "OPENING", Bodies.empty()).path("phase").asText();
        });
    }

    /** Whoever is excluded does not read it any more either. */
    private String exclude(String id, DossierPlay play) {
        String expert = seats(show(id)).get(SEATS / 2);
        Caller member = caller(id, expert);
        String interest = vote(play).interest().orElseThrow();
        step(member, id, "RECUSAL", Bodies.empty().put("applicationId", play.id()).put("ground", "RELATIVE").put("words", interest));
        int number = show(id).path("recusals").valueStream().filter(r -> r.path("expert").asText().equals(expert)).findFirst().orElseThrow()
                .path("number").asInt();
        step(chair(id), id, "FINDING", Bodies.empty().put("number", number).put("accepted", true));
        member.get("/reviews/" + play.id()).refused(404, "NOT_FOUND");
        return play.name() + "：" + interest;
    }

    private void prepareVote(Block block, String id) {
        block.step("主审意见 the readers' opinions", () -> opinions(id));
        block.step("人数不足即表决 a vote with too few present", () -> {
            attend(id, TOO_FEW);
            open(id).refused(409, "NO_QUORUM");
            return TOO_FEW + " / " + SEATS + "，被拒绝 refused: NO_QUORUM";
        });
        block.step("人到齐后开始表决 they come back, the vote is opened", () -> {
            attend(id, SEATS);
            return SEATS + " / " + SEATS + "，" + open(id).expect(200).json().at("/rounds/0/applications").size() + " 人 applications";
        });
    }

    private String opinions(String id) {
        int given = 0;
        for (JsonNode line : show(id).path("agenda")) {
            String application = line.path("applicationId").asText();
            for (String reader : texts(line.path("readers"))) {
                Caller caller = caller(id, reader);
                JsonNode questions = caller.get("/reviews/" + application).expect(200).json().at("/checks/assessment/questions");
                ObjectNode opinion = Bodies.empty().put("applicationId", application).put("text", "材料齐全，业绩与岗位相符（样本）").put("inFavour", true);
                ObjectNode answers = opinion.putObject("answers");
                questions.forEach(question -> answers.put(question.path("code").asText(), "已核实证明材料，不影响申报"));
                step(caller, id, "OPINION", opinion);
                given++;
            }
        }
        return given + " 份 opinions";
    }

    private void attend(String id, int present) {
        ArrayNode there = Bodies.empty().putArray("experts");
        seats(show(id)).subList(0, present).forEach(there::add);
        step(office, id, "ATTENDANCE", Bodies.empty().set("experts", there));
    }

    private Answer open(String id) {
        ArrayNode agenda = Bodies.empty().putArray("applications");
        JsonNode session = show(id);
        session.path("agenda").forEach(line -> agenda.add(line.path("applicationId").asText()));
        return office.send("POST", "/sessions/" + id + "/rounds", Bodies.empty().set("applications", agenda),
                Map.of("if-match", "\"" + session.path("version").asInt() + "\""));
    }

    // ── the vote ──

    /** Each votes once on all that is theirs to judge; until it is counted nobody sees more than how many have voted. */
    private String vote(String id) {
        JsonNode session = show(id);
        for (String expert : seats(session)) {
            Caller member = caller(id, expert);
            JsonNode mine = member.get("/sessions/" + id).expect(200).json().at("/rounds/0");
            if (!mine.path("hasVoted").asBoolean()) {
                if (mine.path("mine").size() < heard.size()) {
                    cast(member, id, expert, choices(session, expert, false)).refused(403, "RECUSED");
                }
                cast(member, id, expert, choices(session, expert, true)).expect(200);
                cast(member, id, "a-second-time-" + expert, choices(session, expert, true)).refused(409, "ALREADY_VOTED");
            }
        }
        Answer seen = office.get("/sessions/" + id).expect(200);
        JsonNode open = seen.json().at("/rounds/0");
        if (open.path("voted").asInt() != SEATS || !open.path("results").isEmpty()) {
            throw seen.unexpected(SEATS + " who voted and no result");
        }
        return SEATS + " / " + SEATS + "，计票前看不到结果 nothing is seen before the count";
    }

    private Answer cast(Caller member, String id, String key, ArrayNode choices) {
        return member.send("POST", "/sessions/" + id + "/rounds/1/ballots", Bodies.empty().set("choices", choices),
                Map.of("idempotency-key", "ballot-of-the-samples-" + key));
    }

    /** As the stories have it: the first seats of those who judge are for it. */
    private ArrayNode choices(JsonNode session, String expert, boolean onlyOwn) {
        ArrayNode choices = Bodies.empty().putArray("choices");
        for (DossierPlay play : heard) {
            List<String> judges = judges(session, play);
            if (judges.contains(expert) || !onlyOwn) {
                choices.addObject().put("applicationId", play.id()).put("choice", choice(vote(play), judges.indexOf(expert)));
            }
        }
        return choices;
    }

    private static String choice(Vote vote, int place) {
        return place < vote.inFavour() ? "FOR" : place < vote.inFavour() + vote.against() ? "AGAINST" : "ABSTAIN";
    }

    private static List<String> judges(JsonNode session, DossierPlay play) {
        List<String> judges = seats(session);
        session.path("recusals").valueStream()
                .filter(r -> r.path("applicationId").asText().equals(play.id()) && r.path("accepted").asBoolean())
                .forEach(r -> judges.remove(r.path("expert").asText()));
        return judges;
    }

    private String count(String id) {
        Answer counted = office.post("/sessions/" + id + "/rounds/1/count", Bodies.empty()).expect(200);
        List<String> told = new ArrayList<>();
        for (JsonNode result : counted.json().at("/rounds/0/results")) {
            DossierPlay play = heard.stream().filter(one -> one.id().equals(result.path("applicationId").asText())).findFirst()
                    .orElseThrow(() -> counted.unexpected("the samples only"));
            Vote vote = vote(play);
            if (result.path("present").asInt() != vote.present() || result.path("inFavour").asInt() != vote.inFavour()
                    || result.path("against").asInt() != vote.against() || result.path("abstained").asInt() != vote.abstained()
                    || result.path("passed").asBoolean() != vote.passes()) {
                throw counted.unexpected(play.name() + " " + vote);
            }
            told.add(play.name() + " " + vote.inFavour() + "/" + vote.present() + (vote.passes() ? " 通过 passed" : " 未通过 not passed"));
        }
        if (told.size() != heard.size()) {
            throw counted.unexpected(heard.size() + " results");
        }
        return String.join("，", told);
    }

    private String sign(String id) {
        String other = seats(show(id)).getLast();
        caller(id, other).put("/sessions/" + id + "/SIGNATURE", Bodies.empty(), show(id).path("version").asInt()).refused(403, "NOT_CHAIR");
        return step(chair(id), id, "SIGNATURE", Bodies.empty()).path("phase").asText();
    }

    /** Whose decision it was says the session's number, and names nobody. */
    private String carriedOut(String id) {
        List<String> told = new ArrayList<>();
        for (DossierPlay play : heard) {
            String state = play.awaitState(vote(play).passes() ? "RESULT_NOTICE" : "REJECTED");
            String view = play.view().toString();
            JsonNode session = show(id);
            if (!view.contains(id) || session.path("panel").valueStream()
                    .anyMatch(seat -> view.contains(seat.path("name").asText()) || view.contains(seat.path("expert").asText()))) {
                throw new Unexpected("应只有会议编号 expected the session's number and none of the panel: " + view);
            }
            told.add(play.name() + " " + state);
        }
        return String.join("，", told);
    }

    private String print(String id, String paper) throws IOException {
        Answer printed = office.get("/sessions/" + id + "/papers/" + paper).expect(200);
        if (!new String(printed.body(), 0, 4, StandardCharsets.ISO_8859_1).equals("%PDF")) {
            throw printed.unexpected("PDF");
        }
        Files.createDirectories(papers);
        return Files.write(papers.resolve("session-" + paper.toLowerCase(java.util.Locale.ROOT) + ".pdf"), printed.body()).getFileName()
                .toString();
    }

    // ── what it asks with ──

    /** The session that has the samples on its agenda. */
    private Optional<JsonNode> find() {
        return office.get("/sessions?year=" + year).expect(200).json().valueStream()
                .filter(line -> !line.path("phase").asText().equals("CANCELLED")).map(line -> show(line.path("id").asText()))
                .filter(session -> session.path("agenda").toString().contains(heard.getFirst().id())).findFirst();
    }

    private JsonNode show(String id) {
        return office.get("/sessions/" + id).expect(200).json();
    }

    private String phase(String id) {
        return show(id).path("phase").asText();
    }

    private JsonNode step(Caller caller, String id, String step, JsonNode body) {
        return caller.put("/sessions/" + id + "/" + step, body, show(id).path("version").asInt()).expect(200).json();
    }

    private Caller chair(String id) {
        return caller(id, show(id).path("chair").asText());
    }

    /** Whom the samples know by the name that the office sees at the seat. */
    private Caller caller(String id, String expert) {
        String name = show(id).path("panel").valueStream().filter(seat -> seat.path("expert").asText().equals(expert)).findFirst()
                .orElseThrow(() -> new Unexpected("不在专家组 not of the panel: " + expert)).path("name").asText();
        return roster.caller(samples.people().stream().filter(person -> person.name().equals(name)).findFirst().orElseThrow().sub());
    }

    private static Vote vote(DossierPlay play) {
        return play.dossier().story().vote().orElseThrow();
    }

    private static List<String> seats(JsonNode session) {
        return new ArrayList<>(session.path("panel").valueStream().map(seat -> seat.path("expert").asText()).toList());
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
