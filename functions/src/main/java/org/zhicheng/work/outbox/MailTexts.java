package org.zhicheng.work.outbox;

import static org.zhicheng.ground.rule.NoticeRule.R36;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.flow.State.Tier;
import org.zhicheng.dossier.people.Person;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Language;
import org.zhicheng.ground.text.Markup;
import org.zhicheng.ground.text.Messages;
import org.zhicheng.ground.text.Text;

/**
 * The texts of the mails, in both languages, the person's own first: a link, and no personal data beyond the name (R36). Whatever facts a
 * delivery carries, only those of {@link #PLACES} are printed, so that nothing else slips in.
 */
@Rule(R36)
public final class MailTexts {

    private static final List<String> PLACES = List.of("name", "link", "year", "deadline", "office", "new", "due", "overdue", "waiting",
            "code", "requests", "date", "series", "applications", "place");
    private static final List<String> NAMES_OF_PAGES = List.of("applicationId", "exportId", "invitation", "session");
    private static final Messages TEXTS = Messages.in("mail");
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    private final String publicUrl;

    /** @param publicUrl where people sign in, without a slash at the end */
    public MailTexts(String publicUrl) {
        this.publicUrl = publicUrl.replaceAll("/+$", "");
    }

    /**
     * @param facts {@code applicationId}, {@code exportId}, {@code year}, {@code deadline} (an instant), {@code date} (a day), {@code office}, or numbers for staff; what is missing leaves its line out
     */
    public Mailer.Mail compose(MailTemplate template, Person person, Map<String, String> facts) {
        return compose(template, person.name(), person.mail(), person.language(), facts);
    }

    /** As above, for someone who is no registered applicant. */
    public Mailer.Mail compose(MailTemplate template, String name, String mail, String language, Map<String, String> facts) {
        Language first = "en".equals(language) ? Language.EN : Language.ZH;
        Language second = first == Language.ZH ? Language.EN : Language.ZH;
        List<String> firstLines = lines(first, template, name, facts);
        List<String> secondLines = lines(second, template, name, facts);
        String text = String.join("\n", firstLines) + "\n\n----------\n\n" + String.join("\n", secondLines) + "\n";
        String address = link(template, facts);
        String html = "<!DOCTYPE html><html lang=\"" + (first == Language.EN ? "en" : "zh-CN") + "\"><meta charset=\"utf-8\"><body>"
                + paragraphs(firstLines, address) + "<hr>" + paragraphs(secondLines, address) + "</body></html>";
        return new Mailer.Mail(mail, subject(first, template) + " / " + subject(second, template), text, html);
    }

    /** What a mail is about. */
    public static String subject(Language language, MailTemplate template) {
        return TEXTS.plain(language, template + ".subject");
    }

    private List<String> lines(Language language, MailTemplate template, String name, Map<String, String> facts) {
        Map<String, String> values = new HashMap<>();
        facts.forEach((key, value) -> {
            if (PLACES.contains(key) && !value.isBlank()) {
                values.put(key, value);
            }
        });
        values.put("name", name);
        values.put("link", link(template, facts));
        values.computeIfPresent("deadline", (key, value) -> deadline(language, value));
        values.computeIfPresent("date", (key, value) -> date(language, value));
        values.computeIfPresent("office", (key, value) -> office(language, value));
        List<String> lines = new ArrayList<>();
        fill(TEXTS.plain(language, "greeting"), values).ifPresent(lines::add);
        for (String line : TEXTS.plain(language, template + ".text").split("\n")) {
            fill(line, values).ifPresent(lines::add);
        }
        fill(TEXTS.plain(language, "link"), values).ifPresent(lines::add);
        lines.add("");
        lines.add(TEXTS.plain(language, "footer"));
        return lines;
    }

    /** The mail's page; the start where it is an application's or a list's and none is named. */
    private String link(MailTemplate template, Map<String, String> facts) {
        Map<String, String> named = new HashMap<>(facts);
        named.entrySet().removeIf(fact -> !NAMES_OF_PAGES.contains(fact.getKey()) || !fact.getValue().matches("[A-Za-z0-9_-]+"));
        return publicUrl + "/portal" + fill(template.page(), named).orElse("");
    }

    private static Optional<String> fill(String line, Map<String, String> values) {
        Matcher places = PLACE.matcher(line);
        StringBuilder filled = new StringBuilder();
        while (places.find()) {
            String value = values.get(places.group(1));
            if (value == null) {
                return Optional.empty();
            }
            places.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        places.appendTail(filled);
        return Optional.of(filled.toString());
    }

    private static String deadline(Language language, String value) {
        try {
            Text until = BeijingTime.until(Instant.parse(value));
            return switch (language) {
                case ZH -> until.chinese() + "（北京时间）";
                case EN -> until.english() + " (Beijing time)";
            };
        } catch (DateTimeException e) {
            return value;
        }
    }

    private static String date(Language language, String value) {
        try {
            LocalDate day = LocalDate.parse(value);
            return switch (language) {
                case ZH -> day.getYear() + "年" + day.getMonthValue() + "月" + day.getDayOfMonth() + "日";
                case EN -> value;
            };
        } catch (DateTimeException e) {
            return value;
        }
    }

    private static String office(Language language, String value) {
        return Stream.of(Tier.values()).filter(tier -> tier.name().equals(value)).findFirst().map(tier -> switch (language) {
            case ZH -> tier.chinese();
            case EN -> tier.english();
        }).orElse(value);
    }

    private static String paragraphs(List<String> lines, String address) {
        return lines.stream().filter(line -> !line.isEmpty())
                .map(line -> "<p>" + linked(Markup.escape(line), Markup.escape(address)) + "</p>").collect(Collectors.joining());
    }

    /** Only our own address becomes a link, never what somebody wrote. */
    private static String linked(String line, String address) {
        return line.endsWith(address)
                ? line.substring(0, line.length() - address.length()) + "<a href=\"" + address + "\">" + address + "</a>"
                : line;
    }
}
