package org.zhicheng.local.samples;

import static org.zhicheng.local.samples.Dossier.CredentialType.BACHELOR;
import static org.zhicheng.local.samples.Dossier.CredentialType.DOCTORATE;
import static org.zhicheng.local.samples.Dossier.CredentialType.JUNIOR_COLLEGE;
import static org.zhicheng.local.samples.Dossier.CredentialType.MASTER;
import static org.zhicheng.local.samples.Dossier.CredentialType.POSTDOCTORAL;
import static org.zhicheng.local.samples.Dossier.CredentialType.SECONDARY_VOCATIONAL;
import static org.zhicheng.local.samples.Dossier.Eligibility.ELIGIBLE;
import static org.zhicheng.local.samples.Dossier.Eligibility.INELIGIBLE;
import static org.zhicheng.local.samples.Dossier.Eligibility.NEEDS_REVIEW;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhicheng.local.samples.Dossier.Credential;
import org.zhicheng.local.samples.Dossier.CredentialType;
import org.zhicheng.local.samples.Dossier.Eligibility;
import org.zhicheng.local.samples.Dossier.Employer;
import org.zhicheng.local.samples.Dossier.Employment;
import org.zhicheng.local.samples.Dossier.Ending;
import org.zhicheng.local.samples.Dossier.Identity;
import org.zhicheng.local.samples.Dossier.Kind;
import org.zhicheng.local.samples.Dossier.Level;
import org.zhicheng.local.samples.Dossier.Objection;
import org.zhicheng.local.samples.Dossier.Origin;
import org.zhicheng.local.samples.Dossier.PublicNotice;
import org.zhicheng.local.samples.Dossier.Qualification;
import org.zhicheng.local.samples.Dossier.Return;
import org.zhicheng.local.samples.Dossier.Story;
import org.zhicheng.local.samples.Dossier.Tier;
import org.zhicheng.local.samples.SamplePerson.Role;

/** The invented people and enterprises of the 2025 round. Everything a sample says about a person is written here or in the summaries. */
final class Cast {

    private static final SampleEmployer MACHINERY = new SampleEmployer(SampleNumbers.uscc("YANGBEN1"), "样本精密机械（乌鲁木齐）有限公司", "头屯河区",
            Origin.URUMQI);
    private static final SampleEmployer SURVEYING = new SampleEmployer(SampleNumbers.uscc("YANGBEN2"), "范例测绘与自动化科技有限公司", "新市区",
            Origin.URUMQI);
    private static final SampleEmployer DESIGN = new SampleEmployer(SampleNumbers.uscc("YANGBEN3"), "样例城市设计咨询有限公司", "水磨沟区", Origin.URUMQI);
    private static final SampleEmployer FARMING = new SampleEmployer(SampleNumbers.uscc("YANGBEN4"), "范本绿洲农业食品有限公司", "米东区", Origin.URUMQI);
    private static final SampleEmployer ENERGY = new SampleEmployer(SampleNumbers.uscc("YANGBEN5"), "外埠样本新能源工程有限公司", "天山区",
            Origin.ELSEWHERE);

    private static final String ENGINEERING = "工程系列";
    private static final String NO_TITLE = "无";

    private Cast() {
    }

    static List<SampleEmployer> employers() {
        return List.of(MACHINERY, SURVEYING, DESIGN, FARMING, ENERGY);
    }

    /** Applicants first, in the order of their dossiers, then staff tier by tier. */
    static List<SamplePerson> people() {
        List<SamplePerson> people = new ArrayList<>();
        for (Dossier dossier : dossiers()) {
            people.add(new SamplePerson(dossier.sub(), dossier.identity().name(), Role.APPLICANT, dossier.identity().mail(),
                    Optional.empty(), Optional.empty(), Optional.of(dossier.slug())));
        }
        String[] ordinals = {"一", "二", "三", "四", "五"};
        for (int i = 0; i < employers().size(); i++) {
            people.add(staff("employer-%d".formatted(i + 1), "样企" + ordinals[i], Role.EMPLOYER_REVIEWER,
                    Optional.of(employers().get(i).uscc()), Optional.empty()));
        }
        for (int i = 0; i < employers().size(); i++) {
            people.add(staff("district-%d".formatted(i + 1), "样区" + ordinals[i], Role.DISTRICT_REVIEWER, Optional.empty(),
                    Optional.of(employers().get(i).district())));
        }
        people.add(staff("committee-1", "样评一", Role.COMMITTEE_REVIEWER, Optional.empty(), Optional.empty()));
        people.add(staff("committee-2", "样评二", Role.COMMITTEE_REVIEWER, Optional.empty(), Optional.empty()));
        people.add(staff("office-1", "样办一", Role.OFFICE, Optional.empty(), Optional.empty()));
        people.add(staff("office-2", "样办二", Role.OFFICE, Optional.empty(), Optional.empty()));
        people.add(staff("administrator-1", "样管一", Role.ADMINISTRATOR, Optional.empty(), Optional.empty()));
        return people;
    }

    static List<Dossier> dossiers() {
        return List.of(secondaryVocational(), juniorCollege(), bachelor(), master(), doctorate(), postdoctoral(), posted(), tooLate(),
                partTimeMaster(), foreignMaster(), rejected(), neverSubmitted(), objection(), revoked(), rareCharacter(), minorityName());
    }

    private static Dossier secondaryVocational() {
        return new Draft("01-secondary-vocational", "样例甲", "2003-04-12", 11, "男", "汉族", "共青团员")
                .shows("R5：中专毕业、技术岗位满三年，初定初级；三份年度考核；A6 以“不适用”答复", "2025-02-26").seeks(MACHINERY, "机械制造专业")
                .holds(SECONDARY_VOCATIONAL, "2021-07-01", "样本机电职业中等专业学校", "机电技术应用").works("2021-07-12", "数控设备装调技术员")
                .says("拥护党的路线方针政策，遵守劳动纪律和安全操作规程；诚实守信，检验记录如实填写，三年无安全责任事故。",
                        "参与6台数控车床的装调与精度恢复，承担刀架和尾座部分；自制找正工装两套，单台找正时间由90分钟减到40分钟；" + "整理常见报警处理卡42张供班组使用。")
                .notified("2025-02-27", "2025-03-05", 5, "2025-03-06").lacks("A6", "中专学历不在教育部学历证书电子注册范围内，以毕业证书原件核验").dossier();
    }

    private static Dossier juniorCollege() {
        Draft draft = new Draft("02-junior-college", "样例乙", "2001-09-05", 22, "女", "回族", "群众")
                .shows("R6：全日制专科、满两年，初定初级；区人社局退回一次（合同缺签字页），只改这一项后通过（R22、R23）", "2025-02-27").seeks(FARMING, "食品工程专业")
                .holds(JUNIOR_COLLEGE, "2022-06-30", "范例轻工职业技术学院", "食品检验检测技术").works("2022-07-18", "食品检验技术员")
                .says("热爱祖国，维护民族团结；恪守检验人员职业操守，不受利益影响出具数据，原始记录可追溯。",
                        "完成原料、半成品和成品检验3100余批次，参与番茄制品可溶性固形物快速测定方法比对，复检不一致率由2.4%降到0.9%；" + "起草检验作业指导书7份。")
                .notified("2025-03-03", "2025-03-07", 5, "2025-03-10");
        draft.returned = Optional.of(
                new Return(Tier.DISTRICT, Map.of("A10", "劳动合同只有首页，请补上有双方签字盖章的一页，合并为一个文件。"), Map.of("A10", List.of("A10-corrected.pdf"))));
        return draft.dossier();
    }

    private static Dossier bachelor() {
        return new Draft("03-bachelor", "样例丙", "2001-02-18", 33, "男", "汉族", "中共党员")
                .shows("R7：全日制本科、满一年，初定初级；最顺利的一份，材料齐全，一次通过", "2025-02-25").seeks(DESIGN, "给水排水专业")
                .holds(BACHELOR, "2023-06-25", "样本建筑大学", "给排水科学与工程").works("2023-07-10", "给排水设计助理")
                .says("政治立场坚定，认真履行党员义务；设计中坚持公共安全优先，不迎合不合理的降低标准要求。",
                        "参与4个住宅小区和1处二次供水泵房改造设计，独立完成室内给排水施工图38张；" + "复核管网水力计算时发现并纠正两处管径偏小的问题，避免施工返工。")
                .notified("2025-02-26", "2025-03-04", 5, "2025-03-05").dossier();
    }

    private static Dossier master() {
        return new Draft("04-master", "样例丁", "1998-06-23", 44, "女", "汉族", "中共党员").shows("R8：硕士学位、满一年，授予中级", "2025-03-03")
                .seeks(SURVEYING, "测绘工程专业").holds(MASTER, "2023-06-20", "范例测绘科技大学", "测绘科学与技术").works("2023-07-03", "测绘数据处理工程师")
                .says("理想信念坚定，严守测绘成果保密规定；对成果质量终身负责，不提供未经检查的数据。",
                        "主持无人机航测数据处理流程改造，1:500地形图平面中误差由0.13米降到0.07米；完成老旧小区实景三维模型11.6平方公里；" + "编写自动检查脚本，内业返工率降低三成。")
                .notified("2025-03-04", "2025-03-10", 5, "2025-03-11").dossier();
    }

    private static Dossier doctorate() {
        return new Draft("05-doctorate", "样例戊", "1994-11-08", 55, "男", "汉族", "中共党员").shows("R9：博士学位、满一年，授予副高级；农业技术系列", "2025-03-04")
                .seeks(FARMING, "农艺专业").in("农业技术系列").holds(DOCTORATE, "2023-06-30", "样本农业大学", "作物栽培学与耕作学").works("2023-08-01", "栽培技术研发主管")
                .says("拥护中国共产党领导，扎根边疆，服务三农；遵守科研诚信，试验数据完整保存。",
                        "主持加工番茄水肥一体化试验，两年四点平均亩节水62立方米、亩增产7.8%；制定企业技术规程3项，" + "累计示范1.2万亩；指导技术员9名，培训种植户640人次。")
                .notified("2025-03-05", "2025-03-11", 5, "2025-03-12").dossier();
    }

    private static Dossier postdoctoral() {
        return new Draft("06-postdoctoral", "样例己", "1990-03-30", 62, "女", "满族", "群众")
                .shows("R10：博士后出站满一年，授予正高级；出站证明不在材料清单里，须由审核人确认（R13）", "2025-03-05", NEEDS_REVIEW).seeks(MACHINERY, "材料工程专业")
                .holds(POSTDOCTORAL, "2023-11-30", "范本材料研究院博士后科研流动站", "材料科学与工程").works("2023-12-11", "首席材料工程师")
                .says("热爱祖国，坚持科技自立自强；学术作风严谨，署名与贡献相符。",
                        "主持低温高韧性齿轮钢热处理工艺开发，零下40摄氏度冲击功由31焦提高到54焦；牵头建立企业失效分析实验室，" + "完成失效分析73例；形成企业标准4项，带出工程师5名。")
                .notified("2025-03-06", "2025-03-13", 6, "2025-03-14").dossier();
    }

    private static Dossier posted() {
        Draft draft = new Draft("07-posted-from-elsewhere", "样例庚", "2000-08-14", 77, "男", "汉族", "共青团员")
                .shows("R1（二）：外地民营企业派驻乌鲁木齐连续一年以上，另交派驻情况说明（A11）", "2025-03-06").seeks(ENERGY, "电气工程专业")
                .holds(BACHELOR, "2023-06-28", "样例电力学院", "新能源科学与工程").works("2023-07-10", "光伏电站运维技术员")
                .says("拥护党的领导，服从项目安排，团结各族同事；严格执行工作票制度，从不违章作业。",
                        "负责两座样本光伏电站共60兆瓦的组串巡检与数据分析，定位低效组串214串，等效利用小时数提高3.1%；" + "参与箱变低温启动改造，冬季故障停机由11次降到3次。")
                .notified("2025-03-07", "2025-03-13", 5, "2025-03-14");
        draft.postedFrom = Optional.of(LocalDate.parse("2023-09-01"));
        return draft.dossier();
    }

    private static Dossier tooLate() {
        Draft draft = new Draft("08-graduated-too-late", "样例辛", "2002-05-27", 82, "女", "汉族", "共青团员")
                .shows("R12：本科毕业后技术岗位还不满一年，提交时被告知最早可申报日期", "2025-03-07", INELIGIBLE).seeks(DESIGN, "暖通空调专业")
                .holds(BACHELOR, "2024-06-28", "样本建筑大学", "建筑环境与能源应用工程").works("2024-07-08", "暖通设计助理")
                .says("积极向党组织靠拢，遵守单位制度；对计算结果逐项自校，不以经验代替计算。", "参与两所学校供暖改造设计，完成热负荷计算书5册；整理散热器选型表一套，供所内校对使用。")
                .notified("2025-03-10", "2025-03-14", 5, "2025-03-17").ends(Ending.INELIGIBLE);
        draft.eligibleFrom = Optional.of(LocalDate.parse("2025-07-08"));
        return draft.dossier();
    }

    private static Dossier partTimeMaster() {
        Draft draft = new Draft("09-part-time-master-with-gap", "样例壬", "1991-12-02", 93, "男", "汉族", "群众")
                .shows("R13：非全日制硕士，两段工作之间有三个月间断，系统不猜，交审核人判断后授予中级", "2025-03-10", NEEDS_REVIEW).seeks(SURVEYING, "自动化专业")
                .holds(MASTER, "2022-12-30", "范例理工大学", "控制工程").worked("虚构仪表工程有限公司", "2019-03-04", "2023-05-31", "仪表技术员")
                .works("2023-09-01", "自动化系统工程师")
                .says("遵纪守法，爱岗敬业；对联锁保护的每次解除都办手续、留记录，不抱侥幸心理。",
                        "主持3座泵站自动化改造的控制程序编写，共1860个输入输出点；优化液位串级控制，溢流事件由每年17次降到2次；" + "建立程序版本管理制度，现场与归档程序一致。")
                .notified("2025-03-11", "2025-03-17", 5, "2025-03-18");
        draft.fullTime = false;
        return draft.dossier();
    }

    private static Dossier foreignMaster() {
        Draft draft = new Draft("10-foreign-master", "样例癸", "1998-10-19", 104, "女", "汉族", "群众")
                .shows("国外硕士学位：以国外学历学位认证书（A8）代替 A6、A7，授予中级", "2025-03-10").seeks(DESIGN, "环境工程专业")
                .holds(MASTER, "2023-11-15", "Specimen Institute of Technology（样本理工学院，虚构）", "环境工程").works("2023-12-04", "水环境治理工程师")
                .says("学成回国，热爱祖国；坚持实事求是，不为项目验收修饰监测数据。", "负责两处人工湿地尾水净化项目的工艺计算与调试，出水总氮稳定在8.5毫克每升以下；" + "引入冬季保温运行方案，低温期氨氮去除率提高19个百分点。")
                .notified("2025-03-11", "2025-03-17", 5, "2025-03-18");
        draft.foreign = true;
        return draft.dossier();
    }

    private static Dossier rejected() {
        return new Draft("11-rejected", "范本子", "2000-01-16", 115, "男", "汉族", "共青团员")
                .shows("R22：区人社局审核时发现合同写的是销售岗位，不予推荐并写明理由；本年度内不能再报（R26）", "2025-03-11").seeks(MACHINERY, "机械电子专业")
                .holds(BACHELOR, "2023-06-30", "范例理工大学", "机械电子工程").works("2023-07-17", "售前技术支持")
                .says("遵守国家法律和公司规定，待人诚恳；按客户现场实际情况介绍产品，不夸大性能。", "参与自动上下料单元方案交流26次，绘制布局图14张，配合完成样机演示5次；整理客户问题清单一份。")
                .notified("2025-03-12", "2025-03-18", 5, "2025-03-19").ends(Ending.REJECTED)
                .endedBy(Tier.DISTRICT, "劳动合同载明岗位为“销售代表”，与申报的专业技术岗位不一致，不符合申报对象条件。").dossier();
    }

    private static Dossier neverSubmitted() {
        Draft draft = new Draft("12-never-submitted", "范本丑", "2001-07-07", 126, "女", "蒙古族", "共青团员")
                .shows("R21：草稿缺年度考核（A9）和单位三件（A13–A15），一直没有提交，窗口关闭后自动失效并通知本人", "2025-03-12").seeks(FARMING, "化工专业")
                .holds(BACHELOR, "2023-06-30", "样本石油化工大学", "化学工程与工艺").works("2023-07-03", "工艺技术员")
                .says("拥护党的领导，遵守工艺纪律；如实报告异常，不隐瞒、不拖延。", "参与番茄红素提取中试，跟踪溶剂回收率并提出冷凝温度调整建议，溶剂单耗下降6%；编制操作卡9张。").ends(Ending.EXPIRED);
        draft.submitOn = Optional.empty();
        draft.missing = List.of("A9", "A13", "A14", "A15");
        return draft.dossier();
    }

    private static Dossier objection() {
        return new Draft("13-objection", "范本寅", "1999-12-25", 137, "男", "汉族", "群众")
                .shows("R17、R18：公示跨肉孜节和清明，按本地日历正好五个工作日；期间有人提出异议，查清之前单位不能推荐", "2025-03-14").seeks(DESIGN, "道路与桥梁专业")
                .holds(JUNIOR_COLLEGE, "2021-06-30", "样例交通职业技术学院", "道路桥梁工程技术").works("2021-07-19", "道路设计绘图员")
                .says("遵守法律法规，廉洁自律；图纸签署名实相符，不代签、不漏签。", "参与11条市政道路改造的纵断面与横断面设计，完成图纸260余张；核对地下管线交叉点，提出调整意见47处，被采纳41处。")
                .notified("2025-03-28", "2025-04-07", 5, "2025-04-08", Optional.of(new Objection(LocalDate.parse("2025-04-01"),
                        "反映业绩成果中“图纸260余张”包含他人绘制的图纸。", LocalDate.parse("2025-04-03"), "经调取图纸签署记录核对，署名为本人的图纸共263张，反映情况不属实，已书面答复反映人。")))
                .dossier();
    }

    private static Dossier revoked() {
        return new Draft("14-revoked", "范本卯", "1999-04-09", 148, "女", "汉族", "共青团员")
                .shows("R31、R34：发证后查实年度考核材料系涂改，证书撤销，记入诚信档案三年，验证页显示已撤销", "2025-02-28").seeks(MACHINERY, "材料成型专业")
                .holds(BACHELOR, "2022-06-30", "样本科技大学", "材料成型及控制工程").works("2022-07-11", "铸造工艺技术员")
                .says("遵守国家法律和企业制度，工作积极；重视现场数据记录，服从工艺纪律。", "参与壳体铸件浇注系统改进，废品率由7.5%降到4.6%；完成砂型强度试验96组，建立型砂配比台账。")
                .notified("2025-03-03", "2025-03-07", 5, "2025-03-10").ends(Ending.REVOKED)
                .because("经核查，申报时提交的2024年度考核证明系涂改，属弄虚作假，依规定撤销职称证书。").dossier();
    }

    private static Dossier rareCharacter() {
        return new Draft("15-rare-character", "样例㛃", "1998-02-11", 158, "女", "汉族", "中共党员")
                .shows("R32：姓名中的“㛃”在扩展A区（U+36C3），表格和证书都要印得出来", "2025-03-13").seeks(DESIGN, "风景园林专业")
                .holds(MASTER, "2023-06-26", "范例林业大学", "风景园林学").works("2023-07-10", "景观设计师")
                .says("坚持正确政治方向，践行生态文明理念；尊重场地与使用者，不抄袭方案。", "主持5处口袋公园和1条滨水绿道的种植设计，乡土植物用量占八成以上，年养护用水减少37%；" + "建立耐寒耐旱植物选用表，收录植物126种。")
                .notified("2025-03-14", "2025-03-20", 5, "2025-03-21").dossier();
    }

    private static Dossier minorityName() {
        Draft draft = new Draft("16-middle-dot-name", "样例努尔·范本江", "2000-06-06", 161, "男", "维吾尔族", "中共党员")
                .shows("姓名带间隔号“·”；本科有毕业证而无学位证，A5 以“不适用”并写明理由答复，由审核人确认", "2025-03-17").seeks(FARMING, "农业水利专业")
                .holds(BACHELOR, "2023-06-29", "样本农业大学", "农业水利工程").works("2023-07-24", "灌溉工程技术员")
                .says("铸牢中华民族共同体意识，维护民族团结；廉洁从业，工程量据实计量。", "参与高标准农田滴灌系统设计8600亩，完成首部枢纽与管网计算12套；用双语为种植户讲解轮灌制度，" + "灌水均匀系数由0.81提高到0.89。")
                .notified("2025-03-18", "2025-03-24", 5, "2025-03-25").lacks("A5", "按期毕业但未取得学士学位，只有毕业证书");
        draft.degreeHeld = false;
        return draft.dossier();
    }

    private static SamplePerson staff(String sub, String name, Role role, Optional<String> employer, Optional<String> district) {
        return new SamplePerson(sub, name, role, sub + "@example.invalid", employer, district, Optional.empty());
    }

    /** Collects what is particular to one person; what follows from it (level, kind, materials) is computed. */
    private static final class Draft {

        private final String slug;
        private final Identity identity;
        private String shows = "";
        private Optional<LocalDate> submitOn = Optional.empty();
        private Eligibility eligibility = ELIGIBLE;
        private Optional<LocalDate> eligibleFrom = Optional.empty();
        private Ending ending = Ending.CERTIFIED;
        private Optional<Tier> endedBy = Optional.empty();
        private Optional<String> reason = Optional.empty();
        private SampleEmployer employer = MACHINERY;
        private Optional<LocalDate> postedFrom = Optional.empty();
        private String series = ENGINEERING;
        private String specialty = "";
        private CredentialType type = BACHELOR;
        private boolean fullTime = true;
        private boolean foreign;
        private boolean degreeHeld;
        private LocalDate milestone = LocalDate.EPOCH;
        private String institution = "";
        private String subject = "";
        private final List<Employment> employment = new ArrayList<>();
        private String conduct = "";
        private String achievements = "";
        private Optional<PublicNotice> notice = Optional.empty();
        private Optional<Return> returned = Optional.empty();
        private List<String> missing = List.of();
        private final Map<String, String> notApplicable = new LinkedHashMap<>();

        private Draft(String slug, String name, String birth, int sequence, String sex, String ethnicGroup, String politicalStatus) {
            this.slug = slug;
            this.identity = new Identity(name, SampleNumbers.idNumber(LocalDate.parse(birth), sequence), sex, ethnicGroup, politicalStatus,
                    "10000000%03d".formatted(sequence), sub() + "@example.invalid");
        }

        private Draft shows(String story, String day) {
            return shows(story, day, ELIGIBLE);
        }

        private Draft shows(String story, String day, Eligibility answer) {
            shows = story;
            submitOn = Optional.of(LocalDate.parse(day));
            eligibility = answer;
            return this;
        }

        private Draft seeks(SampleEmployer at, String title) {
            employer = at;
            specialty = title;
            return this;
        }

        private Draft in(String titleSeries) {
            series = titleSeries;
            return this;
        }

        private Draft holds(CredentialType credential, String day, String from, String studied) {
            type = credential;
            degreeHeld = switch (credential) {
                case SECONDARY_VOCATIONAL, JUNIOR_COLLEGE -> false;
                case BACHELOR, MASTER, DOCTORATE, POSTDOCTORAL -> true;
            };
            milestone = LocalDate.parse(day);
            institution = from;
            subject = studied;
            return this;
        }

        private Draft worked(String at, String from, String to, String post) {
            employment.add(new Employment(at, LocalDate.parse(from), Optional.of(LocalDate.parse(to)), true, post));
            return this;
        }

        private Draft works(String from, String post) {
            employment.add(new Employment(employer.name(), LocalDate.parse(from), Optional.empty(), true, post));
            return this;
        }

        private Draft says(String ofConduct, String ofAchievements) {
            conduct = ofConduct;
            achievements = ofAchievements;
            return this;
        }

        private Draft notified(String from, String to, int days, String result) {
            return notified(from, to, days, result, Optional.empty());
        }

        private Draft notified(String from, String to, int days, String result, Optional<Objection> objection) {
            notice = Optional.of(new PublicNotice(LocalDate.parse(from), LocalDate.parse(to), days, LocalDate.parse(result), "人力资源部办公室（样本）",
                    "0991-0000001", objection));
            return this;
        }

        private Draft ends(Ending how) {
            ending = how;
            return this;
        }

        private Draft endedBy(Tier tier, String why) {
            endedBy = Optional.of(tier);
            return because(why);
        }

        private Draft because(String why) {
            reason = Optional.of(why);
            return this;
        }

        private Draft lacks(String material, String why) {
            notApplicable.put(material, why);
            return this;
        }

        private Dossier dossier() {
            Level level = switch (type) {
                case SECONDARY_VOCATIONAL, JUNIOR_COLLEGE, BACHELOR -> Level.JUNIOR;
                case MASTER -> Level.INTERMEDIATE;
                case DOCTORATE -> Level.ASSOCIATE_SENIOR;
                case POSTDOCTORAL -> Level.SENIOR;
            };
            return new Dossier(slug, sub(), new Story(shows, submitOn, eligibility, eligibleFrom, ending, endedBy, reason), identity,
                    new Qualification(level == Level.JUNIOR ? Kind.INITIAL_DETERMINATION : Kind.AWARD, level, series, specialty,
                            employer.district()),
                    new Credential(type, fullTime, foreign, degreeHeld, milestone, institution, subject), List.copyOf(employment),
                    new Employer(employer.uscc(), employer.name(), employer.origin(), postedFrom), NO_TITLE, conduct, achievements, notice,
                    returned, materials(), notApplicable);
        }

        private String sub() {
            return "applicant-" + slug.substring(0, 2);
        }

        /** The files that the table of materials asks for; which format a scan has rotates, so that every kind occurs for every material. */
        private Map<String, List<String>> materials() {
            int number = Integer.parseInt(slug.substring(0, 2));
            String[] formats = {"png", "jpg", "pdf"};
            Map<String, List<String>> files = new LinkedHashMap<>();
            files.put("A1", List.of("A1." + formats[number % 2]));
            files.put("A2", List.of("A2." + formats[number % 2]));
            files.put("A3", List.of("A3.jpg"));
            files.put("A4", List.of("A4." + (type == POSTDOCTORAL ? "pdf" : formats[number % 3])));
            if (degreeHeld) {
                files.put("A5", List.of("A5." + formats[(number + 1) % 3]));
            }
            if (foreign) {
                files.put("A8", List.of("A8." + formats[(number + 2) % 3]));
            } else {
                files.put("A6", List.of("A6." + formats[number % 2 * 2]));
                if (degreeHeld) {
                    files.put("A7", List.of("A7." + formats[(number + 1) % 3]));
                }
            }
            int years = switch (type) {
                case SECONDARY_VOCATIONAL -> 3;
                case JUNIOR_COLLEGE -> 2;
                case BACHELOR, MASTER, DOCTORATE, POSTDOCTORAL -> 1;
            };
            List<String> assessments = new ArrayList<>();
            for (int year = 2025 - years; year < 2025; year++) {
                assessments.add("A9-%d.%s".formatted(year, formats[(number + year) % 3]));
            }
            files.put("A9", assessments);
            files.put("A10", List.of("A10.pdf"));
            if (postedFrom.isPresent()) {
                files.put("A11", List.of("A11.pdf"));
            }
            files.put("A12", List.of("summary.txt"));
            files.put("A13", List.of("A13.pdf"));
            files.put("A14", List.of("A14.pdf"));
            files.put("A15", List.of("A15.pdf"));
            files.keySet().removeAll(notApplicable.keySet());
            files.keySet().removeAll(missing);
            return files;
        }
    }
}
