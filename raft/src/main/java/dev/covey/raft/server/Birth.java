package dev.covey.raft.server;

import dev.covey.runtime.quorum.PeerSpec;
import java.util.List;

/** What a member does if its directory is empty; one that holds its own data just goes on. */
public sealed interface Birth {

    /** Begins a new group. All voters must be told the same list, which names this member too. */
    record Found(List<PeerSpec> voters) implements Birth {
        /** Copies the list. */
        public Found {
            voters = List.copyOf(voters);
        }
    }

    /** Waits as a learner until a leader lets it in. */
    record Join() implements Birth {}

    /** Refuses: there should be data. */
    record Resume() implements Birth {}
}
