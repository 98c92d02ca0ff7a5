package dev.covey.kv;

import org.jspecify.annotations.Nullable;

/**
 * One entry of a batch, applied or refused on its own.
 *
 * @param id makes it repeatable once
 * @param epoch if given, it is refused unless this is the epoch of the stored claim
 * @param origin who asked and why, for whoever reads the log; never judged
 */
public record Request(
        @Nullable RequestId id, @Nullable Epoch epoch, Origin origin, Command command) {

    /** A request that anybody may send any number of times. */
    public static Request of(Command command) {
        return new Request(null, null, Origin.NONE, command);
    }

    /** An operation in a space, with no id and no epoch. */
    public static Request of(Space space, Op op) {
        return of(new Command.Execute(space, op));
    }

    /**
     * Who asked for a request and why.
     *
     * @param actor such as {@code admin:ada} or {@code controller:placement}
     * @param reason a few words
     */
    public record Origin(String actor, String reason) {

        /** Nobody in particular. */
        public static final Origin NONE = new Origin("", "");
    }
}
