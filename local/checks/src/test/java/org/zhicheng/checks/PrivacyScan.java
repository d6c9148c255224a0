package org.zhicheng.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

import org.zhicheng.ground.identity.IdentityNumber;
import org.zhicheng.stack.services.CaughtMail;

/**
 * Looks through everything that a run left behind for what must not be there (R19, R33, R36): an ID number in the clear, whoever's; a task
 * token but on the table's heads and in the workflow; a presigned address; a work summary but in forms and submissions. What applicants
 * sent as files is theirs, and is not opened.
 */
public final class PrivacyScan implements AutoCloseable {

    private static final Pattern NUMBER = Pattern.compile("(?<![0-9])[0-9]{17}[0-9Xx](?![0-9])");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{24,}={0,2}");
    private static final Pattern TOKEN = Pattern.compile("\"token\":\\s*\"([^\"]{16,})\"");
    private static final Pattern SUMMARY_PLACE = Pattern.compile("APP#[^ ]+ (A#FORM|S#[0-9]+)");
    private static final int EXCERPT = 40;

    private final DynamoDbClient dynamo;
    private final S3Client files;
    private final SfnClient workflow;
    private final Map<String, String> function;
    private final List<String> excerpts;
    private final Set<String> tokens = new HashSet<>();
    private final List<String> findings = new ArrayList<>();

    /**
     * @param endpoint  where AWS answers
     * @param function  the environment of a function, which names table, buckets and workflow
     * @param summaries the work summaries of the people
     */
    public PrivacyScan(URI endpoint, Map<String, String> function, Collection<String> summaries) {
        this.dynamo = Endpoint.clients(endpoint).dynamoDb();
        this.files = Endpoint.clients(endpoint).s3();
        this.workflow = Endpoint.clients(endpoint).sfn();
        this.function = Map.copyOf(function);
        this.excerpts = summaries.stream().map(String::strip).filter(text -> text.length() > 4 * EXCERPT)
                .map(text -> text.substring(text.length() / 2, text.length() / 2 + EXCERPT)).toList();
    }

    /**
     * What was found where it must not be; empty where all is well.
     *
     * @param log   all that the functions logged
     * @param mails all that was sent
     */
    public List<String> of(String log, List<CaughtMail> mails) {
        findings.clear();
        executions();
        items();
        objects();
        log.lines().forEach(line -> text("log", line));
        mails.forEach(mail -> text("mail " + mail.id(), String.join("\n", mail.subject(), mail.text(), mail.html())));
        return List.copyOf(findings);
    }

    /** The same of one document that was given out: PDF, XLSX, DOCX or text. */
    public List<String> of(String about, byte[] document) {
        findings.clear();
        text(about, read(document));
        return List.copyOf(findings);
    }

    /** Everything on the table, each item by its keys. */
    public Map<String, Map<String, AttributeValue>> everything() {
        Map<String, Map<String, AttributeValue>> items = new TreeMap<>();
        dynamo.scanPaginator(request -> request.tableName(function.get("TABLE_NAME")).consistentRead(true)).items()
                .forEach(item -> items.put(item.get("pk").s() + " " + item.get("sk").s(), item));
        return items;
    }

    /** A document's text as a reader sees it. */
    public static String read(byte[] document) {
        try {
            String start = new String(document, 0, Math.min(4, document.length), StandardCharsets.ISO_8859_1);
            if (start.startsWith("%PDF")) {
                try (PDDocument pdf = Loader.loadPDF(document)) {
                    return new PDFTextStripper().getText(pdf);
                }
            }
            if (start.startsWith("PK")) {
                StringBuilder all = new StringBuilder();
                // By its directory: what is read as a stream has to guess the sizes.
                Path file = Files.createTempFile("scan", ".zip");
                try (ZipFile zip = new ZipFile(Files.write(file, document).toFile())) {
                    for (ZipEntry entry : Collections.list(zip.entries())) {
                        all.append(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8).replaceAll("<[^>]*>", " "))
                                .append('\n');
                    }
                } finally {
                    Files.delete(file);
                }
                return all.toString();
            }
            return new String(document, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void items() {
        everything().forEach((key, item) -> {
            item.forEach((name, value) -> {
                for (String text : texts(value)) {
                    String about = "item " + key.replaceAll("(PERSON|UNIQUE)#.*", "$1#…") + " " + name;
                    number(about, text);
                    presigned(about, text);
                    if (!name.equals("token") && tokens.stream().anyMatch(text::contains)) {
                        findings.add(about + ": a task token");
                    }
                    if (!SUMMARY_PLACE.matcher(key).matches()) {
                        summary(about, text);
                    }
                }
            });
            if (item.containsKey("token") && !key.endsWith(" A#HEAD")) {
                findings.add("item " + key + ": has a token and is no head");
            }
        });
    }

    private void objects() {
        Set<String> own = new HashSet<>();
        everything().keySet().stream().filter(key -> key.contains(" A#ATT#"))
                .forEach(key -> own.add("materials/" + key.substring("APP#".length()).replace(" A#ATT#", "/")));
        for (String bucket : List.of(function.get("MATERIALS_BUCKET"), function.get("CERTIFICATES_BUCKET"))) {
            files.listObjectsV2Paginator(request -> request.bucket(bucket)).contents().forEach(object -> {
                text("key", object.key());
                if (!own.contains(object.key().replace("-portrait", ""))) {
                    text("object " + object.key(),
                            read(files.getObjectAsBytes(request -> request.bucket(bucket).key(object.key())).asByteArray()));
                }
            });
        }
    }

    private void executions() {
        String machine = function.get("STATE_MACHINE").replaceAll(":live$", "");
        workflow.listExecutionsPaginator(request -> request.stateMachineArn(machine)).executions().forEach(execution -> {
            DescribeExecutionResponse described = workflow.describeExecution(request -> request.executionArn(execution.executionArn()));
            StringBuilder all = new StringBuilder().append(described.input()).append(described.output());
            workflow.getExecutionHistoryPaginator(
                    request -> request.executionArn(execution.executionArn()).includeExecutionData(true).maxResults(1000)).events().stream()
                    .map(HistoryEvent::toString).forEach(all::append);
            Matcher token = TOKEN.matcher(all);
            while (token.find()) {
                tokens.add(token.group(1));
            }
            String about = "execution " + execution.name();
            number(about, all.toString());
            presigned(about, all.toString());
            summary(about, all.toString());
        });
    }

    private void text(String about, String text) {
        number(about, text);
        presigned(about, text);
        summary(about, text);
        if (tokens.stream().anyMatch(text::contains)) {
            findings.add(about + ": a task token");
        }
    }

    /** Whoever's number it is: what has the form, a date and the check digit of one, also behind an encoding. */
    private void number(String about, String text) {
        numberIn(about, text);
        Matcher encoded = BASE64.matcher(text);
        while (encoded.find()) {
            try {
                numberIn(about + ", decoded",
                        new String(Base64.getDecoder().decode(encoded.group().replace('-', '+').replace('_', '/').replaceAll("=+$", "")),
                                StandardCharsets.ISO_8859_1));
            } catch (IllegalArgumentException e) {
                // Of the letters of an encoding, and none: as plain text it was looked at already.
                continue;
            }
        }
    }

    private void numberIn(String about, String text) {
        Matcher number = NUMBER.matcher(text);
        while (number.find()) {
            if (IdentityNumber.check(number.group(), LocalDate.now()).isEmpty()) {
                findings.add(about + ": an ID number");
            }
        }
    }

    private void presigned(String about, String text) {
        if (text.contains("X-Amz-Signature") || text.contains("X-Amz-Credential")) {
            findings.add(about + ": a presigned address");
        }
    }

    private void summary(String about, String text) {
        if (excerpts.stream().anyMatch(text::contains)) {
            findings.add(about + ": a work summary");
        }
    }

    private static List<String> texts(AttributeValue value) {
        List<String> texts = new ArrayList<>();
        switch (value.type()) {
            case S -> texts.add(value.s());
            case N -> texts.add(value.n());
            case B -> texts.add(value.b().asString(StandardCharsets.ISO_8859_1));
            case SS -> texts.addAll(value.ss());
            case M -> value.m().forEach((name, each) -> {
                texts.add(name);
                texts.addAll(texts(each));
            });
            case L -> value.l().forEach(each -> texts.addAll(texts(each)));
            default -> texts.add(value.toString());
        }
        return texts;
    }

    @Override
    public void close() {
        dynamo.close();
        files.close();
        workflow.close();
    }
}
