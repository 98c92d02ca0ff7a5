package dev.covey.dist.faults;

import dev.covey.etcd.v3.Event;
import dev.covey.etcd.v3.WatchCreateRequest;
import dev.covey.etcd.v3.WatchGrpc;
import dev.covey.etcd.v3.WatchRequest;
import dev.covey.etcd.v3.WatchResponse;
import io.grpc.Context;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CountDownLatch;

/**
 * Watches all keys from the first revision on; where a stream breaks it goes on behind what it was
 * told last, at the next member.
 */
final class Watcher {

    private final int number;
    private final Lines lines;
    private final Chronicle chronicle;
    private volatile long last;
    private volatile boolean whole;

    Watcher(int number, Lines lines, Chronicle chronicle) {
        this.number = number;
        this.lines = lines;
        this.chronicle = chronicle;
    }

    /** Watches until it was told of the last key, or is interrupted. */
    void run() {
        try {
            for (int member = number; !whole; member++) {
                Stream stream = new Stream();
                try (Context.CancellableContext context = Context.current().withCancellation()) {
                    int next = member;
                    context.run(
                            () -> WatchGrpc.newStub(lines.to(next)).watch(stream).onNext(ask()));
                    stream.ended.await();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private WatchRequest ask() {
        return WatchRequest.newBuilder()
                .setCreateRequest(
                        WatchCreateRequest.newBuilder()
                                .setKey(Client.bytes("/"))
                                .setRangeEnd(Client.bytes("0"))
                                .setStartRevision(last + 1))
                .build();
    }

    private final class Stream implements StreamObserver<WatchResponse> {
        private final CountDownLatch ended = new CountDownLatch(1);

        @Override
        public void onNext(WatchResponse response) {
            if (ended.getCount() == 0) {
                return; // another one has gone on from here
            }
            response.getEventsList().forEach(this::told);
            if (response.getCanceled() || whole) {
                ended.countDown();
            }
        }

        private void told(Event event) {
            String key = event.getKv().getKey().toStringUtf8();
            if (key.equals(Traffic.END)) {
                whole = true;
            } else if (!whole) {
                last = event.getKv().getModRevision();
                String value = event.getKv().getValue().toStringUtf8();
                chronicle.write(new Told(number, last, key, value).line());
            }
        }

        @Override
        public void onError(Throwable failure) {
            ended.countDown();
            Traffic.pause(20);
        }

        @Override
        public void onCompleted() {
            ended.countDown();
        }
    }
}
