package dev.covey.kv;

/** What the log can be asked to do. */
public sealed interface Command {

    /** Reads or writes one space. */
    record Execute(Space space, Op op) implements Command {}

    /** Forgets all versions of a space that nobody can see at or after a revision. */
    record Compact(Space space, long revision) implements Command {}

    /**
     * Says who leads. Accepted only in the entry of its own term, for the current incarnation, and
     * above the stored claim.
     */
    record TakeOver(Claim claim) implements Command {}

    /** Raises the feature level; every voter must support it. */
    record RaiseLevel(int level) implements Command {}

    /** Sets how many bytes a space may hold, history and overhead included. */
    record SetQuota(Space space, long bytes) implements Command {}

    /**
     * Grants a client lease that nobody holds yet. When it ends is the business of the leader's
     * memory: the log only knows that there is one.
     *
     * @param lease chosen by who asks; never 0
     * @param seconds how long it lives after each sign of life
     */
    record GrantLease(Space space, long lease, long seconds) implements Command {}

    /** Ends a client lease and deletes the keys that hang on it, all at one revision. */
    record RevokeLease(Space space, long lease) implements Command {}

    /**
     * Begins a new incarnation after a restore, a forced recovery or a promotion: each revision
     * jumps to the next multiple of 2^40 with everything below compacted, request ids from before
     * are forgotten, and the claim is void.
     */
    record Renew(long incarnation) implements Command {}

    /**
     * Carries out a command only if a row of the system space is as it was when somebody judged the
     * command by it.
     *
     * @param revision the modification revision of the row then; 0 if there was none
     * @param command is not itself one of these
     */
    record Guarded(Bytes row, long revision, Command command) implements Command {
        public Guarded {
            if (command instanceof Guarded) {
                throw new IllegalArgumentException("Expected one guard, but there are two");
            }
        }
    }
}
