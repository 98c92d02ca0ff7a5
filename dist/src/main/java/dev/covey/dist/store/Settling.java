package dev.covey.dist.store;

import dev.covey.etcd.entry.Knock;
import dev.covey.etcd.entry.Welcome;
import dev.covey.model.Endpoint;
import dev.covey.model.Problem;
import dev.covey.runtime.quorum.Member;
import dev.covey.runtime.quorum.PeerIds;
import dev.covey.runtime.quorum.PeerSpec;
import dev.covey.runtime.quorum.Quorum;
import dev.covey.runtime.quorum.QuorumView;
import dev.covey.runtime.task.Tasks;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knocks at the other members until this one is what it should be, and again when it has no leader:
 * it may have been removed without having heard, and Raft itself tells nobody that.
 */
final class Settling implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Settling.class);
    private static final Duration AGAIN = Duration.ofMillis(200);
    private static final Duration WATCH = Duration.ofSeconds(2);

    private final String peer;
    private final List<Endpoint> addresses;
    private final Neighbours others;
    private final Quorum quorum;
    private final Consumer<Problem> end;
    private final Tasks tasks;
    private Tasks.Cancel next = () -> {};
    private String told = "";
    private boolean settled;
    private boolean over;

    Settling(PeerSpec self, Neighbours others, Quorum quorum, Tasks tasks, Consumer<Problem> end) {
        this.peer = self.node();
        this.addresses = self.addresses();
        this.others = others;
        this.quorum = quorum;
        this.tasks = tasks;
        this.end = end;
    }

    /** Begins. */
    synchronized void start() {
        next = tasks.every(AGAIN, this);
    }

    @Override
    public synchronized void run() {
        QuorumView group = quorum.view();
        if (over || (settled && group.leader().isPresent())) {
            return;
        }
        others.meet(
                group.members().stream()
                        .map(Member::peer)
                        .map(each -> new PeerSpec(PeerIds.name(each.node()), each.addresses()))
                        .toList());
        if (others.none()) {
            settle();
            return;
        }
        switch (others.knock(new Knock(peer, "", addresses, group.applied()))) {
            case Welcome.Settled _ -> settle();
            case Welcome.Waiting(var why) -> tell(why);
            case Welcome.Removed(var why) -> out(why);
            case Welcome.Refused(var why) -> out(why);
            case Welcome.Become _, Welcome.Expected _ -> LOG.warn("{} heard nonsense", peer);
        }
    }

    private void tell(String why) {
        if (!why.equals(told)) {
            told = why;
            LOG.info("{}: {}", peer, why);
        }
    }

    private void settle() {
        if (!settled) {
            LOG.debug("{} is what it should be", peer);
            settled = true;
            next.cancel();
            next = tasks.every(WATCH, this);
        }
    }

    private void out(String why) {
        over = true;
        next.cancel();
        end.accept(new Problem.Conflict("removed", why));
    }
}
