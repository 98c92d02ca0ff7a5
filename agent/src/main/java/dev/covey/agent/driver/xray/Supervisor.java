package dev.covey.agent.driver.xray;

import dev.covey.agent.driver.DriverException;
import dev.covey.agent.driver.VpnDriver;
import dev.covey.runtime.task.Tasks;
import dev.covey.runtime.time.Clock;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a core running: takes over one that lives, starts one where none does, ever more slowly
 * where it does not stay. Only {@link #living} and {@link #problem} are safe from any thread.
 */
final class Supervisor {

    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
    private static final Duration READY_WITHIN = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration STEADY = Duration.ofMinutes(1);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final CoreProcess processes;
    private final CoreHome home;
    private final Tasks tasks;
    private final Clock clock;
    private final EventLoopGroup group;

    private volatile @Nullable Link link;
    private volatile String problem = "";
    private volatile Runnable listener = () -> {};
    private Duration pause = FIRST_PAUSE;
    private long notBefore = Long.MIN_VALUE;

    /** A core and the way to it. */
    record Link(CoreProcess.Running core, CoreApi api, long since) {

        boolean isAlive() {
            return core.process().isAlive();
        }
    }

    Supervisor(CoreProcess processes, CoreHome home, Tasks tasks, Clock clock) {
        this.processes = processes;
        this.home = home;
        this.tasks = tasks;
        this.clock = clock;
        this.group =
                new MultiThreadIoEventLoopGroup(
                        1, new DefaultThreadFactory("core-api", true), NioIoHandler.newFactory());
    }

    void onChange(Runnable wake) {
        listener = wake;
    }

    /** The core that runs as far as is known. */
    Optional<Link> living() {
        return Optional.ofNullable(link).filter(Link::isAlive);
    }

    /** Why no core runs; empty if one does. */
    Optional<String> problem() {
        return link == null && !problem.isEmpty() ? Optional.of(problem) : Optional.empty();
    }

    /**
     * The running core, which may have to be started.
     *
     * @throws DriverException why there is none
     */
    Link ensure() throws DriverException {
        Link current = link;
        if (current != null && current.isAlive()) {
            return current;
        }
        long now = clock.nanos();
        if (current != null) {
            died(current, now);
        }
        if (now < notBefore) {
            throw new DriverException(problem);
        }
        try {
            Link begun = begin(now);
            link = begun;
            return begun;
        } catch (DriverException e) {
            problem = String.valueOf(e.getMessage());
            delay(now);
            throw e;
        }
    }

    /** Ends what hangs; it is started anew by the next {@link #ensure}. */
    void kill(Link hanging) {
        hanging.core().process().destroyForcibly();
    }

    void stop(VpnDriver.Core core) {
        Link current = link;
        link = null;
        if (current != null) {
            current.api().close();
            if (core == VpnDriver.Core.ENDS) {
                processes.end(current.core());
            }
        }
        var _ = group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private void died(Link dead, long now) {
        problem =
                "The VPN core ended and is started anew. Its last words: " + processes.lastWords();
        LOG.warn(problem);
        dead.api().close();
        link = null;
        if (now - dead.since() > STEADY.toNanos()) {
            pause = FIRST_PAUSE;
        } else {
            delay(now);
        }
    }

    private void delay(long now) {
        notBefore = now + pause.toNanos();
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    private Link begin(long now) throws DriverException {
        Optional<CoreProcess.Running> found = processes.find();
        CoreProcess.Running core = found.isPresent() ? found.get() : processes.start();
        CoreApi api = new CoreApi(home.api(), group, tasks);
        try {
            await(core, api);
        } catch (DriverException e) {
            api.close();
            processes.end(core);
            throw e;
        }
        var _ = core.process().onExit().thenRun(() -> listener.run());
        LOG.info("the VPN core {}", found.isPresent() ? "goes on" : "is started");
        return new Link(core, api, now);
    }

    private void await(CoreProcess.Running core, CoreApi api) throws DriverException {
        long begun = clock.nanos();
        while (!api.answers()) {
            if (!core.process().isAlive()) {
                throw new DriverException(
                        "The VPN core ended at once. Its last words: " + processes.lastWords());
            }
            if (clock.since(begun).compareTo(READY_WITHIN) > 0 || Thread.interrupted()) {
                throw new DriverException("The VPN core did not become ready in time.");
            }
            Tasks.pause(POLL);
        }
    }
}
