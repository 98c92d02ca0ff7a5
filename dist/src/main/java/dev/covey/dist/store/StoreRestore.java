package dev.covey.dist.store;

import dev.covey.etcd.save.SavedFile;
import dev.covey.kv.Command;
import dev.covey.kv.Request;
import dev.covey.kv.codec.BatchCodec;
import dev.covey.kv.machine.Machine;
import dev.covey.kv.machine.State;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.raft.disk.Durable;
import dev.covey.raft.server.Seed;
import dev.covey.runtime.quorum.PeerSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the directory of a member out of a save. Each member of the new cluster does it once. */
@picocli.CommandLine.Command(
        name = "restore",
        description = "Makes the directory of a member of a new cluster out of a snapshot.")
public final class StoreRestore implements Runnable {

    private static final long SECOND = 2;

    @Spec @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "What 'etcdctl snapshot save' wrote.")
    Path file = Path.of("");

    @Option(names = "--name", paramLabel = "NAME", description = "Name of this member.")
    String name = "default";

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "A new or empty directory; default: NAME.etcd.")
    @Nullable Path dataDirectory;

    @Option(
            names = "--initial-cluster",
            paramLabel = "NAME=URL,...",
            description = "All members; default: this one alone.")
    @Nullable String initialCluster;

    @Option(
            names = "--initial-advertise-peer-urls",
            paramLabel = "URLS",
            description = "What members dial, if --initial-cluster is not given.")
    String advertisePeerUrls = "http://127.0.0.1:2380";

    @Option(
            names = "--initial-cluster-token",
            paramLabel = "TOKEN",
            description = "Tells clusters apart; the same for all members.")
    String initialClusterToken = "etcd-cluster";

    @Option(
            names = "--mark-compacted",
            description =
                    "Leap to revisions that nobody has seen and count all before as compacted, so"
                            + " that clients which watch list anew.")
    boolean markCompacted;

    @Override
    public void run() {
        String all = Objects.requireNonNullElse(initialCluster, name + "=" + advertisePeerUrls);
        SavedFile saved = SavedFile.read(file);
        Token token = Token.of(initialClusterToken, all, saved.sum());
        Path directory =
                Objects.requireNonNullElseGet(dataDirectory, () -> Path.of(name + ".etcd"));
        State state = revised(saved.state());
        try {
            restore(state, directory, all, token);
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem.Failed(
                            "store_unusable",
                            "Expected to write to %s, but: %s.".formatted(directory, e)));
        }
        say(
                "%s restored at revision %d. Its token is %s"
                        .formatted(directory, state.user().revision(), token));
    }

    private void restore(State state, Path directory, String all, Token token) throws IOException {
        List<PeerSpec> members = StorePlan.founders(all, name);
        mustBeEmpty(directory);
        Files.createDirectories(
                directory,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path fresh = directory.resolve("restoring");
        try {
            Seed.plant(fresh, token.cluster(), StorePlan.node(name), members, state);
            token.write(directory);
            Path member = StorePlan.store(directory);
            Files.move(fresh, member, StandardCopyOption.ATOMIC_MOVE);
            Durable.nameOf(member);
            Durable.nameOf(directory);
        } catch (IOException | RuntimeException e) {
            empty(directory);
            throw e;
        }
    }

    private static void mustBeEmpty(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> there = Files.list(directory)) {
            if (there.findAny().isPresent()) {
                throw new ProblemException(
                        new Problem.Conflict(
                                "store_exists",
                                "Expected %s to be empty, but it is not. Choose another directory."
                                        .formatted(directory)));
            }
        }
    }

    /** It was empty before. */
    private static void empty(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                if (!each.equals(directory)) {
                    Files.delete(each);
                }
            }
        }
    }

    private State revised(State state) {
        if (!markCompacted) {
            return state;
        }
        Machine machine = new Machine(state);
        machine.apply(1, BatchCodec.encode(List.of(Request.of(new Command.Renew(SECOND)))));
        return machine.state();
    }

    private void say(String text) {
        var line = Objects.requireNonNull(spec).commandLine();
        line.getErr().println(text);
        line.getErr().flush();
    }
}
