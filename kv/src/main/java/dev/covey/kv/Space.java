package dev.covey.kv;

/**
 * One of the two key spaces of a store. They share the log and nothing else: each has its own
 * revision, compaction floor and quota, and no request sees both.
 */
public enum Space {
    /** Covey's own state. */
    SYSTEM,
    /** What clients of the etcd protocol keep. */
    USER
}
