package dev.covey.etcd.watch;

import dev.covey.etcd.door.Calls;
import dev.covey.etcd.v3.WatchResponse;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The way back to the client. Events wait until the network takes them, so a client that does not
 * read costs one parked thread and no memory; answers to requests do not wait, and instead no
 * further request is read until the network takes them. Safe for use by many threads.
 */
final class Outlet {

    private final ServerCallStreamObserver<WatchResponse> call;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();
    private boolean ended;
    private boolean owesRequest;

    Outlet(ServerCallStreamObserver<WatchResponse> call) {
        this.call = call;
        call.disableAutoRequest();
        call.setOnReadyHandler(this::ready);
    }

    /** What to do when the client is gone. Begins to read requests. */
    void onEnd(Runnable action) {
        call.setOnCancelHandler(
                () -> {
                    end();
                    action.run();
                });
        call.request(1);
    }

    private void ready() {
        lock.lock();
        try {
            change.signal();
            if (owesRequest && !ended) {
                owesRequest = false;
                call.request(1);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Reads the next request once the network takes answers. */
    void next() {
        lock.lock();
        try {
            if (ended) {
                return;
            }
            if (call.isReady()) {
                call.request(1);
            } else {
                owesRequest = true;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Sends an answer to a request at once. */
    void answer(WatchResponse response) {
        lock.lock();
        try {
            send(response);
        } finally {
            lock.unlock();
        }
    }

    /** Sends events when the network takes them; returns when they are sent or nobody listens. */
    void deliver(Iterable<WatchResponse> responses) {
        lock.lock();
        try {
            while (!ended && !call.isReady()) {
                change.awaitUninterruptibly();
            }
            responses.forEach(this::send);
        } finally {
            lock.unlock();
        }
    }

    private void send(WatchResponse response) {
        if (!ended) {
            call.onNext(response);
        }
    }

    /** Nothing more is sent. */
    void end() {
        lock.lock();
        try {
            ended = true;
            change.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the call from this side, with an error if there is one. */
    void close(@Nullable Throwable failure) {
        lock.lock();
        try {
            if (ended) {
                return;
            }
            end();
            if (failure == null) {
                call.onCompleted();
            } else {
                Calls.fail(call, failure);
            }
        } finally {
            lock.unlock();
        }
    }
}
