package dev.covey.raft.seal;

import dev.covey.raft.disk.DamagedFileException;
import dev.covey.raft.disk.Reach;
import dev.covey.raft.disk.StoredLog;
import dev.covey.raft.disk.StoredMembers;
import dev.covey.raft.disk.StoredSnapshot;
import dev.covey.raft.disk.StoredVote;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.proto.RaftProtos.RaftConfigurationProto;

/**
 * Compares a directory that is not in use with itself and with its seal.
 *
 * @param group what Ratis keeps of the group: {@code current} with the log, {@code sm} with
 *     snapshots
 */
public record Judge(Path group, Trace seen) {

    /**
     * Passes a directory in which nothing is missing or changed.
     *
     * @return the last entry in it; -1 for none
     * @throws DamagedFileException that names the file
     */
    public long pass() throws IOException {
        Path current = group.resolve("current");
        Optional<StoredMembers> members = StoredMembers.read(current);
        Noted noted = new Noted(members.map(StoredMembers::index).orElse(-1L));
        Reach log = StoredLog.read(current, -1, noted::take);
        if (log.damage().isPresent()) {
            throw log.damage().orElseThrow();
        }
        List<StoredSnapshot> snapshots = StoredSnapshot.in(group.resolve("sm"));
        long snapshot = -1;
        long term = log.term();
        if (!snapshots.isEmpty()) {
            snapshots.getFirst().judgeSum();
            snapshot = snapshots.getFirst().index();
            term = Math.max(term, snapshots.getFirst().term());
        }
        long last = Math.max(log.last(), snapshot);
        judgeEnds(current, log, snapshot, last);
        judgeVote(current, term);
        judgeMembers(members, noted.found, log, snapshot);
        return last;
    }

    private void judgeEnds(Path current, Reach log, long snapshot, long last)
            throws DamagedFileException {
        if (log.first() > snapshot + 1) {
            throw new DamagedFileException(
                    current,
                    "its log begins with entry %d, but %s, so entries %d to %d are missing"
                            .formatted(
                                    log.first(),
                                    snapshot < 0
                                            ? "there is no snapshot"
                                            : "the newest snapshot ends with entry " + snapshot,
                                    snapshot + 1,
                                    log.first() - 1));
        }
        if (last < seen.held()) {
            throw new DamagedFileException(
                    current,
                    "log and snapshot end with entry %d, but this member had %d on its disk%s"
                            .formatted(
                                    last,
                                    seen.held(),
                                    log.flaw()
                                            .map(flaw -> "; " + flaw.what().getMessage())
                                            .orElse("")));
        }
    }

    private void judgeVote(Path current, long termOfLast) throws IOException {
        StoredVote vote = StoredVote.read(current);
        StoredVote before = new StoredVote(seen.term(), seen.vote());
        if (vote.term() < termOfLast || !vote.mayFollow(before)) {
            throw new DamagedFileException(
                    StoredVote.file(current),
                    "it says term %d and vote '%s', but this member was in term %d with vote '%s'"
                            .formatted(
                                    vote.term(),
                                    vote.vote(),
                                    Math.max(termOfLast, seen.term()),
                                    seen.vote()));
        }
    }

    /**
     * Ratis writes the file with each entry that it applies, also with those that it applies again
     * after a start: so the file may be newer or older than the seal, or list the same members in
     * another order. What the log says is sound: Ratis learns from there what is newer.
     */
    private void judgeMembers(
            Optional<StoredMembers> members,
            Optional<RaftConfigurationProto> logged,
            Reach log,
            long snapshot)
            throws DamagedFileException {
        Path file = StoredMembers.file(group.resolve("current"));
        if (members.isEmpty()) {
            if (seen.members() >= 0) {
                throw new DamagedFileException(file, "it is missing");
            }
            return;
        }
        StoredMembers found = members.get();
        long index = found.index();
        boolean inLog = index >= log.first() && index <= log.last();
        boolean received = index > seen.members() && index <= snapshot && snapshot > seen.held();
        boolean proven = inLog ? logged.filter(found::lists).isPresent() : received;
        if (!proven && !found.sum().equals(seen.membersSum())) {
            throw new DamagedFileException(file, "it is not the list of members that was written");
        }
    }

    private static final class Noted {
        private final long index;
        private Optional<RaftConfigurationProto> found = Optional.empty();

        Noted(long index) {
            this.index = index;
        }

        void take(LogEntryProto entry) {
            if (entry.getIndex() == index && entry.hasConfigurationEntry()) {
                found = Optional.of(entry.getConfigurationEntry());
            }
        }
    }
}
