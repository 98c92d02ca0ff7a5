package dev.covey.raft.server;

import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.raft.disk.DamagedFileException;
import dev.covey.raft.disk.DirectoryLock;
import dev.covey.raft.disk.Replaced;
import dev.covey.raft.seal.SealFile;
import dev.covey.runtime.ids.Ids;
import dev.covey.runtime.quorum.PeerSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The file that says whose data a directory holds: cluster, node, and the members that the group
 * began with. Written once, before anything else.
 *
 * @param voters those that founded the group; empty if this member joined it
 */
record MemberFile(String cluster, String node, List<PeerSpec> voters) {

    /** How the file is called. */
    static final String NAME = "member";

    private static final String FORMAT = "covey-store 2";

    /** Had no checksum, and no seal beside it. */
    private static final String UNSEALED = "covey-store 1";

    /** What may be there before the file is. */
    private static final Set<String> BEFORE =
            Set.of(NAME + ".new", SealFile.NAME, SealFile.NAME + ".new", DirectoryLock.NAME);

    MemberFile {
        voters = List.copyOf(voters);
    }

    /** Reads or makes the file. Refuses a directory that holds somebody else's data. */
    static MemberFile open(Path directory, String cluster, String node, Birth birth) {
        try {
            Files.createDirectories(
                    directory,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
            Path file = directory.resolve(NAME);
            if (Files.exists(file)) {
                MemberFile found = read(directory);
                found.check(directory, cluster, node);
                if (isUnsealed(file)) {
                    SealFile.make(directory, Ids.secure());
                    found.write(file);
                }
                return found;
            }
            MemberFile made = make(directory, cluster, node, birth);
            SealFile.make(directory, Ids.secure());
            made.write(file);
            return made;
        } catch (DamagedFileException e) {
            throw StartFailure.damaged(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw unusable(directory, e);
        }
    }

    static ProblemException unusable(Path directory, IOException why) {
        return refusal("store_unusable", "Cannot use the directory " + directory + ": " + why);
    }

    static Path in(Path directory) {
        return directory.resolve(NAME);
    }

    static Resident resident(Path directory) throws IOException {
        MemberFile found = read(directory);
        return new Resident(found.cluster, found.node);
    }

    private static MemberFile make(Path directory, String cluster, String node, Birth birth)
            throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            if (!files.map(file -> String.valueOf(file.getFileName())).allMatch(BEFORE::contains)) {
                throw refusal(
                        "store_foreign",
                        "Expected %s to be empty or to hold a file '%s', but it holds other things."
                                .formatted(directory, NAME));
            }
        }
        return switch (birth) {
            case Birth.Found(List<PeerSpec> voters) -> new MemberFile(cluster, node, voters);
            case Birth.Join _ -> new MemberFile(cluster, node, List.of());
            case Birth.Resume _ ->
                    throw refusal(
                            "store_missing",
                            "Expected the store of node %s in %s, but it is empty. Restore it, or"
                                            .formatted(node, directory)
                                    + " remove the node and join again under a new identity.");
        };
    }

    private void check(Path directory, String ofCluster, String ofNode) {
        if (!cluster.equals(ofCluster) || !node.equals(ofNode)) {
            throw refusal(
                    "store_foreign",
                    "Expected %s to hold the store of node %s of cluster %s, but it is that of node"
                                    .formatted(directory, ofNode, ofCluster)
                            + " %s of cluster %s. Use that node's own directory."
                                    .formatted(node, cluster));
        }
    }

    /** Whether the directory is one of a version that had no seals. */
    static boolean isUnsealed(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1).startsWith(UNSEALED + "\n");
    }

    /**
     * Reads the file of a directory.
     *
     * @throws DamagedFileException if it is not what was written
     */
    static MemberFile read(Path directory) throws IOException {
        Path file = directory.resolve(NAME);
        boolean unsealed = isUnsealed(file);
        List<String> lines =
                unsealed
                        ? Files.readAllLines(file, StandardCharsets.ISO_8859_1)
                        : Replaced.read(file);
        if (lines.size() < 3 || !(unsealed || lines.getFirst().equals(FORMAT))) {
            throw new DamagedFileException(file, "expected '" + FORMAT + "'");
        }
        List<PeerSpec> voters = new ArrayList<>();
        for (String line : lines.subList(3, lines.size())) {
            String[] words = line.split(" ", -1);
            voters.add(new PeerSpec(words[1], Peers.addresses(words[2])));
        }
        return new MemberFile(word(lines.get(1)), word(lines.get(2)), voters);
    }

    private static String word(String line) {
        return line.substring(line.indexOf(' ') + 1);
    }

    private void write(Path file) throws IOException {
        List<String> lines = new ArrayList<>(List.of(FORMAT, "cluster " + cluster, "node " + node));
        for (PeerSpec peer : voters) {
            String addresses =
                    peer.addresses().stream()
                            .map(Object::toString)
                            .collect(Collectors.joining(","));
            lines.add("voter " + peer.node() + " " + addresses);
        }
        Replaced.write(file, lines);
    }

    private static ProblemException refusal(String code, String message) {
        return new ProblemException(new Problem.Conflict(code, message));
    }
}
