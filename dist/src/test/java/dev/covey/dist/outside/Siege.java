package dev.covey.dist.outside;

import com.google.protobuf.ByteString;
import dev.covey.etcd.v3.PutRequest;
import dev.covey.etcd.v3.RangeRequest;
import dev.covey.etcd.v3.WatchCreateRequest;
import dev.covey.etcd.v3.WatchRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What clients do that mean harm. What they open stays open until this is closed. */
final class Siege implements AutoCloseable {

    static final String PUT = "etcdserverpb.KV/Put";
    static final String RANGE = "etcdserverpb.KV/Range";
    static final String WATCH = "etcdserverpb.Watch/Watch";

    private final int port;
    private final List<Wire> wires = new ArrayList<>();

    Siege(int port) {
        this.port = port;
    }

    /** What one of them does with its connection. */
    @FunctionalInterface
    interface Act {
        void with(Wire wire) throws IOException;
    }

    static PutRequest put(String key, int bytes) {
        return PutRequest.newBuilder()
                .setKey(ByteString.copyFromUtf8(key))
                .setValue(ByteString.copyFrom(new byte[bytes]))
                .build();
    }

    static RangeRequest all(String prefix) {
        return RangeRequest.newBuilder()
                .setKey(ByteString.copyFromUtf8(prefix))
                .setRangeEnd(ByteString.copyFromUtf8(prefix + "~"))
                .build();
    }

    static WatchRequest watch(String prefix) {
        return WatchRequest.newBuilder()
                .setCreateRequest(
                        WatchCreateRequest.newBuilder()
                                .setKey(ByteString.copyFromUtf8(prefix))
                                .setRangeEnd(ByteString.copyFromUtf8(prefix + "~")))
                .build();
    }

    private Wire kept(Wire wire) {
        wires.add(wire);
        return wire;
    }

    /** Many greet and then act, each on a thread of its own; returns when all have, or cannot. */
    void together(int many, long boundMillis, Act act) throws Exception {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            Wire wire = kept(Wire.greeted(port));
            threads.add(
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        try {
                                            act.with(wire);
                                        } catch (IOException e) {
                                            wire.close(); // the member has had enough of it
                                        }
                                    }));
        }
        long end = System.nanoTime() + boundMillis * 1_000_000;
        for (Thread thread : threads) {
            thread.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
        }
    }

    /** Connections that say nothing, too little, or greet and then are silent. */
    void linger(int many) throws IOException {
        byte[][] beginnings = {
            {},
            "GET /hea".getBytes(StandardCharsets.US_ASCII),
            {22, 3, 1, 2, 0, 1, 0, 1, (byte) 252, 3, 3}
        };
        for (int i = 0; i < many; i++) {
            try {
                if (i % 2 == 1) {
                    kept(Wire.greeted(port));
                } else {
                    kept(new Wire(port)).raw(beginnings[i / 2 % 3]);
                }
            } catch (IOException e) {
                // Driven out already: that is what it deserves.
                assert e.getMessage() != null;
            }
        }
    }

    /** Frames, messages and beginnings of every wrong kind. */
    void talkNonsense(long seed, int many) throws Exception {
        Random chance = new Random(seed);
        together(
                many,
                20_000,
                wire -> {
                    byte[] noise = new byte[4096];
                    synchronized (chance) {
                        chance.nextBytes(noise);
                    }
                    wire.begin(PUT);
                    wire.message(noise.length, noise, true);
                    wire.begin("etcdserverpb.KV/" + Math.abs(noise[0]));
                    wire.message(-1, noise, true);
                    wire.raw(noise);
                });
    }

    /** So many connections are kept. */
    int size() {
        return wires.size();
    }

    @Override
    public void close() {
        wires.forEach(Wire::close);
    }
}
