package dev.covey.raft.server;

import dev.covey.kv.machine.State;
import dev.covey.kv.snapshot.SnapshotWriter;
import dev.covey.raft.disk.Durable;
import dev.covey.runtime.quorum.PeerSpec;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.apache.ratis.io.MD5Hash;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.statemachine.impl.SimpleStateMachineStorage;
import org.apache.ratis.util.MD5FileUtil;

/**
 * The directory of a member that founds a group which does not begin empty: as if it had applied
 * one entry and taken a snapshot. All founders must be given the same state; whoever comes later
 * gets it from them, because the log before it does not exist.
 */
public final class Seed {

    private static final TermIndex AT = TermIndex.valueOf(1, 1);
    private static final FileAttribute<?> OWN =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    /**
     * Fills an empty directory, durably.
     *
     * @param cluster the id of the new group, a UUID
     * @param voters all founders, {@code node} among them
     */
    public static void plant(
            Path directory, String cluster, String node, List<PeerSpec> voters, State state)
            throws IOException {
        MemberFile.open(directory, cluster, node, new Birth.Found(voters));
        Path group = Files.createDirectory(directory.resolve(cluster), OWN);
        Path current = Files.createDirectory(group.resolve("current"), OWN);
        Path machine = Files.createDirectory(group.resolve("sm"), OWN);
        Path meta =
                Files.writeString(
                        current.resolve("raft-meta"), "term=" + AT.getTerm() + "\nvotedFor=\n");
        Durable.file(meta);
        Durable.nameOf(meta);
        Path file =
                machine.resolve(
                        SimpleStateMachineStorage.getSnapshotFileName(AT.getTerm(), AT.getIndex()));
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            SnapshotWriter.write(state, out);
        }
        Durable.file(file);
        MD5Hash digest = MD5FileUtil.computeMd5ForFile(file.toFile());
        MD5FileUtil.saveMD5File(file.toFile(), digest);
        Durable.nameOf(file);
        Durable.nameOf(machine);
        Durable.nameOf(group);
    }

    private Seed() {}
}
