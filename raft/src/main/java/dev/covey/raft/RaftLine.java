package dev.covey.raft;

import dev.covey.raft.peer.PeerDoor;
import dev.covey.raft.peer.PeerLines;
import dev.covey.runtime.store.LeaderLine;
import dev.covey.runtime.store.Standing;
import dev.covey.runtime.store.UnavailableException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/** The line to the leader, over the members' own calls. */
final class RaftLine implements LeaderLine {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String node;
    private final Supplier<Standing> standing;
    private final PeerLines lines;
    private volatile Function<byte[], CompletionStage<byte[]>> answers =
            question -> nowhere("This member does not answer.");

    RaftLine(String node, Supplier<Standing> standing, PeerLines lines) {
        this.node = node;
        this.standing = standing;
        this.lines = lines;
    }

    @Override
    public void answering(Function<byte[], CompletionStage<byte[]>> with) {
        answers = with;
    }

    @Override
    public CompletionStage<byte[]> ask(byte[] question) {
        String leader = standing.get().leader().orElse("");
        if (leader.isEmpty()) {
            return nowhere("There is no active master. Try again later.");
        }
        return leader.equals(node)
                ? answers.apply(question)
                : lines.call(leader, PeerDoor.ASK, question, PATIENCE);
    }

    CompletionStage<byte[]> asked(byte[] question) {
        return answers.apply(question);
    }

    private static CompletionStage<byte[]> nowhere(String why) {
        return CompletableFuture.failedFuture(new UnavailableException(why));
    }
}
