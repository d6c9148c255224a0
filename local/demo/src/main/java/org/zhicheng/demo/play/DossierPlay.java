package org.zhicheng.demo.play;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.zhicheng.demo.play.Bodies.NoticeStage;
import org.zhicheng.demo.play.Journal.Block;
import org.zhicheng.demo.play.Result.Ending;
import org.zhicheng.demo.samples.Dossier.Announced;
import org.zhicheng.demo.samples.Dossier.Eligibility;
import org.zhicheng.demo.samples.Dossier.PublicNotice;
import org.zhicheng.demo.samples.Dossier.Questioned;
import org.zhicheng.demo.samples.Dossier.Tier;
import org.zhicheng.demo.samples.Dossier;
import org.zhicheng.demo.samples.Samples;

/**
 * One dossier's way through the API, by the applicant and all who decide on it. Each act looks at the application first and leaves alone
 * what was done before, so a play that was cut off can be played on.
 */
final class DossierPlay {

    private static final Set<String> FINAL = Set.of("CERTIFIED", "REVOKED", "REJECTED", "WITHDRAWN", "ABANDONED", "EXPIRED", "CLOSED");
    /** The straight way; a correction leads back to the beginning of the next round. */
    private static final List<String> WAY = List.of("DRAFT", "SUBMITTED", "EMPLOYER_REVIEW", "DISTRICT_REVIEW", "COMMITTEE_REVIEW",
            "RESULT_NOTICE", "MATERIALS", "APPROVAL_DOCUMENT", "CERTIFICATE", "CERTIFIED");
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final List<String> NOTICE_MATERIALS = List.of("A13", "A14", "A15");
    private static final String SUMMARY = "A12";
    private static final String RECONSIDERATION = "RECONSIDERATION";
    private static final String RESULT_NOTICE = "RESULT_NOTICE";
    private static final String FRAUD_FLAG = "INTEGRITY_RECORD_TO_WEIGH";

    private final Dossier dossier;
    private final Round round;
    private final Samples samples;
    private final ApiClient api;
    private final Roster roster;
    private final Path certificates;
    private final Caller applicant;
    private volatile String id = "";
    private volatile boolean ended;
    private volatile boolean failed;

    /** @param certificates the folder for downloaded certificates */
    DossierPlay(Dossier dossier, Round round, Samples samples, ApiClient api, Roster roster, Path certificates) {
        this.dossier = dossier;
        this.round = round;
        this.samples = samples;
        this.api = api;
        this.roster = roster;
        this.certificates = certificates;
        this.applicant = roster.caller(dossier.sub());
    }

    Dossier dossier() {
        return dossier;
    }

    String name() {
        return dossier.identity().name();
    }

    /** The application's id; empty while there is none. */
    String id() {
        return id;
    }

    /** True where an earlier play brought it to its end. */
    boolean hasEnded() {
        return ended;
    }

    /** True once a step went wrong: what follows makes no sense any more. */
    boolean hasFailed() {
        return failed;
    }

    void fail() {
        failed = true;
    }

    /** Looks whether the person applied in an earlier play; the state it is in. */
    Optional<String> find() {
        Optional<String> state = Optional.empty();
        for (JsonNode line : applicant.get("/applications").expect(200).json()) {
            JsonNode application = line.path("application");
            if (application.path("cycle").asInt() == round.year()
                    && (id.isEmpty() || !FINAL.contains(application.path("state").asText()))) {
                id = application.path("id").asText();
                state = Optional.of(application.path("state").asText());
            }
        }
        ended = state.filter(FINAL::contains).isPresent() && !isToBeQuestioned();
        return state;
    }

    /** Plays what concerns this dossier alone. */
    void play(Act act, Block block) {
        switch (act.kind()) {
            case FILL_IN -> fillIn(block);
            case SUBMISSION -> submit(block);
            case NOTICE -> notice(block);
            case OBJECTION -> object(block);
            case RESOLUTION -> resolve(block);
            case CORRECTION -> correct(block);
            case EMPLOYER -> recommend(block, act.round());
            case DISTRICT -> district(block, act.round());
            case RESULT_NOTICE -> beObjectedTo(block, act.round());
            case MATERIALS -> handOver(block, act.round());
            case CERTIFICATE -> certificate(block);
            case REVOCATION -> revoke(block);
            case SESSION_PLAN, SESSION, COMMITTEE, CLOSING, APPROVAL, LISTS ->
                throw new IllegalArgumentException(act.kind() + " concerns all");
        }
    }

    // ── the applicant ──

    private void fillIn(Block block) {
        if (ended || !id.isEmpty() && !view().path("state").asText().equals("DRAFT")) {
            return;
        }
        block.step("实名登记 registers", this::register);
        if (id.isEmpty()) {
            block.step("新建申报 opens a draft", this::openDraft);
        }
        block.step("保存表单 saves the form", this::saveForm);
        List<String> materials = dossier.materials().keySet().stream().filter(material -> !NOTICE_MATERIALS.contains(material)).toList();
        block.step("上传材料 uploads materials", () -> upload(applicant, materials));
        block.step("查看检查结果 sees the checks", this::showChecks);
    }

    private String register() {
        Answer answer = applicant.post("/applicants", Bodies.registration(dossier.identity(), registeredName())).expect(200, 201);
        String masked = answer.json().path("maskedIdNumber").asText();
        if (masked.isEmpty() || masked.equals(dossier.identity().idNumber()) || answer.text().contains(dossier.identity().idNumber())) {
            throw answer.unexpected("a masked ID number");
        }
        return masked;
    }

    /** As it is registered now: as it was misspelt, until the office has corrected it. */
    private String registeredName() {
        Answer me = applicant.get("/applicants/me");
        return me.status() == 200 ? me.json().path("name").asText(name()) : dossier.story().registeredAs().orElse(name());
    }

    /** The office corrects a name on proof, and the draft has it at once (R41). */
    private String correctName() {
        ObjectNode correction = Bodies.empty().put("idNumber", dossier.identity().idNumber()).put("name", name())
                .put("reason", "登记时写错一字（样本）").put("proof", "居民身份证原件（样本）");
        roster.office().post("/registration-corrections", correction).expect(200);
        Answer draft = applicant.get(path()).expect(200);
        if (!draft.json().path("name").asText().equals(name())) {
            throw draft.unexpected(name());
        }
        return dossier.story().registeredAs().orElseThrow() + " → " + name();
    }

    /** Opens it twice with one key, as a browser does that lost the first answer. */
    private String openDraft() {
        Map<String, String> key = Map.of("idempotency-key", UUID.randomUUID().toString());
        ObjectNode body = Bodies.draft(round.year(), dossier.qualification());
        String first = applicant.send("POST", "/applications", body, key).expect(201).json().path("id").asText();
        Answer again = applicant.send("POST", "/applications", body, key).expect(200, 201);
        if (first.isEmpty() || !again.json().path("id").asText().equals(first)) {
            throw again.unexpected("the same draft " + first);
        }
        id = first;
        return again.json().path("state").asText() + " " + first;
    }

    /** Saves it, and once more from a page that was opened before: that must not undo what was saved. */
    private String saveForm() {
        ObjectNode form = Bodies.form(dossier, samples.summary(dossier));
        int revision = saveForm(form, view().path("formRevision").asText()).expect(200).json().path("formRevision").asInt();
        saveForm(form.deepCopy().put("conduct", "…"), Integer.toString(revision - 1)).refused(409, "STALE_VERSION");
        return "第 " + revision + " 版 revision";
    }

    private Answer saveForm(ObjectNode form, String revision) {
        return applicant.send("PUT", path(), form, Map.of("if-match", "\"" + revision + "\""));
    }

    private String upload(Caller caller, List<String> materials) {
        Set<String> there = new TreeSet<>();
        view().path("attachments").forEach(attachment -> {
            if (attachment.path("status").asText().equals("ACCEPTED")) {
                there.add(attachment.path("material").asText() + " " + attachment.path("fileName").asText());
            }
        });
        int files = 0;
        for (String material : materials) {
            for (String file : dossier.materials().getOrDefault(material, List.of())) {
                if (!material.equals(SUMMARY) && !there.contains(material + " " + file)) {
                    api.upload(caller, id, material, file, content(file), "");
                    files++;
                }
            }
        }
        return files + " 个文件 files";
    }

    private String showChecks() {
        JsonNode checks = applicant.get(path() + "/checks").expect(200).json();
        return checks.path("assessment").path("outcome").asText()
                + (checks.path("submittable").asBoolean() ? ", 可以提交 submittable" : ", 待补正 to mend: " + codes(checks));
    }

    private void submit(Block block) {
        if (ended || !view().path("state").asText().equals("DRAFT")) {
            return;
        }
        if (dossier.story().registeredAs().isPresent()) {
            block.step("评审机构凭证明更正姓名 the office corrects the name", this::correctName);
        }
        block.step("查看检查结果 sees the checks", this::check);
        if (dossier.story().eligibility() == Eligibility.INELIGIBLE) {
            block.step("提交申报 submits", this::beRefused);
            return;
        }
        block.step("提交申报 submits", () -> state(applicant.post(path() + "/submission", Bodies.empty()).expect(200)));
        block.step("流程：资格审核 the workflow checks", () -> awaitState("EMPLOYER_REVIEW"));
        block.step("打印申报表、受理回执 prints application, receipt", () -> papers(applicant, "APPLICATION", "SUBMISSION_RECEIPT"));
    }

    private String check() {
        Answer answer = applicant.get(path() + "/checks").expect(200);
        JsonNode assessment = answer.json().path("assessment");
        if (!assessment.path("outcome").asText().equals(dossier.story().eligibility().name())
                || !assessment.path("eligibleFrom").asText("").equals(dossier.story().eligibleFrom().map(Object::toString).orElse(""))) {
            throw answer.unexpected(dossier.story().eligibility() + dossier.story().eligibleFrom().map(day -> ", from " + day).orElse(""));
        }
        return dossier.story().eligibility() + dossier.story().eligibleFrom().map(day -> "，" + day + " 起符合 eligible from").orElse("")
                + (assessment.path("questions").isEmpty() ? "" : "，审核人须核实 to be reviewed: " + codes(assessment.path("questions")));
    }

    private String beRefused() {
        Answer answer = applicant.post(path() + "/submission", Bodies.empty()).refused(422, "YEARS_TOO_FEW");
        JsonNode violation = answer.json().path("violations").get(0);
        if (answer.violations().size() > 1) {
            throw answer.unexpected("YEARS_TOO_FEW only");
        }
        return "被拒绝 refused: " + violation.path("message").asText();
    }

    private void correct(Block block) {
        Optional<JsonNode> due = due(block, 1, "CORRECTION");
        if (due.isEmpty()) {
            return;
        }
        block.step("查看退回意见 sees what to mend", () -> {
            List<String> items = new ArrayList<>();
            due.get().path("correction").path("items")
                    .forEach(mend -> items.add(mend.path("item").asText() + "：" + mend.path("comment").asText()));
            return String.join("；", items);
        });
        block.step("改未退回的内容 edits something else", () -> {
            ObjectNode form = Bodies.form(dossier, samples.summary(dossier)).put("conduct", dossier.conduct() + "。");
            saveForm(form, due.get().path("formRevision").asText()).refused(422, "NOT_OPEN_FOR_CORRECTION");
            return "被拒绝 refused: NOT_OPEN_FOR_CORRECTION";
        });
        block.step("上传更正的材料 uploads what was mended", this::uploadMended);
        if (dossier.story().excludedMeanwhile()) {
            correctThoughExcluded(block);
        } else {
            block.step("提交更正 hands in the correction", this::handInCorrection);
        }
        block.step("流程：回到基层单位 back to the employer", () -> awaitState("EMPLOYER_REVIEW"));
    }

    private String handInCorrection() {
        return state(applicant.post(path() + "/correction", Bodies.empty()).expect(200));
    }

    /** The list of specialties changes between the return and the correction: what was submitted goes on (R50). */
    private void correctThoughExcluded(Block block) {
        String specialty = dossier.qualification().specialty();
        try {
            block.step("管理员将该专业列入不受理 the administrator excludes its specialty", () -> exclude(specialty, true));
            block.step("提交更正不受影响 hands in the correction all the same", this::handInCorrection);
        } finally {
            block.step("管理员恢复该专业 the administrator admits it again", () -> exclude(specialty, false));
        }
    }

    private String announcing(int days) {
        new CycleSettings(roster, round.year()).change((_, settings) -> settings.put("resultNoticeDays", days));
        return days + " 个工作日 working days";
    }

    private String exclude(String specialty, boolean excluded) {
        new CycleSettings(roster, round.year()).change((before, settings) -> {
            ArrayNode list = settings.putArray("excludedSpecialties");
            before.path("excludedSpecialties").forEach(other -> {
                if (!other.asText().equals(specialty)) {
                    list.add(other.asText());
                }
            });
            if (excluded) {
                list.add(specialty);
            }
        });
        return specialty;
    }

    private String uploadMended() {
        List<String> told = new ArrayList<>();
        dossier.returned().orElseThrow().materials().forEach((material, files) -> {
            List<String> old = new ArrayList<>();
            view().path("attachments").forEach(attachment -> {
                if (attachment.path("material").asText().equals(material) && attachment.path("status").asText().equals("ACCEPTED")) {
                    old.add(attachment.path("id").asText());
                }
            });
            for (int i = 0; i < files.size(); i++) {
                api.upload(applicant, id, material, files.get(i), content(files.get(i)), i < old.size() ? old.get(i) : "");
            }
            told.add(material);
        });
        return String.join(" ", told);
    }

    // ── the employer ──

    private void notice(Block block) {
        Optional<JsonNode> due = due(block, 0, "EMPLOYER_REVIEW").filter(view -> !view.hasNonNull("publicNotice"));
        if (due.isEmpty()) {
            return;
        }
        Caller employer = roster.employer(dossier);
        if (dossier.story().reviewerLeaves()) {
            reviewerLeaves(block, employer);
        }
        block.step("单位登记公示 records the public notice", () -> record(employer, NoticeStage.RUNNING));
        block.step("单位打印公示 prints Annex 2", () -> print(employer, "PUBLIC_NOTICE", "PDF", "%PDF"));
        block.step("公示未结束即推荐 recommends too early", () -> {
            pass(employer, view()).refused(422, "NOTICE_NOT_ENDED");
            return "被拒绝 refused: NOTICE_NOT_ENDED";
        });
    }

    /** A step that nobody can take is told, found, and gets somebody again (R48). */
    private void reviewerLeaves(Block block, Caller reviewer) {
        Caller administrator = roster.administrator();
        if (member(administrator, reviewer).path("appointments").size() > 1) {
            return;
        }
        LocalDate today = LocalDate.ofInstant(Instant.parse(administrator.get("/cycles").expect(200).json().path("now").asText()), ZONE);
        block.step("唯一的审核人离任 its only reviewer leaves", () -> {
            ObjectNode member = member(administrator, reviewer);
            for (JsonNode appointment : member.path("appointments")) {
                if (!appointment.hasNonNull("to")) {
                    ((ObjectNode) appointment).put("to", today.minusDays(1).toString());
                }
            }
            Answer answer = appoint(administrator, reviewer, member);
            if (answer.json().path("vacancies").isEmpty()) {
                throw answer.unexpected("a vacancy");
            }
            return "空缺 vacancies: " + answer.json().path("vacancies").size();
        });
        block.step("单位再登记公示 records the notice all the same", () -> {
            reviewer.put(path() + "/public-notice",
                    Bodies.seen(Bodies.notice(dossier, dossier.publicNotice().orElseThrow(), NoticeStage.RUNNING), view())).expect(404);
            return "404";
        });
        block.step("管理员查看无人办理的申报 the administrator sees what waits for nobody", () -> waiting(administrator, true));
        block.step("重新任命 appoints again", () -> {
            ObjectNode member = member(administrator, reviewer);
            member.withArray("appointments").addObject().put("role", "EMPLOYER").put("scope", dossier.employer().uscc()).put("from",
                    today.toString());
            appoint(administrator, reviewer, member);
            return waiting(administrator, false);
        });
    }

    private static ObjectNode member(Caller administrator, Caller reviewer) {
        for (JsonNode member : administrator.get("/staff").expect(200).json().path("staff")) {
            if (member.path("sub").asText().equals(reviewer.subject())) {
                return (ObjectNode) member;
            }
        }
        throw new Unexpected("不是工作人员 not staff: " + reviewer.subject());
    }

    private static Answer appoint(Caller administrator, Caller reviewer, ObjectNode member) {
        int version = member.remove("version").asInt();
        return administrator.put("/staff/" + reviewer.subject(), member, version).expect(200);
    }

    private String waiting(Caller administrator, boolean wanted) {
        Answer answer = administrator.get("/waiting").expect(200);
        Optional<JsonNode> line = Optional.empty();
        for (JsonNode waiting : answer.json().path("waiting")) {
            line = waiting.path("applicationId").asText().equals(id) ? Optional.of(waiting) : line;
        }
        if (line.isPresent() != wanted) {
            throw answer.unexpected(wanted ? "a line of " + id : "no line of " + id);
        }
        return line.map(l -> l.path("advice").asText()).orElse("不再列出 no longer listed");
    }

    private void object(Block block) {
        Optional<JsonNode> due = due(block, 0, "EMPLOYER_REVIEW").filter(view -> view.path("publicNotice").path("objections").isEmpty());
        if (due.isEmpty()) {
            return;
        }
        Caller employer = roster.employer(dossier);
        block.step("单位登记异议 records an objection", () -> {
            employer.post(path() + "/public-notice/objections", Bodies.objection(objection())).expect(200);
            return objection().text();
        });
        block.step("异议未处理即推荐 recommends regardless", () -> {
            pass(employer, view()).refused(422, "NOTICE_OBJECTION_OPEN");
            return "被拒绝 refused: NOTICE_OBJECTION_OPEN";
        });
    }

    private void resolve(Block block) {
        boolean open = due(block, 0, "EMPLOYER_REVIEW")
                .filter(view -> !view.path("publicNotice").path("objections").path(0).hasNonNull("resolvedOn")).isPresent();
        if (open) {
            block.step("单位处理异议 settles the objection", () -> {
                roster.employer(dossier).post(path() + "/public-notice/objections", Bodies.settlement(objection())).expect(200);
                return objection().resolution();
            });
        }
    }

    private void recommend(Block block, int round) {
        if (due(block, round, "EMPLOYER_REVIEW").isEmpty()) {
            return;
        }
        Caller employer = roster.employer(dossier);
        if (round == 0) {
            block.step("单位登记公示结果 records the result", () -> record(employer, NoticeStage.ENDED));
            block.step("单位打印推荐报告 prints Annex 4", () -> print(employer, "RECOMMENDATION_REPORT", "DOCX", "PK"));
            JsonNode[] seen = {Bodies.empty()};
            block.step("单位查看 looks", () -> {
                seen[0] = view();
                return "第 " + seen[0].path("contentVersion").asInt() + " 版 version";
            });
            block.step("单位上传 A13–A15 uploads A13–A15", () -> upload(employer, NOTICE_MATERIALS));
            block.step("凭先前所见不能推荐 cannot decide on what was seen before", () -> {
                pass(employer, seen[0]).refused(409, "CONTENT_CHANGED");
                return "409 CONTENT_CHANGED";
            });
        }
        block.step("单位审核 decides", () -> decide(employer, Tier.EMPLOYER, round));
    }

    private Dossier.Objection objection() {
        return dossier.publicNotice().orElseThrow().objection().orElseThrow();
    }

    private String record(Caller employer, NoticeStage stage) {
        PublicNotice notice = dossier.publicNotice().orElseThrow();
        employer.put(path() + "/public-notice", Bodies.seen(Bodies.notice(dossier, notice, stage), view())).expect(200);
        return switch (stage) {
            case RUNNING -> notice.from() + " – " + notice.to() + "，" + notice.workingDays() + " 个工作日 working days";
            case ENDED -> notice.resultDate() + " 无异议 no objection is open";
        };
    }

    private String print(Caller employer, String annex, String format, String magic) {
        Answer form = employer.get(path() + "/forms/" + annex + "?format=" + format).expect(200);
        if (!startsWith(form, magic)) {
            throw form.unexpected(format);
        }
        return format + " " + form.body().length / 1024 + " KB";
    }

    private String papers(Caller caller, String... papers) {
        List<String> told = new ArrayList<>();
        for (String paper : papers) {
            Answer printed = caller.get(path() + "/papers/" + paper).expect(200);
            if (!startsWith(printed, "%PDF")) {
                throw printed.unexpected("PDF");
            }
            told.add(printed.body().length / 1024 + " KB");
        }
        return String.join("，", told);
    }

    private Answer pass(Caller reviewer, JsonNode view) {
        return reviewer.post(path() + "/decisions", Bodies.answering(Bodies.seen(Bodies.pass(dossier, view.path("attempt").asInt()), view),
                view.path("assessment").path("questions")));
    }

    // ── the tiers ──

    private void district(Block block, int round) {
        if (due(block, round, "DISTRICT_REVIEW").isPresent()) {
            block.step("其他区（县）查看 another district looks", () -> {
                roster.otherDistrict(dossier).get("/reviews/" + id).refused(404, "NOT_FOUND");
                return "看不到 sees nothing";
            });
            dossier.story().flaggedFor().ifPresent(facts -> flag(block, facts));
            Optional<Questioned> wrongly = dossier.story().rejectionQuestioned().filter(q -> !q.upheld() && !isQuestioned());
            if (wrongly.isPresent()) {
                block.step("区（县）人社局不予通过 rejects", () -> rejectWrongly(wrongly.get()));
            } else {
                block.step("区（县）人社局审核 decides", () -> decide(roster.district(dossier), Tier.DISTRICT, round));
            }
        }
        dossier.story().rejectionQuestioned().ifPresent(questioned -> question(block, questioned, round));
    }

    private String rejectWrongly(Questioned questioned) {
        Caller district = roster.district(dossier);
        JsonNode application = district.get("/reviews/" + id).expect(200).json().path("application");
        String reason = questioned.rejection().orElseThrow();
        ObjectNode decision = Bodies.empty().put("attempt", application.path("attempt").asInt()).put("outcome", "REJECT").put("reason",
                reason);
        district.post(path() + "/decisions", Bodies.seen(decision, application)).expect(200);
        return "REJECT → REJECTED：" + reason;
    }

    /** A rejection is looked at again, once, by the office, who has not decided about it (R45). */
    private void question(Block block, Questioned questioned, int round) {
        if (isToBeQuestioned()) {
            block.step("申报人申请复查 asks for a reconsideration", () -> ask(questioned));
        }
        if (view().path("state").asText().equals(RECONSIDERATION)) {
            block.step("评审机构复查 the office looks at it again",
                    () -> reconsider(roster.office(), questioned, questioned.upheld() ? "REJECTED" : "DISTRICT_REVIEW"));
        }
        if (questioned.upheld()) {
            block.step("再次申请复查 asks a second time", () -> {
                applicant
                        .post(path() + "/reconsideration",
                                Bodies.empty().put("attempt", view().path("attempt").asInt()).put("reason", "再次申请（样本）"))
                        .refused(409, "RECONSIDERED_ONCE");
                return "被拒绝 refused: RECONSIDERED_ONCE";
            });
        } else if (view().path("state").asText().equals("DISTRICT_REVIEW")) {
            block.step("区（县）人社局重新审核 decides anew", () -> decide(roster.district(dossier), Tier.DISTRICT, round));
        }
    }

    private String ask(Questioned questioned) {
        ObjectNode request = Bodies.empty().put("attempt", view().path("attempt").asInt()).put("reason", questioned.request());
        applicant.post(path() + "/reconsideration", request).expect(200);
        Answer again = applicant.post(path() + "/reconsideration", request).expect(200);
        if (!state(again).equals(RECONSIDERATION)) {
            throw again.unexpected(RECONSIDERATION);
        }
        return questioned.request();
    }

    private String reconsider(Caller office, Questioned questioned, String wanted) {
        api.await("the office's queue with " + id, () -> roster.office().get("/reviews?tier=" + RECONSIDERATION), this::isListed);
        JsonNode application = office.get("/reviews/" + id).expect(200).json().path("application");
        ObjectNode finding = Bodies.seen(Bodies.empty().put("attempt", application.path("attempt").asInt())
                .put("outcome", questioned.upheld() ? "UPHELD" : "SENT_BACK").put("reason", questioned.finding()), application);
        Answer answer = office.post(path() + "/reconsideration/decision", finding).expect(200);
        if (!state(answer).equals(wanted)) {
            throw answer.unexpected(wanted);
        }
        office.post(path() + "/reconsideration/decision", finding).expect(200);
        return finding.path("outcome").asText() + " → " + wanted + "：" + questioned.finding();
    }

    /** Whether it was rejected and is still to be questioned. */
    private boolean isToBeQuestioned() {
        return dossier.story().rejectionQuestioned().isPresent() && view().path("state").asText().equals("REJECTED") && !isQuestioned();
    }

    private boolean isQuestioned() {
        return view().path("reconsideration").hasNonNull("request");
    }

    /** A fraud becomes known while the application is reviewed: the queue says so, and nobody passes without having weighed it (R34). */
    private void flag(Block block, String facts) {
        block.step("评审机构记入诚信档案 the office records a fraud", () -> recordFraud(facts));
        Caller district = roster.district(dossier);
        block.step("队列显示提示 the queue shows the flag", () -> {
            api.await("the flag of " + id, () -> district.get("/reviews?tier=DISTRICT_REVIEW&flagged=true"),
                    queue -> line(queue).filter(line -> line.path("flags").toString().contains(FRAUD_FLAG)).isPresent());
            return FRAUD_FLAG;
        });
        block.step("未答复即通过 passes without an answer", () -> {
            JsonNode application = district.get("/reviews/" + id).expect(200).json().path("application");
            district.post(path() + "/decisions", Bodies.seen(Bodies.pass(dossier, application.path("attempt").asInt()), application))
                    .refused(422, "QUESTIONS_OPEN");
            return "被拒绝 refused: QUESTIONS_OPEN";
        });
    }

    private String recordFraud(String facts) {
        return roster.office()
                .post("/integrity-records",
                        Bodies.empty().put("idNumber", dossier.identity().idNumber()).put("facts", facts).put("basis", "《通知》关于弄虚作假的规定（样本）")
                                .put("date", dossier.story().submitOn().orElseThrow().toString()))
                .expect(201).json().path("maskedIdNumber").asText();
    }

    /** Looks into the tier's queue, opens the review and decides as the story says. */
    private String decide(Caller reviewer, Tier tier, int round) {
        ObjectNode decision = review(reviewer, tier, round);
        Answer answer = reviewer.post(path() + "/decisions", decision).expect(200);
        String wanted = Bodies.afterDecision(dossier, tier, round);
        if (!state(answer).equals(wanted)) {
            throw answer.unexpected(wanted);
        }
        reviewer.post(path() + "/decisions", decision).expect(200);
        String reason = decision.path("reason").asText("");
        return decision.path("outcome").asText() + " → " + wanted + (reason.isEmpty() ? "" : "：" + reason);
    }

    private ObjectNode review(Caller reviewer, Tier tier, int round) {
        api.await(tier + "_REVIEW queue with " + id, () -> reviewer.get("/reviews?tier=" + tier + "_REVIEW"), this::isListed);
        Answer answer = reviewer.get("/reviews/" + id).expect(200);
        JsonNode review = answer.json();
        boolean questions = !review.path("checks").path("assessment").path("questions").isEmpty();
        boolean flagged = dossier.story().flaggedFor().isPresent() && tier != Tier.EMPLOYER;
        if (questions != (flagged || dossier.story().eligibility() == Eligibility.NEEDS_REVIEW)) {
            throw answer.unexpected(dossier.story().eligibility().name());
        }
        if (round > 0 && dossier.returned().orElseThrow().materials().keySet().stream()
                .anyMatch(material -> !review.path("changes").toString().contains(material))) {
            throw answer.unexpected("changes of " + dossier.returned().orElseThrow().materials().keySet());
        }
        JsonNode application = review.path("application");
        return Bodies.answering(Bodies.seen(Bodies.decision(dossier, tier, round, application.path("attempt").asInt()), application),
                review.path("checks").path("assessment").path("questions"));
    }

    private boolean isListed(JsonNode queue) {
        return line(queue).isPresent();
    }

    private Optional<JsonNode> line(JsonNode queue) {
        for (JsonNode line : queue.path("items")) {
            if (line.path("application").path("id").asText().equals(id)) {
                return Optional.of(line.path("application"));
            }
        }
        return Optional.empty();
    }

    /** The line of the committee's batch, where the dossier is the committee's turn. */
    Optional<ObjectNode> committeeLine(Act act, Block block) {
        if (due(block, act.round(), "COMMITTEE_REVIEW").isEmpty()) {
            return Optional.empty();
        }
        ObjectNode line = Bodies.empty().put("applicationId", id);
        block.step("评委会查看申报 the committee looks", () -> {
            line.set("decision", review(roster.committee(), Tier.COMMITTEE, act.round()));
            return line.path("decision").path("outcome").asText();
        });
        return Optional.of(line);
    }

    /** Whether the committee has it now; a failure where it has not come so far. */
    boolean isAtCommittee(Block block, int round) {
        return due(block, round, "COMMITTEE_REVIEW").isPresent();
    }

    /** Whether its result is announced, which takes days that pass. */
    boolean isAnnounced() {
        return dossier.story().announced().isPresent() && !round.atOnce() && !ended && !failed;
    }

    /** The committee passes it while the cycle announces results; those of the others go on at once (R45). */
    void passAnnounced(Act act, Block block) {
        if (due(block, act.round(), "COMMITTEE_REVIEW").isEmpty()) {
            return;
        }
        try {
            block.step("管理员设评审结果公示 the administrator has results announced", () -> announcing(5));
            block.step("评委会通过，开始公示 the committee passes", () -> {
                roster.committee().post(path() + "/decisions", review(roster.committee(), Tier.COMMITTEE, act.round())).expect(200);
                return awaitState(RESULT_NOTICE);
            });
        } finally {
            block.step("其他申报不公示 not those of the others", () -> announcing(0));
        }
    }

    /** Anybody sees it, and objects without an account; the office looks into it. */
    private void beObjectedTo(Block block, int round) {
        if (dossier.story().announced().isEmpty() || due(block, round, RESULT_NOTICE).isEmpty()) {
            return;
        }
        Announced objection = dossier.story().announced().get();
        String[] number = {""};
        block.step("任何人可见公示，提出异议 anybody sees it and objects", () -> {
            JsonNode line = announcedLine();
            String objections = "/results/notices/" + line.path("notice").asText() + "/objections";
            ObjectNode entry = Bodies.empty().put("anonymous", true).put("facts", objection.facts()).put("evidence", objection.evidence());
            number[0] = api.send("POST", objections, entry, Map.of()).expect(201).json().path("number").asText();
            // one address may send five in an hour, so one story shows what a repeat is answered
            if (dossier.story().vote().isEmpty()) {
                Answer again = api.send("POST", objections, entry, Map.of()).expect(201);
                if (!again.json().path("number").asText().equals(number[0])) {
                    throw again.unexpected("the same number " + number[0]);
                }
            }
            return line.path("name").asText() + "：" + objection.facts();
        });
        block.step("评审机构核实答复 the office looks into it", () -> {
            Caller office = roster.office();
            api.await("the objection to " + id, () -> office.get("/result-objections"), list -> list.toString().contains(id));
            JsonNode said = office.get(path() + "/result-objections").expect(200).json();
            ObjectNode finding = Bodies.empty().put("attempt", said.path("attempt").asInt())
                    .put("contentVersion", said.path("contentVersion").asInt()).put("outcome", objection.upheld() ? "UPHELD" : "DISMISSED")
                    .put("reason", objection.answer());
            office.post(path() + "/result-objections/" + number[0] + "/answer", finding).expect(200);
            return (objection.upheld() ? "成立 upheld：" : "不成立 dismissed：") + objection.answer();
        });
        if (objection.upheld()) {
            block.step("流程：异议成立，不予通过 rejected for it", () -> awaitState("REJECTED"));
        }
    }

    /** Its line of the public list, in which the name is masked. */
    private JsonNode announcedLine() {
        Answer list = api.anyone("/results/notices", "application/json").expect(200);
        for (JsonNode line : list.json().path("lines")) {
            if (line.path("employer").asText().equals(dossier.employer().name())
                    && line.path("specialty").asText().equals(dossier.qualification().specialty())) {
                if (list.text().contains(name()) || list.text().contains(id)) {
                    throw list.unexpected("neither the whole name nor the application's id");
                }
                return line;
            }
        }
        throw list.unexpected(name() + " announced");
    }

    private void handOver(Block block, int round) {
        if (isAnnounced() && view().path("state").asText().equals(RESULT_NOTICE)) {
            block.step("流程：公示期满自动继续 on by itself at the end of the notice", () -> awaitState("MATERIALS"));
        }
        if (due(block, round, "MATERIALS").isEmpty()) {
            return;
        }
        List<String> originals = new ArrayList<>();
        block.step("核对原件 checks the originals", () -> {
            roster.office().get("/reviews/" + id).expect(200).json().path("originals")
                    .forEach(material -> originals.add(material.asText()));
            Set<String> wanted = new TreeSet<>(dossier.materials().keySet());
            wanted.remove(SUMMARY);
            if (!new TreeSet<>(originals).equals(wanted)) {
                throw new Unexpected("originals " + originals + ", expected " + wanted);
            }
            return String.join(" ", originals);
        });
        block.step("先收一部分 receives some", () -> receive(originals.subList(0, originals.size() / 2), "MATERIALS"));
        block.step("打印收件凭证 prints the receipt of originals", () -> papers(roster.office(), "ORIGINALS_RECEIPT"));
        block.step("收齐 receives the others", () -> receive(originals.subList(originals.size() / 2, originals.size()), "APPROVAL_DOCUMENT"));
    }

    private String receive(List<String> materials, String wanted) {
        ObjectNode body = Bodies.empty();
        ArrayNode received = body.putArray("received");
        materials.forEach(received::add);
        Answer answer = roster.office().post(path() + "/materials-receipt", Bodies.seen(body, view())).expect(200);
        if (!state(answer).equals(wanted)) {
            throw answer.unexpected(wanted);
        }
        return wanted;
    }

    // ── the certificate ──

    private void certificate(Block block) {
        // Played again, it may have been revoked since.
        block.step("流程：制证 the certificate is made",
                () -> view().path("state").asText().equals("REVOKED") ? "REVOKED" : awaitState("CERTIFIED"));
        JsonNode[] own = new JsonNode[1];
        block.step("查看证书 sees the certificate", () -> {
            own[0] = ownCertificate();
            return own[0].path("number").asText() + " " + own[0].path("status").asText();
        });
        block.step("下载证书并核验签名 downloads, checks signature", () -> download(own[0]));
        block.step("免登录验证 anyone verifies", () -> verify(own[0].path("code").asText(), own[0].path("status").asText()));
    }

    JsonNode ownCertificate() {
        Answer answer = applicant.get("/certificates").expect(200);
        for (JsonNode certificate : answer.json()) {
            if (certificate.path("applicationId").asText().equals(id)) {
                return certificate;
            }
        }
        throw answer.unexpected("the certificate of " + id);
    }

    private String download(JsonNode own) throws IOException {
        byte[] pdf = applicant.file("/certificates/" + own.path("number").asText() + "/file").body();
        Files.createDirectories(certificates);
        Path file = certificates.resolve(own.path("number").asText().replaceAll("[^A-Za-z0-9-]", "_") + ".pdf");
        Files.write(file, pdf);
        CertificateFile certificate = CertificateFile.read(pdf);
        PublicKey key = CertificateFile.key(api.anyone("/certificates/key", "*/*").expect(200).text());
        if (!certificate.isSignedBy(key) || !certificate.noticesForgery(key)) {
            throw new Unexpected("签名不符 the signature does not hold: " + file);
        }
        JsonNode facts = certificate.statement();
        if (!facts.path("certificateNumber").asText().equals(own.path("number").asText()) || !facts.path("name").asText().equals(name())
                || !facts.path("verificationUri").asText().endsWith(own.path("code").asText())
                || facts.toString().contains(dossier.identity().idNumber())) {
            throw new Unexpected("证书所载不符 the certificate says something else: " + facts);
        }
        return file.getFileName() + " " + pdf.length / 1024 + " KB，签名有效 signature holds";
    }

    private String verify(String code, String status) {
        Answer json = api.anyone("/verifications/" + code, "application/json").expect(200);
        Answer page = api.anyone("/verifications/" + code, "text/html").expect(200);
        String word = status.equals("VALID") ? "有效" : "已撤销";
        boolean masked = !json.text().contains(name()) && !page.text().contains(name())
                && !json.text().contains(dossier.identity().idNumber());
        if (!json.json().path("status").asText().equals(status) || !masked) {
            throw json.unexpected(status + " without the full name");
        }
        if (!page.text().contains(word)) {
            throw page.unexpected(word);
        }
        return status + " " + json.json().path("maskedName").asText() + " " + json.json().path("levelName").asText();
    }

    private void revoke(Block block) {
        JsonNode own = ownCertificate();
        if (!own.path("status").asText().equals("REVOKED")) {
            revoke(block, own);
        }
        dossier.story().revocationQuestioned().ifPresent(questioned -> questionRevocation(block, questioned));
    }

    /** Whoever revoked it does not look at it again; a colleague does (R45). */
    private void questionRevocation(Block block, Questioned questioned) {
        if (view().path("state").asText().equals("REVOKED") && !isQuestioned()) {
            block.step("申报人申请复查 asks for a reconsideration", () -> ask(questioned));
        }
        if (view().path("state").asText().equals(RECONSIDERATION)) {
            block.step("评审机构另一人复查 a colleague of the office looks at it again",
                    () -> reconsider(roster.colleague(), questioned, "REVOKED"));
        }
    }

    private void revoke(Block block, JsonNode own) {
        String number = own.path("number").asText();
        String reason = dossier.story().reason().orElseThrow();
        Caller office = roster.office();
        block.step("记入诚信档案 records the fraud", () -> recordFraud(reason));
        block.step("撤销证书 revokes the certificate", () -> {
            Answer answer = office.post("/certificates/" + number + "/revocation", Bodies.empty().put("reason", reason)).expect(200);
            if (!answer.json().path("status").asText().equals("REVOKED")) {
                throw answer.unexpected("REVOKED");
            }
            return reason;
        });
        block.step("免登录验证 anyone verifies", () -> verify(own.path("code").asText(), "REVOKED"));
    }

    // ── the window, the end ──

    /** What closing the window makes of a draft (R21). */
    void expire(Block block) {
        if (ended || id.isEmpty() || !Set.of("DRAFT", "EXPIRED").contains(view().path("state").asText())) {
            return;
        }
        block.step("窗口关闭 the window closes", () -> awaitState("EXPIRED"));
        block.step("逾期提交 submits too late",
                () -> "被拒绝 refused: " + applicant.post(path() + "/submission", Bodies.empty()).expect(409).code());
    }

    Ending ending() {
        String expected = dossier.story().ending().name();
        if (id.isEmpty()) {
            return new Ending(dossier.slug(), name(), expected, "—", "");
        }
        String state = view().path("state").asText();
        if (Set.of("CERTIFIED", "REVOKED").contains(state)) {
            JsonNode own = ownCertificate();
            return new Ending(dossier.slug(), name(), expected, state,
                    own.path("number").asText() + "  " + api.uri("/verifications/" + own.path("code").asText()));
        }
        if (dossier.story().eligibility() == Eligibility.INELIGIBLE && Set.of("DRAFT", "EXPIRED").contains(state)) {
            String outcome = applicant.get(path() + "/checks").expect(200).json().path("assessment").path("outcome").asText();
            return new Ending(dossier.slug(), name(), expected, outcome,
                    "草稿 draft " + state + dossier.story().eligibleFrom().map(day -> "，" + day + " 起符合 eligible from").orElse(""));
        }
        return new Ending(dossier.slug(), name(), expected, state, "");
    }

    JsonNode view() {
        return applicant.get(path()).expect(200).json();
    }

    private String path() {
        return "/applications/" + id;
    }

    String awaitState(String state) {
        Answer answer = api.await(state, () -> applicant.get(path() + "/timeline"),
                timeline -> timeline.path("state").asText().equals(state) || FINAL.contains(timeline.path("state").asText()));
        if (!state(answer).equals(state)) {
            throw answer.unexpected(state);
        }
        return state;
    }

    /** The application where it has come to this state in this round; nothing where it is beyond, a failure where it has not come so far. */
    private Optional<JsonNode> due(Block block, int round, String state) {
        if (ended) {
            return Optional.empty();
        }
        JsonNode view = view();
        String present = view.path("state").asText();
        int returns = 0;
        for (JsonNode review : view.path("reviews")) {
            returns += review.path("outcome").asText().equals("RETURN") ? 1 : 0;
        }
        if (returns == round && present.equals(state)) {
            return Optional.of(view);
        }
        boolean beyond = FINAL.contains(present) || present.equals(RECONSIDERATION) || returns > round
                || returns == round && WAY.indexOf(present) > WAY.indexOf(state);
        if (!beyond) {
            block.step("等待 waits for " + state, () -> {
                throw new Unexpected(present + ", 应为 expected " + state);
            });
        }
        return Optional.empty();
    }

    private byte[] content(String file) {
        Path path = samples.file(dossier, file);
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    private static String state(Answer answer) {
        return answer.json().path("state").asText();
    }

    private static boolean startsWith(Answer answer, String magic) {
        return new String(answer.body(), 0, Math.min(magic.length(), answer.body().length), StandardCharsets.ISO_8859_1).equals(magic);
    }

    private static String codes(JsonNode list) {
        Set<String> codes = new TreeSet<>();
        (list.isArray() ? list : list.path("violations")).forEach(entry -> codes.add(entry.path("code").asText()));
        return String.join(" ", codes);
    }
}
