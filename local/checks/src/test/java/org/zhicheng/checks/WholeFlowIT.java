package org.zhicheng.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

import org.zhicheng.demo.play.ClockControl;
import org.zhicheng.demo.play.Player;
import org.zhicheng.demo.play.Result;
import org.zhicheng.demo.play.SignIn;
import org.zhicheng.demo.samples.Dossier;
import org.zhicheng.demo.samples.Samples;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.stack.services.CaughtMail;

/**
 * The samples that have every row of the eligibility table, a return, a rejection, an expiry, a flag and a revocation among them, played to
 * their ends; then everything that they left behind is looked at.
 */
class WholeFlowIT {

    private static final Set<String> SLUGS = Set.of("01-secondary-vocational", "02-junior-college", "03-bachelor", "04-master",
            "05-doctorate", "06-postdoctoral", "11-rejected", "12-never-submitted", "14-revoked");
    private static final String RETURNED = "02-junior-college";
    private static final String REJECTED = "11-rejected";
    private static final String EXPIRED = "12-never-submitted";
    private static final String REVOKED = "14-revoked";
    /** R36's mails of a straight approval: submission, a recommendation of each tier, approval, certificate. */
    private static final List<String> STRAIGHT_MAILS = List.of("SUBMITTED", "RECOMMENDED", "RECOMMENDED", "RECOMMENDED", "APPROVED",
            "CERTIFICATE_ISSUED");
    private static final int MOST_TRANSITIONS = 14;

    @TempDir
    private static Path certificates;
    private static TestStack stack;
    private static Samples samples;
    private static Result result;
    private static String log;
    private static String progress;
    private static SfnClient workflow;
    private static DynamoDbClient dynamo;
    private static final Map<String, String> ids = new HashMap<>();

    @BeforeAll
    static void play() {
        Samples all = TestStack.SAMPLES;
        samples = new Samples(all.folder(), all.cycle(), all.employers(), all.people(),
                all.dossiers().stream().filter(dossier -> SLUGS.contains(dossier.slug())).toList());
        PrintStream console = System.out;
        ByteArrayOutputStream captured = new ByteArrayOutputStream();
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        // The functions in this JVM write their log to standard output.
        System.setOut(new PrintStream(captured, true, StandardCharsets.UTF_8));
        try {
            stack = TestStack.start();
            URI api = stack.address();
            result = new Player(api, stack.stack().backend().issuer(), SignIn.directGrant(stack.stack().backend().issuer(), "zhicheng"),
                    ClockControl.embedded(api), samples, certificates, new PrintStream(told, true, StandardCharsets.UTF_8)).play();
            samples.dossiers().forEach(dossier -> stack.adapters().applications().ofApplicant(dossier.sub())
                    .forEach(application -> ids.put(dossier.slug(), application.id())));
            Await.until("something is left in the outbox", () -> stack.adapters().outbox().oldest().isEmpty());
        } finally {
            System.setOut(console);
            progress = told.toString(StandardCharsets.UTF_8);
        }
        log = captured.toString(StandardCharsets.UTF_8);
        workflow = Endpoint.clients(stack.stack().backend().endpoint()).sfn();
        dynamo = Endpoint.clients(stack.stack().backend().endpoint()).dynamoDb();
        Await.until("an execution is left running", () -> executions(ExecutionStatus.RUNNING).isEmpty());
    }

    @AfterAll
    static void stop() {
        if (stack != null) {
            stack.close();
        }
        if (workflow != null) {
            workflow.close();
            dynamo.close();
        }
    }

    @Test
    @DisplayName("R20 每份样本按其说明办结")
    void shouldEndEachSampleAsItsStorySays() {
        assertThat(result.failures()).as(progress).isEmpty();
        assertThat(result.held()).as(progress).isTrue();
        assertThat(result.endings()).hasSize(SLUGS.size());
    }

    // ── the workflow ──

    @Test
    @DisplayName("R20 一次通过的申报至多经过十四个流程状态")
    void shouldNeedFourteenTransitionsAtMostForAStraightApproval() {
        for (String slug : Set.of("01-secondary-vocational", "03-bachelor", "04-master", "05-doctorate", "06-postdoctoral")) {
            List<String> entered = history(ids.get(slug) + "-1").stream().filter(event -> event.stateEnteredEventDetails() != null)
                    .map(event -> event.stateEnteredEventDetails().name()).toList();

            assertThat(entered).as(slug).hasSizeLessThanOrEqualTo(MOST_TRANSITIONS).containsSubsequence("CheckEligibility", "AwaitEmployer",
                    "AwaitDistrict", "AwaitCommittee", "AwaitMaterials", "AwaitApprovalDocument", "IssueCertificate");
        }
    }

    @Test
    @DisplayName("R20 每份提交的申报有一个流程并正常结束")
    void shouldRunOneExecutionForEachSubmittedApplicationAndLetItSucceed() {
        List<String> wanted = new ArrayList<>(
                ids.entrySet().stream().filter(entry -> !entry.getKey().equals(EXPIRED)).map(entry -> entry.getValue() + "-1").toList());
        // a rejection ends an execution; that it is looked at again is another one's
        samples.dossiers().stream().filter(dossier -> dossier.story().questioned().isPresent())
                .forEach(dossier -> wanted.add(ids.get(dossier.slug()) + "-2"));
        assertThat(executions(null)).extracting(ExecutionListItem::name).containsExactlyInAnyOrderElementsOf(wanted);
        assertThat(executions(null)).isNotEmpty()
                .allSatisfy(execution -> assertThat(execution.status()).isEqualTo(ExecutionStatus.SUCCEEDED));
    }

    @Test
    @DisplayName("R48 样本演示后没有无人可办的申报")
    void shouldLeaveNothingThatWaitsForNobody_R48() throws Exception {
        ProcessBuilder script = new ProcessBuilder(TestStack.PROJECT.resolve("scripts/stuck").toString(), stack.address().toString());
        script.environment().put("TOKEN", stack.token(Journey.ADMINISTRATOR));
        Process stuck = script.redirectErrorStream(true).start();
        String said = new String(stuck.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(stuck.waitFor()).as(said).isZero();
    }

    @Test
    @DisplayName("R23 修改后回到基层单位")
    void shouldGoBackToTheEmployerAfterACorrection_R23() {
        assertThat(entered(RETURNED)).containsSubsequence("AwaitEmployer", "AwaitCorrection", "CheckEligibility", "AwaitEmployer",
                "AwaitDistrict", "AwaitCommittee", "IssueCertificate");
    }

    @Test
    @DisplayName("R20 不予通过的流程明确结束")
    void shouldEndARejectionVisibly_R20() {
        assertThat(entered(REJECTED)).endsWith("EndRejected");
    }

    @Test
    @DisplayName("R33 流程中只有编号，没有个人信息")
    void shouldHoldIdsOnlyInTheWorkflow_R33() throws IOException {
        StringBuilder all = new StringBuilder();
        for (ExecutionListItem execution : executions(null)) {
            DescribeExecutionResponse described = workflow.describeExecution(request -> request.executionArn(execution.executionArn()));
            all.append(described.input()).append(described.output());
            JsonNode input = new ObjectMapper().readTree(described.input());
            assertThat(input.properties()).extracting(Map.Entry::getKey).isSubsetOf("applicationId", "step", "waitSeconds");
            history(execution.name()).forEach(all::append);
        }

        assertNothingOfAPerson(all.toString());
    }

    // ── mails ──

    @Test
    @DisplayName("R36 每一步的邮件各发一次")
    void shouldHaveSentTheMailsOfEachStepOnce_R36() {
        Map<String, List<String>> subjects = mails().stream()
                .collect(Collectors.groupingBy(mail -> mail.to().getFirst(), Collectors.mapping(CaughtMail::subject, Collectors.toList())));

        for (Dossier dossier : samples.dossiers()) {
            List<String> wanted = new ArrayList<>(switch (dossier.slug()) {
                case RETURNED -> Stream.concat(Stream.of("SUBMITTED", "RETURNED", "RECOMMENDED"), STRAIGHT_MAILS.stream().skip(1)).toList();
                case REJECTED -> List.of("SUBMITTED", "RECOMMENDED", "REJECTED");
                case EXPIRED -> List.of("EXPIRED");
                case REVOKED -> Stream.concat(STRAIGHT_MAILS.stream(), Stream.of("CERTIFICATE_REVOKED", "INTEGRITY_RECORDED")).toList();
                default -> STRAIGHT_MAILS;
            });
            // whose rejection was looked at again
            dossier.story().questioned()
                    .ifPresent(q -> wanted.addAll(q.upheld()
                            ? List.of("RECONSIDERATION_REQUESTED", "RECONSIDERATION_UPHELD")
                            : List.of("REJECTED", "RECONSIDERATION_REQUESTED", "RECONSIDERATION_SENT_BACK")));
            // whose result was announced
            dossier.story().announced().ifPresent(_ -> {
                wanted.remove("RECOMMENDED");
                wanted.addAll(List.of("RESULT_NOTICE_BEGUN", "RESULT_NOTICE_ENDED"));
            });
            // whose name was misspelt at the registration is told that it was corrected
            dossier.story().registeredAs().ifPresent(_ -> wanted.addFirst("REGISTRATION_CORRECTED"));
            dossier.story().flaggedFor().ifPresent(_ -> wanted.add("INTEGRITY_RECORDED"));
            // The samples' clock may pass over the day of the reminder.
            List<String> sent = new ArrayList<>(subjects.get(dossier.identity().mail()).stream().map(WholeFlowIT::template)
                    .filter(template -> !template.equals("WINDOW_CLOSING")).toList());
            assertThat(Set.copyOf(sent)).as(dossier.slug()).isEqualTo(Set.copyOf(wanted));
            wanted.forEach(template -> assertThat(sent.remove(template)).as(dossier.slug() + " " + template).isTrue());
            // What is there twice was sent again because its lease had run out, as the clock leaps while a delivery is under way.
            assertThat((long) sent.size()).as(dossier.slug() + " " + sent).isLessThanOrEqualTo(deliveredAgain(ids.get(dossier.slug())));
        }
    }

    @Test
    @DisplayName("R36 邮件除姓名外不含个人信息")
    void shouldTellNothingInAMailButTheName_R36() {
        for (CaughtMail mail : mails()) {
            String content = mail.subject() + mail.text() + mail.html();
            Optional<Dossier> applicant = samples.dossiers().stream().filter(d -> d.identity().mail().equals(mail.to().getFirst()))
                    .findFirst();
            if (applicant.isEmpty()) {
                // to staff, with numbers of what waits (R43)
                assertNothingOfAPerson(content);
                continue;
            }
            Dossier dossier = applicant.get();

            assertThat(content).contains(dossier.identity().name()).contains(stack.address().toString());
            assertThat(content).doesNotContain(dossier.identity().idNumber(), dossier.identity().phone(), dossier.identity().mail(),
                    dossier.employer().name(), dossier.employer().uscc(),
                    stack.adapters().people().find(dossier.sub()).orElseThrow().maskedIdNumber());
            assertThat(content).doesNotContainPattern("\\d{17}[\\dXx]");
        }
    }

    // ── the log ──

    @Test
    @DisplayName("R33 日志只有结果，没有个人信息")
    void shouldLogOutcomesOnly_R33() {
        assertThat(log.lines().filter(line -> line.startsWith("{")).count()).isGreaterThan(300);
        assertNothingOfAPerson(log);
        assertThat(log).doesNotContain("X-Amz-", "Bearer", "eyJ", "summary.txt", ".jpg", ".pdf").doesNotContain(taskTokens());
        assertThat(log).as("codes that anyone may verify with").doesNotContain(codes());
        assertThat(log).doesNotContain("\"ERROR\"");
    }

    // ── the table ──

    @Test
    @DisplayName("R33 任何地方都不以明文保存身份证号")
    void shouldKeepNoIdNumberInTheClear_R33() throws IOException {
        String items = items().toString();
        String file = raw(stack.state().resolve("dynamodb"));
        String engine = raw(stack.state().resolve("states"));
        for (Dossier dossier : samples.dossiers()) {
            for (String number : List.of(dossier.identity().idNumber(), dossier.identity().idNumber().toLowerCase(java.util.Locale.ROOT))) {
                assertThat(items.contains(number)).as("an item has the ID number of " + dossier.slug()).isFalse();
                assertThat(file.contains(number)).as("the file has the ID number of " + dossier.slug()).isFalse();
                assertThat(engine.contains(number)).as("the workflows' file has the ID number of " + dossier.slug()).isFalse();
            }
        }
        // What is looked for would be found: the name is there.
        assertThat(items).contains(samples.dossiers().getFirst().identity().name());
    }

    @Test
    @DisplayName("R20 已过的步骤不留流程令牌")
    void shouldKeepNoTaskTokenOfAStepThatIsOver() {
        assertThat(items()).isNotEmpty().noneMatch(item -> item.containsKey("token") && !State.valueOf(item.get("state").s()).isWait());
        assertThat(items()).noneMatch(item -> item.containsKey("outbox"));
        assertThat(items().stream().filter(item -> item.get("sk").s().equals("A#HEAD")).toList()).hasSize(SLUGS.size())
                .allSatisfy(item -> assertThat(item.toString()).doesNotContain("token="));
    }

    @Test
    @DisplayName("R35 记录何人何时由何步骤到何步骤")
    void shouldRecordWhoDidWhatFromWhichStateToWhich_R35() {
        stack.adapters().applications().events(ids.get("03-bachelor")).forEach(event -> {
            assertThat(event.actor()).isNotBlank();
            assertThat(event.channel()).isNotNull();
            assertThat(event.role()).isNotNull();
        });
        assertThat(stack.adapters().applications().events(ids.get("03-bachelor"))).extracting(event -> event.to().orElseThrow())
                .containsSubsequence(State.DRAFT, State.SUBMITTED, State.EMPLOYER_REVIEW, State.DISTRICT_REVIEW, State.COMMITTEE_REVIEW,
                        State.MATERIALS, State.APPROVAL_DOCUMENT, State.CERTIFICATE, State.CERTIFIED);
    }

    // ── everything ──

    @Test
    @DisplayName("R19、R33、R36 个人信息不出现在不该出现之处")
    void shouldLeaveNothingOfAPersonWhereItDoesNotBelong_R19_R33_R36() {
        Api api = stack.api();
        String office = stack.token(Journey.OFFICE);
        List<byte[]> lists = Stream.of("CSV", "XLSX").map(format -> api.list(office, format).body()).toList();
        Dossier dossier = samples.dossier("03-bachelor");
        String token = stack.token(dossier.sub());
        String masked = stack.adapters().people().find(dossier.sub()).orElseThrow().maskedIdNumber();

        try (PrivacyScan scan = scan()) {
            assertThat(scan.of(log, mails())).isEmpty();
            // The lists name people by their masked numbers only; so does the annex that has a number at all.
            for (byte[] list : lists) {
                assertThat(scan.of("list", list)).isEmpty();
                assertThat(PrivacyScan.read(list)).contains(masked);
            }
            for (String annex : List.of("PUBLIC_NOTICE", "NOTICE_RESULT", "RECOMMENDATION_REPORT")) {
                for (String format : List.of("PDF", "DOCX")) {
                    byte[] form = api.get(token, "/applications/" + ids.get("03-bachelor") + "/forms/" + annex + "?format=" + format)
                            .expect(200).body();
                    assertThat(scan.of(annex, form)).isEmpty();
                    assertThat(PrivacyScan.read(form)).contains(dossier.identity().name());
                    assertThat(PrivacyScan.read(form).contains(masked)).as(annex).isEqualTo(annex.equals("PUBLIC_NOTICE"));
                }
            }
            // What is looked for would be found.
            assertThat(scan.of("own data", api.get(token, "/applicants/me/data").expect(200).body())).contains("own data: an ID number",
                    "own data: a work summary");
        }
    }

    @Test
    @DisplayName("R33 每个身份证号只为其本人加密")
    void shouldEncryptEachIdNumberForItsOwnerAlone_R33() {
        try (PrivacyScan scan = scan(); KmsClient keys = Endpoint.clients(stack.stack().backend().endpoint()).kms()) {
            Map<String, Map<String, AttributeValue>> items = scan.everything();
            for (Dossier dossier : samples.dossiers()) {
                byte[] stored = Base64.getDecoder()
                        .decode(items.get("PERSON#" + dossier.sub() + " PERSON").get("data").m().get("encryptedIdNumber").s());
                Function<String, DecryptResponse> decrypt = owner -> keys.decrypt(
                        request -> request.encryptionContext(Map.of("owner", owner)).ciphertextBlob(SdkBytes.fromByteArray(stored)));

                assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain(dossier.identity().idNumber());
                assertThat(decrypt.apply(dossier.sub()).plaintext().asUtf8String()).isEqualTo(dossier.identity().idNumber());
                assertThatThrownBy(() -> decrypt.apply("another")).isInstanceOf(InvalidCiphertextException.class);
                assertThatThrownBy(() -> keys.decrypt(request -> request.ciphertextBlob(SdkBytes.fromByteArray(stored))))
                        .isInstanceOf(InvalidCiphertextException.class);
            }
            assertThat(items.values().stream().filter(item -> item.get("sk").s().equals("PERSON"))
                    .map(item -> item.get("data").m().get("idNumberHash").s())).doesNotHaveDuplicates()
                    .allSatisfy(hash -> assertThat(hash).matches("[0-9a-f]{64}"));
        }
    }

    private static PrivacyScan scan() {
        return new PrivacyScan(stack.stack().backend().endpoint(),
                stack.stack().template().function("IssueCertificateFunction").orElseThrow().environment(),
                samples.dossiers().stream().map(samples::summary).toList());
    }

    // ── certificates ──

    @Test
    @DisplayName("R30 重复制发得到同一证书")
    void shouldGiveTheSameCertificateEachTime_R30() {
        Api api = stack.api();
        for (String slug : List.of("01-secondary-vocational", "06-postdoctoral")) {
            String token = stack.token(samples.dossier(slug).sub());
            String number = api.get(token, "/certificates").expect(200).json().path(0).path("number").asText();
            byte[] first = Api.open(URI.create(api.get(token, "/certificates/" + number + "/file").expect(303).header("location"))).body();

            // As a step that is run again does it, after the first answer was lost.
            stack.stack().invoke("IssueCertificateFunction",
                    ("{\"applicationId\":\"" + ids.get(slug) + "\",\"execution\":\"" + ids.get(slug) + "-1\",\"step\":\"CERTIFICATE\"}")
                            .getBytes(StandardCharsets.UTF_8));

            assertThat(Api.open(URI.create(api.get(token, "/certificates/" + number + "/file").expect(303).header("location"))).body())
                    .isEqualTo(first);
            assertThat(api.get(token, "/certificates").expect(200).json()).hasSize(1);
        }
    }

    @Test
    @DisplayName("R30 证书编号和验证码均不重复")
    void shouldGiveEachNumberAndCodeOnce_R30() {
        List<String> numbers = items().stream().filter(item -> item.get("sk").s().equals("CERTIFICATE")).map(item -> item.get("pk").s())
                .toList();

        assertThat(numbers).doesNotHaveDuplicates().hasSize(7);
        assertThat(codes()).doesNotHaveDuplicates().hasSize(7);
    }

    private static List<String> entered(String slug) {
        return history(ids.get(slug) + "-1").stream().filter(event -> event.stateEnteredEventDetails() != null)
                .map(event -> event.stateEnteredEventDetails().name()).toList();
    }

    private static List<HistoryEvent> history(String name) {
        String arn = stateMachine().replace(":stateMachine:", ":execution:") + ":" + name;
        return workflow.getExecutionHistoryPaginator(request -> request.executionArn(arn).includeExecutionData(true).maxResults(1000))
                .events().stream().toList();
    }

    private static List<ExecutionListItem> executions(ExecutionStatus status) {
        return workflow.listExecutionsPaginator(request -> request.stateMachineArn(stateMachine()).statusFilter(status)).executions()
                .stream().toList();
    }

    private static String stateMachine() {
        return stack.stack().template().stateMachines().getFirst().arn();
    }

    private static List<CaughtMail> mails() {
        return stack.services().mail().mails();
    }

    private static long deliveredAgain(String id) {
        return log.lines().filter(line -> line.contains("\"DELIVERED\"") && line.contains(id) && line.contains("\"SendMail\"")
                && !line.contains("\"attempts\":1,")).count();
    }

    /** The template that has this subject. */
    private static String template(String subject) {
        java.util.Properties texts = new java.util.Properties();
        try (var in = org.zhicheng.work.outbox.MailTexts.class.getResourceAsStream("/mail/zh.properties")) {
            texts.load(new java.io.InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return texts.stringPropertyNames().stream()
                .filter(key -> key.endsWith(".subject") && subject.startsWith(texts.getProperty(key) + " / "))
                .map(key -> key.replace(".subject", "")).findFirst().orElse(subject);
    }

    private static List<Map<String, AttributeValue>> items() {
        return new ArrayList<>(dynamo.scanPaginator(request -> request.tableName(stack.table())).items().stream().toList());
    }

    private static String[] codes() {
        return items().stream().filter(item -> item.get("sk").s().equals("CERTIFICATE")).map(item -> item.get("data").m().get("code").s())
                .toArray(String[]::new);
    }

    private static String[] taskTokens() {
        return executions(null).stream().flatMap(execution -> history(execution.name()).stream())
                .filter(event -> event.taskScheduledEventDetails() != null).map(event -> event.taskScheduledEventDetails().parameters())
                .filter(parameters -> parameters.contains("\"token\"")).map(WholeFlowIT::token).distinct().toArray(String[]::new);
    }

    private static String token(String parameters) {
        try {
            return new ObjectMapper().readTree(parameters).findValue("token").asText();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void assertNothingOfAPerson(String text) {
        for (Dossier dossier : samples.dossiers()) {
            Dossier.Identity identity = dossier.identity();
            for (String secret : List.of(identity.name(), identity.idNumber(), identity.mail(), identity.phone(), dossier.employer().name(),
                    dossier.sub())) {
                int at = text.indexOf(secret);
                assertThat(at < 0 ? "" : text.substring(Math.max(0, at - 300), Math.min(text.length(), at + 100))).as(secret).isEmpty();
            }
        }
        assertThat(text).doesNotContainPattern("\\d{17}[\\dXx]").doesNotContainPattern("[\\w.-]+@[\\w-]+\\.[a-z]+");
    }

    /** Every byte of a folder's files as a character. */
    private static String raw(Path folder) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

}
