package dev.covey.dist.outside;

import com.google.protobuf.ByteString;
import dev.covey.etcd.v3.KVGrpc;
import dev.covey.etcd.v3.PutRequest;
import dev.covey.etcd.v3.RangeRequest;
import dev.covey.runtime.task.Tasks;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A client that does nothing wrong, and notes how long it waits. It reads on when it is told that
 * there is no space to write. Runs on a thread of its own.
 */
final class Honest implements AutoCloseable {

    private static final long LONGEST_SECONDS = 30;
    private static final Duration PACE = Duration.ofMillis(20);

    private final ManagedChannel line;
    private final Thread thread;
    private volatile boolean over;
    private final AtomicInteger served = new AtomicInteger();
    private volatile long slowestMillis;
    private volatile String failure = "";
    private ByteString written = ByteString.EMPTY;

    /** Begins to write and to read. */
    Honest(int port) {
        line = NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
        thread = Thread.ofPlatform().daemon().start(this::run);
    }

    private void run() {
        try {
            while (!over && failure.isEmpty()) {
                long began = System.nanoTime();
                again();
                slowestMillis = Math.max(slowestMillis, (System.nanoTime() - began) / 1_000_000);
                served.incrementAndGet();
                Tasks.pause(PACE);
            }
        } catch (RuntimeException e) {
            failure = over ? "" : String.valueOf(e);
        }
    }

    /** Asks again when it is told that there is too much to do, as clients of etcd do. */
    private void again() {
        long end = System.nanoTime() + LONGEST_SECONDS * 1_000_000_000;
        while (true) {
            try {
                once();
                return;
            } catch (StatusRuntimeException e) {
                if (e.getStatus().getCode() != Status.Code.RESOURCE_EXHAUSTED
                        || System.nanoTime() > end) {
                    throw e;
                }
                Tasks.pause(PACE);
            }
        }
    }

    private void once() {
        var kv = KVGrpc.newBlockingStub(line).withDeadlineAfter(LONGEST_SECONDS, TimeUnit.SECONDS);
        ByteString key = ByteString.copyFromUtf8("honest");
        ByteString value = ByteString.copyFromUtf8(served.toString());
        try {
            var _ = kv.put(PutRequest.newBuilder().setKey(key).setValue(value).build());
            written = value;
        } catch (StatusRuntimeException e) {
            if (!String.valueOf(e.getMessage()).contains("database space exceeded")) {
                throw e;
            }
        }
        ByteString found =
                kv.range(RangeRequest.newBuilder().setKey(key).build()).getKvs(0).getValue();
        if (!found.equals(written)) {
            throw new IllegalStateException("wrote " + written + ", found " + found);
        }
    }

    /** How many rounds it was served. */
    int served() {
        if (!failure.isEmpty()) {
            throw new AssertionError(failure);
        }
        return served.get();
    }

    /** Its longest wait since the last time this was asked. */
    long slowestMillis() {
        long slowest = slowestMillis;
        slowestMillis = 0;
        return slowest;
    }

    @Override
    public void close() {
        over = true;
        line.shutdownNow();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
