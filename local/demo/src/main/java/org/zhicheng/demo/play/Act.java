package org.zhicheng.demo.play;

import java.time.LocalDateTime;

/**
 * Something that happens at one time of the samples' story.
 *
 * @param at wall clock in Asia/Shanghai
 * @param slug whose dossier; empty for what concerns all
 * @param round 0, and 1 after the return for correction
 */
public record Act(LocalDateTime at, Kind kind, String slug, int round) {

    /** In the order in which things of the same minute happen. */
    public enum Kind {
        FILL_IN("登记、填报、上传 Register, fill in, upload"),
        SUBMISSION("提交申报 Submission"),
        NOTICE("基层单位公示 The employer's public notice"),
        OBJECTION("公示期间的异议 An objection during the notice"),
        RESOLUTION("异议处理 The objection is resolved"),
        CORRECTION("退回后修改 Correction after a return"),
        EMPLOYER("公示结果与单位推荐 Result of the notice, the employer recommends"),
        DISTRICT("区（县）人社局初审 The district bureau reviews"),
        SESSION_PLAN("评审会议：评委同意，安排会议 A session of the committee: experts consent, the office plans"),
        SESSION("评审会议：抽取、表决、签署 A session of the committee: drawn, voted, signed"),
        COMMITTEE("评审委员会评审 The review committee sits"),
        RESULT_NOTICE("评审结果公示期间的异议 An objection while the result is announced"),
        CLOSING("申报窗口关闭 The window closes"),
        MATERIALS("接收原件 The office receives the originals"),
        APPROVAL("批文 The approval document"),
        CERTIFICATE("电子证书 Certificates"),
        REVOCATION("撤销证书 A certificate is revoked"),
        LISTS("统计与导出 Statistics and exports");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }
}
