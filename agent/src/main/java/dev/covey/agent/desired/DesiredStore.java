package dev.covey.agent.desired;

import dev.covey.agent.time.ClusterTime;
import java.io.IOException;
import java.util.Optional;

/** Where the desired state outlives the agent. For one thread at a time. */
public interface DesiredStore {

    /** Whether what was found is right, but may be older than what was saved last. */
    boolean damaged();

    /** The cluster time that was saved last before this opening. */
    Optional<ClusterTime.Mark> time();

    /** Saves changes; returns when they would survive a crash. */
    void save(Desired.Changes changes, ClusterTime.Mark now) throws IOException;

    /** Saves the time alone. */
    void saveTime(ClusterTime.Mark now) throws IOException;
}
