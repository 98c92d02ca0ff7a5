package dev.covey.raft.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.proto.RaftProtos.RaftConfigurationProto;

/**
 * Ratis's file {@code raft-meta.conf}: the members of the group by the last entry that changed
 * them.
 *
 * @param index of that entry
 * @param sum of the file's contents
 */
public record StoredMembers(long index, String sum, RaftConfigurationProto members) {

    /** The file in the directory of the log. */
    public static Path file(Path directory) {
        return directory.resolve("raft-meta.conf");
    }

    /**
     * Reads the file; empty if there is none.
     *
     * @throws DamagedFileException if it is not what Ratis writes
     */
    public static Optional<StoredMembers> read(Path directory) throws IOException {
        Path file = file(directory);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        byte[] bytes = Files.readAllBytes(file);
        try {
            LogEntryProto entry = LogEntryProto.parseFrom(bytes);
            if (entry.hasConfigurationEntry() && entry.getIndex() >= 0) {
                return Optional.of(
                        new StoredMembers(
                                entry.getIndex(), sum(bytes), entry.getConfigurationEntry()));
            }
        } catch (org.apache.ratis.thirdparty.com.google.protobuf.InvalidProtocolBufferException e) {
            throw new DamagedFileException(file, "it lists no members: " + e.getMessage());
        }
        throw new DamagedFileException(file, "it lists no members");
    }

    /** A sum of some bytes, in hexadecimal. */
    static String sum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    /** Whether it lists the members of an entry of the log, in whatever order. */
    public boolean lists(RaftConfigurationProto logged) {
        return Set.copyOf(members.getPeersList()).equals(Set.copyOf(logged.getPeersList()))
                && Set.copyOf(members.getOldPeersList())
                        .equals(Set.copyOf(logged.getOldPeersList()))
                && Set.copyOf(members.getListenersList())
                        .equals(Set.copyOf(logged.getListenersList()))
                && Set.copyOf(members.getOldListenersList())
                        .equals(Set.copyOf(logged.getOldListenersList()));
    }

    /** Whether a node is the only voter. */
    public boolean onlyVoter(String node) {
        return members.getOldPeersCount() == 0 && voters().equals(Set.of(node));
    }

    /** The node ids of those that vote. */
    public Set<String> voters() {
        return members.getPeersList().stream()
                .map(peer -> peer.getId().toStringUtf8())
                .collect(Collectors.toSet());
    }
}
