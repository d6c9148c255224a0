package org.zhicheng.dossier.application;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.zhicheng.ground.identity.CreditCode;
import org.zhicheng.ground.text.Canonical;
import org.zhicheng.ground.text.Named;

/**
 * What an applicant fills in. A draft may miss anything: texts are then empty, dates and choices absent, so that saving never fails for a
 * defect (the checks tell them all at once, R16), and are in their canonical form (R51). Dates are calendar days in Asia/Shanghai.
 */
public record Form(Contact contact, Credential credential, List<EmploymentPeriod> employment, EmployerSection employer,
        PresentTitle presentTitle, String conduct, String achievements, String summary, Map<String, String> notApplicable) {

    public static final Form EMPTY = new Form(null, null, null, null, null, null, null, null, null);

    /**
     * @param conduct political conduct and professional ethics (思想政治条件, Annex 2)
     * @param achievements achievements of the last five years (业绩成果, Annex 2)
     * @param summary the work summary A12
     * @param notApplicable material code to the reason why it cannot be given (R13's table of materials)
     */
    public Form {
        contact = contact == null ? new Contact(null, null, null, null, null) : contact;
        credential = credential == null ? Credential.EMPTY : credential;
        employment = employment == null ? List.of() : List.copyOf(employment);
        employer = employer == null ? EmployerSection.EMPTY : employer;
        presentTitle = presentTitle == null ? new PresentTitle(Optional.empty(), null) : presentTitle;
        conduct = lines(conduct);
        achievements = lines(achievements);
        summary = lines(summary);
        notApplicable = notApplicable == null
                ? Map.of()
                : notApplicable.entrySet().stream()
                        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> Canonical.lines(e.getValue())));
    }

    /** By what its work summary is known (R13); none where it is too short to tell two people apart. */
    public Optional<Fingerprint> fingerprint() {
        return Fingerprint.ofSummary(summary);
    }

    /** What the annexes print of a person besides name and ID number, which come from the registration. */
    public record Contact(String sex, String ethnicGroup, String politicalStatus, String phone, String mail) {
        public Contact {
            sex = text(sex);
            ethnicGroup = text(ethnicGroup);
            politicalStatus = text(politicalStatus);
            phone = code(phone);
            mail = code(mail);
        }
    }

    /** The rows R5–R10 of the notice's table. */
    public enum CredentialType implements Named {
        SECONDARY_VOCATIONAL("中专", "Secondary vocational"),
        JUNIOR_COLLEGE("全日制专科", "Full-time junior college"),
        BACHELOR("全日制本科", "Full-time bachelor"),
        MASTER("硕士学位", "Master's degree"),
        DOCTORATE("博士学位", "Doctorate"),
        POSTDOCTORAL("博士后出站", "Post-doctoral, left the station");

        private final String chinese;
        private final String english;

        CredentialType(String chinese, String english) {
            this.chinese = chinese;
            this.english = english;
        }

        @Override
        public String chinese() {
            return chinese;
        }

        @Override
        public String english() {
            return english;
        }
    }

    /**
     * The highest credential used.
     *
     * @param fullTime whether the studies were full-time (全日制)
     * @param foreign whether it was obtained abroad, then A8 replaces A6 and A7
     * @param degreeHeld whether the degree itself was conferred (graduate schooling without a degree is R13's question)
     * @param milestone graduation, conferral of the degree, or leaving the post-doctoral station: the day the years count from
     */
    public record Credential(Optional<CredentialType> type, Optional<Boolean> fullTime, boolean foreign, Optional<Boolean> degreeHeld,
            Optional<LocalDate> milestone, String institution, String subject) {

        public static final Credential EMPTY = new Credential(null, null, false, null, null, null, null);

        public Credential {
            type = orEmpty(type);
            fullTime = orEmpty(fullTime);
            degreeHeld = orEmpty(degreeHeld);
            milestone = orEmpty(milestone);
            institution = text(institution);
            subject = text(subject);
        }
    }

    /**
     * A time of work.
     *
     * @param from first day
     * @param to last day, absent while it lasts
     * @param technicalPost whether it was a professional or technical post (R12)
     */
    public record EmploymentPeriod(String employer, Optional<LocalDate> from, Optional<LocalDate> to, boolean technicalPost, String post) {
        public EmploymentPeriod {
            employer = text(employer);
            from = orEmpty(from);
            to = orEmpty(to);
            post = text(post);
        }
    }

    /** Where an enterprise is registered (R1). */
    public enum Origin {
        URUMQI,
        ELSEWHERE
    }

    /**
     * The present employer, which recommends.
     *
     * @param uscc unified social credit code (GB 32100)
     * @param postedFrom first day of a continuous posting to Urumqi, for an enterprise from elsewhere
     */
    public record EmployerSection(String uscc, String name, Optional<Origin> origin, Optional<LocalDate> postedFrom) {

        public static final EmployerSection EMPTY = new EmployerSection(null, null, null, null);

        public EmployerSection {
            uscc = CreditCode.normalise(text(uscc));
            name = text(name);
            origin = orEmpty(origin);
            postedFrom = orEmpty(postedFrom);
        }
    }

    /** A professional title already held; level absent where there is none. */
    public record PresentTitle(Optional<TitleLevel> level, String name) {
        public PresentTitle {
            level = orEmpty(level);
            name = text(name);
        }
    }

    private static String text(String value) {
        return value == null ? "" : Canonical.line(value);
    }

    private static String lines(String value) {
        return value == null ? "" : Canonical.lines(value);
    }

    private static String code(String value) {
        return value == null ? "" : Canonical.code(value);
    }

    // Jackson hands over null for a field that is not there.
    @SuppressWarnings("OptionalAssignedToNull")
    private static <T> Optional<T> orEmpty(Optional<T> value) {
        return value == null ? Optional.empty() : value;
    }
}
