package org.zhicheng.rules.checklist;

import static org.zhicheng.ground.rule.NoticeRule.R15;
import static org.zhicheng.ground.rule.NoticeRule.R16;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Attachment.Status;
import org.zhicheng.dossier.application.Attachment;
import org.zhicheng.dossier.application.Form;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.application.Stage;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Length;
import org.zhicheng.rules.eligibility.EligibilityTable;

/**
 * Which materials an application needs and how each stands (the notice's table of materials, R15, R16): all fifteen, in order, at once.
 */
@Rule(R16)
public final class Checklist {

    /** Most bytes of one file (R15). */
    public static final long MAX_FILE_BYTES = 10L * 1024 * 1024;
    /** Most bytes of all files that count (R15); earlier versions of replaced files do not count. */
    public static final long MAX_TOTAL_BYTES = 200L * 1024 * 1024;
    /** Most code points of the reason for "not applicable". */
    public static final int MAX_REASON = 500;

    private final Application application;
    private final Form form;
    private final Stage stage;

    private Checklist(Application application, Stage stage) {
        this.application = application;
        this.form = application.form();
        this.stage = stage;
    }

    /** The checklist of an application, A1 to A15. */
    public static List<ChecklistItem> of(Application application, Stage stage) {
        Checklist checklist = new Checklist(application, stage);
        return Arrays.stream(Material.values()).map(material -> checklist.item(material)
                .warning(application.files(material).stream().flatMap(file -> file.told().stream()).distinct().toList())).toList();
    }

    /** What is told where all files together are too large. */
    @Rule(R15)
    public static Optional<Violation> total(Application application) {
        long bytes = application.attachments().stream().filter(Attachment::counts).mapToLong(Attachment::size).sum();
        if (bytes <= MAX_TOTAL_BYTES) {
            return Optional.empty();
        }
        String megabytes = String.format(Locale.ROOT, "%.1f", bytes / (1024.0 * 1024.0));
        return Optional.of(ViolationCode.TOTAL_TOO_LARGE.at("attachments", megabytes));
    }

    /**
     * Files that were announced and have not been inspected: what is handed in now would go without them. One for whose material a later
     * announced file was accepted was given up.
     */
    public static List<Violation> underWay(Application application) {
        return application.attachments().stream().filter(a -> a.status() == Status.REQUESTED)
                .filter(a -> application.files(a.material()).stream().noneMatch(later -> later.requestedAt().isAfter(a.requestedAt())))
                .map(a -> ViolationCode.MATERIAL_UNDER_WAY.at(a.material().name(), a.material(), a.material().name())).distinct().toList();
    }

    /** What the table of materials says of one material in this case. */
    private Need need(Material material) {
        if (material.stage().compareTo(stage) > 0) {
            return new Need(0, false);
        }
        return switch (material.need(application)) {
            case NONE -> new Need(0, false);
            case ONE -> new Need(1, false);
            case ONE_OR_REASON -> new Need(1, true);
            case ONE_A_YEAR -> new Need(form.credential().type().map(type -> EligibilityTable.row(type).years()).orElse(1), false);
        };
    }

    private ChecklistItem item(Material material) {
        Need need = need(material);
        if (material.shape() == Material.Shape.TEXT) {
            return summary(material);
        }
        int have = application.files(material).size();
        if (isTheSameScanAgain(material, need)) {
            return item(material, need, ChecklistItem.Status.WRONG, have, ViolationCode.SAME_SCAN);
        }
        if (have > 0 && have >= need.files()) {
            return new ChecklistItem(material, ChecklistItem.Status.OK, need.files(), have, need.orReason(), Optional.empty());
        }
        if (need.files() == 0) {
            return new ChecklistItem(material, ChecklistItem.Status.NOT_NEEDED, 0, have, false, Optional.empty());
        }
        if (have == 0 && form.notApplicable().containsKey(material.name())) {
            return notApplicable(material, need);
        }
        return have == 0 ? missing(material, need) : tooFew(material, need, have);
    }

    /** The back of the card that is its front, or one assessment for two, by the contents; a paper uploaded once more does no harm. */
    private boolean isTheSameScanAgain(Material material, Need need) {
        List<String> contents = application.files(material).stream().map(Attachment::sha256).filter(hash -> !hash.isEmpty()).toList();
        int have = application.files(material).size();
        long again = contents.size() - contents.stream().distinct().count();
        return have >= need.files() && have - again < need.files()
                || material == Material.A2 && application.files(Material.A1).stream().map(Attachment::sha256).anyMatch(contents::contains);
    }

    private ChecklistItem notApplicable(Material material, Need need) {
        String reason = form.notApplicable().get(material.name());
        if (!need.orReason()) {
            return item(material, need, ChecklistItem.Status.WRONG, 0, ViolationCode.NOT_APPLICABLE_NOT_ALLOWED);
        }
        if (reason.isBlank()) {
            return item(material, need, ChecklistItem.Status.WRONG, 0, ViolationCode.NOT_APPLICABLE_WITHOUT_REASON);
        }
        if (Length.of(reason) > MAX_REASON) {
            return item(material, need, ChecklistItem.Status.WRONG, 0, ViolationCode.NOT_APPLICABLE_REASON_TOO_LONG, MAX_REASON);
        }
        return new ChecklistItem(material, ChecklistItem.Status.NOT_APPLICABLE, need.files(), 0, true, Optional.empty());
    }

    private ChecklistItem missing(Material material, Need need) {
        // the latest attempt: an upload given up earlier does not hide why a later file was refused
        Optional<Attachment> tried = application.attachments().stream().filter(a -> a.material() == material)
                .filter(a -> a.status() == Status.REQUESTED || a.status() == Status.REJECTED)
                .max(Comparator.comparing(Attachment::requestedAt));
        if (tried.filter(a -> a.status() == Status.REQUESTED).isPresent()) {
            return item(material, need, ChecklistItem.Status.MISSING, 0, ViolationCode.MATERIAL_NOT_INSPECTED);
        }
        if (tried.isPresent()) {
            return item(material, need, ChecklistItem.Status.WRONG, 0, ViolationCode.MATERIAL_REFUSED,
                    tried.get().rejection().orElseThrow());
        }
        if (need.orReason()) {
            return item(material, need, ChecklistItem.Status.MISSING, 0, ViolationCode.MATERIAL_OR_REASON_MISSING);
        }
        return need.files() == 1
                ? item(material, need, ChecklistItem.Status.MISSING, 0, ViolationCode.MATERIAL_MISSING)
                : item(material, need, ChecklistItem.Status.MISSING, 0, ViolationCode.MATERIALS_MISSING, need.files());
    }

    private static ChecklistItem tooFew(Material material, Need need, int have) {
        return item(material, need, ChecklistItem.Status.TOO_FEW, have, ViolationCode.MATERIAL_TOO_FEW, need.files(), have,
                need.files() - have);
    }

    private ChecklistItem summary(Material material) {
        int count = WorkSummary.count(form.summary());
        Need need = new Need(WorkSummary.MINIMUM, false);
        if (count == 0) {
            return item(material, need, ChecklistItem.Status.MISSING, count, ViolationCode.SUMMARY_MISSING);
        }
        if (count < WorkSummary.MINIMUM) {
            return item(material, need, ChecklistItem.Status.TOO_FEW, count, ViolationCode.SUMMARY_TOO_SHORT, count,
                    WorkSummary.MINIMUM - count);
        }
        if (count > WorkSummary.MAXIMUM) {
            return item(material, need, ChecklistItem.Status.WRONG, count, ViolationCode.SUMMARY_TOO_LONG, count,
                    count - WorkSummary.MAXIMUM);
        }
        return new ChecklistItem(material, ChecklistItem.Status.OK, WorkSummary.MINIMUM, count, false, Optional.empty());
    }

    /** @param more facts that the text needs besides the material's name and code */
    private static ChecklistItem item(Material material, Need need, ChecklistItem.Status status, int have, ViolationCode broken,
            Object... more) {
        Object[] facts = Stream.concat(Stream.of(material, material.name()), Stream.of(more)).toArray();
        return new ChecklistItem(material, status, need.files(), have, need.orReason(), Optional.of(broken.at(material.name(), facts)));
    }

    /**
     * What is needed of a material.
     *
     * @param orReason whether "not applicable" with a reason is an answer
     */
    private record Need(int files, boolean orReason) {
    }
}
