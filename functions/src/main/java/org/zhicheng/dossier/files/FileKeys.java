package org.zhicheng.dossier.files;

import java.util.List;
import java.util.Optional;

import org.zhicheng.dossier.application.Attachment;
import org.zhicheng.dossier.application.Material;

/** Where the files of attachments lie. */
public final class FileKeys {

    private FileKeys() {
    }

    /** Everything that lies there of an attachment: the file, and of a portrait what is printed. */
    public static List<String> keys(String applicationId, Attachment attachment) {
        String key = key(applicationId, attachment.id());
        return attachment.material().shape() == Material.Shape.PORTRAIT
                ? List.of(key, portraitKey(applicationId, attachment.id()))
                : List.of(key);
    }

    /** A file's key: ids only, nothing a person typed. */
    public static String key(String applicationId, String attachmentId) {
        return "materials/" + applicationId + "/" + attachmentId;
    }

    /** What the keys of all applications have in common whose ids begin so. */
    public static String prefix(String beginOfId) {
        return "materials/" + beginOfId;
    }

    /** The application that a key is of. */
    public static Optional<String> applicationOf(String key) {
        String[] parts = key.split("/", -1);
        return parts.length == 3 && parts[0].equals("materials") ? Optional.of(parts[1]) : Optional.empty();
    }

    /** The key of a portrait as it is printed: turned upright, without anything the camera wrote into it. */
    public static String portraitKey(String applicationId, String attachmentId) {
        return key(applicationId, attachmentId) + "-portrait";
    }
}
