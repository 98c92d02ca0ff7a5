package dev.covey.etcd.member;

import dev.covey.etcd.door.Heard;
import dev.covey.etcd.fault.EtcdFault;
import dev.covey.etcd.fault.Faults;
import dev.covey.kv.codec.Decoder;
import dev.covey.kv.codec.Encoder;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.CompletionException;

/** Why a change of members did not happen, as it goes from the leader to who asked. */
final class Refused {

    private static final int LONGEST = 4096;

    /** What is told of a failure. */
    static Heard heard(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException wrapped && wrapped.getCause() != null
                        ? wrapped.getCause()
                        : failure;
        if (cause instanceof StatusRuntimeException known) {
            return EtcdFault.UNKNOWN_OUTCOME.is(known.getStatus())
                    ? new Heard.Unknown()
                    : new Heard.Answered(written(known.getStatus()));
        }
        if (cause instanceof ProblemException refused) {
            return switch (refused.problem()) {
                case Problem.Unknown _ -> new Heard.Unknown();
                case Problem.Conflict(String code, String _) when code.equals("not_leader") ->
                        new Heard.Elsewhere();
                default -> new Heard.Answered(written(status(refused)));
            };
        }
        return new Heard.Unknown();
    }

    private static Status status(ProblemException refused) {
        return switch (refused.problem().code()) {
            case "unknown_member" -> EtcdFault.MEMBER_NOT_FOUND.status();
            case "not_caught_up" -> EtcdFault.LEARNER_NOT_READY.status();
            case "quorum_unsafe" -> EtcdFault.NOT_ENOUGH_STARTED.status();
            default -> Faults.of(refused);
        };
    }

    private static byte[] written(Status status) {
        String text = String.valueOf(status.getDescription());
        return new Encoder()
                .number(status.getCode().value())
                .text(text.length() > LONGEST / 4 ? text.substring(0, LONGEST / 4) : text, LONGEST)
                .toArray();
    }

    /** What another member has written. */
    static Status read(byte[] bytes) {
        Decoder in = new Decoder(bytes);
        return Status.fromCodeValue(in.number(1, 16)).withDescription(in.text(LONGEST));
    }

    private Refused() {}
}
