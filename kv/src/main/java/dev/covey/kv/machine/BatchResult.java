package dev.covey.kv.machine;

import dev.covey.kv.Commit;
import dev.covey.kv.Reply;
import java.util.List;

/**
 * What came of a batch.
 *
 * @param replies one for each request, in order
 * @param commits what changed, revision by revision
 * @param state after the batch
 */
public record BatchResult(List<Reply> replies, List<Commit> commits, State state) {}
