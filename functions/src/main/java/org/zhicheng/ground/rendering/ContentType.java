package org.zhicheng.ground.rendering;

/** The kinds of file that are accepted (R15), told by their content and never by their name. */
public enum ContentType {
    PDF("application/pdf"),
    JPEG("image/jpeg"),
    PNG("image/png");

    private final String mediaType;

    ContentType(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }
}
