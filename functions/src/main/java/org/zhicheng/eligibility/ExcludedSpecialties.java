package org.zhicheng.eligibility;

import java.util.List;

/**
 * The first list of what is awarded by national examination instead of review (国家以考代评, R3), for a new cycle's settings. The notice
 * names none: the bureau edits it. An entry that ends in 系列 excludes the whole series, any other the specialty of that name.
 */
public final class ExcludedSpecialties {

    public static final List<String> FIRST_LIST = List.of("会计系列", "审计系列", "统计系列", "经济系列", "卫生系列", "出版系列", "翻译系列", "会计", "审计", "统计",
            "计算机技术与软件", "通信");

    private ExcludedSpecialties() {
    }
}
