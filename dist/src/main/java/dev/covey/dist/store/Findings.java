package dev.covey.dist.store;

import dev.covey.kv.machine.Numbers;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.raft.disk.DirectoryLock;
import dev.covey.raft.disk.StoredSnapshot;
import dev.covey.raft.recovery.Search;
import dev.covey.raft.recovery.Survivor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what the data directory of a member that is not running holds, for a person. */
record Findings(Path directory, Survivor survivor) {

    /** Looks into a data directory; refuses one that is in use. */
    static Findings in(Path dataDirectory) {
        Path member = StorePlan.store(dataDirectory);
        if (!Files.isDirectory(member)) {
            throw new ProblemException(
                    new Problem.Conflict(
                            "store_missing",
                            "Expected the data directory of a member, but %s holds none."
                                    .formatted(dataDirectory)));
        }
        try {
            Optional<DirectoryLock> lock = DirectoryLock.take(member);
            try (DirectoryLock _ = lock.orElseThrow(() -> inUse(member))) {
                return new Findings(dataDirectory, Search.of(member));
            }
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem.Failed("store_unusable", "Cannot read " + member + ": " + e));
        }
    }

    private static ProblemException inUse(Path member) {
        return new ProblemException(
                new Problem.Failed(
                        "store_in_use",
                        "Expected %s to be stopped, but a process uses it. Stop that member first."
                                .formatted(member)));
    }

    /** Lines that say it all. */
    List<String> lines() {
        Numbers user = survivor.state().user().numbers();
        List<String> lines = new ArrayList<>();
        lines.add("%s holds, of cluster %s:".formatted(directory, survivor.cluster()));
        lines.add(
                "  member %s, term %d, last entry %d, known to be committed up to %d"
                        .formatted(
                                survivor.node().isEmpty() ? "(unknown)" : survivor.node(),
                                survivor.term(),
                                Math.max(survivor.log().last(), survivor.applied()),
                                survivor.held()));
        lines.add("  " + survivor.snapshot().map(Findings::snapshot).orElse("no snapshot"));
        lines.add(
                "  %d entries after it are sound: applied up to entry %d"
                        .formatted(survivor.replayed(), survivor.applied()));
        lines.add(
                "  revision %d, compacted up to %d, %d keys"
                        .formatted(user.revision(), user.floor(), keys()));
        return lines;
    }

    /** What is damaged, and where the loss begins. */
    List<String> damage() {
        List<String> lines = new ArrayList<>();
        survivor.damage().forEach(what -> lines.add("  damaged: " + what));
        if (!survivor.isWhole()) {
            lines.add(
                    "  The first entry that is lost is %d%s."
                            .formatted(
                                    survivor.applied() + 1,
                                    survivor.held() > survivor.applied()
                                            ? "; there were entries up to "
                                                    + survivor.held()
                                                    + " at least"
                                            : ", if there was one"));
        }
        return lines;
    }

    private long keys() {
        long[] count = {0};
        survivor.state()
                .user()
                .walk(
                        dev.covey.kv.KeyRange.all(),
                        (_, newest) -> {
                            count[0] += newest.value() == null ? 0 : 1;
                            return true;
                        });
        return count[0];
    }

    private static String snapshot(StoredSnapshot snapshot) {
        String when;
        try {
            FileTime time = Files.getLastModifiedTime(snapshot.file());
            when = time.toInstant().truncatedTo(ChronoUnit.SECONDS).toString();
        } catch (IOException e) {
            when = "an unknown time";
        }
        return "snapshot of %s up to entry %d".formatted(when, snapshot.index());
    }
}
