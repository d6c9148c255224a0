package org.zhicheng.ground.typesetting;

import java.util.List;
import java.util.stream.Collectors;

import org.zhicheng.ground.text.Canonical;

/**
 * A paper form as Chinese offices write it: a title and paragraphs, without layout. {@link PdfFormWriter} and
 * {@link DocxFormWriter} print the same form, so that both formats say the same.
 *
 * @param annex where the form comes from, printed small above the title, as {@code 附件2}; may be empty
 * @param title the title, centred
 * @param paragraphs the paragraphs in their order
 */
public record FormDocument(String annex, String title, List<Paragraph> paragraphs) {
    public FormDocument {
        paragraphs = List.copyOf(paragraphs);
    }

    /** All of its words, for a look at their letters. */
    String text() {
        return annex + title + paragraphs.stream().map(paragraph -> switch (paragraph) {
            case Body body -> body.text();
            case Labelled labelled -> labelled.label() + labelled.text();
            case Signature signature -> String.join("", signature.lines());
        }).collect(Collectors.joining());
    }

    /** The lines of a paragraph that stand for themselves; at least one, which may be empty. */
    static List<String> lines(String text) {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).map(String::strip).toList();
        return lines.isEmpty() ? List.of("") : lines;
    }

    /** One paragraph of a form. */
    public sealed interface Paragraph {
    }

    /** A paragraph of running text, its first line indented by two characters. */
    public record Body(String text) implements Paragraph {
        public Body {
            text = Canonical.lines(text);
        }
    }

    /** A paragraph that starts with a bold label, as {@code 基本信息：}. */
    public record Labelled(String label, String text) implements Paragraph {
        public Labelled {
            text = Canonical.lines(text);
        }
    }

    /**
     * The lines at the right where a person signs, a seal is set and a date written, kept on one page together. Each line starts at
     * the same place.
     *
     * @param lines the lines; an empty one leaves room for a signature or a seal
     */
    public record Signature(List<String> lines) implements Paragraph {
        public Signature {
            lines = List.copyOf(lines);
        }
    }
}
