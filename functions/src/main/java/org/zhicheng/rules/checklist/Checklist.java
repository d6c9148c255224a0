package org.zhicheng.rules.checklist;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Attachment.Status;
import org.zhicheng.dossier.application.Attachment;
import org.zhicheng.dossier.application.Form.CredentialType;
import org.zhicheng.dossier.application.Form.Origin;
import org.zhicheng.dossier.application.Form;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.rules.eligibility.EligibilityTable;

/**
 * Which materials an application needs and how each stands (the notice's table of materials, R15, R16): all fifteen, in order, at once.
 */
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
        return Arrays.stream(Material.values()).map(checklist::item).toList();
    }

    /** What is told where all files together are too large. */
    public static Optional<Violation> total(Application application) {
        long bytes = application.attachments().stream().filter(Attachment::counts).mapToLong(Attachment::size).sum();
        if (bytes <= MAX_TOTAL_BYTES) {
            return Optional.empty();
        }
        String megabytes = String.format(Locale.ROOT, "%.1f", bytes / (1024.0 * 1024.0));
        return Optional
                .of(new Violation("R15", ViolationCode.TOTAL_TOO_LARGE, "attachments", "全部材料合计" + megabytes + " MB，不得超过200 MB；请压缩或删除部分文件",
                        "All files together have " + megabytes + " MB, at most 200 MB are allowed; make some smaller or remove some"));
    }

    /**
     * Files that were announced and have not been inspected: what is handed in now would go without them. One for whose material a later
     * announced file was accepted was given up.
     */
    public static List<Violation> underWay(Application application) {
        return application.attachments().stream().filter(a -> a.status() == Status.REQUESTED)
                .filter(a -> application.files(a.material()).stream().noneMatch(later -> later.requestedAt().isAfter(a.requestedAt())))
                .map(a -> new Violation("R15", ViolationCode.MATERIAL_UNDER_WAY, a.material().name(),
                        "“" + a.material().chinese() + "”有一个文件尚未上传完成或尚未检查；请完成上传，或删除该文件后再提交",
                        a.material().english() + " (" + a.material()
                                + ") has a file that is still under way; complete the upload or remove that file first"))
                .distinct().toList();
    }

    /** What the table of materials says of one material in this case. */
    private Need need(Material material) {
        Optional<CredentialType> type = form.credential().type();
        boolean foreign = form.credential().foreign();
        boolean withoutDegree = form.credential().degreeHeld().equals(Optional.of(false));
        return switch (material) {
            case A1, A2, A3, A4, A10, A12 -> Need.ONE;
            case A5 -> type.map(t -> degreeCertificate(t, withoutDegree)).orElse(Need.NONE);
            case A6 -> foreign ? Need.NONE : type.equals(Optional.of(CredentialType.SECONDARY_VOCATIONAL)) ? Need.ONE_OR_REASON : Need.ONE;
            case A7 -> foreign ? Need.NONE : type.map(t -> degreeReport(t, withoutDegree)).orElse(Need.NONE);
            case A8 -> foreign ? Need.ONE : Need.NONE;
            case A9 -> new Need(type.map(t -> EligibilityTable.row(t).years()).orElse(1), false);
            case A11 -> form.employer().origin().equals(Optional.of(Origin.ELSEWHERE)) ? Need.ONE : Need.NONE;
            case A13, A14, A15 -> switch (stage) {
                case SUBMISSION -> Need.NONE;
                case RECOMMENDATION -> Need.ONE;
            };
        };
    }

    /** Graduates without the degree (R13's question) cannot show one: they answer with a reason, which a reviewer weighs. */
    private static Need degreeCertificate(CredentialType type, boolean withoutDegree) {
        return switch (type) {
            case SECONDARY_VOCATIONAL, JUNIOR_COLLEGE -> Need.NONE;
            case BACHELOR -> Need.ONE_OR_REASON;
            case MASTER, DOCTORATE -> withoutDegree ? Need.ONE_OR_REASON : Need.ONE;
            case POSTDOCTORAL -> Need.ONE;
        };
    }

    /** Without a degree there is nothing to verify. */
    private Need degreeReport(CredentialType type, boolean withoutDegree) {
        return switch (type) {
            case SECONDARY_VOCATIONAL, JUNIOR_COLLEGE -> Need.NONE;
            case BACHELOR, MASTER, DOCTORATE -> withoutDegree || answeredNotApplicable(Material.A5) ? Need.NONE : Need.ONE;
            case POSTDOCTORAL -> Need.ONE;
        };
    }

    private boolean answeredNotApplicable(Material material) {
        return application.files(material).isEmpty() && form.notApplicable().containsKey(material.name()) && need(material).orReason();
    }

    private ChecklistItem item(Material material) {
        Need need = need(material);
        if (material == Material.A12) {
            return summary();
        }
        int have = application.files(material).size();
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

    private ChecklistItem notApplicable(Material material, Need need) {
        String reason = form.notApplicable().get(material.name());
        if (!need.orReason()) {
            return item(material, need, ChecklistItem.Status.WRONG, 0, ViolationCode.NOT_APPLICABLE_NOT_ALLOWED, "不能选择“不适用”，请上传文件",
                    "cannot be answered \"not applicable\"; upload the file");
        }
        if (reason.isBlank()) {
            return item(material, need, ChecklistItem.Status.WRONG, 0, ViolationCode.NOT_APPLICABLE_WITHOUT_REASON, "选择“不适用”须说明理由，或上传文件",
                    "needs a reason for \"not applicable\", or the file");
        }
        if (reason.codePointCount(0, reason.length()) > MAX_REASON) {
            return item(material, need, ChecklistItem.Status.WRONG, 0, ViolationCode.NOT_APPLICABLE_REASON_TOO_LONG,
                    "“不适用”的理由不得超过" + MAX_REASON + "字，请精简", "has a reason of more than " + MAX_REASON + " characters; shorten it");
        }
        return new ChecklistItem(material, ChecklistItem.Status.NOT_APPLICABLE, need.files(), 0, true, Optional.empty());
    }

    private ChecklistItem missing(Material material, Need need) {
        // the latest attempt: an upload given up earlier does not hide why a later file was refused
        Optional<Attachment> tried = application.attachments().stream().filter(a -> a.material() == material)
                .filter(a -> a.status() == Status.REQUESTED || a.status() == Status.REJECTED)
                .max(Comparator.comparing(Attachment::requestedAt));
        if (tried.filter(a -> a.status() == Status.REQUESTED).isPresent()) {
            return item(material, need, ChecklistItem.Status.MISSING, 0, ViolationCode.MATERIAL_NOT_INSPECTED,
                    "上传未完成或尚在检查，请稍候刷新；长时间无变化请重新上传",
                    "is not uploaded completely or still being inspected; reload in a moment, upload it again if nothing changes");
        }
        if (tried.isPresent()) {
            return item(material, need, ChecklistItem.Status.WRONG, 0, ViolationCode.MATERIAL_REFUSED,
                    "上传的文件未通过检查" + tried.get().rejection().map(r -> "：" + r.chinese()).orElse("") + "；请更换文件重新上传",
                    "was refused" + tried.get().rejection().map(r -> ": " + r.english()).orElse("") + "; upload another file");
        }
        return need.orReason()
                ? item(material, need, ChecklistItem.Status.MISSING, 0, ViolationCode.MATERIAL_MISSING, "未上传，请上传原件扫描件；没有的请选择“不适用”并说明理由",
                        "is missing; upload a scan of the original, or answer \"not applicable\" with a reason")
                : item(material, need, ChecklistItem.Status.MISSING, 0, ViolationCode.MATERIAL_MISSING,
                        need.files() == 1 ? "未上传，请上传原件扫描件" : "未上传，须上传" + need.files() + "份（每年度一份）",
                        need.files() == 1
                                ? "is missing; upload a scan of the original"
                                : "is missing; " + need.files() + " are needed, one a year");
    }

    private static ChecklistItem tooFew(Material material, Need need, int have) {
        return item(material, need, ChecklistItem.Status.TOO_FEW, have, ViolationCode.MATERIAL_TOO_FEW,
                "须" + need.files() + "份（每年度一份），已有" + have + "份，请补充上传" + (need.files() - have) + "份",
                "needs " + need.files() + " files, one a year, and has " + have + "; upload " + (need.files() - have) + " more");
    }

    private ChecklistItem summary() {
        int count = WorkSummary.count(form.summary());
        Need need = new Need(WorkSummary.MINIMUM, false);
        if (count == 0) {
            return item(Material.A12, need, ChecklistItem.Status.MISSING, count, ViolationCode.SUMMARY_MISSING,
                    "未填写，请填写2000至3000字，反映工作态度、业务能力、工作业绩和学术水平",
                    "is missing; write 2,000 to 3,000 characters on attitude, ability, achievements and academic level");
        }
        if (count < WorkSummary.MINIMUM) {
            return item(Material.A12, need, ChecklistItem.Status.TOO_FEW, count, ViolationCode.SUMMARY_TOO_SHORT,
                    "现有" + count + "字，须2000至3000字，还差" + (WorkSummary.MINIMUM - count) + "字。" + WorkSummary.EXPLANATION_CHINESE,
                    "has " + count + " characters, " + (WorkSummary.MINIMUM - count) + " fewer than the 2,000 needed. "
                            + WorkSummary.EXPLANATION_ENGLISH);
        }
        if (count > WorkSummary.MAXIMUM) {
            return item(Material.A12, need, ChecklistItem.Status.WRONG, count, ViolationCode.SUMMARY_TOO_LONG,
                    "现有" + count + "字，须2000至3000字，请删减" + (count - WorkSummary.MAXIMUM) + "字。" + WorkSummary.EXPLANATION_CHINESE,
                    "has " + count + " characters, " + (count - WorkSummary.MAXIMUM) + " more than the 3,000 allowed. "
                            + WorkSummary.EXPLANATION_ENGLISH);
        }
        return new ChecklistItem(Material.A12, ChecklistItem.Status.OK, WorkSummary.MINIMUM, count, false, Optional.empty());
    }

    private static ChecklistItem item(Material material, Need need, ChecklistItem.Status status, int have, String code, String chinese,
            String english) {
        String rule = "R16";
        return new ChecklistItem(material, status, need.files(), have, need.orReason(), Optional.of(new Violation(rule, code,
                material.name(), "“" + material.chinese() + "”" + chinese, material.english() + " (" + material + ") " + english)));
    }

    /**
     * What is needed of a material.
     *
     * @param orReason whether "not applicable" with a reason is an answer
     */
    private record Need(int files, boolean orReason) {
        private static final Need NONE = new Need(0, false);
        private static final Need ONE = new Need(1, false);
        private static final Need ONE_OR_REASON = new Need(1, true);
    }
}
