package org.zhicheng.dossier.files;

import java.time.Duration;
import java.util.Optional;

/** Everything that lies in the bucket of an attachment: the file, and what was made of it (R46). */
public final class MaterialFiles {

    private MaterialFiles() {
    }

    /** Deletes the file of a key with all that was made of it; once more does no harm. */
    public static void delete(FileStore files, String key) {
        files.delete(key);
        FileKeys.applicationOf(key).ifPresent(application -> FileKeys.attachmentOf(key).ifPresent(attachment -> {
            files.delete(FileKeys.earlierPortraitKey(application, attachment));
            deleteAll(files, FileKeys.rendering(application, attachment));
        }));
    }

    private static void deleteAll(FileStore files, String prefix) {
        Optional<String> after = Optional.empty();
        do {
            FileStore.Listing page = files.list(prefix, Duration.ZERO, after);
            page.keys().forEach(files::delete);
            after = page.next();
        } while (after.isPresent());
    }
}
