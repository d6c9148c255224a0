package org.zhicheng.stack.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.InvalidKeyUsageException;
import software.amazon.awssdk.services.kms.model.KmsInvalidMacException;
import software.amazon.awssdk.services.kms.model.KmsInvalidSignatureException;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedPutObjectRequest;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.SendEmailRequest;
import software.amazon.awssdk.services.sesv2.model.SesV2Exception;
import software.amazon.awssdk.services.sesv2.model.TooManyRequestsException;

import org.zhicheng.stack.state.StartRefused;
import org.zhicheng.stack.state.StateFolder;

class EmbeddedServicesIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BUCKET = "zhicheng-files";
    private static final String DATA_KEY = "alias/zhicheng-data";
    private static final String LOOKUP_KEY = "alias/zhicheng-lookup";
    private static final String SIGNING_KEY = "alias/zhicheng-certificate";
    private static final List<LoginPerson> PEOPLE = List.of(LoginPerson.withPassword("li-na", "李娜", "申报人 Applicant", "硕士 <b>master</b>"),
            LoginPerson.withSecondFactor("zhang-wei", "张伟", "区县人社局 District bureau", "初审"));

    @TempDir
    static Path temp;
    static EmbeddedServices services;
    static HttpClient http;

    @BeforeAll
    static void start() {
        services = EmbeddedServices.start(EmbeddedServices.Options.forTests(temp.resolve("state")).withPeople(PEOPLE));
        services.createBuckets(List.of(BUCKET));
        services.keys().ensure(DATA_KEY, KeyService.KeySpec.SYMMETRIC_DEFAULT);
        services.keys().ensure(LOOKUP_KEY, KeyService.KeySpec.HMAC_256);
        services.keys().ensure(SIGNING_KEY, KeyService.KeySpec.ECC_NIST_P256);
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        http.close();
        services.close();
    }

    // DynamoDB

    @Test
    void shouldWriteTransactionWhollyOrNotAtAll() {
        try (DynamoDbClient client = services.clients().dynamoDb()) {
            createTable(client, "transactions");
            put(client, "transactions", "taken");

            assertThatExceptionOfType(TransactionCanceledException.class)
                    .isThrownBy(() -> client.transactWriteItems(
                            request -> request.transactItems(newItem("transactions", "fresh"), newItem("transactions", "taken"))))
                    .satisfies(e -> assertThat(e.cancellationReasons()).extracting(reason -> reason.code()).containsExactly("None",
                            "ConditionalCheckFailed"));
            assertThat(client.getItem(get -> get.tableName("transactions").key(Map.of("pk", text("fresh")))).hasItem()).isFalse();

            client.transactWriteItems(request -> request.transactItems(newItem("transactions", "fresh"), newItem("transactions", "other")));
            assertThat(client.scan(scan -> scan.tableName("transactions")).count()).isEqualTo(3);
        }
    }

    @Test
    void shouldTypeFailedConditionAsTheServiceDoes() {
        try (DynamoDbClient client = services.clients().dynamoDb()) {
            createTable(client, "conditions");
            put(client, "conditions", "one");

            assertThatExceptionOfType(ConditionalCheckFailedException.class).isThrownBy(() -> client.putItem(request -> request
                    .tableName("conditions").item(Map.of("pk", text("one"))).conditionExpression("attribute_not_exists(pk)")));
        }
    }

    @Test
    void shouldAnswerForTheStreamOfTable() throws Exception {
        try (DynamoDbClient client = services.clients().dynamoDb()) {
            createTable(client, "streamed");
            String stream = client.describeTable(table -> table.tableName("streamed")).table().latestStreamArn();

            HttpResponse<String> answer = call("DynamoDBStreams_20120810.DescribeStream", "dynamodb", "{\"StreamArn\":\"" + stream + "\"}");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(JSON.readTree(answer.body()).at("/StreamDescription/Shards")).isNotEmpty();
        }
    }

    @Test
    void shouldKeepAcknowledgedWriteWhenTheDatabaseIsKilled() throws Exception {
        Path state = temp.resolve("killed");
        try (EmbeddedServices first = EmbeddedServices.start(EmbeddedServices.Options.forTests(state));
                DynamoDbClient client = first.clients().dynamoDb()) {
            createTable(client, "kept");
            put(client, "kept", "acknowledged");
            first.dynamoDb().process().destroyForcibly();
            first.dynamoDb().process().onExit().get(10, TimeUnit.SECONDS);
        }
        try (EmbeddedServices second = EmbeddedServices.start(EmbeddedServices.Options.forTests(state));
                DynamoDbClient client = second.clients().dynamoDb()) {
            assertThat(client.getItem(get -> get.tableName("kept").key(Map.of("pk", text("acknowledged")))).hasItem()).isTrue();
        }
    }

    @Test
    void shouldStartTheDatabaseAgainWhereItIsKilledAlone() throws Exception {
        try (EmbeddedServices alone = EmbeddedServices.start(EmbeddedServices.Options.forTests(temp.resolve("alone")));
                DynamoDbClient client = alone.clients().dynamoDb()) {
            createTable(client, "kept");
            put(client, "kept", "acknowledged");
            ProcessHandle first = alone.dynamoDb().process();
            first.destroyForcibly();

            first.onExit().get(10, TimeUnit.SECONDS);

            assertThat(answersAgain(() -> client.getItem(get -> get.tableName("kept").key(Map.of("pk", text("acknowledged")))).hasItem()))
                    .isTrue();
            assertThat(alone.dynamoDb().process()).isNotEqualTo(first);
            put(client, "kept", "afterwards");
        }
    }

    private static boolean answersAgain(BooleanSupplier question) {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (System.nanoTime() < deadline) {
            try {
                return question.getAsBoolean();
            } catch (SdkException e) {
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
        }
        return false;
    }

    @Test
    void shouldStartDatabaseAtAnotherPortWhereSomebodyTookItsOwn() throws Exception {
        int free = freePort();
        try (ServerSocket taken = new ServerSocket(0); StateFolder state = StateFolder.open(temp.resolve("ports"))) {
            Iterator<Integer> ports = List.of(taken.getLocalPort(), free).iterator();
            try (DynamoDbProcess database = DynamoDbProcess.start(state, ports::next)) {
                assertThat(database.endpoint()).hasPort(free);
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void shouldRefuseToWriteWhileTheDiskIsNearlyFullAndGoOnAfterwards() {
        try (EmbeddedServices full = EmbeddedServices.start(EmbeddedServices.Options.forTests(temp.resolve("full")));
                DynamoDbClient client = full.clients().dynamoDb()) {
            createTable(client, "room");
            put(client, "room", "before");
            System.setProperty(DiskRoom.LEAST_PROPERTY, Long.toString(Long.MAX_VALUE));
            try {
                assertThatThrownBy(() -> put(client, "room", "never")).isInstanceOf(InternalServerErrorException.class)
                        .hasMessageContaining("MB left");
                assertThat(client.getItem(get -> get.tableName("room").key(Map.of("pk", text("before")))).hasItem()).isTrue();
                assertThatThrownBy(() -> EmbeddedServices.start(EmbeddedServices.Options.forTests(temp.resolve("none"))))
                        .isInstanceOf(StartRefused.class).hasMessageContaining("MB left");
            } finally {
                System.clearProperty(DiskRoom.LEAST_PROPERTY);
            }
            put(client, "room", "afterwards");
            assertThat(client.getItem(get -> get.tableName("room").key(Map.of("pk", text("never")))).hasItem()).isFalse();
        }
    }

    // S3

    @Test
    void shouldStreamBigObjectBothWays() throws IOException {
        byte[] big = new byte[12 * 1024 * 1024];
        new Random(1).nextBytes(big);
        try (S3Client client = services.clients().s3()) {
            client.putObject(put -> put.bucket(BUCKET).key("大文件/扫描 件+1.pdf").contentType("application/pdf"), RequestBody.fromBytes(big));

            assertThat(client.headObject(head -> head.bucket(BUCKET).key("大文件/扫描 件+1.pdf")).contentLength()).isEqualTo(big.length);
            assertThat(client.getObjectAsBytes(get -> get.bucket(BUCKET).key("大文件/扫描 件+1.pdf")).asByteArray()).isEqualTo(big);
            assertThat(client.listObjectsV2(list -> list.bucket(BUCKET).prefix("大文件/")).contents()).hasSize(1);
            client.deleteObject(delete -> delete.bucket(BUCKET).key("大文件/扫描 件+1.pdf"));
            assertThatExceptionOfType(NoSuchKeyException.class)
                    .isThrownBy(() -> client.getObjectAsBytes(get -> get.bucket(BUCKET).key("大文件/扫描 件+1.pdf")));
        }
    }

    @Test
    void shouldAcceptPutByPresignedAddress() throws Exception {
        byte[] content = "职称".getBytes(StandardCharsets.UTF_8);

        assertThat(put(presigned("presigned", content.length, Duration.ofMinutes(5)).url().toURI(), content).statusCode()).isEqualTo(200);

        try (S3Client client = services.clients().s3()) {
            assertThat(client.getObjectAsBytes(get -> get.bucket(BUCKET).key("presigned")).asByteArray()).isEqualTo(content);
        }
    }

    @Test
    void shouldRefuseTamperedPresignedAddress() throws Exception {
        byte[] content = "x".getBytes(StandardCharsets.UTF_8);
        URI tampered = URI.create(presigned("mine", 1, Duration.ofMinutes(5)).url().toString().replace("/mine?", "/other?"));

        assertThat(put(tampered, content).statusCode()).isEqualTo(403);
    }

    @Test
    void shouldRefusePresignedPutOfAnotherLength() throws Exception {
        URI address = presigned("length", 1, Duration.ofMinutes(5)).url().toURI();

        assertThat(put(address, "longer".getBytes(StandardCharsets.UTF_8)).statusCode()).isEqualTo(403);
    }

    @Test
    void shouldRefuseExpiredPresignedAddress() throws Exception {
        HttpResponse<String> answer = put(signedAt(Instant.now().minusSeconds(3600), "late"), new byte[]{1});

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("expired");
        // The same a moment ago is good: it was the time.
        assertThat(put(signedAt(Instant.now().minusSeconds(60), "late"), new byte[]{1}).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldSayWhyBigUploadIsRefusedEachTime() throws Exception {
        URI tampered = URI.create(presigned("big", 10_000_000, Duration.ofMinutes(5)).url().toString().replace("/big?", "/bigger?"));

        // The server answers and closes while the upload is on its way; that answer was lost as often as not.
        for (int i = 0; i < 10; i++) {
            HttpResponse<String> answer = put(tampered, new byte[10_000_000]);
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("SignatureDoesNotMatch");
        }
    }

    @Test
    void shouldRefuseObjectsToTheUnsigned() throws Exception {
        put(presigned("unsigned", 3, Duration.ofMinutes(5)).url().toURI(), new byte[3]);

        // Nor are they told what is not there.
        for (String key : List.of("unsigned", "absent")) {
            HttpResponse<String> answer = http.send(HttpRequest.newBuilder(services.endpoint().resolve("/" + BUCKET + "/" + key)).build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("AccessDenied");
        }
    }

    @Test
    void shouldLetPagesOfThisMachineAskAndOthersNot() throws Exception {
        URI address = presigned("browser", 1, Duration.ofMinutes(5)).url().toURI();

        HttpResponse<String> ours = preflight(address, "http://localhost:8080");
        assertThat(ours.statusCode()).isEqualTo(204);
        assertThat(ours.headers().firstValue("Access-Control-Allow-Origin")).contains("http://localhost:8080");
        assertThat(ours.headers().firstValue("Access-Control-Allow-Methods").orElse("")).contains("PUT");
        HttpResponse<String> foreign = preflight(address, "https://example.org");
        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(foreign.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void shouldFindBucketInTheHostName() throws Exception {
        try (S3Presigner presigner = S3Presigner.builder().endpointOverride(services.endpoint()).region(Region.US_EAST_1)
                .credentialsProvider(() -> AwsBasicCredentials.create("local", "localsecret")).build()) {
            URI byHost = presigner.presignPutObject(presign -> presign.signatureDuration(Duration.ofMinutes(5))
                    .putObjectRequest(object -> object.bucket(BUCKET).key("by-host").contentLength(1L))).url().toURI();
            assertThat(byHost.getHost()).isEqualTo(BUCKET + ".localhost");

            // The name does not resolve everywhere: asked by number, with the name in the header as a browser would send it.
            URI byNumber = URI.create(byHost.toString().replace(byHost.getHost(), "127.0.0.1"));
            HttpResponse<String> answer = http.send(HttpRequest.newBuilder(byNumber).header("Host", byHost.getRawAuthority())
                    .PUT(HttpRequest.BodyPublishers.ofByteArray(new byte[]{1})).build(), HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
        try (S3Client client = services.clients().s3()) {
            assertThat(client.getObjectAsBytes(get -> get.bucket(BUCKET).key("by-host")).asByteArray()).containsExactly(1);
        }
    }

    // KMS

    @Test
    void shouldDecryptOnlyUnderTheSameContext() {
        try (KmsClient client = services.clients().kms()) {
            EncryptResponse sealed = client.encrypt(request -> request.keyId(DATA_KEY)
                    .plaintext(SdkBytes.fromUtf8String("11010519491231002X")).encryptionContext(Map.of("field", "idNumber", "of", "1")));

            assertThat(client.decrypt(
                    request -> request.ciphertextBlob(sealed.ciphertextBlob()).encryptionContext(Map.of("of", "1", "field", "idNumber")))
                    .plaintext().asUtf8String()).isEqualTo("11010519491231002X");
            assertThat(sealed.keyId()).startsWith("arn:aws:kms:us-east-1:000000000000:key/");
            assertThatExceptionOfType(InvalidCiphertextException.class).isThrownBy(() -> client.decrypt(
                    request -> request.ciphertextBlob(sealed.ciphertextBlob()).encryptionContext(Map.of("field", "idNumber", "of", "2"))));
            byte[] tampered = sealed.ciphertextBlob().asByteArray();
            tampered[tampered.length - 1] ^= 1;
            assertThatExceptionOfType(InvalidCiphertextException.class).isThrownBy(() -> client.decrypt(request -> request
                    .ciphertextBlob(SdkBytes.fromByteArray(tampered)).encryptionContext(Map.of("field", "idNumber", "of", "1"))));
            String another = client.createKey().keyMetadata().keyId();
            assertThatExceptionOfType(IncorrectKeyException.class).isThrownBy(() -> client.decrypt(request -> request.keyId(another)
                    .ciphertextBlob(sealed.ciphertextBlob()).encryptionContext(Map.of("field", "idNumber", "of", "1"))));
        }
    }

    @Test
    void shouldKnowKeyByAliasIdAndArn() {
        try (KmsClient client = services.clients().kms()) {
            var metadata = client.describeKey(request -> request.keyId(DATA_KEY)).keyMetadata();

            assertThat(client.describeKey(request -> request.keyId(metadata.keyId())).keyMetadata()).isEqualTo(metadata);
            assertThat(client.describeKey(request -> request.keyId(metadata.arn())).keyMetadata()).isEqualTo(metadata);
            assertThat(client.listAliases().aliases()).extracting(alias -> alias.aliasName()).contains(DATA_KEY, LOOKUP_KEY, SIGNING_KEY);
            assertThat(client.listKeys().keys()).extracting(key -> key.keyArn()).contains(metadata.arn());
            assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> client.describeKey(request -> request.keyId("alias/none")));
        }
    }

    @Test
    void shouldGiveTheSameMacForTheSameMessage() {
        try (KmsClient client = services.clients().kms()) {
            SdkBytes message = SdkBytes.fromUtf8String("11010519491231002X");
            SdkBytes mac = client
                    .generateMac(request -> request.keyId(LOOKUP_KEY).macAlgorithm(MacAlgorithmSpec.HMAC_SHA_256).message(message)).mac();

            assertThat(client.generateMac(request -> request.keyId(LOOKUP_KEY).macAlgorithm(MacAlgorithmSpec.HMAC_SHA_256).message(message))
                    .mac()).isEqualTo(mac);
            assertThat(client
                    .verifyMac(request -> request.keyId(LOOKUP_KEY).macAlgorithm(MacAlgorithmSpec.HMAC_SHA_256).message(message).mac(mac))
                    .macValid()).isTrue();
            assertThatExceptionOfType(KmsInvalidMacException.class).isThrownBy(() -> client.verifyMac(request -> request.keyId(LOOKUP_KEY)
                    .macAlgorithm(MacAlgorithmSpec.HMAC_SHA_256).message(SdkBytes.fromUtf8String("another")).mac(mac)));
            assertThatExceptionOfType(InvalidKeyUsageException.class).isThrownBy(() -> client
                    .generateMac(request -> request.keyId(DATA_KEY).macAlgorithm(MacAlgorithmSpec.HMAC_SHA_256).message(message)));
        }
    }

    @Test
    void shouldSignSoThatTheJdkVerifiesOffline() throws Exception {
        byte[] message = "证书 2025-0001".getBytes(StandardCharsets.UTF_8);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(message);
        try (KmsClient client = services.clients().kms()) {
            PublicKey published = KeyFactory.getInstance("EC").generatePublic(
                    new X509EncodedKeySpec(client.getPublicKey(request -> request.keyId(SIGNING_KEY)).publicKey().asByteArray()));
            byte[] ofMessage = client.sign(request -> request.keyId(SIGNING_KEY).signingAlgorithm(SigningAlgorithmSpec.ECDSA_SHA_256)
                    .messageType(MessageType.RAW).message(SdkBytes.fromByteArray(message))).signature().asByteArray();
            byte[] ofDigest = client.sign(request -> request.keyId(SIGNING_KEY).signingAlgorithm(SigningAlgorithmSpec.ECDSA_SHA_256)
                    .messageType(MessageType.DIGEST).message(SdkBytes.fromByteArray(digest))).signature().asByteArray();

            assertThat(verified(published, message, ofMessage)).isTrue();
            assertThat(verified(published, message, ofDigest)).isTrue();
            assertThat(verified(published, "another".getBytes(StandardCharsets.UTF_8), ofMessage)).isFalse();
            assertThat(client.verify(request -> request.keyId(SIGNING_KEY).signingAlgorithm(SigningAlgorithmSpec.ECDSA_SHA_256)
                    .message(SdkBytes.fromByteArray(message)).signature(SdkBytes.fromByteArray(ofDigest))).signatureValid()).isTrue();
            assertThatExceptionOfType(KmsInvalidSignatureException.class).isThrownBy(
                    () -> client.verify(request -> request.keyId(SIGNING_KEY).signingAlgorithm(SigningAlgorithmSpec.ECDSA_SHA_256)
                            .message(SdkBytes.fromUtf8String("another")).signature(SdkBytes.fromByteArray(ofMessage))));
        }
    }

    // SES

    @Test
    void shouldCatchMailWithChineseText() throws Exception {
        try (SesV2Client client = services.clients().ses()) {
            String id = client.sendEmail(mail("您的申报已提交 & <b>", "李娜 您好：\n详情见 http://localhost:8080/a?b=1&c=2。<script>")).messageId();

            CaughtMail caught = services.mail().mails().getFirst();
            assertThat(caught.id()).isEqualTo(id);
            assertThat(caught.subject()).isEqualTo("您的申报已提交 & <b>");
            assertThat(caught.text().replace("\r\n", "\n")).startsWith("李娜 您好：\n");
            assertThat(caught.from()).isEqualTo("职称评审 <noreply@example.org>");
            assertThat(caught.to()).containsExactly("li-na@example.org");
            assertThat(Files.readString(temp.resolve("state/mail/" + id + ".eml"), StandardCharsets.US_ASCII)).contains("charset=UTF-8");

            String list = page(services.mailbox());
            assertThat(list).contains("邮箱 Mailbox", "您的申报已提交 &amp; &lt;b&gt;").doesNotContain("<b>");
            String one = page(URI.create(services.mailbox() + "/" + id));
            assertThat(one).contains("<a href=\"http://localhost:8080/a?b=1&amp;c=2\"", "&lt;script&gt;").doesNotContain("<script>");
        }
    }

    @Test
    void shouldCatchRawMail() {
        try (SesV2Client client = services.clients().ses()) {
            client.sendEmail(request -> request.content(content -> content.raw(raw -> raw.data(SdkBytes.fromUtf8String("""
                    From: a@example.org\r
                    To: b@example.org\r
                    Subject: =?UTF-8?B?6IGM56ew?=\r
                    Content-Type: text/plain; charset=UTF-8\r
                    \r
                    正文
                    """)))));

            assertThat(services.mail().mails()).anySatisfy(mail -> {
                assertThat(mail.subject()).isEqualTo("职称");
                assertThat(mail.text()).startsWith("正文");
            });
        }
    }

    @Test
    void shouldFailToSendAsOftenAsToldThenRecover() {
        try (SesV2Client client = SesV2Client.builder().endpointOverride(services.endpoint()).region(Region.US_EAST_1)
                .credentialsProvider(() -> AwsBasicCredentials.create("local", "localsecret"))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(configuration -> configuration.retryStrategy(strategy -> strategy.maxAttempts(1))).build()) {
            services.mail().failNext(1, 500);
            assertThatExceptionOfType(SesV2Exception.class).isThrownBy(() -> client.sendEmail(mail("x", "y")))
                    .satisfies(e -> assertThat(e.statusCode()).isEqualTo(500));
            services.mail().failNext(1, 429);
            assertThatExceptionOfType(TooManyRequestsException.class).isThrownBy(() -> client.sendEmail(mail("x", "y")));

            assertThat(client.sendEmail(mail("x", "y")).messageId()).isNotBlank();
        }
    }

    // Identity

    @Test
    void shouldSignInThroughTheLoginPageWithPkce() throws Exception {
        String verifier = "a-verifier-of-at-least-forty-three-characters-long";
        String challenge = Base64.getUrlEncoder().withoutPadding()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        Map<String, String> login = Map.of("response_type", "code", "client_id", EmbeddedServices.DEFAULT_AUDIENCE, "redirect_uri",
                "http://localhost:8080/back", "state", "s1", "nonce", "n1", "code_challenge", challenge, "code_challenge_method", "S256",
                "scope", "openid");

        String page = page(URI.create(services.issuerUri() + "/authorize?" + form(login)));
        assertThat(page).contains("李娜", "张伟", "区县人社局 District bureau", "硕士 &lt;b&gt;master&lt;/b&gt;");

        HttpResponse<String> chosen = post(services.issuerUri().resolve("/authorize"), form(login) + "&sub=zhang-wei");
        assertThat(chosen.statusCode()).isEqualTo(303);
        String location = chosen.headers().firstValue("Location").orElseThrow();
        assertThat(location).startsWith("http://localhost:8080/back?").contains("state=s1");
        String code = location.replaceFirst(".*[?&]code=([^&]+).*", "$1");

        Map<String, String> exchange = Map.of("grant_type", "authorization_code", "code", code, "client_id",
                EmbeddedServices.DEFAULT_AUDIENCE, "redirect_uri", "http://localhost:8080/back", "code_verifier", verifier);
        JsonNode tokens = JSON.readTree(post(services.issuerUri().resolve("/token"), form(exchange)).body());
        SignedJWT access = checked(tokens.path("access_token").asText());
        assertThat(access.getJWTClaimsSet().getSubject()).isEqualTo("zhang-wei");
        assertThat(access.getJWTClaimsSet().getAudience()).containsExactly(EmbeddedServices.DEFAULT_AUDIENCE);
        assertThat(access.getJWTClaimsSet().getIssuer()).isEqualTo(services.issuerUri().toString());
        assertThat(access.getJWTClaimsSet().getStringListClaim("amr")).containsExactly("pwd", "mfa");
        assertThat(checked(tokens.path("id_token").asText()).getJWTClaimsSet().getStringClaim("nonce")).isEqualTo("n1");
        // Once only.
        assertThat(post(services.issuerUri().resolve("/token"), form(exchange)).statusCode()).isEqualTo(400);
    }

    @Test
    void shouldNotGiveTokensForAnotherVerifierNorSendCodesElsewhere() throws Exception {
        Map<String, String> login = Map.of("response_type", "code", "client_id", EmbeddedServices.DEFAULT_AUDIENCE, "redirect_uri",
                "http://localhost:8080/back", "code_challenge", "c", "code_challenge_method", "S256", "sub", "li-na");
        String location = post(services.issuerUri().resolve("/authorize"), form(login)).headers().firstValue("Location").orElseThrow();

        assertThat(post(services.issuerUri().resolve("/token"),
                form(Map.of("grant_type", "authorization_code", "client_id", EmbeddedServices.DEFAULT_AUDIENCE, "code",
                        location.replaceFirst(".*[?&]code=([^&]+).*", "$1"), "redirect_uri", "http://localhost:8080/back", "code_verifier",
                        "wrong")))
                .statusCode()).isEqualTo(400);
        assertThat(post(services.issuerUri().resolve("/authorize"), form(Map.of("client_id", EmbeddedServices.DEFAULT_AUDIENCE,
                "code_challenge", "c", "redirect_uri", "https://example.org/", "sub", "li-na"))).statusCode()).isEqualTo(400);
    }

    @Test
    void shouldGiveScriptsTokensDirectly() throws Exception {
        JsonNode tokens = JSON.readTree(
                post(services.issuerUri().resolve("/token"), form(Map.of("grant_type", IdentityIssuer.SAMPLE_GRANT, "username", "li-na")))
                        .body());

        assertThat(checked(tokens.path("access_token").asText()).getJWTClaimsSet().getStringListClaim("amr")).containsExactly("pwd");
        assertThat(post(services.issuerUri().resolve("/token"), form(Map.of("grant_type", "password", "username", "nobody"))).statusCode())
                .isEqualTo(400);
    }

    @Test
    void shouldMintFlawedTokensForTests() throws Exception {
        IdentityIssuer issuer = services.issuer();

        assertThat(checked(issuer.flawedToken("li-na", IdentityIssuer.Flaw.EXPIRED)).getJWTClaimsSet().getExpirationTime()).isInThePast();
        assertThat(checked(issuer.flawedToken("li-na", IdentityIssuer.Flaw.OTHER_ISSUER)).getJWTClaimsSet().getIssuer())
                .isNotEqualTo(services.issuerUri().toString());
        assertThat(checked(issuer.flawedToken("li-na", IdentityIssuer.Flaw.OTHER_AUDIENCE)).getJWTClaimsSet().getAudience())
                .doesNotContain(EmbeddedServices.DEFAULT_AUDIENCE);
        assertThat(
                checked(issuer.flawedToken("zhang-wei", IdentityIssuer.Flaw.NO_SECOND_FACTOR)).getJWTClaimsSet().getStringListClaim("amr"))
                .doesNotContain("mfa");
        assertThatThrownBy(() -> checked(issuer.flawedToken("li-na", IdentityIssuer.Flaw.OTHER_KEY))).isInstanceOf(AssertionError.class);
    }

    // The port

    @Test
    void shouldAskServiceThatWasAdded() throws Exception {
        services.register("states",
                (operation, request) -> operation.equals("ListStateMachines")
                        ? Answer.ok(JsonNodeFactory.instance.objectNode().set("stateMachines", JsonNodeFactory.instance.arrayNode()))
                        : Answer.refused("UnknownOperationException", operation));

        HttpResponse<String> answer = call("AWSStepFunctions.ListStateMachines", "states", "{}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/x-amz-json-1.0");
        assertThat(answer.body()).isEqualTo("{\"stateMachines\":[]}");
        assertThat(call("AWSStepFunctions.Other", "states", "{}").body()).contains("UnknownOperationException");
        assertThat(call("AWSEvents.PutEvents", "events", "{}").statusCode()).isEqualTo(501);
    }

    @Test
    void shouldRefuseTheUnsignedAndOtherKeys() throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(services.endpoint()).header("X-Amz-Target", "TrentService.ListKeys")
                .POST(HttpRequest.BodyPublishers.ofString("{}"));
        assertThat(http.send(request.build(), HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(403);

        request.header("Authorization", "AWS4-HMAC-SHA256 Credential=AKIAOTHER/20250101/us-east-1/kms/aws4_request, Signature=0");
        HttpResponse<String> other = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(other.statusCode()).isEqualTo(403);
        assertThat(other.body()).contains("UnrecognizedClientException");
    }

    @Test
    void shouldRefuseForeignNameOfThisMachine() throws Exception {
        HttpResponse<String> answer = http.send(HttpRequest.newBuilder(services.mailbox()).header("Host", "evil.example.org").build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    // Starting

    @Test
    void shouldKeepKeysTokensAndMailsOverRestart() throws Exception {
        Path state = temp.resolve("restarted");
        String arn;
        String token;
        try (EmbeddedServices first = EmbeddedServices.start(EmbeddedServices.Options.forTests(state).withPeople(PEOPLE))) {
            arn = first.keys().ensure(DATA_KEY, KeyService.KeySpec.SYMMETRIC_DEFAULT);
            token = first.issuer().token("li-na");
            try (SesV2Client client = first.clients().ses()) {
                client.sendEmail(mail("一", "first"));
            }
        }
        try (EmbeddedServices second = EmbeddedServices.start(EmbeddedServices.Options.forTests(state).withPeople(PEOPLE))) {
            assertThat(second.keys().ensure(DATA_KEY, KeyService.KeySpec.SYMMETRIC_DEFAULT)).isEqualTo(arn);
            JWKSet keys = JWKSet.parse(page(second.issuerUri().resolve("/jwks")));
            assertThat(SignedJWT.parse(token).verify(new RSASSAVerifier(keys.getKeys().getFirst().toRSAKey()))).isTrue();
            try (SesV2Client client = second.clients().ses()) {
                client.sendEmail(mail("二", "second"));
            }
            assertThat(second.mail().mails()).extracting(CaughtMail::subject).containsExactly("二", "一");
        }
    }

    @Test
    void shouldLeaveNothingRunningWhenPortIsTaken() throws Exception {
        Path state = temp.resolve("taken");
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(Loopback.address(0));
            EmbeddedServices.Options options = EmbeddedServices.Options.forTests(state);

            assertThatThrownBy(() -> EmbeddedServices.start(options.withPorts(taken.getLocalPort(), 0))).isInstanceOf(StartRefused.class)
                    .hasMessageContaining("Port " + taken.getLocalPort()).hasMessageContaining("--aws-port");
            assertThatThrownBy(() -> EmbeddedServices.start(options.withPorts(0, taken.getLocalPort()))).isInstanceOf(StartRefused.class)
                    .hasMessageContaining("Port " + taken.getLocalPort()).hasMessageContaining("--issuer-port");
        }
        assertThat(ProcessHandle.current().children().filter(child -> child.info().commandLine().orElse("").contains(state.toString())))
                .isEmpty();
        EmbeddedServices.start(EmbeddedServices.Options.forTests(state)).close();
    }

    @Test
    void shouldRefuseSecondStackOnTheSameFolder() {
        assertThatThrownBy(() -> EmbeddedServices.start(EmbeddedServices.Options.forTests(temp.resolve("state"))))
                .isInstanceOf(StartRefused.class).hasMessageContaining("正被另一个进程使用");
    }

    @Test
    void shouldEndTheDatabaseWhenTheStackIsKilled() throws Exception {
        Path state = temp.resolve("orphan");
        Process stack = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), StackProcess.class.getName(), state.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        long database = Long.parseLong(stack.inputReader().readLine().strip());
        ProcessHandle orphan = ProcessHandle.of(database).orElseThrow();

        stack.destroyForcibly().onExit().get(10, TimeUnit.SECONDS);

        orphan.onExit().get(10, TimeUnit.SECONDS);
        EmbeddedServices.start(EmbeddedServices.Options.forTests(state)).close();
    }

    private static PresignedPutObjectRequest presigned(String key, long length, Duration life) {
        try (S3Presigner presigner = services.clients().presigner()) {
            return presigner.presignPutObject(presign -> presign.signatureDuration(life)
                    .putObjectRequest(object -> object.bucket(BUCKET).key(key).contentLength(length)));
        }
    }

    /** Good for five minutes from then; the presigner has no clock to set. */
    private static URI signedAt(Instant then, String key) {
        return AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(AwsBasicCredentials.create(LocalCredentials.ACCESS_KEY, LocalCredentials.SECRET_KEY))
                        .request(SdkHttpRequest.builder().method(SdkHttpMethod.PUT)
                                .uri(services.endpoint().resolve("/" + BUCKET + "/" + key)).build())
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3").putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                        .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false).putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false)
                        .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, Duration.ofMinutes(5))
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(then, ZoneOffset.UTC)))
                .request().getUri();
    }

    private static HttpResponse<String> put(URI address, byte[] content) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(address).PUT(HttpRequest.BodyPublishers.ofByteArray(content)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> preflight(URI address, String origin) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(address).method("OPTIONS", HttpRequest.BodyPublishers.noBody()).header("Origin", origin)
                        .header("Access-Control-Request-Method", "PUT").header("Access-Control-Request-Headers", "content-type").build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> call(String target, String service, String body) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(services.endpoint()).header("X-Amz-Target", target)
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("Authorization",
                        "AWS4-HMAC-SHA256 Credential=local/20250101/us-east-1/" + service
                                + "/aws4_request, SignedHeaders=host, Signature=0")
                .POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String page(URI address) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static HttpResponse<String> post(URI address, String form) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(address).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream().map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static SignedJWT checked(String token) throws Exception {
        SignedJWT jwt = SignedJWT.parse(token);
        JWKSet keys = JWKSet.parse(page(services.issuerUri().resolve("/jwks")));
        assertThat(jwt.verify(new RSASSAVerifier(keys.getKeyByKeyId(jwt.getHeader().getKeyID()).toRSAKey()))).isTrue();
        return jwt;
    }

    private static boolean verified(PublicKey key, byte[] message, byte[] signed) throws Exception {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initVerify(key);
        signature.update(message);
        return signature.verify(signed);
    }

    private static SendEmailRequest mail(String subject, String text) {
        return SendEmailRequest.builder().fromEmailAddress("职称评审 <noreply@example.org>")
                .destination(destination -> destination.toAddresses("li-na@example.org"))
                .content(content -> content.simple(simple -> simple.subject(part -> part.data(subject).charset("UTF-8"))
                        .body(body -> body.text(part -> part.data(text).charset("UTF-8")))))
                .build();
    }

    private static void put(DynamoDbClient client, String table, String key) throws SdkException {
        client.putItem(request -> request.tableName(table).item(Map.of("pk", text(key))));
    }

    private static TransactWriteItem newItem(String table, String key) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(table).item(Map.of("pk", text(key))).conditionExpression("attribute_not_exists(pk)")).build();
    }

    /** A table with a stream and one key, {@code pk}. */
    private static void createTable(DynamoDbClient client, String name) {
        client.createTable(CreateTableRequest.builder().tableName(name).billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(AttributeDefinition.builder().attributeName("pk").attributeType(ScalarAttributeType.S).build())
                .keySchema(KeySchemaElement.builder().attributeName("pk").keyType(KeyType.HASH).build())
                .streamSpecification(stream -> stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)).build());
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }
}
