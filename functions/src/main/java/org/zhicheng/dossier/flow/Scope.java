package org.zhicheng.dossier.flow;

/** Which part of all applications someone of a role sees (R20). */
public enum Scope {
    /** One's own. */
    OWN,
    /** Those of an employer's staff. */
    EMPLOYER,
    /** Those of a district. */
    DISTRICT,
    ALL;

    /** What belongs to someone, to an employer and to a district. */
    public interface Member {

        String applicant();

        /** The employer's unified social credit code. */
        String employerUscc();

        String district();

        /** Whose it is within a scope; nobody's in particular where all are seen. */
        default String within(Scope scope) {
            return switch (scope) {
                case OWN -> applicant();
                case EMPLOYER -> employerUscc();
                case DISTRICT -> district();
                case ALL -> "";
            };
        }
    }
}
