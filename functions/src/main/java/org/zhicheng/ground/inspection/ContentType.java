package org.zhicheng.ground.inspection;

/** The kinds of file that are accepted (R15), told by their content and never by their name. */
public enum ContentType {
    PDF("application/pdf", "pdf"),
    JPEG("image/jpeg", "jpg"),
    PNG("image/png", "png");

    private final String mediaType;
    private final String extension;

    ContentType(String mediaType, String extension) {
        this.mediaType = mediaType;
        this.extension = extension;
    }

    public String mediaType() {
        return mediaType;
    }

    /** The file name's ending, without a dot. */
    public String extension() {
        return extension;
    }
}
