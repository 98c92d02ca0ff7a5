package dev.covey.dist.store;

import dev.covey.etcd.door.MemberIds;
import dev.covey.raft.disk.Durable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * What tells one cluster from others. That of a restored cluster is made anew, like that of one
 * which was recovered by force, and stands in its members' directories, so that what is left of the
 * old one stays outside.
 */
record Token(String text) {

    private static final String FILE = "token";

    /** That of a new cluster: all members come to the same. */
    static Token of(String asked, String members, String sum) {
        long number = MemberIds.of(asked + "\n" + members + "\n" + sum);
        return new Token("restored-" + Long.toHexString(number));
    }

    /** That of a cluster which one member of another founds anew; {@code nonce} is used once. */
    static Token forced(String cluster, String node, String nonce) {
        long number = MemberIds.of(cluster + "\n" + node + "\n" + nonce);
        return new Token("forced-" + Long.toHexString(number));
    }

    /** That of a directory, or what was asked for if there is none yet. */
    static Token in(Path directory, String asked) {
        return in(directory, FILE, asked);
    }

    /** That in a file of a directory. */
    static Token in(Path directory, String name, String asked) {
        Path file = directory.resolve(name);
        try {
            return new Token(Files.exists(file) ? Files.readString(file).strip() : asked);
        } catch (IOException e) {
            throw new dev.covey.model.ProblemException(
                    new dev.covey.model.Problem.Failed(
                            "store_unusable", "Expected to read %s, but: %s.".formatted(file, e)));
        }
    }

    void write(Path directory) throws IOException {
        write(directory, FILE);
    }

    void write(Path directory, String name) throws IOException {
        Path file = Files.writeString(directory.resolve(name), text + "\n");
        Durable.file(file);
        Durable.nameOf(file);
    }

    /** The cluster's id. */
    String cluster() {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    @Override
    public String toString() {
        return text;
    }
}
