package org.zhicheng.dossier.files;

import java.util.List;
import java.util.Optional;

/** Where the files of attachments lie: ids only, nothing a person typed. */
public final class FileKeys {

    private static final String MATERIALS = "materials/";
    private static final String RENDERINGS = "renderings/";
    private static final String EARLIER_PORTRAIT = "-portrait";

    private FileKeys() {
    }

    /** The key of a file as it was sent. */
    public static String key(String applicationId, String attachmentId) {
        return MATERIALS + applicationId + "/" + attachmentId;
    }

    /** What the keys of all applications have in common whose ids begin so: of the files, and of what was made of them. */
    public static List<String> prefixes(String beginOfId) {
        return List.of(MATERIALS + beginOfId, RENDERINGS + beginOfId);
    }

    /** What the keys of everything have in common that was made of a file (R46). */
    public static String rendering(String applicationId, String attachmentId) {
        return RENDERINGS + applicationId + "/" + attachmentId + "/";
    }

    /** What is said of a rendering, and whether it is ready. */
    public static String manifestKey(String applicationId, String attachmentId) {
        return rendering(applicationId, attachmentId) + "manifest.json";
    }

    /** A page as a picture, counted from 1. */
    public static String pageKey(String applicationId, String attachmentId, int page) {
        return rendering(applicationId, attachmentId) + "page-%03d".formatted(page);
    }

    /** A page as a small picture, counted from 1. */
    public static String previewKey(String applicationId, String attachmentId, int page) {
        return rendering(applicationId, attachmentId) + "preview-%03d".formatted(page);
    }

    /** All pages as one document. */
    public static String pdfKey(String applicationId, String attachmentId) {
        return rendering(applicationId, attachmentId) + "pages.pdf";
    }

    /** A portrait as it is printed: the only page of its rendering (R30). */
    public static String portraitKey(String applicationId, String attachmentId) {
        return pageKey(applicationId, attachmentId, 1);
    }

    /** Where portraits lay before there were renderings. */
    public static String earlierPortraitKey(String applicationId, String attachmentId) {
        return key(applicationId, attachmentId) + EARLIER_PORTRAIT;
    }

    /** The application that a key is of. */
    public static Optional<String> applicationOf(String key) {
        return part(key, 1);
    }

    /** The attachment that a key is of. */
    public static Optional<String> attachmentOf(String key) {
        return part(key, 2).map(id -> id.endsWith(EARLIER_PORTRAIT) ? id.substring(0, id.length() - EARLIER_PORTRAIT.length()) : id);
    }

    private static Optional<String> part(String key, int index) {
        String[] parts = key.split("/", -1);
        boolean known = key.startsWith(MATERIALS) && parts.length == 3 || key.startsWith(RENDERINGS) && parts.length == 4;
        return known ? Optional.of(parts[index]) : Optional.empty();
    }
}
