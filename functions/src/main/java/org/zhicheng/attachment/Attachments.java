package org.zhicheng.attachment;

/** Where the files of attachments lie, and how they go. */
public final class Attachments {

    private Attachments() {
    }

    /** A file's key: ids only, nothing a person typed. */
    public static String key(String applicationId, String attachmentId) {
        return "materials/" + applicationId + "/" + attachmentId;
    }

    /** Deletes a file and what was made of it. */
    public static void delete(FileStore files, String applicationId, Attachment attachment) {
        files.delete(key(applicationId, attachment.id()));
        if (attachment.material() == Material.A3) {
            files.delete(portraitKey(applicationId, attachment.id()));
        }
    }

    /** The key of a portrait as it is printed: turned upright, without anything the camera wrote into it. */
    public static String portraitKey(String applicationId, String attachmentId) {
        return key(applicationId, attachmentId) + "-portrait";
    }
}
