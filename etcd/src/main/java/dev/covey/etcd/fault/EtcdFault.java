package dev.covey.etcd.fault;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/** What a call can end with, in etcd's words. */
public enum EtcdFault {
    /** A key is empty. */
    EMPTY_KEY(Status.Code.INVALID_ARGUMENT, "key is not provided"),
    /** A put keeps what is not there, or an operation is none. */
    KEY_NOT_FOUND(Status.Code.INVALID_ARGUMENT, "key not found"),
    /** A put keeps the value and brings one. */
    VALUE_PROVIDED(Status.Code.INVALID_ARGUMENT, "value is provided"),
    /** A put keeps the lease and brings one. */
    LEASE_PROVIDED(Status.Code.INVALID_ARGUMENT, "lease is provided"),
    /** A list of operations is too long, or they are nested too deep. */
    TOO_MANY_OPS(Status.Code.INVALID_ARGUMENT, "too many operations in txn request"),
    /** One transaction writes a key twice. */
    DUPLICATE_KEY(Status.Code.INVALID_ARGUMENT, "duplicate key given in txn request"),
    /** A range is sorted by what is unknown. */
    INVALID_SORT(Status.Code.INVALID_ARGUMENT, "invalid sort option"),
    /** The revision is forgotten. */
    COMPACTED(Status.Code.OUT_OF_RANGE, "mvcc: required revision has been compacted"),
    /** The revision has not come yet. */
    FUTURE_REVISION(Status.Code.OUT_OF_RANGE, "mvcc: required revision is a future revision"),
    /** The space is full. */
    NO_SPACE(Status.Code.RESOURCE_EXHAUSTED, "mvcc: database space exceeded"),
    /** There is no such lease. */
    LEASE_NOT_FOUND(Status.Code.NOT_FOUND, "requested lease not found"),
    /** The lease's number is in use. */
    LEASE_EXISTS(Status.Code.FAILED_PRECONDITION, "lease already exists"),
    /** A lease would live too long. */
    LEASE_TTL_TOO_LARGE(Status.Code.OUT_OF_RANGE, "too large lease TTL"),
    /** There is no such member. */
    MEMBER_NOT_FOUND(Status.Code.NOT_FOUND, "member not found"),
    /** Another member listens there, or will. */
    PEER_URL_EXISTS(Status.Code.FAILED_PRECONDITION, "Peer URLs already exists"),
    /** There is a learner already. */
    TOO_MANY_LEARNERS(Status.Code.FAILED_PRECONDITION, "too many learner members in cluster"),
    /** There is no room for another member; etcd has no such limit. */
    TOO_MANY_MEMBERS(Status.Code.FAILED_PRECONDITION, "too many members in cluster"),
    /** A member is away, or on its way. */
    UNHEALTHY(Status.Code.UNAVAILABLE, "unhealthy cluster"),
    /** A member's URLs cannot be read. */
    MEMBER_BAD_URLS(Status.Code.INVALID_ARGUMENT, "given member URLs are invalid"),
    /** Only learners are promoted. */
    MEMBER_NOT_LEARNER(Status.Code.FAILED_PRECONDITION, "can only promote a learner member"),
    /** The learner lacks too much. */
    LEARNER_NOT_READY(
            Status.Code.FAILED_PRECONDITION,
            "can only promote a learner member which is in sync with leader"),
    /** The voters that remain would not be a majority. */
    NOT_ENOUGH_STARTED(
            Status.Code.FAILED_PRECONDITION,
            "re-configuration failed due to not enough started members"),
    /** What is asked is longer than the store takes. */
    REQUEST_TOO_LARGE(Status.Code.INVALID_ARGUMENT, "request is too large"),
    /** The store has too much to do. */
    TOO_MANY_REQUESTS(Status.Code.RESOURCE_EXHAUSTED, "too many requests"),
    /** Nobody leads; nothing was done. */
    NO_LEADER(Status.Code.UNAVAILABLE, "no leader"),
    /** This member does not lead. */
    NOT_LEADER(Status.Code.FAILED_PRECONDITION, "not leader"),
    /** The member cannot be handed the lead. */
    BAD_TRANSFEREE(Status.Code.FAILED_PRECONDITION, "bad leader transferee"),
    /** It may have been done or not. */
    UNKNOWN_OUTCOME(
            Status.Code.UNAVAILABLE, "request timed out, possibly due to previous leader failure"),
    /** The header that makes a write repeatable was sent with another request; etcd has none. */
    REQUEST_ID_REUSED(
            Status.Code.FAILED_PRECONDITION, "the request id was sent with another request"),
    /** The root user is missing. */
    ROOT_USER_MISSING(Status.Code.FAILED_PRECONDITION, "root user does not exist"),
    /** The root user lacks the root role. */
    ROOT_ROLE_MISSING(Status.Code.FAILED_PRECONDITION, "root user does not have root role"),
    /** The user's name is taken. */
    USER_EXISTS(Status.Code.FAILED_PRECONDITION, "user name already exists"),
    /** A user has no name. */
    USER_EMPTY(Status.Code.INVALID_ARGUMENT, "user name is empty"),
    /** There is no such user. */
    USER_NOT_FOUND(Status.Code.FAILED_PRECONDITION, "user name not found"),
    /** The role's name is taken. */
    ROLE_EXISTS(Status.Code.FAILED_PRECONDITION, "role name already exists"),
    /** There is no such role. */
    ROLE_NOT_FOUND(Status.Code.FAILED_PRECONDITION, "role name not found"),
    /** A role has no name. */
    ROLE_EMPTY(Status.Code.INVALID_ARGUMENT, "role name is empty"),
    /** Wrong name or password. */
    AUTH_FAILED(Status.Code.INVALID_ARGUMENT, "authentication failed, invalid user ID or password"),
    /** Who may what has changed since the caller was judged; nothing was done. */
    AUTH_OLD_REVISION(Status.Code.INVALID_ARGUMENT, "revision of auth store is old"),
    /** The caller may not. */
    PERMISSION_DENIED(Status.Code.PERMISSION_DENIED, "permission denied"),
    /** The user does not have the role. */
    ROLE_NOT_GRANTED(Status.Code.FAILED_PRECONDITION, "role is not granted to the user"),
    /** The role does not have the permission. */
    PERMISSION_NOT_GRANTED(
            Status.Code.FAILED_PRECONDITION, "permission is not granted to the role"),
    /** A grant of nothing. */
    PERMISSION_NOT_GIVEN(Status.Code.INVALID_ARGUMENT, "permission not given"),
    /** Nobody needs to say who they are. */
    AUTH_NOT_ENABLED(Status.Code.FAILED_PRECONDITION, "authentication is not enabled"),
    /** The token is not, or no longer, good. */
    INVALID_AUTH_TOKEN(Status.Code.UNAUTHENTICATED, "invalid auth token"),
    /** A change of users that would lock everybody out. */
    INVALID_AUTH_MANAGEMENT(Status.Code.INVALID_ARGUMENT, "invalid auth management");

    private final Status.Code code;
    private final String text;

    EtcdFault(Status.Code code, String text) {
        this.code = code;
        this.text = "etcdserver: " + text;
    }

    /** Code and text. */
    public Status status() {
        return code.toStatus().withDescription(text);
    }

    /** The text, as it also stands in the answers of watches. */
    public String text() {
        return text;
    }

    /** Whether a call ended with this. */
    public boolean is(Status status) {
        return status.getCode() == code && text.equals(status.getDescription());
    }

    /** As an exception. */
    public StatusRuntimeException exception() {
        return status().asRuntimeException();
    }
}
