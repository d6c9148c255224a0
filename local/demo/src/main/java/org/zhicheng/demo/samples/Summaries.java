package org.zhicheng.local.samples;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.zhicheng.local.samples.Dossier.Employment;

/**
 * Puts a work summary (A12) together: what is written for the person alone, and after it in each part a paragraph on working habits
 * that at most three others share. The texts are resources of this package, in parts that start with a line "# title".
 */
final class Summaries {

    private static final List<String> PARTS = List.of("工作态度", "业务能力", "工作业绩", "学术水平", "不足与打算");
    private static final String[] NUMERALS = {"一", "二", "三", "四", "五"};

    private Summaries() {
    }

    /** Code points that count for the limit of 2,000 to 3,000 (A12): all but white space. */
    static long length(String summary) {
        return summary.codePoints().filter(codePoint -> !Character.isWhitespace(codePoint) && codePoint != '　').count();
    }

    static String of(Dossier dossier) {
        Map<String, List<String>> own = parts("summaries/" + dossier.slug() + ".txt");
        Map<String, List<String>> common = parts("summaries/common.txt");
        int number = Integer.parseInt(dossier.slug().substring(0, 2)) - 1;
        StringBuilder text = new StringBuilder("工作小结（样本）\n\n");
        text.append(String.join("\n", own.get("引言"))).append('\n');
        for (int part = 0; part < PARTS.size(); part++) {
            String title = PARTS.get(part);
            List<String> habits = common.get(title);
            // Lines of the plane over the integers modulo 5: any two of up to 25 people share at most one of these paragraphs.
            int choice = (number + part * (number / habits.size())) % habits.size();
            text.append('\n').append(NUMERALS[part]).append("、").append(title).append('\n');
            own.get(title).forEach(paragraph -> text.append(paragraph).append('\n'));
            text.append(habits.get(choice)).append('\n');
        }
        text.append('\n').append(declaration(dossier)).append('\n');
        text.append("\n（本文是样本：人物、单位、项目和数据均为虚构，不作任何证明。）\n");
        return text.toString();
    }

    private static String declaration(Dossier dossier) {
        LocalDate milestone = dossier.credential().milestone();
        Employment present = dossier.employment().getLast();
        String from = switch (dossier.credential().type()) {
            case SECONDARY_VOCATIONAL, JUNIOR_COLLEGE, BACHELOR -> "毕业";
            case MASTER, DOCTORATE -> "获得学位";
            case POSTDOCTORAL -> "出站";
        };
        return "申报说明：本人%d年%d月%s，%d年%d月起在%s担任%s，现申报%s%s%s。以上内容由本人撰写，所列数据和事例均有工作记录可查，愿意接受单位、区人社局和评审委员会的核查；如有不实，由本人承担相应责任。".formatted(
                milestone.getYear(), milestone.getMonthValue(), from, present.from().getYear(), present.from().getMonthValue(),
                present.employer(), present.post(), Papers.kind(dossier),
                dossier.qualification().series() + dossier.qualification().specialty(), Papers.level(dossier));
    }

    private static Map<String, List<String>> parts(String resource) {
        try (InputStream in = Summaries.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no text " + resource);
            }
            Map<String, List<String>> parts = new LinkedHashMap<>();
            List<String> paragraphs = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (line.startsWith("# ")) {
                    paragraphs = new ArrayList<>();
                    parts.put(line.substring(2).strip(), paragraphs);
                } else if (!line.isBlank()) {
                    paragraphs.add(line.strip());
                }
            }
            return parts;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }
}
