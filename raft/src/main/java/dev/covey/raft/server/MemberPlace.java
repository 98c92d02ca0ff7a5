package dev.covey.raft.server;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Whose directory it is.
 *
 * @param group where Ratis keeps log and snapshots
 * @param aloneAtFirst whether it founded its cluster alone
 * @param sealed whether a seal must be there
 */
public record MemberPlace(String node, Path group, boolean aloneAtFirst, boolean sealed) {

    /**
     * Reads it from the directory.
     *
     * @throws IOException that names the file if it is missing or damaged
     */
    public static MemberPlace of(Path directory) throws IOException {
        MemberFile file = MemberFile.read(directory);
        return new MemberPlace(
                file.node(),
                directory.resolve(file.cluster()),
                file.voters().size() == 1,
                !MemberFile.isUnsealed(directory.resolve(MemberFile.NAME)));
    }
}
