package dev.covey.dist.store;

import dev.covey.kv.Command;
import dev.covey.kv.Request;
import dev.covey.kv.codec.BatchCodec;
import dev.covey.kv.machine.Machine;
import dev.covey.kv.machine.State;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.raft.disk.Durable;
import dev.covey.raft.recovery.Survivor;
import dev.covey.raft.server.Seed;
import dev.covey.runtime.ids.Ids;
import dev.covey.runtime.quorum.PeerSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Makes a cluster of one voter out of all that one member holds, when the others are lost. The new
 * directory is made beside the old one and takes its place in steps that may be repeated; what was
 * there is kept under another name.
 */
record StoreForce(Path directory, Consumer<String> say) {

    private static final String FRESH = "recovering";

    /** Its presence says that the new directory is whole and must take the old one's place. */
    private static final String READY = "recovered-token";

    /** Ends what an earlier process began; nothing if there was none. */
    void finish() {
        try {
            if (Files.exists(ready())) {
                exchange();
            }
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Makes the new cluster, or says why there is nothing to do. */
    void recover(PeerSpec self, Ids ids) {
        Findings findings = Findings.in(directory);
        findings.lines().forEach(say);
        Survivor survivor = findings.survivor();
        if (!survivor.isWhole()) {
            findings.damage().forEach(say);
            throw new ProblemException(
                    new Problem.Failed(
                            "store_damaged",
                            ("Expected %s to be sound, but it is damaged. If no other member is"
                                            + " sound: covey store salvage %s FILE, then covey"
                                            + " store restore FILE.")
                                    .formatted(directory, directory)));
        }
        if (survivor.alone()) {
            say.accept(
                    "--force-new-cluster was done before or is not needed: this member is the only"
                            + " voter of its cluster. It starts as it is; drop the flag.");
            return;
        }
        if (!survivor.node().equals(self.node())) {
            throw new ProblemException(
                    new Problem.Conflict(
                            "store_foreign",
                            "Expected --name %s, because it is that member's directory, but found %s."
                                    .formatted(survivor.node(), self.node())));
        }
        try {
            make(survivor, self, ids);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private void make(Survivor survivor, PeerSpec self, Ids ids) throws IOException {
        State state = renewed(survivor.state());
        Token token = Token.forced(survivor.cluster(), survivor.node(), ids.id());
        Path fresh = directory.resolve(FRESH);
        delete(fresh);
        Seed.plant(fresh, token.cluster(), self.node(), List.of(self), state);
        token.write(directory, READY);
        exchange();
        say.accept(
                "This is a new cluster of one voter now, %s, at revision %d with everything before"
                                .formatted(token.cluster(), state.user().revision())
                        + " compacted. The lost members of the old one cannot come back: start them"
                        + " anew, with empty directories, after 'etcdctl member add'. They need"
                        + " --initial-cluster-token="
                        + token);
    }

    /** A new incarnation: nobody may take an old revision for a new one. */
    private static State renewed(State state) {
        Machine machine = new Machine(state);
        long next = state.control().incarnation() + 1;
        machine.apply(1, BatchCodec.encode(List.of(Request.of(new Command.Renew(next)))));
        return machine.state();
    }

    /** Each step may have been done already. */
    private void exchange() throws IOException {
        Path fresh = directory.resolve(FRESH);
        Path member = StorePlan.store(directory);
        Token token = Token.in(directory, READY, "");
        if (Files.exists(fresh)) {
            if (Files.exists(member)) {
                Path kept = directory.resolve("before-" + token);
                Files.move(member, kept, StandardCopyOption.ATOMIC_MOVE);
                say.accept("What was there is kept in " + kept + ".");
            }
            token.write(directory);
            Files.move(fresh, member, StandardCopyOption.ATOMIC_MOVE);
            Durable.nameOf(member);
        }
        Files.delete(ready());
        Durable.nameOf(ready());
    }

    private Path ready() {
        return directory.resolve(READY);
    }

    private static void delete(Path half) throws IOException {
        if (Files.exists(half)) {
            try (Stream<Path> all = Files.walk(half)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    private ProblemException unusable(IOException e) {
        return new ProblemException(
                new Problem.Failed(
                        "store_unusable",
                        "Expected to write to %s, but: %s.".formatted(directory, e)));
    }
}
