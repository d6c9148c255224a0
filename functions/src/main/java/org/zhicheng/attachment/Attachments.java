package org.zhicheng.attachment;

/** Where the files of attachments lie. */
public final class Attachments {

    private Attachments() {
    }

    /** A file's key: ids only, nothing a person typed. */
    public static String key(String applicationId, String attachmentId) {
        return "materials/" + applicationId + "/" + attachmentId;
    }

    /** The key of a portrait as it is printed: turned upright, without anything the camera wrote into it. */
    public static String portraitKey(String applicationId, String attachmentId) {
        return key(applicationId, attachmentId) + "-portrait";
    }
}
