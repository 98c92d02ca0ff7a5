package dev.covey.master.subscription.choice;

import dev.covey.master.telemetry.NodeFigures;
import dev.covey.master.telemetry.NodeFigures.InboundFigures;
import dev.covey.master.telemetry.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much traffic of users each node carries, on average over the last two minutes: a short burst
 * is no reason to send users elsewhere. The node counts, not the inbound: two inbounds of one
 * machine share its line. For one thread; made anew for each reading.
 */
final class Loads {

    private static final Duration WINDOW = Duration.ofMinutes(2);

    private final Telemetry telemetry;
    private final Map<String, Double> nodes = new HashMap<>();

    Loads(Telemetry telemetry) {
        this.telemetry = telemetry;
    }

    /** Bytes per second of the candidate's node times its coefficient; 0 if it tells nothing. */
    double of(Candidate candidate) {
        return nodes.computeIfAbsent(candidate.node(), this::mean)
                * candidate.coefficientMilli()
                / 1000;
    }

    private double mean(String node) {
        List<NodeFigures> points = telemetry.history(node);
        if (points.isEmpty()) {
            return 0;
        }
        Instant from = points.getLast().at().minus(WINDOW);
        return points.stream()
                .filter(p -> p.at().isAfter(from))
                .mapToLong(Loads::bytesPerSecond)
                .average()
                .orElse(0);
    }

    private static long bytesPerSecond(NodeFigures figures) {
        return figures.inbounds().stream().mapToLong(InboundFigures::bytesPerSecond).sum();
    }
}
