package dev.covey.etcd.save;

import com.google.protobuf.ByteString;
import dev.covey.etcd.v3.ResponseHeader;
import dev.covey.etcd.v3.SnapshotResponse;
import io.grpc.stub.ServerCallStreamObserver;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Bytes on their way to a client, no faster than it reads. Written by one thread. */
final class Outflow extends OutputStream {

    private static final int PIECE = 64 << 10;

    private final ServerCallStreamObserver<SnapshotResponse> call;
    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final byte[] piece = new byte[PIECE];
    private ResponseHeader header = ResponseHeader.getDefaultInstance();
    private int filled;
    private long remaining;

    /** To be made on the thread of the call, while it has not returned. */
    Outflow(ServerCallStreamObserver<SnapshotResponse> call, Duration patience) {
        this.call = call;
        this.patience = patience;
        call.setOnReadyHandler(this::signal);
        call.setOnCancelHandler(this::signal);
    }

    private void signal() {
        lock.lock();
        try {
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Says how much will come. */
    void begin(ResponseHeader above, long size) {
        header = above;
        remaining = size;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int many) throws IOException {
        int done = 0;
        while (done < many) {
            int part = Math.min(many - done, PIECE - filled);
            System.arraycopy(bytes, from + done, piece, filled, part);
            filled += part;
            done += part;
            if (filled == PIECE) {
                send();
            }
        }
    }

    /** Sends what is left. */
    void end() throws IOException {
        send();
        call.onCompleted();
    }

    private void send() throws IOException {
        awaitReader();
        remaining -= filled;
        call.onNext(
                SnapshotResponse.newBuilder()
                        .setHeader(header)
                        .setRemainingBytes(remaining)
                        .setBlob(ByteString.copyFrom(piece, 0, filled))
                        .build());
        filled = 0;
    }

    private void awaitReader() throws IOException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (!call.isReady()) {
                if (call.isCancelled() || left <= 0) {
                    throw new IOException("the client does not read");
                }
                left = moved.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            lock.unlock();
        }
    }
}
