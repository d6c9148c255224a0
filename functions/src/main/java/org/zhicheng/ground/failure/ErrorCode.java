package org.zhicheng.ground.failure;

import java.text.MessageFormat;
import java.util.Locale;

/**
 * Every refusal of the system: a code that never changes, and a text in Chinese and English that says what to do. The texts are
 * {@link MessageFormat} patterns. The HTTP status of each stands in {@code org.zhicheng.lambda.Problems}.
 */
public enum ErrorCode {
    // malformed requests
    MALFORMED_JSON("请求内容不是有效的 JSON：{0}", "The request body is not valid JSON: {0}"),
    UNKNOWN_FIELD("请求中有未知字段“{0}”，请删除后重试", "Unknown field \"{0}\"; remove it and try again"),
    MISSING_FIELD("缺少必填项“{0}”", "\"{0}\" is missing"),
    INVALID_VALUE("“{0}”的值无效：{1}", "The value of \"{0}\" is not valid: {1}"),
    BODY_TOO_LARGE("请求内容过大，上限为 {0} KB", "The request is too large; the limit is {0} KB"),
    UNSUPPORTED_MEDIA_TYPE("请以 application/json 提交", "Send the request as application/json"),

    // identity
    NOT_SIGNED_IN("请先登录", "Sign in first"),
    SECOND_FACTOR_REQUIRED("工作人员须使用双因素认证登录后再操作", "Staff must sign in with a second factor first"),
    NOT_REGISTERED("请先完成个人信息注册", "Register your personal data first"),
    NOT_ALLOWED("您的身份不能进行此操作：{0}", "Your role does not allow this: {0}"),
    NOT_FOUND("未找到：{0}", "Not found: {0}"),
    OWN_APPLICATION("不得办理本人的申报（回避）", "Nobody may act on their own application"),
    OWN_APPOINTMENT("不能终止本人的管理员任命，请由另一位管理员办理", "Nobody may end their own appointment as administrator; another administrator must"),
    DECIDED_AT_OTHER_TIER("您已在另一环节办理过该申报，须回避，请换人办理", "You decided on this application at another tier; another person must act"),

    // conflicts
    STALE_VERSION("内容已被他人更新，请刷新后再改", "The content has changed meanwhile; reload and edit again"),
    CONTENT_CHANGED("您查看之后申报内容有变动（现为第 {0} 版），请重新查看所列各项后再办理",
            "The application changed after you looked (now version {0}); look at the items listed and act again"),
    SETTING_CHANGED("您读取之后该项设置已被修改（现为第 {0} 版）；请重新读取、核对后，以 If-Match 注明该版本再保存",
            "This setting changed after you read it (now version {0}); read it again, compare, and save with that version in If-Match"),
    LISTED_IN_DOCUMENT("该申报已列入批文“{0}”，不能再退回、撤回或改列；如有异议请联系评审机构",
            "The application is listed in the approval document \"{0}\"; it can no longer be returned, withdrawn or listed elsewhere"),
    WRONG_STATE("当前步骤为“{0}”，不能进行此操作", "The application is at the step \"{0}\"; this cannot be done now"),
    ALREADY_DECIDED("该环节已由他人作出不同的处理，请刷新", "This step was already decided otherwise; reload"),
    ALREADY_APPLIED("本年度已有一份有效申报（{0}），不能重复申报", "There is already a live application in this cycle ({0})"),
    ALREADY_REGISTERED("该身份证号已注册，一个身份证号只能注册一次；如非本人注册请联系市人社局",
            "This ID number is already registered; an ID number registers once. If it was not you, contact the bureau"),
    KEY_OF_DELETED_DRAFT("用该 Idempotency-Key 创建的草稿已删除；请换用新的 Idempotency-Key 重新创建",
            "The draft made with this Idempotency-Key was deleted; create a new one with a new key"),
    REGISTERED_OTHERWISE("您已用其他身份信息注册，如需更正请联系市人社局", "You are registered with other data; contact the bureau to have it corrected"),
    NUMBER_TAKEN("编号“{0}”已被使用", "The number \"{0}\" is already in use"),
    UPLOAD_INCOMPLETE("文件尚未上传完成，请重新上传", "The file has not arrived; upload it again"),

    // the window
    WINDOW_CLOSED("不在申报时间内（{0} 至 {1}），不能提交", "Outside the submission window ({0} to {1})"),
    WINDOW_PASSED("申报截止时间不能改到已过去的时刻（{0}），只能延长",
            "The window's end cannot be moved to a time that has passed ({0}); it can only be extended"),
    NO_CYCLE("没有 {0} 年度的申报批次", "There is no cycle {0}"),

    // rules of the notice
    RULES_BROKEN("有 {0} 项不符合要求，请逐项修改后再提交", "{0} requirements are not met; mend them all and submit again"),
    FILE_REJECTED("文件“{0}”不符合要求：{1}", "The file \"{0}\" was refused: {1}"),
    FILE_TOO_LARGE("单个文件不得超过 {0} MB，请压缩后重新上传", "A file may have at most {0} MB; make it smaller and upload again"),
    TOO_MANY_FILES("文件数量已达上限（{0} 个，含已替换的文件），请联系市人社局",
            "The number of files has reached its limit ({0}, replaced ones included); contact the bureau"),
    TOTAL_TOO_LARGE("全部材料合计不得超过 {0} MB", "All files together may have at most {0} MB"),
    NOT_OPEN_FOR_CORRECTION("退回修改时只能修改指定的项目：{0} 不在其中", "Only the returned items can be edited: {0} is not among them"),
    NOT_ALL_MENDED("以下退回项尚未修改：{0}", "These returned items are not mended yet: {0}"),
    NOT_ELIGIBLE_NOW("按目前情况申报人不符合申报条件（{0} 项），不能推荐、通过或发证；请退回修改，或不予通过",
            "By the facts of now the applicant is not eligible ({0} reasons) and cannot go on; return the application or reject it"),
    QUESTIONS_OPEN("有 {0} 个待研判的问题须逐一答复：请在 answers 中按问题代码写明意见",
            "{0} open question(s) must be answered one by one: give each an answer by its code in \"answers\""),
    EMPLOYERS_PAPER("“{0}”由推荐单位上传或已由推荐单位认定，只能由推荐单位更换", "\"{0}\" is the employer''s own paper; only the employer may replace it"),
    NOTICE_NOT_ENDED("公示尚未结束或不合要求，不能推荐", "The public notice has not ended or does not comply; no recommendation yet"),

    // other
    TOO_MANY_REQUESTS("操作过于频繁，请稍后再试", "Too many requests; try again later"),
    INTERNAL("系统暂时出错，数据未丢失，请稍后重试", "Something went wrong; nothing was lost, try again later");

    private final String chinese;
    private final String english;

    ErrorCode(String chinese, String english) {
        this.chinese = chinese;
        this.english = english;
    }

    /** The text for people, in Chinese unless English is asked for. */
    public String text(Locale locale, Object... arguments) {
        String pattern = locale.getLanguage().equals("en") ? english : chinese;
        return new MessageFormat(pattern.replace("'", "''"), Locale.ROOT).format(arguments);
    }
}
