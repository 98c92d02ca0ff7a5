package dev.covey.etcd.watch;

import com.google.protobuf.ByteString;
import dev.covey.etcd.door.Caller;
import dev.covey.etcd.fault.EtcdFault;
import dev.covey.etcd.shape.Shapes;
import dev.covey.etcd.v3.WatchCreateRequest;
import dev.covey.etcd.v3.WatchRequest;
import dev.covey.etcd.v3.WatchResponse;
import dev.covey.kv.Event;
import dev.covey.kv.KeyRange;
import dev.covey.kv.Space;
import dev.covey.model.ProblemException;
import dev.covey.runtime.task.Lane;
import dev.covey.runtime.task.Tasks;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One client's stream of watches. */
final class WatchStream implements StreamObserver<WatchRequest>, OneWatch.Events {

    /** What etcd says instead of the number of a watch that does not exist. */
    private static final long NO_WATCH = -1;

    private static final ByteString FIRST_KEY = ByteString.copyFrom(new byte[] {0});

    private final WatchCalls.Surroundings around;
    private final Caller caller;
    private final Outlet outlet;
    private final Map<Long, OneWatch> watches = new HashMap<>();
    private final Progress progress = new Progress();
    private final Tasks.Cancel ticks;

    /** All watches of the stream share it: their events go out one after the other anyway. */
    private final Lane lane;

    private long lastId = -1;

    WatchStream(WatchCalls.Surroundings around, Caller caller, Outlet outlet) {
        this.around = around;
        this.caller = caller;
        this.outlet = outlet;
        this.ticks = around.tasks().every(around.notices(), this::tick);
        this.lane = new Lane(around.tasks());
        outlet.onEnd(this::over);
    }

    private void over() {
        ticks.cancel();
        List<OneWatch> all;
        synchronized (watches) {
            all = List.copyOf(watches.values());
            watches.clear();
        }
        all.forEach(OneWatch::close);
    }

    private void tick() {
        synchronized (watches) {
            watches.values().forEach(OneWatch::tick);
        }
    }

    @Override
    public void onNext(WatchRequest request) {
        switch (request.getRequestUnionCase()) {
            case CREATE_REQUEST -> create(request.getCreateRequest());
            case CANCEL_REQUEST -> cancel(request.getCancelRequest().getWatchId());
            case PROGRESS_REQUEST -> progress();
            case REQUESTUNION_NOT_SET -> {}
        }
        outlet.next();
    }

    private void create(WatchCreateRequest asked) {
        ByteString key = asked.getKey().isEmpty() ? FIRST_KEY : asked.getKey();
        KeyRange keys = Shapes.range(key, asked.getRangeEnd());
        long now = revision();
        OneWatch watch;
        try {
            caller.mayRead(keys);
            watch = register(asked, keys);
        } catch (StatusRuntimeException e) {
            String why = String.valueOf(e.getStatus().getDescription());
            outlet.answer(end(NO_WATCH).setCreated(true).setCancelReason(why).build());
            return;
        }
        if (watch == null) {
            String why = "mvcc: duplicate watch ID provided on the WatchStream";
            outlet.answer(end(NO_WATCH).setCreated(true).setCancelReason(why).build());
            return;
        }
        outlet.answer(at(now).setWatchId(watch.id()).setCreated(true).build());
        long start = asked.getStartRevision();
        open(watch, start > 0 ? start - 1 : now);
    }

    private @Nullable OneWatch register(WatchCreateRequest asked, KeyRange keys) {
        synchronized (watches) {
            long id = asked.getWatchId();
            if (id == 0) {
                do {
                    lastId++;
                } while (watches.containsKey(lastId));
                id = lastId;
            }
            OneWatch watch = new OneWatch(id, asked, keys, this);
            return watches.putIfAbsent(id, watch) == null ? watch : null;
        }
    }

    private void open(OneWatch watch, long after) {
        try {
            watch.open(around.store(), after, lane);
        } catch (ProblemException e) {
            forget(watch.id());
            String why = EtcdFault.TOO_MANY_REQUESTS.text();
            outlet.answer(end(watch.id()).setCancelReason(why).build());
        }
    }

    private void cancel(long id) {
        OneWatch watch = forget(id);
        if (watch != null) {
            watch.close();
            outlet.answer(end(id).build());
        }
    }

    private @Nullable OneWatch forget(long id) {
        OneWatch watch;
        OptionalLong all;
        synchronized (watches) {
            watch = watches.remove(id);
            all = progress.gone(id);
        }
        all.ifPresent(this::tellProgress);
        return watch;
    }

    private void progress() {
        List<OneWatch> asked;
        synchronized (watches) {
            asked = List.copyOf(watches.values());
            if (!asked.isEmpty() && !progress.begin(watches.keySet())) {
                return;
            }
        }
        asked.forEach(OneWatch::requestBookmark);
        if (asked.isEmpty()) {
            tellProgress(Long.MAX_VALUE);
        }
    }

    /** A watch that begins in the future is no further than the store is. */
    private void tellProgress(long revision) {
        outlet.answer(at(Math.min(revision, revision())).setWatchId(NO_WATCH).build());
    }

    @Override
    public void happened(OneWatch watch, long revision, List<Event> events) {
        WatchResponse.Builder response = at(revision).setWatchId(watch.id());
        events.forEach(event -> response.addEvents(Shapes.event(event, watch.wantsPrevious())));
        WatchResponse whole = response.build();
        outlet.deliver(watch.wantsFragments() ? Fragments.of(whole) : List.of(whole));
    }

    @Override
    public void bookmarked(OneWatch watch, long revision) {
        if (watch.notifies()) {
            long told = Math.min(revision, revision());
            outlet.deliver(List.of(at(told).setWatchId(watch.id()).build()));
        }
        OptionalLong all;
        synchronized (watches) {
            all = progress.said(watch.id(), revision);
        }
        all.ifPresent(this::tellProgress);
    }

    @Override
    public void cutOff(OneWatch watch, long delivered) {
        open(watch, delivered);
    }

    @Override
    public void compacted(OneWatch watch, long floor) {
        if (forget(watch.id()) != null) {
            outlet.deliver(List.of(end(watch.id()).setCompactRevision(floor).build()));
        }
    }

    private WatchResponse.Builder end(long id) {
        return at(revision()).setWatchId(id).setCanceled(true);
    }

    private WatchResponse.Builder at(long revision) {
        return WatchResponse.newBuilder().setHeader(around.headers().at(revision));
    }

    private long revision() {
        return around.store().view().revision(Space.USER);
    }

    @Override
    public void onError(Throwable failure) {
        outlet.end();
        over();
    }

    @Override
    public void onCompleted() {
        outlet.close(null);
        over();
    }
}
