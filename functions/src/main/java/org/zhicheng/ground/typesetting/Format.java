package org.zhicheng.ground.typesetting;

/** The formats a form can be printed in (R19): to print, and to edit. */
public enum Format {
    PDF("application/pdf", "pdf"),
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx");

    private final String contentType;
    private final String extension;

    Format(String contentType, String extension) {
        this.contentType = contentType;
        this.extension = extension;
    }

    public String contentType() {
        return contentType;
    }

    /** The file name's ending, without a dot. */
    public String extension() {
        return extension;
    }
}
