package org.zhicheng.ground.sheet;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Comma-separated values (RFC 4180), or separated by tabs or semicolons, as the first line is. What calls itself GBK or GB2312 is read as
 * GB18030, which holds both.
 */
final class Csv {

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final Map<String, Charset> MARKS = Map.of("EFBBBF", StandardCharsets.UTF_8, "FFFE", StandardCharsets.UTF_16LE, "FEFF",
            StandardCharsets.UTF_16BE);

    private final String text;
    private final char separator;
    private final List<Row> rows = new ArrayList<>();
    private List<Row.Cell> cells = new ArrayList<>();
    private int line = 1;
    private int begin = 1;
    private int at;

    private Csv(String text) {
        this.text = text;
        this.separator = separator(text);
    }

    static List<Row> read(byte[] file) {
        return new Csv(decode(file)).rows();
    }

    private static String decode(byte[] file) {
        for (Map.Entry<String, Charset> mark : MARKS.entrySet()) {
            int length = mark.getKey().length() / 2;
            if (file.length >= length && java.util.HexFormat.of().withUpperCase().formatHex(file, 0, length).equals(mark.getKey())) {
                return decode(file, length, mark.getValue()).orElseThrow(SheetReader::unreadable);
            }
        }
        return decode(file, 0, StandardCharsets.UTF_8).or(() -> decode(file, 0, GB18030)).orElseThrow(SheetReader::unreadable);
    }

    private static Optional<String> decode(byte[] file, int from, Charset charset) {
        try {
            String text = charset.newDecoder().decode(ByteBuffer.wrap(file, from, file.length - from)).toString();
            // what has one of these is no text in any encoding
            return text.indexOf('\0') >= 0 ? Optional.empty() : Optional.of(text);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static char separator(String text) {
        String first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        char separator = ',';
        for (char other : new char[]{'\t', ';'}) {
            separator = count(first, other) > count(first, separator) ? other : separator;
        }
        return separator;
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }

    private List<Row> rows() {
        while (at < text.length()) {
            cell();
        }
        if (!cells.isEmpty()) {
            end();
        }
        return rows;
    }

    /** Reads one cell with the separator or the end of the line behind it. */
    private void cell() {
        StringBuilder value = new StringBuilder();
        if (text.charAt(at) == '"') {
            quoted(value);
        }
        while (at < text.length() && text.charAt(at) != separator && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            value.append(text.charAt(at++));
        }
        cells.add(new Row.Cell(plain(value.toString()), false));
        if (at < text.length() && text.charAt(at) == separator) {
            at++;
            if (at == text.length()) {
                cells.add(Row.Cell.EMPTY);
            }
            return;
        }
        if (at < text.length()) {
            at += text.startsWith("\r\n", at) ? 2 : 1;
            line++;
        }
        end();
    }

    private void quoted(StringBuilder value) {
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"' && at < text.length() && text.charAt(at) == '"') {
                at++;
            } else if (c == '"') {
                return;
            } else if (c == '\n') {
                line++;
            }
            value.append(c);
        }
        // a quotation mark that nothing closes would swallow the rest of the table unseen
        throw SheetReader.unreadable();
    }

    private void end() {
        rows.add(new Row(begin, cells));
        cells = new ArrayList<>();
        begin = line;
    }

    /** Without what programs write around long digits so that Excel keeps them. */
    private static String plain(String value) {
        String text = value.strip();
        if (text.startsWith("=\"") && text.endsWith("\"") && text.length() > 2) {
            return text.substring(2, text.length() - 1);
        }
        return text.startsWith("'") ? text.substring(1) : text;
    }
}
