package org.zhicheng.stack.services;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

import org.zhicheng.stack.state.StateFolder;

/** SES, as far as sending goes: each mail becomes a file in {@code <state>/mail}, and none leaves the machine. Shows them as a page. */
public final class MailCatcher {

    /** Where the router shows the mailbox; no bucket's name can start so. */
    static final String MAILBOX = "/_mailbox";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_REQUEST = 14 * 1024 * 1024;
    private static final int SHOWN = 200;
    private static final Pattern ID = Pattern.compile("[0-9]{14}-[0-9a-f]{4,16}");
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"']+[^\\s<>\"'.,;:!?）)】。，；：！？]");
    private static final DateTimeFormatter SHOWN_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")
            .withZone(ZoneId.of("Asia/Shanghai"));
    private static final DateTimeFormatter ID_TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneId.of("UTC"));

    private final Path folder;
    private final Clock clock;
    private final Session session = Session.getInstance(new Properties());
    private final AtomicLong sequence = new AtomicLong();
    private final AtomicInteger failuresLeft = new AtomicInteger();
    private volatile int failureStatus = 500;

    private MailCatcher(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** Opens the mailbox of the state folder; its mails stay from earlier. */
    public static MailCatcher open(StateFolder state, Clock clock) {
        MailCatcher catcher = new MailCatcher(state.folder("mail"), clock);
        catcher.ids().stream().findFirst()
                .ifPresent(newest -> catcher.sequence.set(Long.parseLong(newest.substring(newest.indexOf('-') + 1), 16)));
        return catcher;
    }

    /**
     * Makes the next sendings fail, for tests.
     *
     * @param times  how many; 0 ends it
     * @param status 429 for throttling, 400 for a rejected message, 5xx for the service's own failure
     */
    public void failNext(int times, int status) {
        failureStatus = status;
        failuresLeft.set(times);
    }

    /** All mails, the newest first. */
    public List<CaughtMail> mails() {
        return ids().stream().map(this::read).flatMap(Optional::stream).toList();
    }

    /** One call of SES v2's REST protocol. */
    void handle(HttpExchange exchange) throws IOException {
        String call = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        switch (call) {
            case "POST /v2/email/outbound-emails" -> send(exchange);
            case "GET /v2/email/identities" ->
                answer(exchange, 200, JsonNodeFactory.instance.objectNode().set("EmailIdentities", JsonNodeFactory.instance.arrayNode()));
            default -> error(exchange, 404, "NotFoundException", "the embedded SES only sends: " + call);
        }
    }

    /** The mailbox page, one mail's page, or one mail's file. */
    void show(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("GET") && !exchange.getRequestMethod().equals("HEAD")) {
            Loopback.sendText(exchange, 405, "only to be read\n");
            return;
        }
        String rest = exchange.getRequestURI().getPath().substring(MAILBOX.length()).replaceFirst("^/", "");
        String id = rest.replaceFirst("\\.eml$", "");
        if (rest.isEmpty()) {
            Loopback.sendHtml(exchange, 200, list(), "'none'");
            return;
        }
        Optional<CaughtMail> mail = ID.matcher(id).matches() ? read(id) : Optional.empty();
        if (mail.isEmpty()) {
            Loopback.sendHtml(exchange, 404, Html.page("没有这封邮件 No such mail", back()), "'none'");
        } else if (rest.endsWith(".eml")) {
            // Plain text, so that the browser shows it and runs nothing.
            Loopback.send(exchange, 200, "text/plain; charset=utf-8", Files.readAllBytes(file(id)));
        } else {
            Loopback.sendHtml(exchange, 200, one(mail.get()), "'none'");
        }
    }

    private void send(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_REQUEST + 1);
        if (body.length > MAX_REQUEST) {
            error(exchange, 413, "BadRequestException", "Message length exceeds the limit");
            return;
        }
        if (failuresLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            fail(exchange);
            return;
        }
        try {
            Instant now = clock.instant();
            String id = "%s-%04x".formatted(ID_TIME.format(now), sequence.incrementAndGet());
            store(id, message(JSON.readTree(body), id, now));
            answer(exchange, 200, JsonNodeFactory.instance.objectNode().put("MessageId", id));
        } catch (JsonProcessingException e) {
            error(exchange, 400, "SerializationException", "not JSON");
        } catch (MessagingException | IllegalArgumentException e) {
            error(exchange, 400, "BadRequestException", String.valueOf(e.getMessage()));
        }
    }

    private void fail(HttpExchange exchange) throws IOException {
        switch (failureStatus) {
            case 429 -> error(exchange, 429, "TooManyRequestsException", "injected: too many");
            case 400 -> error(exchange, 400, "MessageRejected", "injected: rejected");
            default -> error(exchange, failureStatus, "InternalServiceErrorException", "injected: failed");
        }
    }

    private MimeMessage message(JsonNode request, String id, Instant now) throws MessagingException {
        JsonNode content = request.path("Content");
        if (content.has("Raw")) {
            return raw(request, content.path("Raw").path("Data").asText(), id);
        }
        if (!content.has("Simple")) {
            throw new IllegalArgumentException("Content must be Simple or Raw here");
        }
        JsonNode simple = content.path("Simple");
        MimeMessage message = identified(id);
        message.setFrom(address(request.path("FromEmailAddress").asText()));
        message.setRecipients(Message.RecipientType.TO, addresses(request.path("Destination").path("ToAddresses")));
        message.setRecipients(Message.RecipientType.CC, addresses(request.path("Destination").path("CcAddresses")));
        message.setRecipients(Message.RecipientType.BCC, addresses(request.path("Destination").path("BccAddresses")));
        if (message.getAllRecipients() == null) {
            throw new IllegalArgumentException("Destination has no address");
        }
        message.setReplyTo(addresses(request.path("ReplyToAddresses")));
        message.setSubject(simple.path("Subject").path("Data").asText(), "UTF-8");
        message.setSentDate(Date.from(now));
        for (JsonNode header : simple.path("Headers")) {
            message.setHeader(header.path("Name").asText().replaceAll("[^A-Za-z0-9-]", ""),
                    header.path("Value").asText().replaceAll("[\\r\\n]", " "));
        }
        body(message, simple.path("Body").path("Text").path("Data"), simple.path("Body").path("Html").path("Data"));
        message.saveChanges();
        return message;
    }

    private MimeMessage raw(JsonNode request, String data, String id) throws MessagingException {
        MimeMessage message = new MimeMessage(session, new ByteArrayInputStream(Base64.getDecoder().decode(data)));
        if (message.getFrom() == null && request.hasNonNull("FromEmailAddress")) {
            message.setFrom(address(request.path("FromEmailAddress").asText()));
        }
        if (message.getAllRecipients() == null) {
            message.setRecipients(Message.RecipientType.TO, addresses(request.path("Destination").path("ToAddresses")));
        }
        if (message.getFrom() == null || message.getAllRecipients() == null) {
            throw new IllegalArgumentException("the raw message has no sender or no recipient");
        }
        message.setHeader("Message-ID", messageId(id));
        return message;
    }

    private static void body(MimeMessage message, JsonNode text, JsonNode html) throws MessagingException {
        if (html.isMissingNode()) {
            message.setText(text.asText(), "UTF-8");
        } else if (text.isMissingNode()) {
            message.setText(html.asText(), "UTF-8", "html");
        } else {
            MimeBodyPart plain = new MimeBodyPart();
            plain.setText(text.asText(), "UTF-8");
            MimeBodyPart marked = new MimeBodyPart();
            marked.setText(html.asText(), "UTF-8", "html");
            message.setContent(new MimeMultipart("alternative", plain, marked));
        }
    }

    /** An empty message that keeps the id it is given, where it would make one of its own when saved. */
    private MimeMessage identified(String id) {
        return new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", messageId(id));
            }
        };
    }

    private static String messageId(String id) {
        return "<" + id + "@mail.localhost>";
    }

    private static InternetAddress address(String text) throws MessagingException {
        InternetAddress address = new InternetAddress(text, true);
        try {
            address.setPersonal(address.getPersonal(), "UTF-8");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return address;
    }

    private static Address[] addresses(JsonNode texts) throws MessagingException {
        List<Address> addresses = new ArrayList<>();
        for (JsonNode text : texts) {
            addresses.add(address(text.asText()));
        }
        return addresses.toArray(Address[]::new);
    }

    private void store(String id, MimeMessage message) throws IOException, MessagingException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        message.writeTo(bytes);
        Path next = folder.resolve(id + ".next");
        Files.write(next, bytes.toByteArray());
        Files.move(next, file(id), StandardCopyOption.ATOMIC_MOVE);
    }

    private Path file(String id) {
        return folder.resolve(id + ".eml");
    }

    private List<String> ids() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".eml"))
                    .map(name -> name.substring(0, name.length() - 4)).filter(name -> ID.matcher(name).matches())
                    // By number, not by time: the stack's clock may be set back.
                    .sorted(Comparator.comparingLong((String id) -> Long.parseLong(id.substring(id.indexOf('-') + 1), 16)).reversed())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    private Optional<CaughtMail> read(String id) {
        if (!Files.exists(file(id))) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file(id))) {
            MimeMessage message = new MimeMessage(session, in);
            Instant sent = message.getSentDate() == null
                    ? Files.getLastModifiedTime(file(id)).toInstant()
                    : message.getSentDate().toInstant();
            return Optional
                    .of(new CaughtMail(id, sent, shown(message.getFrom()), Arrays.stream(all(message)).map(MailCatcher::shown).toList(),
                            Optional.ofNullable(message.getSubject()).orElse(""), part(message, "text/plain"), part(message, "text/html")));
        } catch (IOException | MessagingException e) {
            return Optional.of(new CaughtMail(id, Instant.EPOCH, "", List.of(), "(unreadable)", e.toString(), ""));
        }
    }

    private static Address[] all(MimeMessage message) throws MessagingException {
        Address[] recipients = message.getAllRecipients();
        return recipients == null ? new Address[0] : recipients;
    }

    private static String shown(Address[] addresses) {
        return addresses == null ? "" : String.join(", ", Arrays.stream(addresses).map(MailCatcher::shown).toList());
    }

    /** Without the quotes that the library puts round every name beyond ASCII. */
    private static String shown(Address address) {
        return address instanceof InternetAddress internet && internet.getPersonal() != null
                ? internet.getPersonal() + " <" + internet.getAddress() + ">"
                : address.toString();
    }

    private static String part(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type) && part.getContent() instanceof String text) {
            return text;
        }
        if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                String found = part(parts.getBodyPart(i), type);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return "";
    }

    private String list() {
        List<String> ids = ids();
        StringBuilder items = new StringBuilder();
        ids.stream().limit(SHOWN).map(this::read).flatMap(Optional::stream).forEach(mail -> items.append("""
                <li><a href="%s/%s"><strong>%s</strong><span>%s → %s</span><span>%s</span></a></li>
                """.formatted(MAILBOX, mail.id(), Html.escape(mail.subject()), Html.escape(mail.from()),
                Html.escape(String.join(", ", mail.to())), SHOWN_TIME.format(mail.sent()))));
        String count = "<p class=\"note\">共 %1$d 封 · %1$d mails · 本机截获，从未发出 caught here, never sent</p>".formatted(ids.size());
        return Html.page("邮箱 Mailbox", count + (items.isEmpty() ? "<p>还没有邮件。 No mail yet.</p>" : "<ul>" + items + "</ul>"));
    }

    private String one(CaughtMail mail) {
        String head = """
                %s<article><dl><dt>发件人 From</dt><dd>%s</dd><dt>收件人 To</dt><dd>%s</dd><dt>时间 Date</dt><dd>%s</dd></dl></article>
                """.formatted(back(), Html.escape(mail.from()), Html.escape(String.join(", ", mail.to())), SHOWN_TIME.format(mail.sent()));
        String text = mail.text().isEmpty() ? "" : "<article><pre>" + linked(mail.text()) + "</pre></article>";
        // A frame without rights: no script, no form, no access to this page.
        String html = mail.html().isEmpty()
                ? ""
                : "<article><iframe sandbox title=\"HTML\" srcdoc=\"" + Html.escape(mail.html()) + "\"></iframe></article>";
        return Html.page(mail.subject().isBlank() ? "（无主题）(no subject)" : mail.subject(),
                head + text + html + "<p class=\"note\"><a href=\"%s/%s.eml\">原文 Source (.eml)</a></p>".formatted(MAILBOX, mail.id()));
    }

    private static String back() {
        return "<p><a href=\"" + MAILBOX + "\">← 邮箱 Mailbox</a></p>";
    }

    private static String linked(String text) {
        StringBuilder out = new StringBuilder();
        Matcher links = LINK.matcher(text);
        int from = 0;
        while (links.find()) {
            String link = Html.escape(links.group());
            out.append(Html.escape(text.substring(from, links.start()))).append("<a href=\"").append(link).append("\" rel=\"noreferrer\">")
                    .append(link).append("</a>");
            from = links.end();
        }
        return out.append(Html.escape(text.substring(from))).toString();
    }

    private static void answer(HttpExchange exchange, int status, JsonNode body) throws IOException {
        Loopback.send(exchange, status, "application/json", JSON.writeValueAsBytes(body));
    }

    private static void error(HttpExchange exchange, int status, String type, String message) throws IOException {
        exchange.getResponseHeaders().set("x-amzn-ErrorType", type);
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("message", message);
        answer(exchange, status, body);
    }
}
