package dev.covey.runtime.store;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * A line from every member to the one that leads, for what must be asked there: only the leader can
 * put a request through the log, and its memory alone knows when a lease ends. Safe for use by many
 * threads.
 */
public interface LeaderLine {

    /** The most bytes of a question or an answer. */
    int MOST_BYTES = 32 << 20;

    /**
     * What this member answers from now on, to itself and to others. It must not block, and must
     * see for itself whether it leads: who asks may be wrong.
     */
    void answering(Function<byte[], CompletionStage<byte[]>> answers);

    /**
     * Asks the member that leads, which may be this one. Ends with {@link UnavailableException} if
     * the question went nowhere; any other failure means that it may have been heard.
     */
    CompletionStage<byte[]> ask(byte[] question);
}
