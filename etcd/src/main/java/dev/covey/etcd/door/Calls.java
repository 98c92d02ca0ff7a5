package dev.covey.etcd.door;

import dev.covey.etcd.fault.Faults;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends calls with what stages end with. */
public final class Calls {

    private static final Logger LOG = LoggerFactory.getLogger(Calls.class);

    /** Answers a call that has one answer; whatever fails becomes etcd's error. */
    public static <A> void answer(
            StreamObserver<A> call, Supplier<? extends CompletionStage<A>> work) {
        try {
            work.get()
                    .whenComplete(
                            (answer, failure) -> {
                                if (failure == null) {
                                    call.onNext(answer);
                                    call.onCompleted();
                                } else {
                                    fail(call, failure);
                                }
                            });
        } catch (RuntimeException e) {
            fail(call, e);
        }
    }

    /** Ends a call with an error. */
    public static void fail(StreamObserver<?> call, Throwable failure) {
        Status status = Faults.of(failure);
        if (status.getCode() == Status.Code.INTERNAL) {
            LOG.error("a call failed", failure);
        }
        call.onError(status.asRuntimeException());
    }

    private Calls() {}
}
