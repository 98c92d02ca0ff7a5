package dev.covey.master.reign;

import dev.covey.master.dispatch.MasterList;
import dev.covey.model.Epoch;
import dev.covey.model.Role;
import dev.covey.model.Type;
import dev.covey.runtime.control.Decision;
import dev.covey.runtime.resource.Resources;
import dev.covey.runtime.store.Leadership;
import dev.covey.runtime.store.Standing;
import dev.covey.runtime.store.Store;
import dev.covey.wire.server.Line;
import dev.covey.wire.server.Reception;
import dev.covey.wire.v1.FromAgent;
import dev.covey.wire.v1.FromMaster;
import dev.covey.wire.v1.Masters;
import dev.covey.wire.v1.Refused;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The management of a cluster on one master: while this master is the active one it runs
 * controllers and talks with agents; while it is not it tells agents who is. Follows the store's
 * leadership by itself between {@link #start} and {@link #close}. Safe for use by many threads.
 */
public final class ControlPlane implements Reception, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlPlane.class);

    private final Seat seat;
    private final Drive drive;
    private final Journal journal = new Journal();
    private @Nullable Reign reign;
    private Leadership.@Nullable Registration registration;

    /** Equips a master. */
    public ControlPlane(Seat seat, Drive drive) {
        this.seat = seat;
        this.drive = drive;
    }

    /** Begins to follow the leadership. */
    public ControlPlane start() {
        Leadership.Registration following = store().leadership().onChange(this::follow);
        synchronized (this) {
            registration = following;
        }
        return this;
    }

    private Store store() {
        return seat.store().store();
    }

    private synchronized void follow(Standing standing) {
        Optional<Epoch> before = Optional.ofNullable(reign).map(Reign::epoch);
        if (before.equals(standing.epoch())) {
            return;
        }
        endReign();
        standing.epoch().ifPresent(this::begin);
    }

    private void begin(Epoch epoch) {
        LOG.info("this is the active master of epoch {}", epoch);
        seat.telemetry().clear();
        seat.time().cluster().begin(store().view(), hasOtherMasters());
        Reign next = new Reign(epoch, seat, journal::add);
        reign = next;
        next.start(drive);
    }

    private boolean hasOtherMasters() {
        return new Resources(store().view())
                .list(Type.NODE).stream()
                        .filter(n -> !n.id().equals(seat.self()))
                        .anyMatch(n -> !n.spec().roles().equals(Set.of(Role.WORKER)));
    }

    private void endReign() {
        Reign last = reign;
        reign = null;
        if (last != null) {
            LOG.info("epoch {} is over for this master", last.epoch());
            last.end();
            seat.telemetry().clear();
        }
    }

    /** The epoch in which this is the active master. */
    public synchronized Optional<Epoch> epoch() {
        return Optional.ofNullable(reign).map(Reign::epoch);
    }

    /** The last decisions of controllers on this master, oldest first. */
    public List<Decision> decisions() {
        return journal.all();
    }

    @Override
    public Listener opened(Line line) {
        Reign now;
        synchronized (this) {
            now = reign;
        }
        return now == null ? sendAway(line) : now.dispatch().opened(line);
    }

    private Listener sendAway(Line line) {
        Optional<String> active = store().leadership().standing().leader();
        Refused.Builder refused =
                Refused.newBuilder().setCode("not_active").setMessage("This master stands by.");
        // Without knowing better, the list that the agent has is the better one.
        if (active.isPresent() && !active.equals(Optional.of(seat.self()))) {
            long term = seat.store().quorum().view().term();
            Masters list = MasterList.of(new Resources(store().view()), active, term);
            refused.setMasters(MasterList.signed(list, seat.secrets().signer()));
        }
        line.send(FromMaster.newBuilder().setRefused(refused).build());
        line.close();
        return new Listener() {
            @Override
            public void heard(FromAgent message) {}

            @Override
            public void ready() {}

            @Override
            public void closed() {}
        };
    }

    /** Ends the reign, if there is one, and follows no longer. */
    @Override
    public synchronized void close() {
        if (registration != null) {
            registration.close();
            registration = null;
        }
        endReign();
    }
}
