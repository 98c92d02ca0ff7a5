package dev.covey.agent.meter;

import dev.covey.wire.v1.UsageBatch;
import dev.covey.wire.v1.UsageMark;
import java.io.IOException;
import java.util.List;

/** Batches of counted traffic on their way to the masters. Safe from any thread. */
public interface Usage {

    /** The batches that are not committed, in the order in which masters must see them. */
    List<UsageBatch> sealed();

    /**
     * A master has committed everything of a core up to a mark. A mark beyond what was ever sealed
     * means that something was lost here: counting then starts anew behind the mark.
     */
    void committed(UsageMark mark) throws IOException;
}
