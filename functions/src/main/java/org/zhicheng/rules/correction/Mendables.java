package org.zhicheng.rules.correction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
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
import org.zhicheng.ground.text.Length;
import org.zhicheng.ground.text.Named;
import org.zhicheng.ground.text.Text;
import org.zhicheng.ground.typesetting.PrintedText;

/** What a return may name (R22): sections of the form, their fields, and materials, each with its label. */
public final class Mendables {

    /** Most code points of a comment. */
    public static final int MAX_COMMENT = 1_000;

    private static final Map<String, Named> SECTIONS = Map.of("qualification", new Text("申报资格", "What is applied for"), "contact",
            new Text("个人情况", "About the applicant"), "credential", new Text("学历学位", "Credential"), "employer",
            new Text("现用人单位", "Present employer"), "presentTitle", new Text("现任职称", "Present title"));
    private static final Map<String, Named> LABELS = Collections.unmodifiableMap(collect());

    /** Fields that say one thing between them, checked against each other by the eligibility and the checks. */
    private static final List<Set<String>> AGREEING = List.of(paths(FormField.USCC, FormField.EMPLOYER_NAME, FormField.EMPLOYMENT),
            paths(FormField.EMPLOYMENT, FormField.ORIGIN, FormField.POSTED_FROM), paths(FormField.SERIES, FormField.SPECIALTY),
            paths(FormField.PRESENT_TITLE_LEVEL, FormField.PRESENT_TITLE_NAME),
            paths(FormField.CREDENTIAL_TYPE, FormField.FULL_TIME, FormField.DEGREE_HELD, FormField.MILESTONE),
            paths(FormField.CREDENTIAL_TYPE, FormField.KIND, FormField.LEVEL));

    private Mendables() {
    }

    /** Every item with its label, in the order of the form, then the materials. */
    public static Map<String, Named> labels() {
        return LABELS;
    }

    /** An item as people call it. */
    public static Named named(String item) {
        return LABELS.getOrDefault(item, new Text(item, item));
    }

    /** Items as people call them. */
    public static List<Named> named(Collection<String> items) {
        return items.stream().map(Mendables::named).toList();
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
            violations.add(ViolationCode.MEND_NOTHING_NAMED.at("mend"));
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
            violations.add(ViolationCode.MEND_ITEM_UNKNOWN.at(field + ".item", item));
        } else if (!seen.add(canonical(item))) {
            violations.add(ViolationCode.MEND_ITEM_TWICE.at(field + ".item", named(item)));
        }
        if (comment.isBlank()) {
            violations.add(ViolationCode.MEND_COMMENT_MISSING.at(field + ".comment"));
        } else if (Length.of(comment) > MAX_COMMENT) {
            violations.add(ViolationCode.MEND_COMMENT_TOO_LONG.at(field + ".comment", MAX_COMMENT));
        }
        PrintedText.check(comment, field + ".comment", new Text("意见", "the comment")).ifPresent(violations::add);
        return violations;
    }

    private static Set<String> paths(FormField... fields) {
        return Arrays.stream(fields).map(FormField::path).collect(Collectors.toUnmodifiableSet());
    }

    private static Map<String, Named> collect() {
        Map<String, Named> labels = new LinkedHashMap<>();
        for (FormField field : FormField.values()) {
            Optional.ofNullable(SECTIONS.get(field.section())).ifPresent(section -> labels.putIfAbsent(field.section(), section));
            labels.put(field.path(), field);
        }
        Arrays.stream(Material.values()).forEach(material -> labels.put(material.name(), material));
        return labels;
    }
}
