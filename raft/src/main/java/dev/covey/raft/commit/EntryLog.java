package dev.covey.raft.commit;

import dev.covey.kv.Reply;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Where batches go. */
@FunctionalInterface
public interface EntryLog {

    /**
     * Appends a batch and ends with its replies once it is committed and applied here. Any failure
     * means that its fate is not known. Must not throw.
     */
    CompletionStage<List<Reply>> append(byte[] batch);
}
