package org.zhicheng.dossier.application;

import static org.zhicheng.ground.rule.NoticeRule.R45;

import java.util.List;
import java.util.stream.Stream;

import org.zhicheng.ground.rule.Rule;

/**
 * The committee's session on whose agenda an application is, or last was (R45).
 *
 * @param session the session's number
 * @param attempt the step at which it was put on the agenda; what was returned and came again is at another one
 * @param excluded logins of those who may neither read the application nor vote on it
 * @param judges logins of those who could vote on it; nobody of them acts on it at another tier (R29)
 */
@Rule(R45)
public record Hearing(String session, int attempt, List<String> excluded, List<String> judges) {

    public Hearing {
        excluded = excluded == null ? List.of() : List.copyOf(excluded);
        judges = judges == null ? List.of() : List.copyOf(judges);
    }

    public Hearing excluding(String sub) {
        return excluded.contains(sub)
                ? this
                : new Hearing(session, attempt, Stream.concat(excluded.stream(), Stream.of(sub)).toList(), judges);
    }

    public Hearing judgedBy(List<String> subs) {
        return new Hearing(session, attempt, excluded, subs);
    }
}
