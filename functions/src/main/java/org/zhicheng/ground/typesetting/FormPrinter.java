package org.zhicheng.ground.typesetting;

/** Prints a form in the format asked for. */
public final class FormPrinter {
    private FormPrinter() {
    }

    /** The form as a file; the same form gives the same bytes. */
    public static byte[] print(FormDocument form, Format format) {
        return switch (format) {
            case PDF -> PdfFormWriter.write(form);
            case DOCX -> DocxFormWriter.write(form);
        };
    }
}
