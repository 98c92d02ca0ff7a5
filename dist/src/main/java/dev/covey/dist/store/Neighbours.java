package dev.covey.dist.store;

import dev.covey.etcd.entry.Knock;
import dev.covey.etcd.entry.Welcome;
import dev.covey.raft.peer.AddressBook;
import dev.covey.raft.peer.MemberTls;
import dev.covey.raft.peer.PeerDoor;
import dev.covey.raft.peer.PeerLines;
import dev.covey.raft.peer.Speaker;
import dev.covey.runtime.quorum.PeerSpec;
import dev.covey.runtime.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The other members, as one that knocks at their doors knows them: by name. Blocks. */
final class Neighbours implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** A newcomer is told by the others which cluster this is, and which member it will be. */
    private static final Speaker NOBODY_YET = new Speaker("", "");

    private final String self;
    private final PeerLines lines;
    private final Map<String, String> names = new ConcurrentHashMap<>();

    /** Those on a list who are not called {@code self}. */
    Neighbours(String self, MemberTls tls, Clock clock, Collection<PeerSpec> members) {
        this.self = self;
        this.lines = new PeerLines(tls, NOBODY_YET, clock);
        meet(members);
    }

    /** Knows these too, by their names. */
    void meet(Collection<PeerSpec> members) {
        for (PeerSpec each : members) {
            if (!each.node().equals(self)) {
                AddressBook.shared().tell(each.node(), each.addresses());
                names.put(each.node(), each.addresses().toString());
            }
        }
    }

    boolean none() {
        return names.isEmpty();
    }

    /** Knocks at all at once. What one of them knows counts for more than that others do not. */
    Welcome knock(Knock knock) {
        byte[] question = knock.encoded();
        List<CompletableFuture<Welcome>> asked = new ArrayList<>();
        for (Map.Entry<String, String> each : names.entrySet()) {
            asked.add(
                    lines.call(each.getKey(), PeerDoor.KNOCK, question, PATIENCE)
                            .thenApply(Welcome::decoded)
                            .exceptionally(failure -> silent(each, failure)));
        }
        List<String> reasons = new ArrayList<>();
        for (CompletableFuture<Welcome> one : asked) {
            if (one.join() instanceof Welcome.Waiting(String why)) {
                reasons.add(why);
            } else {
                return one.join();
            }
        }
        return new Welcome.Waiting(String.join("; ", reasons));
    }

    private static Welcome silent(Map.Entry<String, String> who, Object why) {
        return new Welcome.Waiting("%s at %s: %s".formatted(who.getKey(), who.getValue(), why));
    }

    @Override
    public void close() {
        lines.close();
    }
}
