package dev.covey.bench;

import dev.covey.runtime.task.Tasks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
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

    static Window put(ManagedChannel channel, int clients, double seconds) {
        return run(channel, new Call(Wire.PUT, n -> Wire.put(key(n), VALUE)), clients, seconds);
    }

    static Window get(ManagedChannel channel, int clients, double seconds) {
        return run(channel, new Call(Wire.RANGE, n -> Wire.range(key(n))), clients, seconds);
    }

    /** Compares a key, puts it and gets it, in one transaction. */
    static Window transact(ManagedChannel channel, int clients, double seconds) {
        return run(
                channel, new Call(Wire.TXN, n -> Txn.putAndGet(key(n), VALUE)), clients, seconds);
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
        byte[] put = Wire.put(key(0), VALUE);
        byte[] answer = must(channel, Wire.PUT, put);
        must(channel, Wire.COMPACT, Wire.compact(Wire.revision(answer)));
    }

    private record Call(MethodDescriptor<byte[], byte[]> method, LongFunction<byte[]> message) {}

    private static byte[] key(long number) {
        return "/k/%08d".formatted(number % KEYS).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private static boolean call(
            ManagedChannel channel,
            MethodDescriptor<byte[], byte[]> method,
            byte[] message,
            int millis) {
        return ask(channel, method, message, millis).isPresent();
    }

    /** The answer to a call that has to succeed within a minute. */
    static byte[] must(
            ManagedChannel channel, MethodDescriptor<byte[], byte[]> method, byte[] message) {
        return ask(channel, method, message, 60_000)
                .orElseThrow(() -> new IllegalStateException(method + " was not answered"));
    }

    /** The answer to a call, if there is one in time. */
    static Optional<byte[]> ask(
            ManagedChannel channel,
            MethodDescriptor<byte[], byte[]> method,
            byte[] message,
            int millis) {
        CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(millis, TimeUnit.MILLISECONDS);
        try {
            return Optional.of(
                    ClientCalls.futureUnaryCall(channel.newCall(method, options), message).get());
        } catch (ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Window run(ManagedChannel channel, Call call, int clients, double seconds) {
        AtomicBoolean stop = new AtomicBoolean();
        AtomicLong numbers = new AtomicLong();
        AtomicLong failures = new AtomicLong();
        List<Window.Latencies> all = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        long began = System.nanoTime();
        for (int i = 0; i < clients; i++) {
            Window.Latencies own = new Window.Latencies();
            all.add(own);
            threads.add(
                    Thread.startVirtualThread(
                            () -> {
                                while (!stop.get()) {
                                    byte[] message = call.message.apply(numbers.incrementAndGet());
                                    long start = System.nanoTime();
                                    if (call(channel, call.method, message, 10_000)) {
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
        return Window.of(all, (System.nanoTime() - began) / 1e9);
    }

    private Load() {}
}
