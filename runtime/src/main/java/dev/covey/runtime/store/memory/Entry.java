package dev.covey.runtime.store.memory;

import dev.covey.runtime.store.Answer;
import java.util.concurrent.CompletableFuture;

/** One request on its way into the log, and who waits for what comes of it. */
final class Entry {

    final String proposer;
    final long term;
    final byte[] batch;
    final CompletableFuture<Answer> answer = new CompletableFuture<>();

    /** Whether the answer is given, or about to be. */
    boolean told;

    Entry(String proposer, long term, byte[] batch) {
        this.proposer = proposer;
        this.term = term;
        this.batch = batch;
    }
}
