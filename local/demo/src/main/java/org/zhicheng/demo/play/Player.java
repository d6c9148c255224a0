package org.zhicheng.demo.play;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.zhicheng.demo.play.Journal.Block;
import org.zhicheng.demo.play.Journal.StepFailed;
import org.zhicheng.demo.play.Result.Ending;
import org.zhicheng.demo.samples.Dossier;
import org.zhicheng.demo.samples.Samples;

/**
 * Plays every sample dossier to its end through the public HTTP API, each person doing what that person would, in the order of the samples'
 * time. What was played before is left alone, so that playing again, or on after a failure, does no harm.
 */
public final class Player {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    /** Some times the minute after which a schedule delivers what was held up: functions in containers start slowly on a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(300);
    private static final Duration NEAR = Duration.ofHours(8);
    private static final int AT_ONCE = 4;
    private static final int MOST_DOCUMENTS = 9;

    private final URI base;
    private final URI issuer;
    private final SignIn signIn;
    private final ClockControl clock;
    private final Samples samples;
    private final Path certificates;
    private final Journal journal;

    /**
     * A player of one API; it opens no connection yet.
     *
     * @param api          base address of the API
     * @param issuer       of the tokens, to be told in the end
     * @param certificates the folder for downloaded certificates and lists
     * @param out          where progress is told
     */
    public Player(URI api, URI issuer, SignIn signIn, ClockControl clock, Samples samples, Path certificates, PrintStream out) {
        this.base = api;
        this.issuer = issuer;
        this.signIn = signIn;
        this.clock = clock;
        this.samples = samples;
        this.certificates = certificates;
        this.journal = new Journal(out);
    }

    /** Opens the cycle, registers employers and appoints staff, so that everyone of the samples can sign in and work. */
    public void prepare() {
        try (ApiClient api = new ApiClient(base, PATIENCE)) {
            prepare(new Roster(samples, api, signIn), Round.ofTheNotice(samples));
        } catch (StepFailed e) {
            throw new IllegalStateException("准备未完成 the prologue failed: " + e.getCause().getMessage(), e);
        }
    }

    /** True where the cycle of the samples was opened before. */
    public boolean isPrepared() {
        try (ApiClient api = new ApiClient(base, PATIENCE)) {
            JsonNode cycles = new Roster(samples, api, signIn).administrator().get("/cycles").expect(200).json().path("cycles");
            return cycles.findValuesAsText("year").contains(Integer.toString(samples.cycle().year()));
        }
    }

    /** Plays everything, and tells what came of it. */
    public Result play() {
        try (ApiClient api = new ApiClient(base, PATIENCE)) {
            return new Performance(api).play();
        }
    }

    private void prepare(Roster roster, Round round) {
        try (Block block = journal.block("管理员 administrator")) {
            new Prologue(samples, roster, round).play(block);
        }
    }

    /** One play. */
    private final class Performance {

        private final long start = System.nanoTime();
        private final ApiClient api;
        private final Roster roster;
        private final Map<String, DossierPlay> plays = new LinkedHashMap<>();
        private Round round = Round.ofTheNotice(samples);
        private Instant reached;
        private long reachedAt;

        Performance(ApiClient api) {
            this.api = api;
            this.roster = new Roster(samples, api, signIn);
        }

        Result play() {
            try {
                choose();
                SortedMap<LocalDateTime, List<Act>> plan = Plan.of(round);
                if (find() == 0) {
                    clock.set(instant(round.beginning()));
                }
                prepare(roster, round);
                for (Map.Entry<LocalDateTime, List<Act>> minute : plan.entrySet()) {
                    play(minute.getKey(), minute.getValue());
                }
            } catch (StepFailed e) {
                // told where it happened; without it nothing else can be played
            } catch (Unexpected e) {
                journal.fails(e.getMessage());
                journal.line("✗ " + e.getMessage());
            }
            return close();
        }

        /** The round of the notice, or one about today where it is over and the clock cannot be moved back. */
        private void choose() {
            if (!clock.canSet() && today().isAfter(samples.cycle().lastDay())) {
                round = Round.of(today(), samples);
            }
            round.dossiers()
                    .forEach(dossier -> plays.put(dossier.slug(), new DossierPlay(dossier, round, samples, api, roster, certificates)));
            journal.line("演示样本 Playing " + plays.size() + " samples: " + base);
            if (round.atOnce()) {
                journal.line("时钟不能拨动：只演示无须等待的样本，日期顺延到今天 The clock cannot be moved: those for which no time has to pass, about " + today());
            }
        }

        /** Who applied before; how many. */
        private int find() {
            Map<String, String> found = new ConcurrentHashMap<>();
            together(new ArrayList<>(plays.values()), (play, block) -> play.find().ifPresent(state -> {
                found.put(play.dossier().slug(), state);
                block.note(play.hasEnded() ? "以前已办结，不再演示 ended before: " + state : "以前已申报，接着演示 played on from: " + state);
            }));
            return found.size();
        }

        private void play(LocalDateTime at, List<Act> acts) {
            if (!arrive(at)) {
                acts.forEach(act -> journal.waits(at.toString().replace('T', ' ') + " "
                        + Optional.ofNullable(plays.get(act.slug())).map(DossierPlay::name).map(name -> name + " ").orElse("")
                        + act.kind().title()));
                return;
            }
            SortedMap<Act.Kind, List<Act>> byKind = new TreeMap<>();
            acts.forEach(act -> byKind.computeIfAbsent(act.kind(), kind -> new ArrayList<>()).add(act));
            byKind.forEach((kind, same) -> {
                journal.heading(round.atOnce() ? today() : at.toLocalDate(), kind.title());
                perform(kind, same);
            });
        }

        private void perform(Act.Kind kind, List<Act> acts) {
            switch (kind) {
                case SESSION_PLAN -> session(acts, SessionPlay::plan);
                case SESSION -> session(acts, SessionPlay::sit);
                case COMMITTEE -> committee(acts);
                case CLOSING -> closing();
                case APPROVAL -> approval();
                case LISTS -> alone("统计 lists", this::lists);
                case FILL_IN, SUBMISSION, NOTICE, OBJECTION, RESOLUTION, CORRECTION, EMPLOYER, DISTRICT, RESULT_NOTICE, MATERIALS,
                        CERTIFICATE, REVOCATION ->
                    together(of(acts), (play, block) -> acts.stream().filter(act -> act.slug().equals(play.dossier().slug()))
                            .forEach(act -> play.play(act, block)));
            }
        }

        private List<DossierPlay> of(List<Act> acts) {
            return acts.stream().map(act -> plays.get(act.slug())).toList();
        }

        /** One session for all who are heard in it. */
        private void session(List<Act> acts, BiConsumer<SessionPlay, Block> action) {
            List<DossierPlay> heard = of(acts).stream().filter(play -> !play.hasFailed() && !play.hasEnded()).toList();
            if (!heard.isEmpty()) {
                alone("评审会议 session",
                        block -> action.accept(
                                new SessionPlay(heard, acts.getFirst().round(), round.year(), today(), samples, roster, certificates),
                                block));
            }
        }

        /** The committee decides on all of a day with one batch; each line has an outcome of its own. */
        private void committee(List<Act> acts) {
            acts.stream().filter(act -> plays.get(act.slug()).isAnnounced()).forEach(act -> {
                DossierPlay play = plays.get(act.slug());
                alone(play.name(), block -> play.passAnnounced(act, block));
            });
            Map<String, ObjectNode> lines = new ConcurrentHashMap<>();
            together(of(acts), (play, block) -> play
                    .committeeLine(acts.stream().filter(act -> act.slug().equals(play.dossier().slug())).findFirst().orElseThrow(), block)
                    .ifPresent(line -> lines.put(play.dossier().slug(), line)));
            if (lines.isEmpty()) {
                return;
            }
            alone("评委会 committee", block -> block.step("批量评审 decides on " + lines.size(), () -> {
                ObjectNode body = Bodies.empty();
                ArrayNode decisions = body.putArray("decisions");
                lines.values().forEach(decisions::add);
                Answer answer = roster.committee().post("/decisions", body).expect(200);
                Map<String, String> states = new TreeMap<>();
                answer.json().forEach(result -> states.put(result.path("applicationId").asText(), result.path("state").asText()));
                for (Act act : acts) {
                    DossierPlay play = plays.get(act.slug());
                    String wanted = Bodies.afterDecision(play.dossier(), Dossier.Tier.COMMITTEE, act.round());
                    if (lines.containsKey(act.slug()) && !wanted.equals(states.get(play.id()))) {
                        throw answer.unexpected(play.name() + " " + wanted);
                    }
                }
                return lines.size() + " → MATERIALS";
            }));
        }

        private void closing() {
            together(new ArrayList<>(plays.values()), DossierPlay::expire);
            alone("管理员 administrator", block -> block.step("截止报告 reads the closing report", () -> {
                Answer report = api.await("a complete closing report", () -> {
                    Answer answer = roster.administrator().get("/cycles/" + round.year() + "/closing-report");
                    // There is none until the schedule has come.
                    return answer.status() == 404 ? new Answer(answer.request(), 200, answer.headers(), new byte[0]) : answer;
                }, json -> json.hasNonNull("finished"));
                return "逾期草稿 expired drafts: " + report.json().path("expired").asInt();
            }));
        }

        /** One document for everyone who waits for one. */
        private void approval() {
            List<DossierPlay> waiting = new ArrayList<>();
            together(new ArrayList<>(plays.values()), (play, block) -> {
                if (!play.id().isEmpty() && !play.hasEnded() && play.view().path("state").asText().equals("APPROVAL_DOCUMENT")) {
                    synchronized (waiting) {
                        waiting.add(play);
                    }
                }
            });
            if (waiting.isEmpty()) {
                return;
            }
            String[] number = {""};
            alone("评审机构 office", block -> block.step("登记批文 records the document", () -> {
                ObjectNode body = Bodies.empty().put("date", today().toString());
                ArrayNode list = body.putArray("applications");
                waiting.forEach(play -> list.add(Bodies.seen(Bodies.empty().put("applicationId", play.id()), play.view())));
                Answer answer = document(body);
                for (JsonNode line : answer.expect(200).json().path("applications")) {
                    if (!line.path("approved").asBoolean()) {
                        throw answer.unexpected("approved");
                    }
                }
                number[0] = body.path("number").asText();
                return number[0] + "，" + waiting.size() + " 人 people";
            }));
            alone("评审机构 office",
                    block -> block.step("打印批文 prints the document", () -> save("approval.pdf",
                            list(roster.office(), "APPROVAL_DOCUMENT", "number=" + URLEncoder.encode(number[0], StandardCharsets.UTF_8)))
                            .toString()));
        }

        /** A number is used once; an earlier play may have used some. */
        private Answer document(ObjectNode body) {
            Answer answer = null;
            for (int number = 1; number <= MOST_DOCUMENTS; number++) {
                body.put("number", "样本批〔" + round.year() + "〕" + number + "号");
                answer = roster.office().post("/approval-documents", body);
                if (!answer.code().equals("NUMBER_TAKEN")) {
                    return answer;
                }
            }
            return answer;
        }

        private void lists(Block block) {
            Caller administrator = roster.administrator();
            Caller applicant = roster.caller(samples.dossiers().getFirst().sub());
            block.step("统计 sees the statistics", () -> {
                applicant.get("/statistics?cycle=" + round.year()).expect(403);
                JsonNode statistics = administrator.get("/statistics?cycle=" + round.year()).expect(200).json();
                return "已提交 submitted " + statistics.path("submitted").asInt() + " " + statistics.path("byState");
            });
            block.step("导出 CSV exports", () -> {
                Answer csv = exported(administrator, "CSV");
                // Excel takes it for UTF-8 because of the mark.
                if (!csv.text().startsWith("\uFEFF") || !csv.text().contains(samples.dossiers().getFirst().employer().name())) {
                    throw csv.unexpected("a list with Chinese in it");
                }
                return save("applications.csv", csv.body()) + "，" + csv.text().lines().count() + " 行 lines";
            });
            block.step("导出 XLSX exports", () -> {
                Answer xlsx = exported(administrator, "XLSX");
                if (!new String(xlsx.body(), 0, 2, StandardCharsets.ISO_8859_1).equals("PK")) {
                    throw xlsx.unexpected("XLSX");
                }
                return save("applications.xlsx", xlsx.body()).toString();
            });
            block.step("打印发证名册、结果名单 prints register, results", () -> {
                Caller office = roster.office();
                office.get("/papers/APPROVAL_DOCUMENT?cycle=" + round.year()).refused(400, "MISSING_FIELD");
                return save("register.pdf", list(office, "CERTIFICATE_REGISTER", "cycle=" + round.year())) + "，"
                        + save("results.pdf", list(office, "RESULT_LIST", "cycle=" + round.year()));
            });
            block.step("本人数据 downloads personal data", () -> {
                Answer data = applicant.get("/applicants/me/data").expect(200, 303);
                return (data.status() == 303 ? api.follow(data) : data).body().length / 1024 + " KB";
            });
            block.step("无效验证码 verifies a wrong code", () -> {
                api.anyone("/verifications/aaaaaaaaaaaaaaaaaaaaaaaaaa", "application/json").expect(404);
                return "404";
            });
        }

        private Answer exported(Caller caller, String format) {
            ObjectNode wanted = JsonNodeFactory.instance.objectNode().put("cycle", round.year()).put("format", format);
            String id = caller.post("/exports", wanted).expect(200, 202).json().path("id").asText();
            Answer list = api.await("the list", () -> caller.get("/exports/" + id), json -> json.path("stand").asText().equals("READY"));
            return api.open(URI.create(list.json().path("uri").asText()));
        }

        private byte[] list(Caller office, String paper, String of) {
            Answer list = office.get("/papers/" + paper + "?" + of).expect(200);
            if (!new String(list.body(), 0, 4, StandardCharsets.ISO_8859_1).equals("%PDF")) {
                throw list.unexpected("PDF");
            }
            return list.body();
        }

        private Path save(String name, byte[] content) throws IOException {
            Files.createDirectories(certificates);
            return Files.write(certificates.resolve(name), content).getFileName();
        }

        /**
         * Makes it this time, or nearly: moves the clock on where it can, never back. The hours of a day decide nothing, and each setting
         * makes everything look at the time, so one does for the day.
         */
        private boolean arrive(LocalDateTime at) {
            if (round.atOnce()) {
                return true;
            }
            LocalDateTime now = LocalDateTime.ofInstant(now(), ZONE);
            boolean there = now.toLocalDate().equals(at.toLocalDate()) ? now.isAfter(at.minus(NEAR)) : now.isAfter(at);
            return there || moveTo(instant(at));
        }

        private boolean moveTo(Instant at) {
            boolean moved = clock.set(at);
            reached = moved ? at : reached;
            reachedAt = System.nanoTime();
            return moved;
        }

        private LocalDate today() {
            return LocalDate.ofInstant(now(), ZONE);
        }

        /** The system's time, asked once and counted on from there. */
        private Instant now() {
            if (reached == null) {
                reached = Instant.parse(roster.administrator().get("/cycles").expect(200).json().path("now").asText());
                reachedAt = System.nanoTime();
            }
            return reached.plusNanos(System.nanoTime() - reachedAt);
        }

        private void alone(String name, Consumer<Block> action) {
            try (Block block = journal.block(name)) {
                action.accept(block);
            } catch (StepFailed e) {
                // told; others go on
            }
        }

        /** Several people at once, none of whom failed before; each one's lines come together, in the order of the people. */
        private void together(List<DossierPlay> who, BiConsumer<DossierPlay, Block> action) {
            Semaphore places = new Semaphore(AT_ONCE);
            Map<Block, Future<?>> running = new LinkedHashMap<>();
            try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
                for (DossierPlay play : who.stream().distinct().filter(play -> !play.hasFailed()).toList()) {
                    Block block = journal.block(play.name());
                    running.put(block, people.submit(() -> {
                        places.acquireUninterruptibly();
                        try {
                            one(play, block, action);
                        } finally {
                            places.release();
                        }
                    }));
                }
                running.forEach((block, task) -> {
                    try (block) {
                        result(task);
                    }
                });
            }
        }

        private void one(DossierPlay play, Block block, BiConsumer<DossierPlay, Block> action) {
            try {
                action.accept(play, block);
            } catch (StepFailed e) {
                play.fail();
            } catch (RuntimeException e) {
                play.fail();
                block.note("✗ " + e.getMessage());
                journal.fails(play.name() + ": " + e.getMessage());
            }
        }

        private Result close() {
            journal.noHeading();
            List<Ending> endings = plays.values().stream().map(this::ending).toList();
            Result result = new Result(endings, journal.failures(), journal.waiting(), journal.steps(),
                    Duration.ofNanos(System.nanoTime() - start), certificates);
            new Summary(result, base, issuer).print(journal);
            return result;
        }

        private Ending ending(DossierPlay play) {
            try {
                return play.ending();
            } catch (RuntimeException e) {
                journal.fails(play.name() + ": " + e.getMessage());
                return new Ending(play.dossier().slug(), play.name(), play.dossier().story().ending().name(), "?", "");
            }
        }
    }

    private static void result(Future<?> task) {
        try {
            task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static Instant instant(LocalDateTime at) {
        return at.atZone(ZONE).toInstant();
    }
}
