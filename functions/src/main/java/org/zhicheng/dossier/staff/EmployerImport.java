package org.zhicheng.dossier.staff;

import static org.zhicheng.ground.rule.NoticeRule.R42;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.rule.Rule;

/**
 * The import of a list of employers and how far it is (R42). It goes on from there should it be cut off, and what was done does no harm when
 * it is done again.
 *
 * @param id of the file's content: the same file is the same import
 * @param lines that are right
 * @param wrong the first of those that are not; {@code wrongLines} counts all
 * @param done how many of the lines have been looked at
 * @param changed how many employers were new or otherwise
 */
@Rule(R42)
public record EmployerImport(String id, String startedBy, String startedByName, Instant startedAt, int lines, int wrongLines,
        List<WrongLine> wrong, int done, int changed, Optional<Instant> finishedAt) {

    public EmployerImport {
        wrong = List.copyOf(wrong);
    }

    /** A line of the file that was left out, and why. */
    public record WrongLine(int line, List<Violation> violations) {
        public WrongLine {
            violations = List.copyOf(violations);
        }
    }

    /** Further on by some lines. */
    public EmployerImport after(int more, int moreChanged, Instant now) {
        return new EmployerImport(id, startedBy, startedByName, startedAt, lines, wrongLines, wrong, done + more, changed + moreChanged,
                done + more < lines ? Optional.empty() : Optional.of(now));
    }
}
