package org.zhicheng.work.retention;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Attachment.Status;
import org.zhicheng.dossier.application.Attachment;
import org.zhicheng.dossier.files.FileKeys;
import org.zhicheng.dossier.files.FileStore;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.ground.log.Log;

/**
 * Deletes the files that nothing names (R15, R38): sent by an address that outlived its draft, refused, or taken away before anyone was
 * handed them. Compares a part of the bucket with the table; a run that is cut off, late or repeated does no harm.
 */
public final class DeleteStrayFiles {

    /** Much longer than an upload may take, so that none is under way to what is deleted. */
    private static final Duration AT_LEAST = Duration.ofHours(1);

    private final ApplicationStore applications;
    private final FileStore files;

    public DeleteStrayFiles(ApplicationStore applications, FileStore files) {
        this.applications = applications;
        this.files = files;
    }

    /**
     * What a run did.
     *
     * @param complete false where the time was up before the end of the part
     */
    public record Outcome(int compared, int deleted, int failed, boolean complete) {
    }

    /**
     * @param beginOfIds the part: files of applications whose ids begin so
     * @param hasTime asked before each file
     */
    public Outcome run(String beginOfIds, BooleanSupplier hasTime) {
        Outcome sum = new Outcome(0, 0, 0, true);
        for (String prefix : FileKeys.prefixes(beginOfIds)) {
            Outcome outcome = compare(prefix, hasTime);
            sum = new Outcome(sum.compared() + outcome.compared(), sum.deleted() + outcome.deleted(), sum.failed() + outcome.failed(),
                    sum.complete() && outcome.complete());
        }
        return sum;
    }

    private Outcome compare(String prefix, BooleanSupplier hasTime) {
        int compared = 0;
        int deleted = 0;
        int failed = 0;
        Map<String, Set<String>> named = new HashMap<>();
        Optional<String> after = Optional.empty();
        do {
            FileStore.Listing page = files.list(prefix, AT_LEAST, after);
            for (String key : page.keys()) {
                if (!hasTime.getAsBoolean()) {
                    return new Outcome(compared, deleted, failed, false);
                }
                compared++;
                try {
                    if (isStray(key, named)) {
                        files.delete(key);
                        deleted++;
                    }
                } catch (RuntimeException e) {
                    // One must not hold up the others; the next round tries it again.
                    failed++;
                    Log.error("STRAY_FILE", e).with("applicationId", FileKeys.applicationOf(key).orElse("")).write();
                }
            }
            // Keys come in order: behind the page's end begins another application, or the last one goes on.
            named.clear();
            after = page.next();
        } while (after.isPresent());
        return new Outcome(compared, deleted, failed, true);
    }

    private boolean isStray(String key, Map<String, Set<String>> named) {
        return FileKeys.applicationOf(key)
                .filter(id -> FileKeys.attachmentOf(key).filter(named.computeIfAbsent(id, this::named)::contains).isEmpty()).isPresent();
    }

    /** The attachments whose files are kept, and with them what was made of them. */
    private Set<String> named(String id) {
        Set<String> kept = new HashSet<>();
        applications.find(id).ifPresent(application -> {
            Set<String> handedIn = handedIn(application);
            application.attachments().stream().filter(a -> isKept(a, handedIn)).forEach(a -> kept.add(a.id()));
        });
        return kept;
    }

    private static boolean isKept(Attachment attachment, Set<String> handedIn) {
        return switch (attachment.status()) {
            case REQUESTED, ACCEPTED, REPLACED, SUPERSEDED -> true;
            // What a reviewer may have seen stays for the record (R22).
            case REMOVED -> handedIn.contains(attachment.id());
            case REJECTED -> false;
        };
    }

    private Set<String> handedIn(Application application) {
        Set<String> ids = new HashSet<>();
        if (application.attachments().stream().anyMatch(a -> a.status() == Status.REMOVED)) {
            applications.submissions(application.id()).forEach(submission -> ids.addAll(submission.files()));
        }
        return ids;
    }
}
