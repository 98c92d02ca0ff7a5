package dev.covey.runtime.store;

import dev.covey.kv.Reply;
import java.util.Optional;

/** What became of a request. */
public sealed interface Answer {

    /** It went through the log, and this is what the machine says of it. */
    record Replied(Reply reply) implements Answer {}

    /**
     * It was not submitted, because this member does not lead. Nothing was done.
     *
     * @param leader the node that may lead
     */
    record NotLeader(Optional<String> leader) implements Answer {}

    /** It was submitted and its fate is not known: it may be applied, even later. */
    record Unknown() implements Answer {}
}
