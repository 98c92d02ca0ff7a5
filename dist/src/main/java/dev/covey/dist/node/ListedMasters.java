package dev.covey.dist.node;

import dev.covey.pki.secretfile.SecretFile;
import dev.covey.wire.MastersList;
import dev.covey.wire.v1.Master;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/** The ids in the list of masters on this node's disk, which its agent keeps up to date. */
final class ListedMasters {

    private static final int LARGEST = 1 << 20;

    private final Path file;

    ListedMasters(Path file) {
        this.file = file;
    }

    /** Read anew each time: it is asked rarely, by handshakes of members that are not known. */
    Set<String> ids() {
        return SecretFile.readText(file, LARGEST)
                .map(MastersList::parse)
                .map(
                        list ->
                                list.getMastersList().stream()
                                        .map(Master::getId)
                                        .collect(Collectors.toSet()))
                .orElse(Set.of());
    }
}
