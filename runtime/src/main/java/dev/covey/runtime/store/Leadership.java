package dev.covey.runtime.store;

import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Who leads, as one member sees it. Safe for use by many threads. */
public interface Leadership {

    /** How this member stands now. What it says may be outdated: only the store's epoch fences. */
    Standing standing();

    /**
     * Is told how this member stands, now and after it has changed, in order, one call at a time;
     * changes in quick succession may be told as one. The consumer must not block.
     */
    Registration onChange(Consumer<Standing> consumer);

    /**
     * Succeeds if this member led at some moment after the call, as a majority of the voters said
     * when asked after the call, and has applied everything committed before it. Ends with {@link
     * UnavailableException} otherwise.
     */
    CompletionStage<Void> confirm();

    /** Ends what was registered. */
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
