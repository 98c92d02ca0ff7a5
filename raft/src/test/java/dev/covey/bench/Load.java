package dev.covey.bench;

import dev.covey.runtime.task.Tasks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.ratis.thirdparty.io.grpc.CallOptions;
import org.apache.ratis.thirdparty.io.grpc.ManagedChannel;
import org.apache.ratis.thirdparty.io.grpc.MethodDescriptor;
import org.apache.ratis.thirdparty.io.grpc.stub.ClientCalls;

/** So many clients, each with one call under way at a time. */
final class Load {

    private static final int KEYS = 20_000;
    private static final byte[] VALUE = new byte[256];

    static {
        new Random(1).nextBytes(VALUE);
    }

    /**
     * What one window showed.
     *
     * @param rate calls a second
     * @param median latency in milliseconds
     * @param high the 99th of a hundred latencies, in milliseconds
     * @param cpu what a call cost the servers together, in microseconds of processor time
     */
    record Window(double rate, double median, double high, long calls, double cpu) {

        /** The same window, which used so many seconds of the servers' processors. */
        Window using(double seconds) {
            return new Window(rate, median, high, calls, seconds * 1e6 / Math.max(1, calls));
        }
    }

    static Window put(ManagedChannel channel, int clients, double seconds) {
        return run(channel, Wire.PUT, clients, seconds);
    }

    static Window get(ManagedChannel channel, int clients, double seconds) {
        return run(channel, Wire.RANGE, clients, seconds);
    }

    /** One write, whatever the key; whether it was answered in time. */
    static boolean write(ManagedChannel channel, long number, int millis) {
        return call(channel, Wire.PUT, Wire.put(key(number), VALUE), millis);
    }

    /** Waits a little before a member is tried again, and has it dialled then. */
    static void pause(ManagedChannel channel) {
        channel.resetConnectBackoff();
        pause(50);
    }

    /** A client that hammers would measure itself. */
    static void pause(long millis) {
        Tasks.pause(Duration.ofMillis(millis));
    }

    /** Has the past forgotten: kept on the heap or on the disk, it is not what is measured. */
    static void compact(ManagedChannel channel) {
        CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS);
        try {
            byte[] put = Wire.put(key(0), VALUE);
            byte[] answer =
                    ClientCalls.futureUnaryCall(channel.newCall(Wire.PUT, options), put).get();
            byte[] upTo = Wire.compact(Wire.revision(answer));
            ClientCalls.futureUnaryCall(channel.newCall(Wire.COMPACT, options), upTo).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] key(long number) {
        return "/k/%08d".formatted(number % KEYS).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private static boolean call(
            ManagedChannel channel,
            MethodDescriptor<byte[], byte[]> method,
            byte[] message,
            int millis) {
        CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(millis, TimeUnit.MILLISECONDS);
        try {
            ClientCalls.futureUnaryCall(channel.newCall(method, options), message).get();
            return true;
        } catch (ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Window run(
            ManagedChannel channel,
            MethodDescriptor<byte[], byte[]> method,
            int clients,
            double seconds) {
        AtomicBoolean stop = new AtomicBoolean();
        AtomicLong numbers = new AtomicLong();
        AtomicLong failures = new AtomicLong();
        List<Latencies> all = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        long began = System.nanoTime();
        for (int i = 0; i < clients; i++) {
            Latencies own = new Latencies();
            all.add(own);
            threads.add(
                    Thread.startVirtualThread(
                            () -> {
                                while (!stop.get()) {
                                    byte[] key = key(numbers.incrementAndGet());
                                    byte[] message =
                                            method == Wire.PUT
                                                    ? Wire.put(key, VALUE)
                                                    : Wire.range(key);
                                    long start = System.nanoTime();
                                    if (call(channel, method, message, 10_000)) {
                                        own.add(System.nanoTime() - start);
                                    } else {
                                        failures.incrementAndGet();
                                    }
                                }
                            }));
        }
        try {
            pause((long) (seconds * 1000));
            stop.set(true);
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        if (failures.get() > 0) {
            throw new IllegalStateException(failures + " calls failed");
        }
        return window(all, (System.nanoTime() - began) / 1e9);
    }

    private static Window window(List<Latencies> all, double seconds) {
        long[] sorted =
                all.stream()
                        .flatMapToLong(l -> Arrays.stream(l.nanos, 0, l.count))
                        .sorted()
                        .toArray();
        if (sorted.length == 0) {
            return new Window(0, 0, 0, 0, 0);
        }
        return new Window(
                sorted.length / seconds,
                sorted[sorted.length / 2] / 1e6,
                sorted[(int) (sorted.length * 0.99)] / 1e6,
                sorted.length,
                0);
    }

    private static final class Latencies {
        private long[] nanos = new long[1024];
        private int count;

        void add(long one) {
            if (count == nanos.length) {
                nanos = Arrays.copyOf(nanos, count * 2);
            }
            nanos[count++] = one;
        }
    }

    private Load() {}
}
