package org.zhicheng.rules.eligibility;

import static org.zhicheng.ground.rule.NoticeRule.R13;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.zhicheng.dossier.application.Assessment.Question;
import org.zhicheng.dossier.application.Form.CredentialType;
import org.zhicheng.dossier.application.Form;
import org.zhicheng.dossier.application.FormField;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Text;

/**
 * Where a form contradicts itself or the ID number: what cannot be is a reason against it, what can hardly be is asked of each reviewer, never
 * guessed (R13).
 */
@Rule(R13)
final class Contradictions {

    /** The 56 of the national list, 族 left out. */
    private static final Set<String> ETHNIC_GROUPS = Set.of("汉", "蒙古", "回", "藏", "维吾尔", "苗", "彝", "壮", "布依", "朝鲜", "满", "侗", "瑶", "白", "土家",
            "哈尼", "哈萨克", "傣", "黎", "傈僳", "佤", "畲", "高山", "拉祜", "水", "东乡", "纳西", "景颇", "柯尔克孜", "土", "达斡尔", "仫佬", "羌", "布朗", "撒拉", "毛南", "仡佬",
            "锡伯", "阿昌", "普米", "塔吉克", "怒", "乌孜别克", "俄罗斯", "鄂温克", "德昂", "保安", "裕固", "京", "塔塔尔", "独龙", "鄂伦春", "赫哲", "门巴", "珞巴", "基诺");
    /** Of people of foreign origin, and of who has none. */
    private static final Set<String> OTHERS = Set.of("外国血统中国籍人士", "外国籍", "无", "其他", "未识别民族");
    private static final Set<String> POLITICAL_STATUSES = Set.of("中共党员", "中共预备党员", "共青团员", "民革党员", "民盟盟员", "民建会员", "民进会员", "农工党党员", "致公党党员",
            "九三学社社员", "台盟盟员", "无党派人士", "群众");
    private static final int WORKING_AGE = 16;

    private final Form form;
    private final Facts facts;
    private final List<Violation> reasons = new ArrayList<>();
    private final List<Question> questions = new ArrayList<>();

    private Contradictions(Form form, Facts facts) {
        this.form = form;
        this.facts = facts;
    }

    static Contradictions of(Form form, Facts facts) {
        Contradictions found = new Contradictions(form, facts);
        found.person();
        facts.bornIn().ifPresent(found::age);
        return found;
    }

    List<Violation> reasons() {
        return reasons;
    }

    List<Question> questions() {
        return questions;
    }

    private void person() {
        Form.Contact contact = form.contact();
        facts.sex().filter(sex -> !contact.sex().isBlank() && !contact.sex().equals(sex))
                .ifPresent(sex -> ask(ViolationCode.SEX_DIFFERS, contact.sex(), sex));
        String group = contact.ethnicGroup().replaceAll("族$", "");
        if (!group.isBlank() && !ETHNIC_GROUPS.contains(group) && !OTHERS.contains(contact.ethnicGroup())) {
            ask(ViolationCode.ETHNIC_GROUP_UNKNOWN, contact.ethnicGroup());
        }
        if (!contact.politicalStatus().isBlank() && !POLITICAL_STATUSES.contains(contact.politicalStatus())) {
            ask(ViolationCode.POLITICAL_STATUS_UNKNOWN, contact.politicalStatus());
        }
        boolean partTime = form.credential().fullTime().equals(Optional.of(false));
        if (partTime && form.credential().type().equals(Optional.of(CredentialType.SECONDARY_VOCATIONAL))) {
            ask(ViolationCode.SECONDARY_NOT_FULL_TIME);
        }
    }

    // By the year, which is all that is kept of a birth: a question where it could have been, a reason where not.
    private void age(int born) {
        form.credential().milestone().map(LocalDate::getYear).ifPresent(year -> form.credential().type().ifPresent(type -> {
            if (year < born) {
                reasons.add(ViolationCode.MILESTONE_BEFORE_BIRTH.at(FormField.MILESTONE.path(), Integer.toString(year),
                        Integer.toString(born)));
            } else if (year - born < youngest(type)) {
                ask(ViolationCode.MILESTONE_TOO_YOUNG, type, Integer.toString(year - born));
            }
        }));
        for (int i = 0; i < form.employment().size(); i++) {
            int place = i;
            form.employment().get(i).from().map(LocalDate::getYear).ifPresent(year -> {
                if (year < born) {
                    reasons.add(ViolationCode.WORK_BEFORE_BIRTH.at(FormField.EMPLOYMENT.path() + "." + place + ".from", place + 1));
                } else if (year - born < WORKING_AGE) {
                    ask(ViolationCode.WORK_TOO_YOUNG, place + 1, Integer.toString(year - born));
                }
            });
        }
    }

    /** Younger than this hardly anybody has been. */
    private static int youngest(CredentialType type) {
        return switch (type) {
            case SECONDARY_VOCATIONAL -> 16;
            case JUNIOR_COLLEGE -> 18;
            case BACHELOR -> 19;
            case MASTER -> 21;
            case DOCTORATE -> 24;
            case POSTDOCTORAL -> 26;
        };
    }

    private void ask(ViolationCode open, Object... told) {
        Text text = open.text(told);
        if (questions.stream().noneMatch(q -> q.code().equals(open.code()))) {
            questions.add(new Question(open.rule(), open.code(), text.chinese(), text.english()));
        }
    }
}
