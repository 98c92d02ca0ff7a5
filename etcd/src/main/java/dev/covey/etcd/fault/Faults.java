package dev.covey.etcd.fault;

import dev.covey.kv.Refusal;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.runtime.store.UnavailableException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.CompletionException;

/** The refusals of the store in etcd's words. */
public final class Faults {

    /** What a refusal is called. */
    public static EtcdFault of(Refusal refusal) {
        return switch (refusal) {
            case Refusal.Compacted _ -> EtcdFault.COMPACTED;
            case Refusal.FutureRevision _ -> EtcdFault.FUTURE_REVISION;
            case Refusal.TooManyOps _, Refusal.TooDeep _ -> EtcdFault.TOO_MANY_OPS;
            case Refusal.TooLarge _ -> EtcdFault.REQUEST_TOO_LARGE;
            case Refusal.DuplicateKey _ -> EtcdFault.DUPLICATE_KEY;
            case Refusal.EmptyKey _ -> EtcdFault.EMPTY_KEY;
            case Refusal.KeyNotFound _ -> EtcdFault.KEY_NOT_FOUND;
            case Refusal.LeaseNotFound _ -> EtcdFault.LEASE_NOT_FOUND;
            case Refusal.LeaseExists _ -> EtcdFault.LEASE_EXISTS;
            case Refusal.NoSpace _ -> EtcdFault.NO_SPACE;
            case Refusal.TooManyLeases _ -> EtcdFault.TOO_MANY_REQUESTS;
            case Refusal.OutOfRange _ -> EtcdFault.LEASE_TTL_TOO_LARGE;
            case Refusal.StaleEpoch _, Refusal.ClaimOutdated _ -> EtcdFault.NOT_LEADER;
            case Refusal.Overtaken _ -> EtcdFault.AUTH_OLD_REVISION;
            case Refusal.RequestIdReused _ -> EtcdFault.REQUEST_ID_REUSED;
        };
    }

    /** What a failed stage ends a call with. */
    public static Status of(Throwable failure) {
        return switch (failure) {
            case CompletionException wrapped when wrapped.getCause() != null ->
                    of(wrapped.getCause());
            case StatusRuntimeException known -> known.getStatus();
            case UnavailableException _ -> EtcdFault.NO_LEADER.status();
            case ProblemException refused -> of(refused.problem());
            default -> Status.INTERNAL.withDescription("etcdserver: internal error");
        };
    }

    private static Status of(Problem problem) {
        Status.Code code =
                switch (problem) {
                    case Problem.Unavailable _ -> Status.Code.UNAVAILABLE;
                    case Problem.Unknown _ -> Status.Code.UNKNOWN;
                    case Problem.LimitReached _ -> Status.Code.RESOURCE_EXHAUSTED;
                    case Problem.Invalid _ -> Status.Code.INVALID_ARGUMENT;
                    default -> Status.Code.FAILED_PRECONDITION;
                };
        return code.toStatus().withDescription(problem.message());
    }

    private Faults() {}
}
