package org.zhicheng.work.notice;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.zhicheng.dossier.application.AppliedTitle;
import org.zhicheng.work.notice.RecommendationReport.Candidate;

/** Filled-in forms of invented people. */
final class Samples {
    static final LocalDate FROM = LocalDate.of(2025, 3, 10);
    static final LocalDate TO = LocalDate.of(2025, 3, 14);
    static final AppliedTitle ENGINEER = new AppliedTitle("授予", "工程系列", "机械工程", "中级");
    static final AppliedTitle ASSISTANT = new AppliedTitle("初定", "工程", "机械工程专业", "初级");

    private Samples() {
    }

    static PublicNoticeForm notice(String achievements) {
        return new PublicNoticeForm("阿卜杜热合曼·艾尔肯", ENGINEER, "男", "维吾尔族", "中共党员", "650104********1234", "助理工程师",
                "拥护中国共产党的领导，热爱祖国，遵纪守法，恪守职业道德，爱岗敬业，诚实守信，团结同事，作风正派，未发现违反职业操守和从业行为规范的情况。", achievements, Optional.of(FROM), Optional.of(TO),
                "公司人力资源部办公室", "0991-0000000", Optional.of(LocalDate.of(2025, 3, 17)));
    }

    static PublicNoticeForm emptyNotice() {
        return new PublicNoticeForm("", new AppliedTitle("", "", "", ""), "", "", "", "", "", "", "", Optional.empty(), Optional.empty(),
                "", "", Optional.empty());
    }

    static NoticeResultForm result() {
        return new NoticeResultForm("李𠀁", ASSISTANT, Optional.of(FROM), Optional.of(TO), OptionalInt.of(5), 0,
                Optional.of(LocalDate.of(2025, 3, 17)));
    }

    static RecommendationReport report() {
        return new RecommendationReport(
                List.of(new Candidate("张伟", "设备工程师", "机械工程", 1, FROM, TO, 5, 0, ENGINEER),
                        new Candidate("李𠀁", "技术员", "机械工程", 1, FROM, TO, 5, 0, ASSISTANT),
                        new Candidate("阿卜杜热合曼·艾尔肯", "技术员", "机械工程", 3, FROM, TO, 5, 0, ASSISTANT),
                        new Candidate("张伟", "技术员", "机械工程", 3, LocalDate.of(2025, 3, 3), LocalDate.of(2025, 3, 10), 6, 0, ASSISTANT),
                        new Candidate("王芳", "研发主管", "计算机技术", 2, FROM, TO, 5, 0, new AppliedTitle("授予", "工程", "计算机技术", "副高级"))),
                Optional.empty());
    }
}
