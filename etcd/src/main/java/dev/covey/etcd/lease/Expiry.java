package dev.covey.etcd.lease;

import dev.covey.etcd.door.Backend;
import dev.covey.kv.Command;
import dev.covey.kv.Request;
import dev.covey.kv.Space;
import dev.covey.model.Epoch;
import dev.covey.runtime.store.Standing;
import dev.covey.runtime.store.Store;
import dev.covey.runtime.task.Loop;
import dev.covey.runtime.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what has outlived its time, through the log and under the epoch of this reign: what an old
 * leader believes has no effect.
 */
final class Expiry implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Expiry.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    /** Most ends under way at once. */
    private static final int MOST = 512;

    private final Store store;
    private final Clock clock;
    private final Lessor lessor;
    private final Loop loop;
    private final AtomicInteger underWay = new AtomicInteger();
    private @Nullable Epoch reign;

    Expiry(Backend backend, Lessor lessor) {
        this.store = backend.store();
        this.clock = backend.machine().clock();
        this.lessor = lessor;
        this.loop = new Loop("leases", this::step, clock);
    }

    void start() {
        loop.start();
    }

    /** Tells the lessor whether this member leads. */
    synchronized void look() {
        Standing now = store.leadership().standing();
        Epoch epoch = now.epoch().orElse(null);
        if (reign != null && !reign.equals(epoch)) {
            lessor.lead(false);
        }
        reign = epoch;
        lessor.lead(epoch != null);
    }

    private Duration step(long now) {
        look();
        lessor.see(store.view().space(Space.USER).leases().seconds(), clock.nanos());
        store.leadership().standing().epoch().ifPresent(epoch -> endDue(epoch, now));
        return LOOK_AGAIN;
    }

    private void endDue(Epoch epoch, long now) {
        if (underWay.get() > 0) {
            return;
        }
        for (long lease : lessor.due(now, MOST)) {
            end(epoch, lease);
        }
    }

    private void end(Epoch epoch, long lease) {
        underWay.incrementAndGet();
        Command revoke = new Command.RevokeLease(Space.USER, lease);
        store.executeUnder(epoch, Request.Origin.NONE, revoke)
                .whenComplete(
                        (answer, failure) -> {
                            underWay.decrementAndGet();
                            LOG.debug("the end of lease {}: {}", lease, answer, failure);
                        });
    }

    @Override
    public void close() {
        loop.close();
    }
}
