package dev.covey.wire.server;

import dev.covey.wire.v1.FromMaster;
import io.grpc.stub.ServerCallStreamObserver;

/**
 * A session's stream. A stream takes one call at a time; those who use a line have many threads.
 */
final class GrpcLine implements Line {
    private final Caller caller;
    private final ServerCallStreamObserver<FromMaster> out;
    private boolean closed;

    GrpcLine(Caller caller, ServerCallStreamObserver<FromMaster> out) {
        this.caller = caller;
        this.out = out;
    }

    @Override
    public Caller caller() {
        return caller;
    }

    @Override
    public synchronized void send(FromMaster message) {
        if (!closed) {
            out.onNext(message);
        }
    }

    @Override
    public boolean ready() {
        return out.isReady();
    }

    @Override
    public synchronized void more() {
        if (!closed) {
            out.request(1);
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            out.onCompleted();
        }
    }

    /** The connection is gone: nothing can be sent any longer. */
    synchronized void lost() {
        closed = true;
    }
}
