package org.zhicheng.work.staff;

import static org.zhicheng.ground.rule.NoticeRule.R42;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.zhicheng.dossier.staff.StaffStore.Employer;
import org.zhicheng.dossier.staff.StaffStore;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Length;
import org.zhicheng.ground.text.Spelling;
import org.zhicheng.ground.text.Text;

/** Finds employers by a part of their name (R42), in a copy of the register that is read anew after a minute: tens of thousands take seconds to read. */
@Rule(R42)
public final class FindEmployers {

    /** As many as people look through; with more a longer part of the name helps. */
    public static final int MOST = 20;
    private static final int SHORTEST = 2;
    private static final Duration FRESH = Duration.ofMinutes(1);

    private volatile Copy copy = new Copy(Instant.EPOCH, List.of());

    private record Copy(Instant readAt, List<Named> employers) {
    }

    private record Named(String plain, Employer employer) {
    }

    /** @param more whether there are more than these */
    public record Found(List<Employer> employers, boolean more) {
    }

    /**
     * Those whose name has this part, first those that begin with it.
     *
     * @throws Failure {@code INVALID_VALUE} for a part that is too short
     */
    public Found find(StaffStore staff, Clock clock, String part) {
        String plain = Spelling.plain(part);
        if (Length.of(plain) < SHORTEST || Length.of(plain) > 100) {
            throw new Failure(ErrorCode.INVALID_VALUE, "name", new Text(SHORTEST + "至100字", SHORTEST + " to 100 characters"));
        }
        List<Employer> found = read(staff, clock.instant()).filter(named -> named.plain().contains(plain))
                .sorted(Comparator.comparing((Named named) -> !named.plain().startsWith(plain))
                        .thenComparing(named -> named.plain().length()).thenComparing(Named::plain))
                .map(Named::employer).limit(MOST + 1L).toList();
        return new Found(found.stream().limit(MOST).toList(), found.size() > MOST);
    }

    private Stream<Named> read(StaffStore staff, Instant now) {
        Copy known = copy;
        if (known.readAt().plus(FRESH).isBefore(now) || known.readAt().isAfter(now)) {
            known = new Copy(now, staff.employers().stream().map(e -> new Named(Spelling.plain(e.name()), e)).toList());
            copy = known;
        }
        return known.employers().stream();
    }
}
