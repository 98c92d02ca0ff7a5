package dev.covey.agent.worker;

import dev.covey.agent.desired.Desired;
import dev.covey.agent.desired.DesiredStore;
import dev.covey.agent.driver.DriverException;
import dev.covey.agent.driver.Inbound;
import dev.covey.agent.driver.VpnDriver;
import dev.covey.agent.report.Report;
import dev.covey.agent.time.ClusterTime;
import dev.covey.runtime.task.Loop;
import dev.covey.wire.v1.Item;
import dev.covey.wire.v1.ItemStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The step machine that makes the driver serve what is desired. A step saves what changed, then
 * brings the driver to it, cutting off before letting in. What fails is tried again, ever more
 * slowly. For one thread.
 */
public final class Worker implements Loop.Step {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final String SOURCE = "worker";
    private static final String INBOUND = "inbound/";
    private static final Duration LONGEST_SLEEP = Duration.ofSeconds(60);
    private static final long SAVE_TIME_NANOS = Duration.ofMinutes(10).toNanos();

    private final Desired desired;
    private final DesiredStore store;
    private final VpnDriver driver;
    private final ClusterTime time;
    private final Report report;

    private final Roster roster = new Roster();
    private final Gates gates;
    private final Set<Long> dirtyUsers = new HashSet<>();
    private final Map<String, Failure> failures = new HashMap<>();
    private String core = "";
    private boolean dirtyInbounds = true;
    private boolean unsure;
    private int stepsBack;
    private long timeSavedAt;
    private Optional<Desired.Changes> unsaved = Optional.empty();

    /** A worker on a restored desired state. */
    public Worker(
            Desired desired,
            DesiredStore store,
            VpnDriver driver,
            ClusterTime time,
            Report report) {
        this.desired = desired;
        this.store = store;
        this.driver = driver;
        this.time = time;
        this.report = report;
        this.gates = new Gates(driver);
        store.time().ifPresent(time::resume);
    }

    @Override
    public Duration step(long now) {
        desired.drain().ifPresent(this::take);
        save(now);
        long clusterMillis = time.millis();
        expire(clusterMillis);
        Map<String, ItemStatus> statuses = new TreeMap<>();
        try {
            if (hasWork()) {
                meetCore(driver.ensure());
                serve(now, clusterMillis, statuses);
            }
        } catch (DriverException e) {
            LOG.debug("the driver refuses", e);
            fail(String.valueOf(e.getMessage()), statuses);
        }
        report.items(statuses);
        report.warnings("driver", driver.warnings());
        return sleep(now, clusterMillis, statuses);
    }

    // A node that serves nothing needs no core, and must not complain that it has none.
    private boolean hasWork() {
        return !roster.entrances().isEmpty() || !core.isEmpty() || driver.leftBehind();
    }

    private void take(Desired.Changes changes) {
        changes.items()
                .forEach(
                        (key, item) -> {
                            OptionalLong user = roster.change(key, item);
                            user.ifPresentOrElse(dirtyUsers::add, () -> dirtyInbounds = true);
                            failures.remove(key);
                        });
        unsaved = Optional.of(unsaved.map(before -> joined(before, changes)).orElse(changes));
    }

    private static Desired.Changes joined(Desired.Changes before, Desired.Changes after) {
        Map<String, Optional<Item>> items = new HashMap<>(before.items());
        items.putAll(after.items());
        return new Desired.Changes(items, after.hash(), after.epoch());
    }

    private void save(long now) {
        try {
            if (unsaved.isPresent()) {
                store.save(unsaved.get(), time.mark());
                unsaved = Optional.empty();
                timeSavedAt = now;
            } else if (now - timeSavedAt > SAVE_TIME_NANOS) {
                store.saveTime(time.mark());
                timeSavedAt = now;
            }
            report.warnings(SOURCE, damage());
        } catch (IOException e) {
            LOG.error("the desired state cannot be saved", e);
            report.warnings(
                    SOURCE,
                    List.of(
                            "The node cannot save its work list ("
                                    + e.getMessage()
                                    + "): after a restart it would serve an older one. Look at its"
                                    + " disk."));
        }
    }

    private List<String> damage() {
        return store.damaged()
                ? List.of(
                        "The node's work list on disk was damaged and an older state of it was"
                                + " used until a master was reached. Check the disk.")
                : List.of();
    }

    private void expire(long clusterMillis) {
        if (stepsBack != time.stepsBack()) {
            stepsBack = time.stepsBack();
            roster.rearm();
            dirtyInbounds = true;
        }
        dirtyUsers.addAll(roster.expire(clusterMillis));
    }

    private void meetCore(String running) throws DriverException {
        if (running.equals(core) && !unsure) {
            return;
        }
        gates.learn();
        if (!running.equals(core)) {
            failures.clear();
        }
        core = running;
        unsure = false;
        dirtyInbounds = true;
    }

    private void serve(long now, long clusterMillis, Map<String, ItemStatus> statuses)
            throws DriverException {
        Map<String, String> refused = refused();
        if (dirtyInbounds) {
            Set<String> servable = new HashSet<>(roster.entrances().keySet());
            servable.removeAll(refused.keySet());
            gates.keepOnly(servable);
        }
        for (Map.Entry<String, Entrance> entry : roster.entrances().entrySet()) {
            String key = INBOUND + entry.getKey();
            String why = refused.get(entry.getKey());
            if (why == null) {
                why = serveOne(key, entry.getValue(), now, clusterMillis);
            }
            statuses.put(key, status(key, entry.getValue(), why));
        }
        dirtyInbounds = false;
        dirtyUsers.clear();
    }

    /** What cannot be served whatever the machine's state: it never reaches the core. */
    private Map<String, String> refused() {
        Map<String, String> refused = new HashMap<>();
        roster.entrances()
                .forEach(
                        (id, entrance) ->
                                entrance.inbound()
                                        .map(driver::refuses)
                                        .orElse(Optional.of(entrance.why()))
                                        .ifPresent(why -> refused.put(id, why)));
        return refused;
    }

    /** Returns why the inbound does not serve as it should; empty if it does. */
    private String serveOne(String key, Entrance entrance, long now, long clusterMillis) {
        Failure failure = failures.get(key);
        if (failure != null && now < failure.retryAt()) {
            return failure.why();
        }
        try {
            bring(entrance, dirtyInbounds || failure != null, clusterMillis);
            failures.remove(key);
            return "";
        } catch (DriverException e) {
            String why = String.valueOf(e.getMessage());
            LOG.warn("{} does not serve: {}", key, why);
            failures.put(key, Failure.after(failure, why, now));
            unsure = true;
            return why;
        }
    }

    private void bring(Entrance entrance, boolean whole, long clusterMillis)
            throws DriverException {
        Inbound inbound = entrance.inbound().orElseThrow();
        String route = entrance.route();
        if (!gates.isOpen(inbound.id(), inbound.shape())) {
            gates.open(inbound, roster.admitted(route, clusterMillis));
        } else if (whole) {
            gates.settle(inbound.id(), roster.admitted(route, clusterMillis));
        } else if (!dirtyUsers.isEmpty()) {
            gates.settle(inbound.id(), some(route, clusterMillis), dirtyUsers);
        }
    }

    private Map<Long, String> some(String route, long clusterMillis) {
        Map<Long, String> some = new HashMap<>();
        for (Long number : dirtyUsers) {
            String credential = roster.credential(number, route, clusterMillis);
            if (credential != null) {
                some.put(number, credential);
            }
        }
        return some;
    }

    private void fail(String why, Map<String, ItemStatus> statuses) {
        core = "";
        roster.entrances()
                .forEach(
                        (id, entrance) -> {
                            String key = INBOUND + id;
                            statuses.put(key, status(key, entrance, why));
                        });
    }

    private static ItemStatus status(String key, Entrance entrance, String why) {
        return ItemStatus.newBuilder()
                .setKey(key)
                .setGeneration(entrance.generation())
                .setState(why.isEmpty() ? "active" : "failed")
                .setWhy(why)
                .build();
    }

    private Duration sleep(long now, long clusterMillis, Map<String, ItemStatus> statuses) {
        Duration sleep = LONGEST_SLEEP;
        OptionalLong expiry = roster.nextExpiry();
        if (expiry.isPresent() && clusterMillis > 0) {
            sleep = shorter(sleep, Duration.ofMillis(expiry.getAsLong() - clusterMillis));
        }
        for (Failure failure : failures.values()) {
            sleep = shorter(sleep, Duration.ofNanos(failure.retryAt() - now));
        }
        boolean coreless = core.isEmpty() && !statuses.isEmpty();
        return coreless || unsaved.isPresent() ? shorter(sleep, Failure.FIRST_PAUSE) : sleep;
    }

    private static Duration shorter(Duration a, Duration b) {
        Duration least = Duration.ofMillis(1);
        Duration shorter = a.compareTo(b) < 0 ? a : b;
        return shorter.compareTo(least) < 0 ? least : shorter;
    }
}
