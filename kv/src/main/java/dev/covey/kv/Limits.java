package dev.covey.kv;

/** The bounds that every replica enforces; changing one needs a new feature level. */
public final class Limits {

    /** Longest encoded request, in bytes (1.5 MiB, as in etcd). */
    public static final int MAX_REQUEST_BYTES = 1536 * 1024;

    /** Most compares, and most operations of a branch, of one transaction. */
    public static final int MAX_OPS = 128;

    /** Most operations of one request, those of nested transactions and both branches included. */
    public static final int MAX_TOTAL_OPS = 2048;

    /** How deep transactions may be nested; a plain transaction has depth 1. */
    public static final int MAX_DEPTH = 8;

    /** What a space may hold until {@link Command.SetQuota} says otherwise, in bytes. */
    public static final long DEFAULT_QUOTA = 2L << 30;

    /** What each version counts against the quota beside its key and value, in bytes. */
    public static final int VERSION_OVERHEAD = 128;

    /** Most client leases of one space. */
    public static final int MAX_LEASES = 262_144;

    /** Longest time to live of a client lease, in seconds (as in etcd). */
    public static final long MAX_LEASE_SECONDS = 9_000_000_000L;

    /** How many replies are remembered for their request ids. */
    public static final int MAX_REMEMBERED = 65_536;

    /** How many bytes of replies are remembered. */
    public static final int MAX_REMEMBERED_BYTES = 16 << 20;

    /** A longer encoded result is not remembered, only that the request was applied. */
    public static final int MAX_REMEMBERED_REPLY = 8 << 10;

    /** Longest caller or id of a request id, actor or node, in UTF-8 bytes. */
    public static final int MAX_NAME_BYTES = 256;

    /** Longest reason, in UTF-8 bytes. */
    public static final int MAX_REASON_BYTES = 4096;

    /** The highest feature level that this program understands. */
    public static final int SUPPORTED_LEVEL = 1;

    private Limits() {}
}
