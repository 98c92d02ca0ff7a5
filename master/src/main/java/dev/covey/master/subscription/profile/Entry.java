package dev.covey.master.subscription.profile;

/** One line in the user's application. */
public sealed interface Entry {

    /** What the user reads; unique within a subscription. */
    String name();

    /**
     * A server that works.
     *
     * @param credential the user's UUID
     */
    record Server(String name, Target target, String credential) implements Entry {

        /** Name and target without the credential. */
        @Override
        public String toString() {
            return "Server[" + name + ", " + target + "]";
        }
    }

    /** No server, but the reason why there is none. */
    record Notice(String name) implements Entry {}
}
