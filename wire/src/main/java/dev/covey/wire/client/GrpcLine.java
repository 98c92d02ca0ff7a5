package dev.covey.wire.client;

import dev.covey.wire.v1.FromAgent;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;

/** A session's stream on a channel of its own. */
final class GrpcLine implements Line {

    private final ManagedChannel channel;
    private final StreamObserver<FromAgent> out;
    private boolean closed;

    GrpcLine(ManagedChannel channel, StreamObserver<FromAgent> out) {
        this.channel = channel;
        this.out = out;
    }

    // A stream takes one call at a time; the caller may have several threads.
    @Override
    public synchronized void send(FromAgent message) {
        if (closed) {
            return;
        }
        try {
            out.onNext(message);
        } catch (IllegalStateException e) {
            closed = true;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        channel.shutdownNow();
    }
}
