package dev.covey.agent.driver.xray;

import dev.covey.agent.driver.DriverException;
import dev.covey.agent.driver.Inbound;
import dev.covey.agent.driver.Reading;
import dev.covey.agent.driver.VpnDriver;
import dev.covey.agent.host.Flow;
import dev.covey.runtime.ids.Ids;
import dev.covey.runtime.task.Tasks;
import dev.covey.runtime.time.Clock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drives Xray-core; see the package. */
public final class XrayDriver implements VpnDriver {

    private static final Logger LOG = LoggerFactory.getLogger(XrayDriver.class);
    private static final String PROTOCOL = "vlessReality";
    private static final long SWEEP_NANOS = Duration.ofSeconds(30).toNanos();
    private static final int MOST_FAILED_READINGS = 20;

    private final CoreHome home;
    private final CoreProcess processes;
    private final InboundForm form;
    private final Tasks tasks;
    private final Clock clock;
    private final Supervisor supervisor;
    private final Connections connections = new Connections();
    private final Cutter cutter = new Cutter();
    private final Pursuit pursuit = new Pursuit();

    private final Map<String, Set<CoreTag>> tags = new HashMap<>();
    private final Map<String, Set<Long>> admitted = new HashMap<>();
    private volatile Optional<String> pursuitWarning = Optional.empty();
    private volatile Runnable listener = () -> {};
    private @Nullable EventSocket events;
    private String core = "";
    private long sweptAt;
    private int failedReadings;

    /** A driver; nothing runs before {@link #ensure}. */
    public XrayDriver(XraySettings settings, Clock clock, Ids ids, Tasks tasks) {
        this.home = CoreHome.in(settings.home());
        this.processes = new CoreProcess(settings, home, ids);
        this.form = new InboundForm(settings.binary(), home);
        this.tasks = tasks;
        this.clock = clock;
        this.supervisor = new Supervisor(processes, home, tasks, clock);
    }

    @Override
    public void onChange(Runnable wake) {
        listener = wake;
        supervisor.onChange(wake);
    }

    @Override
    public Optional<String> refuses(Inbound inbound) {
        return inbound.protocol().equals(PROTOCOL)
                ? Optional.empty()
                : Optional.of(
                        "Expected a protocol that this node's core speaks ("
                                + PROTOCOL
                                + "), but it is '"
                                + inbound.protocol()
                                + "'. Update Covey on this node.");
    }

    @Override
    public boolean leftBehind() {
        return Files.exists(home.state());
    }

    @Override
    public String ensure() throws DriverException {
        listen();
        String running = supervisor.ensure().core().epoch();
        if (!running.equals(core)) {
            core = running;
            connections.clear();
            tags.clear();
            admitted.clear();
            failedReadings = 0;
        }
        return running;
    }

    private void listen() throws DriverException {
        if (events != null) {
            return;
        }
        try {
            events = new EventSocket(home.events(), tasks, this::opened);
        } catch (IOException e) {
            throw new DriverException(
                    "The core cannot report connections: " + home.events() + ": " + e.getMessage(),
                    e);
        }
    }

    private void opened(Flow flow, Connections.Owner owner) {
        if (!connections.opened(flow, owner, clock.nanos())) {
            cutter.cut(flow);
        }
    }

    @Override
    public Map<String, Served> served() throws DriverException {
        CoreApi api = api();
        Map<String, Served> served = new HashMap<>();
        tags.clear();
        admitted.clear();
        for (String text : api.tags()) {
            Optional<CoreTag> parsed = CoreTag.parse(text);
            if (parsed.isEmpty()) {
                continue;
            }
            CoreTag tag = parsed.get();
            Map<Long, String> users = api.users(text);
            tagsOf(tag.id()).add(tag);
            admitted.put(tag.id(), new HashSet<>(users.keySet()));
            // Two shapes of one inbound: a crash in between. None is right, so both are replaced.
            served.merge(tag.id(), new Served(tag.shape(), users), (_, _) -> new Served("", users));
        }
        return served;
    }

    @Override
    public void open(Inbound inbound, Map<Long, String> users) throws DriverException {
        CoreApi api = api();
        CoreTag tag = CoreTag.of(inbound);
        Set<CoreTag> before = Set.copyOf(tagsOf(inbound.id()));
        checkPort(inbound.port());
        if (before.contains(tag)) {
            remove(api, tag);
        }
        connections.admit(inbound.id(), users.keySet());
        pursuit.give(users.keySet());
        try {
            api.addInbound(form.of(inbound), users);
        } catch (DriverException e) {
            // The core keeps an inbound even if it could not listen.
            api.removeInbound(tag.toString());
            throw e;
        }
        tagsOf(inbound.id()).add(tag);
        admitted.put(inbound.id(), new HashSet<>(users.keySet()));
        for (CoreTag old : before) {
            if (!old.equals(tag)) {
                remove(api, old);
            }
        }
    }

    // The core shares its ports with whoever asks for it, so two could listen on one unnoticed.
    private void checkPort(int port) throws DriverException {
        boolean ours =
                tags.values().stream().flatMap(Set::stream).anyMatch(tag -> tag.port() == port);
        if (ours) {
            return;
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(port));
        } catch (IOException e) {
            throw new DriverException(
                    "Expected to listen on port "
                            + port
                            + ", but it cannot be had ("
                            + e.getMessage()
                            + "). Free it, or choose another port for the inbound.",
                    e);
        }
    }

    private void remove(CoreApi api, CoreTag tag) throws DriverException {
        api.removeInbound(tag.toString());
        tagsOf(tag.id()).remove(tag);
    }

    @Override
    public void close(String inbound) throws DriverException {
        CoreApi api = api();
        Set<CoreTag> gone = Set.copyOf(tagsOf(inbound));
        for (CoreTag tag : gone) {
            remove(api, tag);
        }
        tags.remove(inbound);
        admitted.remove(inbound);
        cutter.cut(connections.close(inbound));
        // Nobody listens on its port any more, so what is left on it was its own.
        gone.forEach(tag -> cutter.cut(cutter.on(tag.port())));
    }

    @Override
    public void admit(String inbound, Map<Long, String> users) throws DriverException {
        CoreApi api = api();
        connections.admit(inbound, users.keySet());
        pursuit.give(users.keySet());
        for (CoreTag tag : tagsOf(inbound)) {
            api.addUsers(tag.toString(), users);
        }
        admitted.computeIfAbsent(inbound, _ -> new HashSet<>()).addAll(users.keySet());
    }

    @Override
    public void expel(String inbound, Collection<Long> users) throws DriverException {
        CoreApi api = api();
        for (CoreTag tag : tagsOf(inbound)) {
            api.removeUsers(tag.toString(), users);
        }
        admitted.getOrDefault(inbound, Set.of()).removeAll(users);
        for (Long user : users) {
            cutter.cut(connections.expel(new Connections.Owner(user, inbound)));
        }
        pursuit.begin(
                users.stream()
                        .filter(u -> admitted.values().stream().noneMatch(a -> a.contains(u)))
                        .toList());
    }

    @Override
    public Optional<Reading> read() {
        Optional<Supervisor.Link> living = supervisor.living();
        return living.isEmpty() ? Optional.empty() : read(living.get());
    }

    private Optional<Reading> read(Supervisor.Link link) {
        try {
            Reading reading =
                    CounterReading.of(
                            link.core().epoch(), link.api().counters(), connections.users());
            failedReadings = 0;
            lookAfter(link, reading);
            return Optional.of(reading);
        } catch (DriverException e) {
            LOG.warn("the core's counters cannot be read: {}", e.getMessage());
            if (++failedReadings >= MOST_FAILED_READINGS) {
                LOG.error("the core does not answer: it is ended");
                supervisor.kill(link);
            }
            return Optional.empty();
        }
    }

    private void lookAfter(Supervisor.Link current, Reading reading) {
        long now = clock.nanos();
        List<Long> growing = pursuit.next(reading);
        if (!growing.isEmpty()) {
            Hunter hunter = new Hunter(current.api(), connections, cutter);
            Set<Integer> ports = ports(current);
            growing.forEach(user -> pursuitWarning = hunter.hunt(user, ports));
            listener.run();
        }
        if (now - sweptAt > SWEEP_NANOS) {
            sweptAt = now;
            processes.trimLog();
            Set<Flow> living = new HashSet<>();
            connections.ports().forEach(port -> living.addAll(cutter.on(port)));
            connections.keepOnly(living, now);
        }
    }

    private static Set<Integer> ports(Supervisor.Link current) {
        Set<Integer> ports = new HashSet<>();
        try {
            current.api()
                    .tags()
                    .forEach(tag -> CoreTag.parse(tag).ifPresent(t -> ports.add(t.port())));
        } catch (DriverException e) {
            LOG.warn("inbounds cannot be listed", e);
        }
        return ports;
    }

    @Override
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        cutter.warning().ifPresent(warnings::add);
        pursuitWarning.ifPresent(warnings::add);
        supervisor.problem().ifPresent(warnings::add);
        return warnings;
    }

    @Override
    public void stop(Core end) {
        supervisor.stop(end);
        closeEvents();
    }

    private void closeEvents() {
        try {
            if (events != null) {
                events.close();
            }
        } catch (IOException e) {
            LOG.debug("the event socket does not close", e);
        }
    }

    private Set<CoreTag> tagsOf(String inbound) {
        return tags.computeIfAbsent(inbound, _ -> new HashSet<>());
    }

    private CoreApi api() throws DriverException {
        return supervisor
                .living()
                .map(Supervisor.Link::api)
                .orElseThrow(() -> new DriverException("The VPN core does not run."));
    }
}
