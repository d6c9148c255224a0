package org.zhicheng.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The stack as a process of its own, killed in the middle of its work and started again on the same folder: nothing is lost or done twice. */
@DisabledOnOs(OS.WINDOWS)
class RestartIT {

    private static final List<String> NOTICE_MATERIALS = List.of("A12", "A13", "A14", "A15");

    @TempDir
    private Path folder;
    private Stack stack;

    @BeforeEach
    void choosePorts() {
        stack = new Stack(OwnPorts.next(), OwnPorts.next(), OwnPorts.next());
    }

    @AfterEach
    void stop() {
        stack.kill();
    }

    @Test
    @DisplayName("R30 上传、审核途中断电重启，每人最终只有一份证书")
    void shouldGoOnToOneCertificateEachAfterBeingKilledInTheMiddleOfUploadsAndDecisions() throws Exception {
        stack.start("--now", "2025-03-10T09:00");
        Journey decided = new Journey(stack, TestStack.SAMPLES.dossier("03-bachelor")).to("DISTRICT_REVIEW");
        Journey uploading = new Journey(stack, TestStack.SAMPLES.dossier("01-secondary-vocational")).register().draft();
        uploading.saveForm(SampleBodies.form(uploading.dossier(), TestStack.SAMPLES.summary(uploading.dossier())), 0).expect(200);
        ObjectNode pass = decided.passing();

        List<ProcessHandle> databases = stack.process.descendants().toList();
        assertThat(databases).isNotEmpty();
        try (ExecutorService people = Executors.newFixedThreadPool(2)) {
            CountDownLatch underWay = new CountDownLatch(2);
            people.submit(() -> {
                for (Map.Entry<String, List<String>> material : uploading.dossier().materials().entrySet()) {
                    if (!NOTICE_MATERIALS.contains(material.getKey())) {
                        material.getValue().forEach(file -> uploading.upload(uploading.applicant(), material.getKey(), file));
                        underWay.countDown();
                    }
                }
            });
            people.submit(() -> {
                underWay.await();
                return decided.decide(decided.district(), pass);
            });
            assertThat(underWay.await(120, TimeUnit.SECONDS)).isTrue();
            stack.kill();
        }
        for (ProcessHandle database : databases) {
            database.onExit().get(60, TimeUnit.SECONDS);
        }

        stack.start();
        // What was answered is there; what was not is sent again.
        JsonNode there = uploading.view().path("attachments");
        assertThat(there).isNotEmpty();
        List<String> accepted = new ArrayList<>();
        there.forEach(attachment -> {
            if (attachment.path("status").asText().equals("ACCEPTED")) {
                accepted.add(attachment.path("fileName").asText());
            }
        });
        assertThat(accepted).hasSizeGreaterThanOrEqualTo(2);
        uploading.dossier().materials().forEach(
                (material, files) -> files.stream().filter(file -> !NOTICE_MATERIALS.contains(material) && !accepted.contains(file))
                        .forEach(file -> uploading.upload(uploading.applicant(), material, file)));
        decided.decide(decided.district(), pass).expect(200);
        decided.awaitState("COMMITTEE_REVIEW");
        refusals();

        decided.to("CERTIFIED");
        uploading.submit().to("CERTIFIED");

        for (Journey journey : List.of(decided, uploading)) {
            JsonNode certificates = new Api(stack.address()).get(journey.applicant(), "/certificates").expect(200).json();
            assertThat(certificates).hasSize(1);
            JsonNode timeline = new Api(stack.address()).get(journey.applicant(), journey.path() + "/timeline").expect(200).json();
            assertThat(timeline.path("events").findValuesAsText("action")).filteredOn("PASS"::equals).hasSize(3);
        }
    }

    /** Others cannot be started beside this one by mistake. */
    private void refusals() throws Exception {
        assertThat(refused(folder.resolve("state"), OwnPorts.next())).contains("正被另一个进程使用", "is in use by another process");
        assertThat(refused(folder.resolve("other"), stack.api)).contains(stack.api + " 已被占用", "Port " + stack.api + " is in use");
        new Api(stack.address()).get("", "/certificates/key").expect(200);
    }

    /** What a start says that is refused. */
    private String refused(Path state, int apiPort) throws Exception {
        Path errors = folder.resolve("refused-" + apiPort);
        Process process = new ProcessBuilder(
                command(state, List.of("--api-port", Integer.toString(apiPort), "--aws-port", "0", "--issuer-port", "0")))
                .directory(TestStack.PROJECT.toFile()).redirectErrorStream(true).redirectOutput(errors.toFile()).start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).isEqualTo(1);
        return Files.readString(errors);
    }

    private static List<String> command(Path state, List<String> options) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto", "--enable-native-access=ALL-UNNAMED", "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8", "-cp",
                        System.getProperty("java.class.path"), "org.zhicheng.host.Main", "--no-samples", "--state", state.toString()));
        command.addAll(options);
        return command;
    }

    /** The process, on the same ports each time, as tokens name the issuer's. */
    private final class Stack implements Journey.Place {

        private final int api;
        private final int aws;
        private final int issuer;
        private final Map<String, String> tokens = new ConcurrentHashMap<>();
        private final HttpClient http = HttpClient.newHttpClient();
        private Process process;

        Stack(int api, int aws, int issuer) {
            this.api = api;
            this.aws = aws;
            this.issuer = issuer;
        }

        void start(String... more) throws IOException {
            List<String> options = new ArrayList<>(List.of("--api-port", Integer.toString(api), "--aws-port", Integer.toString(aws),
                    "--issuer-port", Integer.toString(issuer)));
            options.addAll(List.of(more));
            Path told = folder.resolve("told");
            Files.deleteIfExists(told);
            process = new ProcessBuilder(command(folder.resolve("state"), options)).directory(TestStack.PROJECT.toFile())
                    .redirectErrorStream(true).redirectOutput(told.toFile()).start();
            Await.until("the stack does not start", () -> {
                assertThat(process.isAlive()).as("still there; it said: " + read(told)).isTrue();
                return read(told).contains("Ctrl-C");
            });
        }

        /** As the system does it when memory runs out: no hook runs. */
        void kill() {
            if (process != null) {
                try {
                    process.destroyForcibly().onExit().get(60, TimeUnit.SECONDS);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        }

        @Override
        public URI address() {
            return URI.create("http://localhost:" + api);
        }

        @Override
        public String token(String sub) {
            return tokens.computeIfAbsent(sub, name -> {
                HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + issuer + "/token"))
                        .header("content-type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("grant_type=password&client_id=zhicheng&username=" + name)).build();
                try {
                    return Api.JSON.readTree(http.send(request, BodyHandlers.ofString()).body()).path("access_token").asText();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException(e);
                }
            });
        }

        private static String read(Path file) {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
