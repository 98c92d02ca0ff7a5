package dev.covey.etcd;

import static org.awaitility.Awaitility.await;

import dev.covey.etcd.v3.Event;
import dev.covey.etcd.v3.WatchCancelRequest;
import dev.covey.etcd.v3.WatchCreateRequest;
import dev.covey.etcd.v3.WatchGrpc;
import dev.covey.etcd.v3.WatchProgressRequest;
import dev.covey.etcd.v3.WatchRequest;
import dev.covey.etcd.v3.WatchResponse;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** One stream of watches, and all that came on it. */
final class Watcher implements StreamObserver<WatchResponse>, AutoCloseable {

    final List<WatchResponse> heard = new CopyOnWriteArrayList<>();
    volatile boolean over;
    private final StreamObserver<WatchRequest> requests;

    Watcher(Channel line) {
        requests = WatchGrpc.newStub(line).watch(this);
    }

    static WatchCreateRequest.Builder on(String key) {
        return WatchCreateRequest.newBuilder().setKey(Ask.bytes(key));
    }

    static WatchCreateRequest.Builder prefix(String key, String end) {
        return on(key).setRangeEnd(Ask.bytes(end));
    }

    /** Asks for a watch and waits until it is there. */
    Watcher create(WatchCreateRequest.Builder asked) {
        long before = heard.stream().filter(WatchResponse::getCreated).count();
        requests.onNext(WatchRequest.newBuilder().setCreateRequest(asked).build());
        until(() -> heard.stream().filter(WatchResponse::getCreated).count() > before);
        return this;
    }

    void cancel(long id) {
        requests.onNext(
                WatchRequest.newBuilder()
                        .setCancelRequest(WatchCancelRequest.newBuilder().setWatchId(id))
                        .build());
    }

    void askForProgress() {
        requests.onNext(
                WatchRequest.newBuilder()
                        .setProgressRequest(WatchProgressRequest.getDefaultInstance())
                        .build());
    }

    /** The first response of a kind, once it has come. */
    WatchResponse first(Predicate<WatchResponse> kind) {
        until(() -> heard.stream().anyMatch(kind));
        return heard.stream().filter(kind).findFirst().orElseThrow();
    }

    /** All events so far, once there are so many. */
    List<Event> events(int count) {
        until(() -> events().size() >= count);
        return events();
    }

    List<Event> events() {
        return heard.stream().flatMap(each -> each.getEventsList().stream()).toList();
    }

    static void until(java.util.concurrent.Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(5)).until(condition);
    }

    @Override
    public void onNext(WatchResponse response) {
        heard.add(response);
    }

    @Override
    public void onError(Throwable failure) {
        over = true;
    }

    @Override
    public void onCompleted() {
        over = true;
    }

    @Override
    public void close() {
        requests.onCompleted();
    }
}
