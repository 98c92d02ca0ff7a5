package dev.covey.agent.meter;

import dev.covey.agent.driver.Reading;
import dev.covey.agent.driver.VpnDriver;
import dev.covey.agent.host.Vitals;
import dev.covey.agent.report.Report;
import dev.covey.runtime.task.Loop;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The step machine that reads everything once a second. For one thread. */
public final class Meter implements Loop.Step {

    private static final Logger LOG = LoggerFactory.getLogger(Meter.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final String SOURCE = "meter";

    private final VpnDriver driver;
    private final Journal journal;
    private final Live live;
    private final Vitals.Source vitals;
    private final Report report;
    private Runnable listener = () -> {};

    /** A meter. */
    public Meter(
            VpnDriver driver, Journal journal, Live live, Vitals.Source vitals, Report report) {
        this.driver = driver;
        this.journal = journal;
        this.live = live;
        this.vitals = vitals;
        this.report = report;
    }

    /** Calls this when there is something new for the masters. */
    public void onChange(Runnable wake) {
        listener = wake;
    }

    @Override
    public Duration step(long now) {
        Optional<Reading> reading = driver.read();
        live.update(readVitals(now), reading, now);
        try {
            if (reading.isPresent()) {
                journal.count(reading.get());
            }
            if (journal.seal()) {
                listener.run();
            }
            report.warnings(SOURCE, damage());
        } catch (IOException e) {
            LOG.error("traffic cannot be journalled", e);
            report.warnings(
                    SOURCE,
                    List.of(
                            "The node cannot write its traffic journal ("
                                    + e.getMessage()
                                    + "); it goes on counting in memory. Look at its disk."));
        }
        return INTERVAL;
    }

    /**
     * The last reading before a planned stop.
     *
     * @param coreEnds false if the core goes on, to be read again later
     */
    public void finish(boolean coreEnds) {
        try {
            Optional<Reading> last = driver.read();
            if (last.isPresent()) {
                journal.count(last.get());
                if (coreEnds) {
                    journal.end();
                }
            }
            journal.seal();
        } catch (IOException e) {
            LOG.error("the last reading cannot be journalled", e);
        }
    }

    private Vitals readVitals(long now) {
        try {
            return vitals.read(now);
        } catch (IOException | RuntimeException e) {
            LOG.warn("the machine's load cannot be read", e);
            return Vitals.NONE;
        }
    }

    private List<String> damage() {
        return journal.damaged()
                ? List.of(
                        "The node's traffic journal was damaged: up to the traffic since the last"
                                + " report may be missing or doubled. Check the disk.")
                : List.of();
    }
}
