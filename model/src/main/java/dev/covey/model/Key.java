package dev.covey.model;

/**
 * The identity of one resource. The row of its specification is {@code r/KIND/ID}, of its status
 * {@code s/KIND/ID}, of its name {@code n/KIND/NAME} (the row that keeps names unique).
 *
 * @param id never reused; at most 64 characters of {@code [a-z0-9-]}
 */
public record Key(Kind kind, String id) implements Comparable<Key> {

    /** The store key of the row with meta and specification. */
    public String specRow() {
        return specPrefix(kind) + id;
    }

    /** The store key of the row with the status. */
    public String statusRow() {
        return statusPrefix(kind) + id;
    }

    /** The prefix of all specification rows of a kind. */
    public static String specPrefix(Kind kind) {
        return "r/" + kind.word() + "/";
    }

    /** The prefix of all status rows of a kind. */
    public static String statusPrefix(Kind kind) {
        return "s/" + kind.word() + "/";
    }

    /** The store key of the row that holds the id of the resource with this name. */
    public static String nameRow(Kind kind, String name) {
        return "n/" + kind.word() + "/" + name;
    }

    @Override
    public int compareTo(Key other) {
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : id.compareTo(other.id);
    }

    @Override
    public String toString() {
        return kind.word() + "/" + id;
    }
}
