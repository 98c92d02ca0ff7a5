package dev.covey.kv;

/** The answer to one request. */
public sealed interface Reply {

    /**
     * It was carried out.
     *
     * @param revision of its space after it (of the system space for what belongs to none)
     * @param repeated whether this is the remembered answer to an earlier request with the same id
     */
    record Applied(long revision, Result result, boolean repeated) implements Reply {}

    /** It was refused and changed nothing. */
    record Refused(Refusal refusal) implements Reply {}

    /**
     * Its id is older than the memory of ids: it may or may not have been carried out before, and
     * it was not carried out now.
     */
    record Forgotten(RequestId id) implements Reply {}
}
