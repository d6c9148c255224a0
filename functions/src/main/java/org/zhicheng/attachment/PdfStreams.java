package org.zhicheng.attachment;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks at the streams of a PDF in its raw bytes, before a parser does: a parser inflates object streams into memory whole, and
 * ten megabytes can become ten gigabytes.
 */
final class PdfStreams {
  private static final byte[] STREAM = Bytes.ascii("stream");
  private static final byte[] OBJECT = Bytes.ascii("obj");
  private static final int MAX_STREAMS = 20_000;
  /** A dictionary longer than this before its stream counts as unknown. */
  private static final int DICTIONARY = 8 * 1024;
  private static final long MAX_STREAM = 32L * 1024 * 1024;
  /** A4 at 600 dpi in colour. */
  private static final long MAX_IMAGE = 128L * 1024 * 1024;
  private static final long MAX_TOTAL = 512L * 1024 * 1024;
  private static final int MAX_COLUMNS = 100_000;

  private static final Pattern ESCAPE = Pattern.compile("#([0-9A-Fa-f]{2})");
  private static final Pattern IMAGE = Pattern.compile("/Subtype\\s*/Image\\b");
  private static final Pattern STRUCTURE = Pattern.compile("/(ObjStm|XRef)\\b");
  private static final Pattern EXPANDING = Pattern.compile("/(FlateDecode|Fl|RunLengthDecode|RL)\\b");
  private static final Pattern FLATE = Pattern.compile("/(FlateDecode|Fl)\\b");
  private static final Pattern LZW = Pattern.compile("/(LZWDecode|LZW)\\b");
  private static final Pattern RUN_LENGTH = Pattern.compile("/(RunLengthDecode|RL)\\b");
  private static final Pattern OTHER_FILTER = Pattern.compile("/(ASCIIHexDecode|AHx|ASCII85Decode|A85|Crypt)\\b");
  private static final Pattern INDIRECT_FILTER = Pattern.compile("/Filter\\s*\\[?\\s*\\d");
  private static final Pattern PREDICTOR_NUMBER = Pattern.compile("/(Columns|Colors|BitsPerComponent)\\s+(\\d+)");

  private PdfStreams() {}

  static void check(byte[] content) throws Refusal {
    long total = 0;
    int streams = 0;
    int at = Bytes.indexOf(content, STREAM, 0, content.length);
    while (at >= 0) {
      int start = at + STREAM.length;
      if (content[at - 1] != 'd') {
        if (++streams > MAX_STREAMS) {
          throw new Refusal(RejectionReason.TOO_COMPLEX);
        }
        total += inflated(content, dictionary(content, at), start, MAX_TOTAL - total);
      }
      at = Bytes.indexOf(content, STREAM, start, content.length);
    }
  }

  private static long inflated(byte[] content, String dictionary, int keywordEnd, long left) throws Refusal {
    boolean known = !dictionary.isEmpty();
    boolean structure = STRUCTURE.matcher(dictionary).find();
    boolean image = known && !structure && IMAGE.matcher(dictionary).find();
    boolean chained = occurrences(EXPANDING, dictionary) > 1;
    boolean odd = structure && (OTHER_FILTER.matcher(dictionary).find() || INDIRECT_FILTER.matcher(dictionary).find());
    // LZW is of the last century and cannot be measured cheaply; run lengths make sense in pictures only.
    if (chained || odd || LZW.matcher(dictionary).find() || !image && RUN_LENGTH.matcher(dictionary).find()) {
      throw new Refusal(RejectionReason.TOO_COMPLEX);
    }
    Matcher numbers = PREDICTOR_NUMBER.matcher(dictionary);
    while (numbers.find()) {
      if (numbers.group(2).length() > 6 || Integer.parseInt(numbers.group(2)) > MAX_COLUMNS) {
        throw new Refusal(RejectionReason.TOO_COMPLEX);
      }
    }
    if (known && !FLATE.matcher(dictionary).find() && !INDIRECT_FILTER.matcher(dictionary).find()) {
      return 0;
    }
    int data = keywordEnd;
    while (data < content.length && content[data] == ' ') {
      data++;
    }
    if (data < content.length && content[data] == '\r') {
      data++;
    }
    if (data < content.length && content[data] == '\n') {
      data++;
    }
    // As the parser does: the two bytes of the zlib header are skipped unread.
    return Inflation.limited(content, data + 2, content.length, Math.min(left, image ? MAX_IMAGE : MAX_STREAM), true);
  }

  /** The text between the object's start and its stream, with escaped names in clear; empty if it is too far away. */
  private static String dictionary(byte[] content, int stream) {
    int from = Math.max(0, stream - DICTIONARY);
    for (int i = stream - OBJECT.length; i >= from; i--) {
      if (content[i] == 'o' && Bytes.startsWith(content, i, OBJECT)) {
        String raw = new String(content, i, stream - i, StandardCharsets.ISO_8859_1);
        return ESCAPE.matcher(raw)
            .replaceAll(m -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(m.group(1), 16))));
      }
    }
    return "";
  }

  private static int occurrences(Pattern pattern, String text) {
    int count = 0;
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      count++;
    }
    return count;
  }
}
