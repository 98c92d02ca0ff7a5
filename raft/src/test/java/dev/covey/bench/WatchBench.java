package dev.covey.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.ratis.thirdparty.io.grpc.CallOptions;
import org.apache.ratis.thirdparty.io.grpc.ManagedChannel;
import org.apache.ratis.thirdparty.io.grpc.stub.ClientCalls;
import org.apache.ratis.thirdparty.io.grpc.stub.StreamObserver;

/**
 * Measures how soon a thousand watchers of one prefix, a hundred on each of ten connections, hear
 * of a write: from the start of the put to the arrival of the event at each.
 */
final class WatchBench {

    private static final int STREAMS = 10;
    private static final int WATCHERS = 1000;

    /** So many windows until deliveries get no faster. */
    private static final int WARM = 8;

    private static final byte[] PREFIX = "/w/".getBytes(StandardCharsets.UTF_8);

    private final Findings findings;

    WatchBench(Findings findings) {
        this.findings = findings;
    }

    void run(int size) throws IOException {
        try (Pair pair = Pair.of(size)) {
            pair.each(target -> StoreBench.warm(findings, target));
            pair.rounds(WARM, target -> window(target, 50));
            for (int perSecond : List.of(10, 50)) {
                Rounds<Window> rounds =
                        pair.rounds(findings.times(3, 7), target -> window(target, perSecond));
                String name = "watch%s/" + size + "n/" + perSecond + "w";
                Figure.Kind high = Figure.Kind.of("ms", Aim.ratioAtMost(1)).when(size == 3);
                Figure.Kind middle = Figure.Kind.of("ms");
                findings.tell(rounds.middle(name.formatted("-p50"), Window::median, middle));
                findings.tell(rounds.middle(name.formatted("-p99"), Window::high, high));
                findings.tell(
                        rounds.middle(name.formatted("-cpu"), Window::cpu, Figure.Kind.of("us")));
            }
        }
    }

    /** One window of steady writes; `cpu` is for each event that was delivered. */
    private Window window(Target target, int perSecond) {
        List<Stream> streams = new ArrayList<>();
        try {
            for (int i = 0; i < STREAMS; i++) {
                int member = i % target.members().size();
                streams.add(new Stream(target.connect(member), WATCHERS / STREAMS));
            }
            streams.forEach(stream -> stream.awaitCreated(WATCHERS / STREAMS));
            double before = target.cpu();
            double seconds = findings.quick() ? 3 : 10;
            int writes = (int) (perSecond * seconds);
            write(target, writes, perSecond);
            streams.forEach(stream -> stream.awaitEvents((long) writes * WATCHERS / STREAMS));
            List<Window.Latencies> all = streams.stream().map(stream -> stream.latencies).toList();
            return Window.of(all, seconds).using(target.cpu() - before);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } finally {
            streams.forEach(Stream::close);
        }
    }

    private static void write(Target target, int writes, int perSecond) {
        ManagedChannel channel = target.leading();
        long began = System.nanoTime();
        for (int i = 0; i < writes; i++) {
            long due = began + i * 1_000_000_000L / perSecond;
            long left = (due - System.nanoTime()) / 1_000_000;
            if (left > 0) {
                Load.pause(left);
            }
            byte[] key = "/w/%d".formatted(i % 100).getBytes(StandardCharsets.UTF_8);
            ByteBuffer value = ByteBuffer.allocate(256).putLong(0, System.nanoTime());
            Load.must(channel, Wire.PUT, Wire.put(key, value.array()));
        }
    }

    /** One client: a connection with watchers on one stream. */
    private static final class Stream implements StreamObserver<byte[]>, AutoCloseable {

        private final ManagedChannel channel;
        private final Window.Latencies latencies = new Window.Latencies();
        private final AtomicLong created = new AtomicLong();
        private final AtomicLong events = new AtomicLong();
        private volatile boolean failed;

        Stream(ManagedChannel channel, int watchers) {
            this.channel = channel;
            ByteArrayOutputStream range = new ByteArrayOutputStream();
            Wire.bytes(range, 1, PREFIX);
            Wire.bytes(range, 2, Wire.after(PREFIX));
            ByteArrayOutputStream create = new ByteArrayOutputStream();
            Wire.bytes(create, 1, range.toByteArray());
            StreamObserver<byte[]> requests =
                    ClientCalls.asyncBidiStreamingCall(
                            channel.newCall(Wire.WATCH, CallOptions.DEFAULT), this);
            for (int i = 0; i < watchers; i++) {
                requests.onNext(create.toByteArray());
            }
        }

        @Override
        public void onNext(byte[] response) {
            long now = System.nanoTime();
            Wire.each(
                    response,
                    (field, value) -> {
                        if (field == 3) {
                            created.incrementAndGet();
                        } else if (field == 11 && value instanceof byte[] event) {
                            latencies.add(now - sent(event));
                            events.incrementAndGet();
                        }
                    });
        }

        private static long sent(byte[] event) {
            return Wire.fields(event).get(2) instanceof byte[] kv
                            && Wire.fields(kv).get(5) instanceof byte[] value
                    ? ByteBuffer.wrap(value).getLong()
                    : 0;
        }

        @Override
        public void onError(Throwable failure) {
            failed = true;
        }

        @Override
        public void onCompleted() {
            failed = true;
        }

        void awaitCreated(long count) {
            await(created, count);
        }

        void awaitEvents(long count) {
            await(events, count);
        }

        private void await(AtomicLong counter, long count) {
            for (int i = 0; counter.get() < count; i++) {
                if (i > 6000 || failed) {
                    throw new IllegalStateException(
                            "Expected " + count + " events, but found " + counter);
                }
                Load.pause(10);
            }
            if (counter.get() > count) {
                throw new IllegalStateException("Expected each event once, but found more.");
            }
        }

        @Override
        public void close() {
            channel.shutdownNow();
        }
    }
}
