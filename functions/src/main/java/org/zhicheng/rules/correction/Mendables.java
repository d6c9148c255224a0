package org.zhicheng.rules.correction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.zhicheng.dossier.application.FormField;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.application.Review.Mend;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.typesetting.PrintedText;

/** What a return may name (R22): sections of the form, their fields, and materials, each with its label. */
public final class Mendables {

    /** Most code points of a comment. */
    public static final int MAX_COMMENT = 1_000;

    private static final Map<String, String> SECTIONS = Map.of("qualification", "申报资格", "contact", "个人信息", "credential", "学历、学位情况",
            "employer", "现用人单位", "presentTitle", "现任职称");
    private static final Map<String, String> LABELS = Collections.unmodifiableMap(collect());

    /** Fields and materials that say one thing between them, checked against each other by the eligibility and the checks. */
    private static final List<Set<String>> AGREEING = List.of(paths(FormField.USCC, FormField.EMPLOYER_NAME, FormField.EMPLOYMENT),
            paths(FormField.EMPLOYMENT, FormField.ORIGIN, FormField.POSTED_FROM), paths(FormField.SERIES, FormField.SPECIALTY),
            paths(FormField.PRESENT_TITLE_LEVEL, FormField.PRESENT_TITLE_NAME),
            paths(FormField.CREDENTIAL_TYPE, FormField.FULL_TIME, FormField.DEGREE_HELD, FormField.MILESTONE),
            paths(FormField.CREDENTIAL_TYPE, FormField.KIND, FormField.LEVEL));

    private Mendables() {
    }

    /** Every item with its Chinese label, in the order of the form, then the materials. */
    public static Map<String, String> labels() {
        return LABELS;
    }

    public static boolean isMendable(String item) {
        return LABELS.containsKey(item);
    }

    /** The one name of an item that has two: the work summary is the field {@code summary} and the material A12. */
    public static String canonical(String item) {
        return item.equals(Material.A12.name()) ? FormField.SUMMARY.path() : item;
    }

    /** An item with those that must agree with it: mended alone, it would contradict them, and they would be shut. */
    public static Set<String> together(String item) {
        Set<String> open = new LinkedHashSet<>(Set.of(item));
        AGREEING.stream().filter(group -> group.stream().anyMatch(one -> one.equals(item) || one.startsWith(item + ".")))
                .forEach(open::addAll);
        return open;
    }

    /** What is wrong with a return's items: none, unknown, named twice, without a comment. */
    public static List<Violation> check(List<Mend> items) {
        List<Violation> violations = new ArrayList<>();
        if (items.isEmpty()) {
            violations.add(
                    violation(ViolationCode.MEND_NOTHING_NAMED, "mend", "退回修改须指明至少一项需修改的内容", "A return names at least one item to mend"));
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            check("mend." + i, items.get(i), seen).forEach(violations::add);
        }
        return List.copyOf(violations);
    }

    private static List<Violation> check(String field, Mend mend, Set<String> seen) {
        List<Violation> violations = new ArrayList<>();
        String item = mend.item() == null ? "" : mend.item();
        String comment = mend.comment() == null ? "" : mend.comment();
        if (!isMendable(item)) {
            violations.add(violation(ViolationCode.MEND_ITEM_UNKNOWN, field + ".item", "没有“" + item + "”这一项，请从列表中选择栏目或材料",
                    "There is no item \"" + item + "\"; choose a field or material of the list"));
        } else if (!seen.add(canonical(item))) {
            violations.add(violation(ViolationCode.MEND_ITEM_TWICE, field + ".item", "“" + LABELS.get(item) + "”重复，请合并意见",
                    "\"" + item + "\" is named twice; join the comments"));
        }
        if (comment.isBlank()) {
            violations.add(violation(ViolationCode.MEND_COMMENT_MISSING, field + ".comment", "请说明该项的问题和修改要求",
                    "Say what is wrong and how to mend it"));
        } else if (comment.codePointCount(0, comment.length()) > MAX_COMMENT) {
            violations.add(violation(ViolationCode.MEND_COMMENT_TOO_LONG, field + ".comment", "意见不得超过" + MAX_COMMENT + "字，请精简",
                    "A comment has at most " + MAX_COMMENT + " characters; shorten it"));
        }
        PrintedText.check(comment, "R51", field + ".comment", "意见", "the comment").ifPresent(violations::add);
        return violations;
    }

    private static Violation violation(String code, String field, String chinese, String english) {
        return new Violation("R22", code, field, chinese, english);
    }

    private static Set<String> paths(FormField... fields) {
        return Arrays.stream(fields).map(FormField::path).collect(Collectors.toUnmodifiableSet());
    }

    private static Map<String, String> collect() {
        Map<String, String> labels = new LinkedHashMap<>();
        for (FormField field : FormField.values()) {
            Optional.ofNullable(SECTIONS.get(field.section())).ifPresent(section -> labels.putIfAbsent(field.section(), section));
            labels.put(field.path(), field.chinese());
        }
        Arrays.stream(Material.values()).forEach(material -> labels.put(material.name(), material.chinese()));
        return labels;
    }
}
