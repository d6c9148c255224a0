package org.zhicheng.ground.typesetting;

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
        if (!PrintedText.canPrint(form.text())) {
            throw new IllegalArgumentException("The form has letters that no font has");
        }
        return switch (format) {
            case PDF -> PdfFormWriter.write(form);
            case DOCX -> DocxFormWriter.write(form);
        };
    }
}
