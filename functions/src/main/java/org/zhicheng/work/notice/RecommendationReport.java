package org.zhicheng.work.notice;

import static org.zhicheng.ground.text.ChineseText.orBlank;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.zhicheng.dossier.application.AppliedTitle;
import org.zhicheng.ground.text.ChineseText;
import org.zhicheng.ground.typesetting.FormDocument;
import org.zhicheng.ground.typesetting.FormPrinter;
import org.zhicheng.ground.typesetting.Format;

/**
 * Annex 4, the recommendation report 推荐报告 (R19), for a batch of people. It says the years, the notice and the title that are
 * true of each: people of whom the same is true share a clause, and each count is that of the names before it.
 *
 * @param candidates the people recommended, at least one
 * @param signedOn the date below the employer's signature
 */
public record RecommendationReport(List<Candidate> candidates, Optional<LocalDate> signedOn) {
    /** 初定 comes first, as the annex has it. */
    private static final String INITIAL_DETERMINATION = "初定";

    private static final String[] NUMERALS = {"", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十"};

    public RecommendationReport {
        candidates = List.copyOf(candidates);
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException("A recommendation report needs someone to recommend");
        }
    }

    /**
     * One of the people recommended.
     *
     * @param name the applicant
     * @param post the technical post 岗位
     * @param field the field worked in, 从事…专业
     * @param years full years worked in it; 0 leaves a gap
     * @param noticeFrom first day of the public notice
     * @param noticeTo last day of the public notice
     * @param noticeWorkingDays working days of the notice, both ends counted
     * @param objections how many objections the notice met, all found to be without ground
     * @param applied what is applied for
     */
    public record Candidate(String name, String post, String field, int years, LocalDate noticeFrom, LocalDate noticeTo,
            int noticeWorkingDays, int objections, AppliedTitle applied) {
    }

    /** The form as a file. */
    public byte[] print(Format format) {
        return FormPrinter.print(document(), format);
    }

    FormDocument document() {
        String reviewed = "按照乌鲁木齐市民营企业专项初定（授予）职称申报工作流程要求，本单位对" + names(candidates) + "同志提供的申报材料逐一审核，" + work() + "，申报材料真实准确，" + notices()
                + "，公示期间" + objections() + "。";
        String recommended = "综上，本单位同意推荐" + recommendations() + "。";
        return new FormDocument("附件4", "推荐报告",
                List.of(new FormDocument.Body(reviewed), new FormDocument.Body(recommended), new FormDocument.Signature(
                        List.of("单位负责人：（签字）", Dates.signed(signedOn), "", "主管单位：（公章）", Dates.signed(Optional.empty())))));
    }

    private String work() {
        return grouped(candidates,
                c -> "在我单位" + orBlank(c.post()) + "岗位从事" + AppliedTitle.with(c.field(), "专业") + "工作满" + numeral(c.years()) + "年").entrySet()
                .stream().map(group -> names(group.getValue()) + "同志" + group.getKey()).collect(Collectors.joining("，"));
    }

    private String notices() {
        Map<String, List<Candidate>> groups = grouped(candidates, c -> "于" + ChineseText.date(c.noticeFrom()) + "至"
                + ChineseText.date(c.noticeTo()) + "进行了为期" + c.noticeWorkingDays() + "个工作日的公示");
        if (groups.size() == 1) {
            return "并" + groups.keySet().iterator().next();
        }
        return "并分别进行了公示："
                + groups.entrySet().stream().map(group -> names(group.getValue()) + "同志" + group.getKey()).collect(Collectors.joining("，"));
    }

    private String objections() {
        Map<String, List<Candidate>> groups = grouped(candidates,
                c -> c.objections() == 0 ? "未收到举报信息及异议" : "收到异议" + c.objections() + "件，经核实均不成立，已处理完毕");
        if (groups.size() == 1) {
            return (candidates.size() > 1 && candidates.getFirst().objections() > 0 ? names(candidates) + "同志各" : "")
                    + groups.keySet().iterator().next();
        }
        return groups.entrySet().stream()
                .map(group -> names(group.getValue()) + "同志"
                        + (group.getValue().size() > 1 && group.getValue().getFirst().objections() > 0 ? "各" : "") + group.getKey())
                .collect(Collectors.joining("；"));
    }

    private String recommendations() {
        List<Candidate> ordered = new ArrayList<>();
        candidates.stream().filter(RecommendationReport::isInitialDetermination).forEach(ordered::add);
        candidates.stream().filter(c -> !isInitialDetermination(c)).forEach(ordered::add);
        return grouped(ordered, c -> "申报" + c.applied().text() + "职称").entrySet().stream()
                .map(group -> names(group.getValue()) + "共" + group.getValue().size() + "名同志" + group.getKey())
                .collect(Collectors.joining("，"));
    }

    private static boolean isInitialDetermination(Candidate candidate) {
        return candidate.applied().kind().strip().equals(INITIAL_DETERMINATION);
    }

    private static Map<String, List<Candidate>> grouped(List<Candidate> people, Function<Candidate, String> clause) {
        return people.stream().collect(Collectors.groupingBy(clause, LinkedHashMap::new, Collectors.toList()));
    }

    private static String names(List<Candidate> people) {
        return people.stream().map(c -> orBlank(c.name())).collect(Collectors.joining("、"));
    }

    private static String numeral(int years) {
        if (years <= 0) {
            return "＿＿";
        }
        return years < NUMERALS.length ? NUMERALS[years] : Integer.toString(years);
    }
}
