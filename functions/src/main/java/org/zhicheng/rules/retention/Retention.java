package org.zhicheng.rules.retention;

import static org.zhicheng.ground.rule.NoticeRule.R38;
import static org.zhicheng.ground.rule.NoticeRule.R47;

import java.time.Instant;
import java.time.Period;
import java.util.Optional;

import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Named;

/**
 * The one table of how long each class of data is kept, from when, and why (R38, R47): printed into the documents, shown with the catalogue,
 * and told to each person of what is held about them.
 */
@Rule({R38, R47})
public enum Retention implements Named {
    REGISTRATION_WITHOUT_APPLICATION(Period.ofYears(2), "没有申报的注册信息", "Registration of somebody without an application", "注册之日",
            "registration", "两年含两个申报年度，其间仍可申报", "Two years cover two windows"),
    DRAFT_NEVER_SUBMITTED(6, 3, 12, "未提交的草稿及其文件", "Draft never submitted, with its files", "申报时间结束", "the window's end", "未经任何审核；半年内可从中抄录",
            "Nobody decided on it; half a year is time to copy from it"),
    UPLOADS_WITHOUT_DECISION(12, 6, 36, "已撤回、逾期未修改或终止办理的申报的文件", "Files of an application withdrawn, abandoned or closed", "终止之日", "its end",
            "未作决定；一年含下一申报年度和对本次的询问", "Nothing was decided; a year covers the next cycle and questions about this one"),
    UPLOADS_OF_REJECTED(36, 36, 60, "未通过的申报的文件", "Files of a rejected application", "未通过之日", "the rejection", "据以记入诚信档案的可能保存同样长",
            "An integrity record that builds on them may last as long (R34)"),
    APPLICATION_WITHOUT_TITLE(60, 60, 120, "未取得职称的申报：申报表、公示和审核意见", "Application that led to no title: form, notice and decisions", "终止之日",
            "its end", "复查、申诉和责任追究的期限已过", "Review, appeal and accountability are over by then"),
    IDENTITY_SCANS(12, 1, 12, "已发证人员的身份证扫描件", "Identity card scans of the certified", "发证之日", "the certificate", "核对身份的目的已达到；证书登记册保留姓名和号码",
            "Their purpose, to prove who applied, is fulfilled; the register keeps name and number"),
    CERTIFICATE_QUERIES(Period.ofYears(1), "证书查验记录", "Who verified a certificate, and from which network", "查验之时", "the query",
            "安全日志至少保存六个月；一年内持证人可见", "Security logs are kept six months or more; a year lets owners see it"),
    PUBLISHED_RESULTS(Period.ofYears(1), "公布的结果名单（已遮盖）", "Published list of results, masked", "公布之日", "its publication",
            "一年内可提出疑异；其后以证书查验为准", "A year is time to object; later a certificate is verified"),
    RESULT_OBJECTORS(Period.ofYears(1), "评审结果异议人的姓名和联系方式", "Name and contact of who objected to a result", "申报办结之日",
            "the application's end", "一年内可能须再次核实或答复", "For a year somebody may have to ask back or answer"),
    PREPARED_DOCUMENTS(Period.ofMonths(3), "拟定而未确认的批文", "Approval document that was prepared and not confirmed", "最后一次拟定之日",
            "the day it was last prepared", "经办人核对和确认所需；确认后即为批文",
            "For a colleague to look at and confirm; then it is an approval document"),
    INVITATIONS(Period.ofMonths(1), "无人接受的工作人员邀请", "Invitation of a member of staff that nobody accepted", "邀请失效之日", "its end",
            "一个月内可查问邀请过谁", "For a month somebody may ask who was invited"),
    ACCEPTED_INVITATIONS(Period.ofYears(1), "已接受的工作人员邀请", "Invitation of a member of staff that was accepted", "接受之日", "its acceptance",
            "受邀人等待任命；任命由办理记录留存", "Who came waits to be appointed; an appointment is on record"),
    EXPERTS(Period.ofYears(5), "评委库中的评审专家", "Entry of the review committee's register of experts", "聘期届满或出库之日",
            "the end of the term, or an earlier one", "对参加过的评审的复查、申诉和责任追究的期限已过",
            "Review, appeal and accountability of what was judged are over by then (R45)"),
    EXPERTS_WITHOUT_CONSENT(Period.ofYears(1), "从未同意入库的评审专家", "Entry of somebody who never consented to be on that register", "聘期届满或出库之日",
            "the end of the term, or an earlier one", "没有参加过评审，无须对其追溯；一年内可查问登记过谁",
            "Nothing was judged that could be looked into; for a year somebody may ask who was entered"),
    BALLOTS(Period.ofYears(1), "评审会议的选票（加密，不记名）", "Sealed ballots of a session of the review committee", "主持人签署之日", "the chair's signature",
            "公示、异议和复查的期限已过，票数已由主持人签署；有异议或复查尚未办结的，待办结后删除，至多再留一年；删除后任何人不能再解密",
            "Notice, objections and review are over, and the count is signed; where one still goes on, it is waited for, a year at the most. What is gone nobody opens (R45)"),
    SESSIONS(Period.ofYears(10), "评审会议：会议记录、评审结果表、表决票数、主审意见、回避和抽取记录",
            "Session of the review committee: minutes, sheet of results, counts, opinions, recusals and draws",
            "主持人签署之日，取消的为会议之日；未签署也未取消的不删除",
            "the chair's signature, or the day of a session that was called off; one that goes on is not deleted", "会议记录归档；对评审的追溯和责任追究以此为据",
            "The minutes are an archive of the bureau: review and accountability rest on them (R45)"),
    UNDELIVERED_MAILS(Period.ofMonths(1), "未能送达的邮件", "Mail that was given up", "放弃发送之时", "the day it was given up", "一个月内管理员可以更正地址后再次发送",
            "For a month an administrator may send it again, once the address is right"),
    INTEGRITY_RECORDS(Period.ofYears(3), "诚信档案", "Integrity records", "认定之日", "the finding", "通知规定三年，按日计算",
            "Three years to the day, by the notice (R34)"),
    CERTIFIED_APPLICATION("已发证的申报：申报表、材料、公示和审核意见", "Application that led to a title: form, materials, notice and decisions",
            "职称在整个职业生涯须可证明", "A title must be provable for a working life"),
    REGISTER_OF_CERTIFICATES("证书、批文登记册和证书文件", "Register of certificates and approval documents, and the certificates", "同上", "As above"),
    RECORD("办理记录：何人、何时、何事", "The record: who did what, when", "依法归档，只增不改", "The bureau's archive; append-only (R35)");

    private final Optional<Period> period;
    private final int least;
    private final int most;
    private final String chinese;
    private final String english;
    private final String chineseBegin;
    private final String englishBegin;
    private final String chineseReason;
    private final String englishReason;

    /** What is kept for good. */
    Retention(String chinese, String english, String chineseReason, String englishReason) {
        this(Optional.empty(), 0, 0, chinese, english, "", "", chineseReason, englishReason);
    }

    Retention(Period period, String chinese, String english, String chineseBegin, String englishBegin, String chineseReason,
            String englishReason) {
        this(Optional.of(period), 0, 0, chinese, english, chineseBegin, englishBegin, chineseReason, englishReason);
    }

    /** What a cycle can set otherwise, in months: no shorter than others rely on, no longer than the purpose lasts. */
    Retention(int months, int least, int most, String chinese, String english, String chineseBegin, String englishBegin,
            String chineseReason, String englishReason) {
        this(Optional.of(Period.ofMonths(months).normalized()), least, most, chinese, english, chineseBegin, englishBegin, chineseReason,
                englishReason);
    }

    Retention(Optional<Period> period, int least, int most, String chinese, String english, String chineseBegin, String englishBegin,
            String chineseReason, String englishReason) {
        this.period = period;
        this.least = least;
        this.most = most;
        this.chinese = chinese;
        this.english = english;
        this.chineseBegin = chineseBegin;
        this.englishBegin = englishBegin;
        this.chineseReason = chineseReason;
        this.englishReason = englishReason;
    }

    @Override
    public String chinese() {
        return chinese;
    }

    @Override
    public String english() {
        return english;
    }

    /** From when it counts, in both languages; empty where it is kept for good. */
    public Named begin() {
        return new org.zhicheng.ground.text.Text(chineseBegin, englishBegin);
    }

    public Named reason() {
        return new org.zhicheng.ground.text.Text(chineseReason, englishReason);
    }

    /** How long it is kept; nothing where for good. */
    public Optional<Period> kept() {
        return period;
    }

    /** How long it is kept that is not kept for good. */
    public Period period() {
        return period.orElseThrow(() -> new IllegalStateException(name() + " is kept for good"));
    }

    /** Whether a cycle can set it. */
    public boolean isSettable() {
        return most > 0;
    }

    /** The fewest months that a cycle can set. */
    public int least() {
        return least;
    }

    /** The most months that a cycle can set. */
    public int most() {
        return most;
    }

    /** How long it is kept of a cycle's applications that end now. */
    public Optional<Period> kept(Cycle.Settings settings) {
        return Optional.ofNullable(settings.keptMonths().get(name())).map(months -> Period.ofMonths(months).normalized()).or(this::kept);
    }

    /** As {@link #endOf(Instant)}, of an application of a cycle: by what the cycle had set when it ended (R50). */
    public Instant endOf(Cycle cycle, Instant ended) {
        return kept(cycle.settingsOfKeeping(ended)).map(kept -> ended.atZone(BeijingTime.ZONE).plus(kept).toInstant())
                .orElseThrow(() -> new IllegalStateException(name() + " is kept for good"));
    }

    /** True where what ended has been kept long enough. */
    public boolean isOver(Cycle cycle, Instant ended, Instant now) {
        return period.isPresent() && !now.isBefore(endOf(cycle, ended));
    }

    /** The instant from which something of an instant may be deleted, by the calendar of Asia/Shanghai. */
    public Instant endOf(Instant begin) {
        return begin.atZone(BeijingTime.ZONE).plus(period()).toInstant();
    }

    /** True where what is of the instant has been kept long enough. */
    public boolean isOver(Instant begin, Instant now) {
        return period.isPresent() && !now.isBefore(endOf(begin));
    }
}
