package org.zhicheng.attachment;

/** Where the files of attachments lie. */
public final class Attachments {

    private Attachments() {
    }

    /** A file's key: ids only, nothing a person typed. */
    public static String key(String applicationId, String attachmentId) {
        return "materials/" + applicationId + "/" + attachmentId;
    }

    /** Deletes a file with what was made of it; deleting what is gone does no harm. */
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
