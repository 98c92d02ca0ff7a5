package dev.covey.runtime.store;

/** A running watch. Safe for use by many threads. */
public interface Watch extends AutoCloseable {

    /** Asks for a {@link Batch.Bookmark} once everything up to now is delivered. */
    void requestBookmark();

    /** Ends the watch. A delivery that has begun may still finish. */
    @Override
    void close();
}
