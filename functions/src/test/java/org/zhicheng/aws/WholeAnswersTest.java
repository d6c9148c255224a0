package org.zhicheng.aws;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.zip.CRC32;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.zhicheng.lambda.Environment;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.outbox.Mailer;

/** Answers of the services, cut off at every byte: each is repeated, and none is taken for one that found nothing. */
class WholeAnswersTest {

    /** A client that sees nothing but faults soon repeats nothing more. */
    private static final int REPEATS_OF_A_CLIENT = 40;

    private final Map<String, String> before = new HashMap<>();
    private Broken server;

    @BeforeEach
    void start() throws IOException {
        set("aws.accessKeyId", "sample");
        set("aws.secretAccessKey", "sample");
        server = new Broken();
    }

    @AfterEach
    void stop() throws IOException {
        server.socket.close();
        before.forEach((name, value) -> {
            if (value == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
    }

    private void set(String name, String value) {
        before.put(name, System.getProperty(name));
        System.setProperty(name, value);
    }

    private static Services services(int port) {
        return AwsServices.of(Environment
                .of(Map.ofEntries(Map.entry("AWS_ENDPOINT_URL", "http://127.0.0.1:" + port), Map.entry("AWS_REGION", "us-east-1"),
                        Map.entry("TABLE_NAME", "sample"), Map.entry("MATERIALS_BUCKET", "sample"), Map.entry("DATA_KEY", "sample"),
                        Map.entry("INDEX_KEY", "sample"), Map.entry("MAILER", "SES"), Map.entry("MAIL_FROM", "sample@example.com"),
                        Map.entry("STATE_MACHINE", "arn:aws:states:us-east-1:000000000000:stateMachine:sample"))));
    }

    @Test
    void shouldNeverTakeACutAnswerOfTheTableForAnEmptyOne_R20() {
        String item = """
                {"Item":{"pk":{"S":"STAFF"},"sk":{"S":"s"},"data":{"M":{"sub":{"S":"s"},"name":{"S":"样例"},"mail":{"S":""},"appointments":{"L":[]}}}}}""";
        server.cutEverywhere(json(200, item), services -> assertThat(services.staff().find("s")).get().extracting("name").isEqualTo("样例"));
    }

    @Test
    void shouldNeverTakeACutListForAShorterOne_R34() {
        String list = """
                {"Count":1,"Items":[{"pk":{"S":"INTEGRITY#h"},"sk":{"S":"I#1"},"data":{"M":{"id":{"S":"1"},"idNumberHash":{"S":"h"},\
                "maskedIdNumber":{"S":"*"},"facts":{"S":"样例"},"basis":{"S":"样例"},"date":{"S":"2025-01-02"},"recordedBy":{"S":"o"},\
                "recordedAt":{"S":"2025-01-02T00:00:00Z"}}}}],"ScannedCount":1}""";
        server.cutEverywhere(json(200, list), services -> assertThat(services.integrity().of("h")).hasSize(1));
    }

    @Test
    void shouldNeverTakeACutRefusalForAnother_R28() {
        String refusal = """
                {"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException","message":"The conditional request failed"}""";
        server.cutEverywhere(json(400, refusal),
                services -> assertThat(services.outbox().lease("APP#a", "O#1", java.time.Instant.EPOCH, java.time.Duration.ofSeconds(60)))
                        .isEmpty());
    }

    @Test
    void shouldReadAFileWholeOrNotAtAll_R15() {
        server.cutEverywhere(answer(200, "application/pdf", "x-amz-request-id: sample\r\n", "样本材料"),
                services -> assertThat(services.materials().read("materials/a/f", 1_000)).get().isEqualTo("样本材料".getBytes(UTF_8)));
    }

    @Test
    void shouldNotTakeACutAnswerOfKeysMailOrWorkflowForADoneOne_R33() {
        server.cutEverywhere(json(200, "{\"Mac\":\"c2FtcGxl\"}"),
                services -> assertThat(services.vault().hash("x")).isEqualTo("73616d706c65"));
        server.cutEverywhere(json(200, "{\"executions\":[{\"name\":\"a-1\",\"status\":\"RUNNING\"}]}"),
                services -> assertThat(services.workflow().running()).containsExactly("a-1"));
        server.cutEverywhere(json(200, "{\"MessageId\":\"sample\"}"), services -> {
            services.mailer().send(new Mailer.Mail("a@example.com", "样例", "样例", "<p>样例</p>"));
            assertThat(server.asked.get()).as("sent again").isGreaterThan(1);
        });
    }

    @Test
    void shouldGiveUpOnAServiceThatAlwaysBreaksOff_R20() {
        Services services = services(server.socket.getLocalPort());
        server.answers = n -> "HTTP/1.1 200 OK\r\n".getBytes(ISO_8859_1);

        assertThatThrownBy(() -> services.vault().hash("x")).hasStackTraceContaining("broke off");
        assertThat(server.asked.get()).isGreaterThan(1);
    }

    private static byte[] json(int status, String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(UTF_8));
        return answer(status, "application/x-amz-json-1.0", "x-amzn-RequestId: sample\r\nx-amz-crc32: " + crc.getValue() + "\r\n", body);
    }

    private static byte[] answer(int status, String type, String headers, String body) {
        byte[] content = body.getBytes(UTF_8);
        byte[] head = ("HTTP/1.1 " + status + " Sample\r\nServer: sample\r\nContent-Type: " + type + "\r\nContent-Length: " + content.length
                + "\r\n" + headers + "\r\n").getBytes(ISO_8859_1);
        byte[] whole = Arrays.copyOf(head, head.length + content.length);
        System.arraycopy(content, 0, whole, head.length, content.length);
        return whole;
    }

    /** Answers each connection with some bytes and closes it. */
    private static final class Broken {

        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final AtomicInteger asked = new AtomicInteger();
        private volatile Function<Integer, byte[]> answers = n -> new byte[0];

        Broken() throws IOException {
            Thread.ofPlatform().daemon().name("broken").start(this::serve);
        }

        /** Runs a call once for each byte: the first answer ends behind it, the second one is whole. */
        void cutEverywhere(byte[] answer, Consumer<Services> call) {
            Services services = services(socket.getLocalPort());
            for (int end = 0; end < answer.length; end++) {
                if (end % REPEATS_OF_A_CLIENT == 0) {
                    services = services(socket.getLocalPort());
                }
                byte[] cut = Arrays.copyOf(answer, end);
                asked.set(0);
                answers = n -> n == 1 ? cut : answer;
                call.accept(services);
            }
        }

        private void serve() {
            while (!socket.isClosed()) {
                try (Socket one = socket.accept()) {
                    readRequest(one.getInputStream());
                    one.getOutputStream().write(answers.apply(asked.incrementAndGet()));
                    one.shutdownOutput();
                } catch (IOException e) {
                    // The test has ended, or the client went away.
                }
            }
        }

        private static void readRequest(InputStream in) throws IOException {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
                head.write(in.read());
            }
            java.util.regex.Matcher length = java.util.regex.Pattern.compile("(?i)\r\ncontent-length: (\\d+)")
                    .matcher(head.toString(ISO_8859_1));
            in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
        }
    }
}
