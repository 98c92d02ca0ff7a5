package dev.covey.raft.server;

import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.raft.disk.Durable;
import dev.covey.runtime.quorum.PeerSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The file that says whose data a directory holds: cluster, node, and the members that the group
 * began with. Written once, before anything else.
 *
 * @param voters those that founded the group; empty if this member joined it
 */
record MemberFile(String cluster, String node, List<PeerSpec> voters) {

    private static final String NAME = "member";
    private static final String FORMAT = "covey-store 1";

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
                MemberFile found = read(file);
                found.check(directory, cluster, node);
                return found;
            }
            MemberFile made = make(directory, cluster, node, birth);
            made.write(file);
            return made;
        } catch (IOException e) {
            throw refusal("store_unusable", "Cannot use the directory " + directory + ": " + e);
        }
    }

    private static MemberFile make(Path directory, String cluster, String node, Birth birth)
            throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            if (files.anyMatch(file -> !file.endsWith(NAME + ".new"))) {
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

    private static MemberFile read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        if (lines.size() < 3 || !lines.getFirst().equals(FORMAT)) {
            throw refusal("store_damaged", "Expected '%s' in %s.".formatted(FORMAT, file));
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
        String peers =
                voters.stream()
                        .map(
                                peer ->
                                        "voter %s %s\n"
                                                .formatted(
                                                        peer.node(),
                                                        peer.addresses().stream()
                                                                .map(Object::toString)
                                                                .collect(Collectors.joining(","))))
                        .collect(Collectors.joining());
        String text = FORMAT + "\ncluster " + cluster + "\nnode " + node + "\n" + peers;
        Path fresh = file.resolveSibling(NAME + ".new");
        try (FileChannel out =
                FileChannel.open(
                        fresh,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            out.write(ByteBuffer.wrap(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            out.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        Durable.nameOf(file);
    }

    private static ProblemException refusal(String code, String message) {
        return new ProblemException(new Problem.Conflict(code, message));
    }
}
