package org.zhicheng.ground.rule;

/** The rules by their numbers, each in one sentence of either language; the whole wording is the bureau's notice and its decisions. */
public enum NoticeRule {
    R1("本市民营企业人员，或外地企业派驻我市连续工作满一年的人员方可申报",
            "Enterprise of Urumqi, or from elsewhere with a posting of a year or more on the reference date; otherwise refused"),
    R2("须为推荐单位在职人员，且在专业技术岗位", "Present employment by the recommending enterprise in a technical post, found in the employment periods"),
    R3("国家以考代评的专业不予初定（授予）；名单由年度设置决定", "Specialties awarded by national examination are refused; the list is a setting of the cycle"),
    R4("所学专业与岗位不一致不影响申报", "Subject and post may differ: nothing compares them"),
    R5("中专毕业后从事专业技术工作满3年，初定初级", "Secondary vocational: 3 years from graduation, junior, initial determination"),
    R6("全日制专科毕业后满2年，初定初级", "Full-time junior college: 2 years from graduation, junior, initial determination"),
    R7("全日制本科毕业后满1年，初定初级", "Full-time bachelor: 1 year from graduation, junior, initial determination"),
    R8("取得硕士学位后满1年，授予中级", "Master's degree: 1 year from its conferral, intermediate, award"),
    R9("取得博士学位后满1年，授予副高级", "Doctorate: 1 year from its conferral, associate senior, award"),
    R10("博士后出站后满1年，授予正高级", "Post-doctoral: 1 year from leaving the station, senior, award"),
    R11("级别和类别由学历（学位）决定，选错的予以拒绝并告知正确的", "Another level or kind than the row's is refused, naming the right one"),
    R12("年限按日历计算专业技术岗位的工作时间，差一天即不满，并告知满足之日",
            "Years in technical posts after the milestone, by the calendar; one day short fails and names the first eligible date"),
    R13("结论为符合、不符合、待核实三种之一，不作猜测；待核实的问题交各环节审核人",
            "Three outcomes; open questions go on to every reviewer; \"not applicable\" is confirmed by the employer"),
    R14("首次申报不要求继续教育学时", "No hours of continuing education are asked for"),
    R15("上传的文件经检查后方为有效；单个和合计大小有限；替换的文件留存",
            "Content of files is inspected before they count; sizes and totals are limited; replaced files are kept"),
    R16("提交前一次列出表格、资格和材料的全部问题", "Every defect of form, eligibility and materials at once, before submission"),
    R17("公示不少于5个工作日，按本地区日历计算，首尾两日计入；管理员可更正日历", "Working days of the region; an administrator can correct a day or add a year"),
    R18("公示无异议期满、内容与申报一致方可推荐", "No recommendation before the notice has ended without objection, with the application's own facts"),
    R19("附件2至4自动填写，可打印（PDF、DOCX）；身份证号统一遮盖", "Annexes 2–4 filled in, as PDF and DOCX; ID numbers masked by one function"),
    R20("各环节依次办理，各单位只见本单位、本区（县）的申报", "Each tier sees what is its own; the straight way is one list of states"),
    R21("只在申报时间内提交，以提交时刻为准；到期由系统自动关闭", "The clock decides in the submission's own write; a schedule closes each window"),
    R22("审核人可推荐（通过）、逐项退回或不予通过；只开放被退回的项目；审核人可见修改之处",
            "Pass, return item by item, or reject; only returned items are open; reviewers see what changed"),
    R23("修改后回到基层单位，原推荐作废留存；公示事项有变的重新公示",
            "After a correction back to the employer; recommendations superseded; the notice again where its facts changed"),
    R24("修改期限和办理时限按工作日计算，到期前提醒；超时只提示，不作决定",
            "Deadlines and target times in working days; reminders; overdue is recorded and decides nothing"),
    R25("申报人随时可见当前步骤、后续步骤、办理单位和意见", "The timeline: present step, steps to come, the office that holds it, comments"),
    R26("评审通过前可撤回；终止的不再改变；一人一年度只有一份有效申报",
            "Withdrawal before the committee has passed; final states; one live application per person and cycle"),
    R27("分初定、授予两个入口；级别、专业、区（县）只在提交前可改", "Two entries; level, specialty and district change only while unsubmitted, and checks are cleared"),
    R28("原件逐项接收，齐全后登记批文，再制发证书", "Originals item by item, then one approval document for a batch, then certificates"),
    R29("不得办理本人的申报，也不得在同一申报的两个环节作出决定", "Nobody decides on their own application, nor at two tiers of one"),
    R30("电子证书编号唯一、不重复使用；重复制发得到同一证书", "Unique number, never reused; the same certificate however often it is issued"),
    R31("凭二维码无需登录即可查验，每次查询留痕，签名可离线核对", "Verification without a login; each query logged; a signature that can be checked offline"),
    R32("姓名中的生僻字可以打印；无法打印的在注册时指出", "A name that cannot be printed is refused at registration, with the letter"),
    R33("一个身份证号只注册一次，加密保存，以密钥散列查找；身份证号和信用代码均校验", "One ID number registers once; encrypted, found by a keyed hash"),
    R34("诚信档案保存三年整；期间不得晋升高一级，首次申报由经办人研判；证书可撤销",
            "Integrity records of three years to the day; a higher level refused, a first title flagged; revocation"),
    R35("每项操作留下不可更改的记录", "An append-only event in the transaction of every change"),
    R36("提交、退回、推荐、批准、发证和到期前以邮件告知；邮件故障不影响办理", "Mails by the outbox, with a link and no personal data; a failing mail system stops nothing"),
    R37("管理员设置年度批次、任命人员；可统计并导出名单", "Cycles, staff, handover, statistics, CSV and XLSX"),
    R38("本人可下载所存资料；各类资料到期删除", "Own data to keep; deletion by class of data"),
    R39("每一步都按当前事实判断，不符合条件的不再前进；待核实问题在决定中逐一答复", "Facts of now decide every step forward; an open question is answered in the decision"),
    R40("批文生效前，评审机构仍可退回或不予通过，申报人仍可撤回", "Until the approval document is final the office can return or reject, and the applicant withdraw"),
    R41("已登记的内容只能以新的记录更正，原记录不被覆盖", "What was recorded is corrected by a new record only"),
    R42("单位取自登记册，系列、专业取自目录；申报的区（县）即单位所在区（县）", "Employers come from the register, series and specialties from the catalogue"),
    R43("工作人员每日收到新到、临期和超时事项的邮件", "Staff are told daily what is new, due and overdue"),
    R44("管理员和评审机构可见由谁、以何种途径办理；查阅留痕", "Who acted and by which channel is visible to administrators; staff's reading is recorded"),
    R45("评审委员会按规定组成、抽取、回避、表决和复查", "The committee as a body: register, lot, recusal, quorum, vote, minutes"),
    R46("审核人所见为系统生成的影像，原件作为证据留存", "Reviewers see a rendering made by the system"),
    R47("保存期限公开；诚信档案可导出上报信用平台", "Periods of keeping are a published table; integrity records leave as a file"),
    R48("决定了的必须办成；没有无人可办的步骤", "Every state has a way out for somebody; nothing waits for nobody"),
    R49("决定须指明所见版本，其后有变的不予受理并告知变化", "A decision names the version that was seen"),
    R50("哪些事实何时固定是公开的表；变更不缩短已起算的期限", "Which facts are fixed when is a published table"),
    R51("所有要打印的文字在录入时检查能否打印", "Every text that a paper prints is asked at its entry whether it prints"),
    R52("同一职称对一人只发一次证书", "The same title is certified once to a person"),
    R53("以提交到达系统的时刻为准", "The moment at which a submission reached the system decides");

    private final String chinese;
    private final String english;

    NoticeRule(String chinese, String english) {
        this.chinese = chinese;
        this.english = english;
    }

    public String chinese() {
        return chinese;
    }

    public String english() {
        return english;
    }
}
