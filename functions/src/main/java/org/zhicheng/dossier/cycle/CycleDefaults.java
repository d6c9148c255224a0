package org.zhicheng.dossier.cycle;

import static org.zhicheng.ground.rule.NoticeRule.R3;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.zhicheng.dossier.flow.State;
import org.zhicheng.ground.rule.Rule;

/**
 * Settings of a new cycle: a sensible beginning that the bureau can change.
 *
 * <p>The excluded specialties (国家以考代评, R3) are those of the qualifications that the national catalogue of professional examinations
 * leads to. The bureau's own list takes precedence; a specialty in doubt is better asked about than guessed, so only clear names stand here.
 */
@Rule(R3)
public final class CycleDefaults {

    private static final List<String> EXCLUDED = List.of(
            // whole series, as an entry that ends in 系列 excludes all of its specialties
            "卫生系列", "会计系列", "经济系列", "统计系列", "审计系列", "翻译系列", "出版系列",
            // 卫生专业技术资格、执业资格
            "卫生", "临床医学", "医师", "执业医师", "口腔医学", "公共卫生", "中医", "护理", "护士", "药学", "中药学", "医学检验技术", "康复医学治疗技术", "执业药师",
            // 财经
            "会计", "注册会计师", "经济", "经济专业技术", "统计", "审计", "税务师", "资产评估师", "银行业专业人员", "精算师", "拍卖师", "房地产估价师", "土地登记代理",
            // 信息与通信
            "计算机软件", "计算机技术与软件", "通信", "通信专业技术",
            // 文化、语言、社会
            "翻译", "出版", "社会工作者", "社会工作", "法律职业", "导游",
            // 工程类执业资格
            "注册建筑师", "一级注册建筑师", "二级注册建筑师", "注册结构工程师", "注册土木工程师", "注册公用设备工程师", "注册电气工程师", "注册化工工程师", "注册环保工程师", "注册测绘师", "注册城乡规划师", "一级建造师",
            "二级建造师", "建造师", "造价工程师", "监理工程师", "注册消防工程师", "注册安全工程师", "注册计量师", "注册核安全工程师", "注册设备监理师", "环境影响评价工程师", "注册验船师", "勘察设计注册工程师",
            "专利代理师");

    private static final List<String> DISTRICTS = List.of("天山区", "沙依巴克区", "高新技术产业开发区（新市区）", "水磨沟区", "经济技术开发区（头屯河区）", "达坂城区", "米东区", "乌鲁木齐县",
            "甘泉堡经济技术开发区");

    /** Working days that each tier should need (R24). */
    private static final Map<String, Integer> TARGET_DAYS = Stream.of(State.values()).filter(State::isQueue)
            .collect(Collectors.toUnmodifiableMap(State::name, State::targetDays));

    private CycleDefaults() {
    }

    public static Cycle.Settings settings() {
        return new Cycle.Settings(EXCLUDED, DISTRICTS, TARGET_DAYS, 5, 5, "WLMQ{year}{level}{sequence:06}", "乌鲁木齐市人力资源和社会保障局",
                "乌鲁木齐市人力资源和社会保障局职称工作部门", "0991-4656129");
    }

    /** The districts of all cycles, or those of a new one where there is none yet. */
    public static Set<String> districts(CycleStore cycles) {
        Set<String> districts = new TreeSet<>();
        cycles.all().forEach(cycle -> districts.addAll(cycle.settings().districts()));
        return districts.isEmpty() ? new TreeSet<>(DISTRICTS) : districts;
    }
}
