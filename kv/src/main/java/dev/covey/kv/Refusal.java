package dev.covey.kv;

import org.jspecify.annotations.Nullable;

/** Why a request was refused. A refused request has changed nothing. */
public sealed interface Refusal {

    /** The revision asked for is below the compaction floor. */
    record Compacted(long revision, long floor) implements Refusal {}

    /** The revision asked for does not exist yet. */
    record FutureRevision(long revision, long current) implements Refusal {}

    /** A list of compares or operations is longer than {@link Limits#MAX_OPS}. */
    record TooManyOps(int found) implements Refusal {}

    /** Transactions are nested deeper than {@link Limits#MAX_DEPTH}. */
    record TooDeep() implements Refusal {}

    /** The encoded request is larger than {@link Limits#MAX_REQUEST_BYTES}. */
    record TooLarge(long bytes) implements Refusal {}

    /** One transaction writes a key twice, or writes and deletes it. */
    record DuplicateKey(Bytes key) implements Refusal {}

    /** A key is empty. */
    record EmptyKey() implements Refusal {}

    /** A put wants to keep the value or lease of a key that does not exist. */
    record KeyNotFound(Bytes key) implements Refusal {}

    /** There is no such lease. */
    record LeaseNotFound(long lease) implements Refusal {}

    /** A lease is granted under a number that is in use. */
    record LeaseExists(long lease) implements Refusal {}

    /** There are {@link Limits#MAX_LEASES} leases already. */
    record TooManyLeases(long found) implements Refusal {}

    /** The space would grow over its quota. Delete and compact, or raise the quota. */
    record NoSpace(Space space, long used, long quota) implements Refusal {}

    /** The request carries another epoch than the stored claim. */
    record StaleEpoch(@Nullable Claim claim) implements Refusal {}

    /** A claim that is not above the stored one, or not of this incarnation or term. */
    record ClaimOutdated(@Nullable Claim claim) implements Refusal {}

    /** The request id was used for something else before. */
    record RequestIdReused(RequestId id) implements Refusal {}

    /** A row by which the request was judged has changed since. */
    record Overtaken(long found, long expected) implements Refusal {}

    /** A level, quota or incarnation that may not be set. */
    record OutOfRange(String what, long found, long allowed) implements Refusal {}
}
