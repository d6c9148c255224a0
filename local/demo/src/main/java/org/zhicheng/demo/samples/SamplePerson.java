package org.zhicheng.demo.samples;

import java.util.Optional;

/**
 * Someone who can log in on the embedded stack, as {@code samples/people.json} lists them.
 *
 * @param sub subject of the token
 * @param employer USCC, for an employer's reviewer only
 * @param district for a district's reviewer only
 * @param dossier slug of the dossier, for an applicant only
 */
public record SamplePerson(String sub, String name, Role role, String mail, Optional<String> employer, Optional<String> district,
        Optional<String> dossier) {

    public enum Role {
        APPLICANT,
        EMPLOYER_REVIEWER,
        DISTRICT_REVIEWER,
        COMMITTEE_REVIEWER,
        /** On the committee's register; of the committee once they have consented to be drawn (R45). */
        EXPERT,
        OFFICE,
        ADMINISTRATOR
    }
}
