package dev.covey.etcd.door;

/** What members ask the leader. The number goes over the wire and is never given twice. */
public enum Subject {
    /** To put a request through the log. */
    EXECUTE(1),
    /** To let a lease live on. */
    KEEP_ALIVE(2),
    /** How long a lease lives. */
    TIME_LEFT(3),
    /** To change who the members are. */
    MEMBERS(4),
    /** A member that asks to be let in. */
    KNOCK(5);

    private final int number;

    Subject(int number) {
        this.number = number;
    }

    /** What it is called on the wire. */
    int number() {
        return number;
    }
}
