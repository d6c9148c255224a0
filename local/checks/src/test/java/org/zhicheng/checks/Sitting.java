package org.zhicheng.checks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.lambda.Services;
import org.zhicheng.stack.EmbeddedStack;

/** A session of the committee as big as is wished, over the API from the plan to what it came to (R45). All are in favour. */
public final class Sitting {

    private static final int SUBSTITUTES = 3;
    private static final int READERS = 2;
    private static final int OF_A_ROUND = 40;
    private static final int AT_ONCE = 8;

    private final TestStack stack;
    private final Api api;
    private final String office;
    private final Map<String, String> logins = new HashMap<>();
    private String path = "";

    private Sitting(TestStack stack) {
        this.stack = stack;
        this.api = stack.api();
        this.office = stack.token(Journey.OFFICE);
    }

    /** What is done at each step. */
    public interface Observer extends AutoCloseable {

        /** @param times how many people do it, or how often */
        void step(String what, int times, Runnable work);

        @Override
        void close();
    }

    /** Plays it on a stack of its own. */
    public static void play(int applications, int seats, Function<EmbeddedStack, Observer> observers) {
        try (TestStack stack = TestStack.start(options -> options.withParameter("RequestsPerSecond", "10000"))) {
            stack.prepare();
            stack.setClock(TestStack.TODAY);
            Sitting sitting = new Sitting(stack);
            sitting.gather(seats);
            Journey first = Journey.of(stack).to("COMMITTEE_REVIEW");
            JsonNode answers = first.passing().path("answers");
            sitting.fill(first.id(), applications);
            try (Observer observer = observers.apply(stack.stack())) {
                sitting.sit(answers, observer);
            }
        }
    }

    private void gather(int seats) {
        CommitteeInSession.decides(api, stack.token(Journey.ADMINISTRATOR), seats, seats, SUBSTITUTES, READERS);
        Services services = stack.adapters();
        for (int i = 0; i < seats + SUBSTITUTES; i++) {
            String id = "sitting-expert-" + i;
            logins.put(id, stack.appointed("COMMITTEE", "", ""));
            CommitteeInSession.enter(services, id, "评委" + i, "it-staff-" + i);
        }
    }

    /** Others like one that waits at the committee, of other people. */
    private void fill(String first, int applications) {
        Services services = stack.adapters();
        Application like = services.applications().find(first).orElseThrow();
        Application pattern = like.edit().stay(like.stay().withoutToken()).done();
        for (int i = 1; i < applications; i++) {
            Journey another = Journey.of(stack).register();
            EveryState.write(services, pattern, another.dossier().sub(), another.dossier().identity().name());
        }
    }

    private void sit(JsonNode answers, Observer observer) {
        List<JsonNode> session = new ArrayList<>();
        observer.step("plan", 1,
                () -> session.add(api.send(office, "POST", "/sessions", "{\"year\":2025,\"date\":\"2025-03-10\",\"series\":\"工程系列\"}",
                        "idempotency-key", "the-plan-of-the-sitting").expect(201).json()));
        path = "/sessions/" + session.getFirst().path("id").asText();
        stack.setClock(TestStack.TODAY.plusMinutes(5));
        observer.step("draw", 1, () -> step(office, "DRAW", "{\"seed\":\"03 08 17 21 29 33 + 09\",\"source\":\"双色球第2025031期\"}"));
        JsonNode drawn = show();
        List<String> panel = texts(drawn.path("panel"), "expert");
        List<String> ids = texts(drawn.path("agenda"), "applicationId");
        observer.step("chair, attendance, opening", 3, () -> {
            step(office, "CHAIR", "{\"expert\":\"" + panel.getFirst() + "\"}");
            step(office, "ATTENDANCE", "{\"experts\":" + array(panel) + "}");
            step(office, "OPENING", "{}");
        });
        List<Runnable> opinions = new ArrayList<>();
        drawn.path("agenda")
                .forEach(line -> line.path("readers")
                        .forEach(reader -> opinions.add(() -> api
                                .send(logins.get(reader.asText()), "PUT", path + "/OPINION",
                                        "{\"applicationId\":\"" + line.path("applicationId").asText()
                                                + "\",\"text\":\"业绩属实，同意推荐\",\"inFavour\":true,\"answers\":" + answers + "}")
                                .expect(200))));
        observer.step("opinion", opinions.size(), () -> together(AT_ONCE, opinions));
        for (int begin = 0; begin < ids.size(); begin += OF_A_ROUND) {
            List<String> asked = ids.subList(begin, Math.min(ids.size(), begin + OF_A_ROUND));
            int number = begin / OF_A_ROUND + 1;
            observer.step("open a round", 1,
                    () -> api.send(office, "POST", path + "/rounds", "{\"applications\":" + array(asked) + "}", "if-match", version(show()))
                            .expect(200));
            String choices = "{\"choices\":["
                    + String.join(",", asked.stream().map(id -> "{\"applicationId\":\"" + id + "\",\"choice\":\"FOR\"}").toList()) + "]}";
            observer.step("vote", panel.size(),
                    () -> together(AT_ONCE, panel.stream()
                            .<Runnable>map(expert -> () -> api.send(logins.get(expert), "POST", path + "/rounds/" + number + "/ballots",
                                    choices, "idempotency-key", "the-vote-of-" + expert + "-in-" + number).expect(200))
                            .toList()));
            observer.step("count a round", 1, () -> api.send(office, "POST", path + "/rounds/" + number + "/count", "").expect(200));
        }
        observer.step("sign, until all is carried out", 1, () -> {
            step(logins.get(panel.getFirst()), "SIGNATURE", "{}");
            Await.until("not all is carried out", () -> show().path("outcomes").size() == ids.size());
        });
        List<String> stayed = new ArrayList<>();
        show().path("outcomes").forEach(outcome -> {
            if (outcome.path("state").asText().isEmpty()) {
                stayed.add(outcome.toString());
            }
        });
        if (!stayed.isEmpty()) {
            throw new IllegalStateException(stayed.size() + " were not carried out: " + stayed.getFirst());
        }
        observer.step("show", 1, this::show);
        observer.step("minutes, result sheet", 2,
                () -> List.of("MINUTES", "RESULTS").forEach(paper -> api.get(office, path + "/papers/" + paper).expect(200)));
    }

    private void step(String token, String kind, String body) {
        api.send(token, "PUT", path + "/" + kind, body, "if-match", version(show())).expect(200);
    }

    private JsonNode show() {
        return api.get(office, path).expect(200).json();
    }

    private static String version(JsonNode shown) {
        return "\"" + shown.path("version").asInt() + "\"";
    }

    private static String array(List<String> texts) {
        return "[\"" + String.join("\",\"", texts) + "\"]";
    }

    private static List<String> texts(JsonNode list, String field) {
        List<String> texts = new ArrayList<>();
        list.forEach(one -> texts.add(one.path(field).asText()));
        return texts;
    }

    private static void together(int atOnce, List<Runnable> work) {
        try (ExecutorService threads = Executors.newFixedThreadPool(atOnce)) {
            List<? extends Future<?>> running = work.stream().map(threads::submit).toList();
            for (Future<?> one : running) {
                one.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
