package org.zhicheng.checks.faults;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.zhicheng.checks.faults.Calls.Count;

/** How many calls an answer waits for. Counts, not times: a number that grows is a cost that somebody has to want. */
class CallsIT {

    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    /** The function, the most calls one after the other, the most in all; a transaction is one. Every command reads at once what it can. */
    private static final String MOST = """
            CastVote                 3  5
            ChangeQualification      2  5
            CheckApplication         2 11
            CheckEligibility         3 11
            CreateApplication        3  6
            DecideReview             3 13
            DeleteDraft              3  6
            DownloadCertificate      3  3
            IssueCertificate         7 20
            ListCertificates         4  4
            ListCycles               2  2
            ListOwnApplications      2  4
            ListQueue                3  8
            ListSessions             2  7
            OpenReview               2  4
            OpenRound                5 13
            PlanSession              4  9
            ReceiveMaterials         3 13
            RecordApprovalDocument   3 16
            RecordPublicNotice       3  5
            RegisterApplicant        6  6
            RequestUpload            2  3
            SaveForm                 2  7
            ShowApplication          2  4
            ShowReview               2 13
            ShowTimeline             3  5
            SubmitApplication        3 11
            VerifyCertificate        4  4
            """;

    @TempDir
    static Path folder;

    @Test
    void shouldCallNoMoreThanIsWrittenHere() {
        Map<String, Count> most = MOST.lines().map(line -> line.split(" +")).collect(
                toMap(part -> part[0], part -> new Count(Integer.parseInt(part[1]), Integer.parseInt(part[2])), (a, _) -> a, TreeMap::new));
        PrintStream console = System.out;
        // The functions log every call.
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        Map<String, Count> counted;
        try (Rig rig = Rig.start(ROOT, folder.resolve("rig"))) {
            counted = new Operations(rig).count(so -> so.keySet().equals(most.keySet())
                    && so.entrySet().stream().allMatch(entry -> entry.getValue().isWithin(most.get(entry.getKey()))));
        } finally {
            System.setOut(console);
        }

        assertThat(counted).containsOnlyKeys(most.keySet());
        most.forEach((function, count) -> assertThat(counted.get(function).isWithin(count)).as(function + " " + counted).isTrue());
    }
}
