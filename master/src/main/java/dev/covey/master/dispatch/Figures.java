package dev.covey.master.dispatch;

import dev.covey.master.telemetry.NodeFigures;
import dev.covey.master.telemetry.NodeFigures.Beat;
import dev.covey.master.telemetry.NodeFigures.InboundFigures;
import dev.covey.wire.v1.Metrics;
import dev.covey.wire.v1.Online;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Makes figures of what a heartbeat carries; what cannot be so is cut to what can. */
final class Figures {
    private static final int MOST_USERS = 100_000;

    /**
     * When a heartbeat came.
     *
     * @param at cluster time
     * @param clockAhead how far the node's wall clock is ahead of it, if that can be told
     */
    record Moment(Instant at, Optional<Duration> clockAhead) {}

    /** The figures of one node; inbounds that are not its own are left out. */
    static Beat of(String node, Metrics metrics, Moment moment, Predicate<String> own) {
        List<Online> online =
                metrics.getOnlineList().stream().filter(o -> own.test(o.getInbound())).toList();
        Set<Long> users = new HashSet<>();
        online.stream()
                .flatMap(o -> o.getUserNumbersList().stream())
                .limit(MOST_USERS)
                .forEach(users::add);
        NodeFigures figures =
                new NodeFigures(
                        node,
                        share(metrics.getCpu()),
                        count(metrics.getMemoryUsedBytes()),
                        count(metrics.getMemoryTotalBytes()),
                        count(metrics.getRxBytesPerSecond()),
                        count(metrics.getTxBytesPerSecond()),
                        count(metrics.getDiskUsedBytes()),
                        count(metrics.getDiskTotalBytes()),
                        users.size(),
                        moment.at(),
                        moment.clockAhead().map(Duration::toMillis),
                        online.stream().map(Figures::inbound).toList());
        return new Beat(figures, users);
    }

    private static InboundFigures inbound(Online online) {
        return new InboundFigures(
                online.getInbound(),
                Math.max(0, online.getUsers()),
                count(online.getBytesPerSecond()));
    }

    private static double share(double value) {
        return Double.isFinite(value) ? Math.clamp(value, 0, 1) : 0;
    }

    private static long count(long value) {
        return Math.max(0, value);
    }

    private Figures() {}
}
