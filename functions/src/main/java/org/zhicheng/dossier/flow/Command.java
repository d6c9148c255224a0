package org.zhicheng.dossier.flow;

import java.util.Locale;

import org.zhicheng.ground.text.Named;

/** What can be done to an application. */
public enum Command implements Named {
    VIEW("查看"),
    SAVE_FORM("保存填报内容"),
    CHANGE_QUALIFICATION("资格变更"),
    DELETE_DRAFT("删除草稿"),
    ATTACH("上传材料"),
    OPEN_ORIGINAL("调取原件"),
    SUBMIT("提交"),
    CORRECT("提交修改"),
    WITHDRAW("撤回"),
    RECORD_PUBLIC_NOTICE("登记公示"),
    RECORD_OBJECTION("登记、处理异议"),
    PRINT_FORM("打印公示、推荐模板"),
    PRINT_APPLICATION("打印申报表"),
    PRINT_RECEIPT("打印受理回执、收件凭证"),
    TAKE("认领"),
    PUT_BACK("放回"),
    SHOW_ID_NUMBER("查看身份证号"),
    PASS("推荐／通过"),
    RETURN("退回修改"),
    REJECT("不予通过"),
    UNDO_PASS("撤销通过"),
    REQUEST_RECONSIDERATION("申请复查"),
    RECONSIDER("复查"),
    RAISE_RESULT_OBJECTION("提出评审结果异议"),
    SHOW_RESULT_OBJECTIONS("查看评审结果异议"),
    ANSWER_RESULT_OBJECTION("答复评审结果异议"),
    END_RESULT_NOTICE("评审结果公示结束"),
    RECALL("收回推荐"),
    CLOSE("终止办理"),
    EXTEND_DEADLINE("延长期限"),
    RECEIVE_MATERIALS("接收材料"),
    TAKE_BACK_RECEIPT("更正接收登记"),
    RECORD_APPROVAL_DOCUMENT("登记批文"),
    CLEAR_OBSTACLE("排除制证障碍"),
    CHECK_ELIGIBILITY("资格核验"),
    REVOKE_CERTIFICATE("撤销证书"),
    REISSUE_CERTIFICATE("换发证书"),
    ISSUE_CERTIFICATE("制发证书"),
    ABANDON("逾期终止"),
    EXPIRE("关闭窗口"),
    REVIVE("恢复草稿");

    private final String chinese;

    Command(String chinese) {
        this.chinese = chinese;
    }

    @Override
    public String chinese() {
        return chinese;
    }

    /** Its code, written as words. */
    @Override
    public String english() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
