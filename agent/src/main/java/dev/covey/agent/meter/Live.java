package dev.covey.agent.meter;

import dev.covey.agent.driver.Reading;
import dev.covey.agent.host.Vitals;
import dev.covey.wire.v1.Metrics;
import dev.covey.wire.v1.Online;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The node's live figures, as the last readings give them. For one writer; read from any thread.
 */
public final class Live {

    private static final long ONLINE_NANOS = Duration.ofMinutes(1).toNanos();
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int MOST_NUMBERS = 10_000;

    private final Map<String, Map<Long, Long>> lastSeen = new TreeMap<>();
    private Optional<Reading> before = Optional.empty();
    private long beforeAt;
    private volatile Metrics metrics = Metrics.getDefaultInstance();

    /** The figures for the next heartbeat. */
    public Metrics metrics() {
        return metrics;
    }

    /**
     * Takes in the readings of one moment.
     *
     * @param now monotonic nanoseconds
     */
    public void update(Vitals vitals, Optional<Reading> reading, long now) {
        Metrics.Builder next =
                Metrics.newBuilder()
                        .setCpu(vitals.cpu())
                        .setMemoryUsedBytes(vitals.memoryUsedBytes())
                        .setMemoryTotalBytes(vitals.memoryTotalBytes())
                        .setRxBytesPerSecond(vitals.receivedBytesPerSecond())
                        .setTxBytesPerSecond(vitals.sentBytesPerSecond())
                        .setDiskUsedBytes(vitals.diskUsedBytes())
                        .setDiskTotalBytes(vitals.diskTotalBytes());
        reading.ifPresent(present -> addInbounds(next, present, now));
        before = reading;
        beforeAt = now;
        metrics = next.build();
    }

    private void addInbounds(Metrics.Builder to, Reading reading, long now) {
        lastSeen.keySet().retainAll(reading.inbounds().keySet());
        double seconds = (now - beforeAt) / NANOS_PER_SECOND;
        reading.inbounds()
                .forEach(
                        (id, load) -> {
                            Map<Long, Long> users =
                                    lastSeen.computeIfAbsent(id, _ -> new HashMap<>());
                            load.users().forEach(user -> users.put(user, now));
                            users.values().removeIf(seen -> now - seen > ONLINE_NANOS);
                            Online.Builder online =
                                    Online.newBuilder()
                                            .setInbound(id)
                                            .setUsers(users.size())
                                            .setBytesPerSecond(rate(reading, id, seconds));
                            users.keySet().stream()
                                    .limit(MOST_NUMBERS)
                                    .forEach(online::addUserNumbers);
                            to.addOnline(online);
                        });
    }

    private long rate(Reading reading, String inbound, double seconds) {
        Reading.Load load = reading.inbounds().get(inbound);
        Reading.Load then =
                before.filter(b -> b.core().equals(reading.core()))
                        .map(b -> b.inbounds().get(inbound))
                        .orElse(null);
        if (load == null || then == null || seconds <= 0) {
            return 0;
        }
        return Math.max(0, Math.round((load.bytes() - then.bytes()) / seconds));
    }
}
