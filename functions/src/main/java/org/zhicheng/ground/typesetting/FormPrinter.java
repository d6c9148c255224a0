package org.zhicheng.ground.typesetting;

import java.util.List;

/** Prints a form in the format asked for. */
public final class FormPrinter {
    private FormPrinter() {
    }

    /**
     * The form as a file; the same form gives the same bytes.
     *
     * @throws IllegalArgumentException in either format if a letter cannot be printed: then both would not say the same (R51)
     */
    public static byte[] print(FormDocument form, Format format) {
        return print(List.of(form), format);
    }

    /** Several forms as one file, at least one: each begins a sheet, and its pages are numbered by themselves. */
    public static byte[] print(List<FormDocument> forms, Format format) {
        if (!forms.stream().map(FormDocument::text).allMatch(PrintedText::canPrint)) {
            throw new IllegalArgumentException("The form has letters that no font has");
        }
        return switch (format) {
            case PDF -> PdfFormWriter.write(forms);
            case DOCX -> DocxFormWriter.write(forms);
        };
    }
}
