package org.zhicheng.rules.eligibility;

import java.util.List;

/** What people choose from when they say who they are; whoever is none of these writes it, and a reviewer is asked (R13). */
public final class Choices {

    private static final String SUFFIX = "族";
    /** The 56 of the national list, 族 left out. */
    private static final List<String> ETHNIC_GROUPS = List.of("汉", "蒙古", "回", "藏", "维吾尔", "苗", "彝", "壮", "布依", "朝鲜", "满", "侗", "瑶", "白",
            "土家", "哈尼", "哈萨克", "傣", "黎", "傈僳", "佤", "畲", "高山", "拉祜", "水", "东乡", "纳西", "景颇", "柯尔克孜", "土", "达斡尔", "仫佬", "羌", "布朗", "撒拉", "毛南",
            "仡佬", "锡伯", "阿昌", "普米", "塔吉克", "怒", "乌孜别克", "俄罗斯", "鄂温克", "德昂", "保安", "裕固", "京", "塔塔尔", "独龙", "鄂伦春", "赫哲", "门巴", "珞巴", "基诺");
    /** Of people of foreign origin, and of who has none. */
    private static final List<String> OTHERS = List.of("外国血统中国籍人士", "外国籍", "无", "其他", "未识别民族");
    private static final List<String> POLITICAL_STATUSES = List.of("中共党员", "中共预备党员", "共青团员", "民革党员", "民盟盟员", "民建会员", "民进会员", "农工党党员",
            "致公党党员", "九三学社社员", "台盟盟员", "无党派人士", "群众");

    private Choices() {
    }

    /** The 56 groups as they are written on an identity card. */
    public static List<String> ethnicGroups() {
        return ETHNIC_GROUPS.stream().map(group -> group + SUFFIX).toList();
    }

    public static List<String> politicalStatuses() {
        return POLITICAL_STATUSES;
    }

    static boolean isEthnicGroup(String text) {
        return ETHNIC_GROUPS.contains(text.replaceAll(SUFFIX + "$", "")) || OTHERS.contains(text);
    }

    static boolean isPoliticalStatus(String text) {
        return POLITICAL_STATUSES.contains(text);
    }
}
