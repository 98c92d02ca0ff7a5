package dev.covey.raft.lead;

import dev.covey.raft.lead.Confirmation.Electors;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a leader step down that goes on leading although a voter has seen a later term. Ratis
 * overlooks the answers of a voter that was a learner when this leader let it in; with another
 * voter gone the group would stand still, because such a leader takes those answers for assent.
 */
public final class TermWatch {

    private static final Logger LOG = LoggerFactory.getLogger(TermWatch.class);
    private static final long NONE = -1;

    private final String self;
    private final Electors electors;
    private final Runnable stepDown;
    private final AtomicLong suspected = new AtomicLong(NONE);

    /** {@code stepDown} makes this member cease to lead; it does not wait. */
    public TermWatch(String self, Electors electors, Runnable stepDown) {
        this.self = self;
        this.electors = electors;
        this.stepDown = stepDown;
    }

    /**
     * Looks once; to be repeated at intervals longer than an election. A term that is ahead is
     * normal for a moment, so it must be seen twice in the same reign.
     */
    public void look() {
        Optional<Reign> leading = electors.reign();
        if (leading.isEmpty()) {
            suspected.set(NONE);
            return;
        }
        Reign reign = leading.get();
        Set<String> voters = new HashSet<>();
        reign.electorates().forEach(voters::addAll);
        voters.remove(self);
        for (String voter : voters) {
            electors.termOf(voter).thenAccept(term -> heard(voter, reign.term(), term));
        }
    }

    private void heard(String voter, long own, long term) {
        if (term <= own) {
            return;
        }
        if (suspected.getAndSet(own) == own) {
            LOG.warn("{} is in term {}, but this member leads in {}: steps down", voter, term, own);
            suspected.set(NONE);
            stepDown.run();
        }
    }
}
