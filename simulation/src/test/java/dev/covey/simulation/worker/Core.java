package dev.covey.simulation.worker;

import dev.covey.agent.driver.DriverException;
import dev.covey.agent.driver.Inbound;
import dev.covey.agent.driver.Reading;
import dev.covey.agent.driver.Reading.Bytes;
import dev.covey.agent.driver.VpnDriver;
import dev.covey.model.Kind;
import dev.covey.simulation.chronicle.Chronicle;
import dev.covey.simulation.chronicle.Names;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A VPN core in memory. It tells what it is asked to do, carries what users move, and remembers
 * what it truly carried, whatever became of it. For one thread.
 */
public final class Core implements VpnDriver {

    private static final String GONE = "The core is missing. Reinstall it.";

    private final String machine;
    private final Chronicle chronicle;
    private final Names names;
    private final Map<String, Gate> gates = new TreeMap<>();
    private final Set<Integer> takenPorts = new TreeSet<>();
    private final Map<Long, Bytes> counters = new TreeMap<>();
    private final Map<Long, Long> unread = new TreeMap<>();
    private final Map<Long, Long> carried = new TreeMap<>();
    private final Map<Long, Long> lost = new TreeMap<>();
    private Runnable listener = () -> {};
    private int starts;
    private boolean running;
    private boolean missing;

    private record Gate(Inbound inbound, Map<Long, String> users) {}

    /** The core of a machine, which is not running yet. */
    public Core(String machine, Chronicle chronicle, Names names) {
        this.machine = machine;
        this.chronicle = chronicle;
        this.names = names;
    }

    private void say(String what) {
        chronicle.say("core of " + machine, what);
    }

    private String in(String inbound) {
        return names.of(Kind.INBOUND, inbound);
    }

    private String people(Collection<Long> numbers) {
        return numbers.isEmpty()
                ? "nobody"
                : numbers.stream().map(names::user).sorted().collect(Collectors.joining(", "));
    }

    /** The core dies, and what it had not told of what it carried is lost. */
    public void die() {
        if (running) {
            say("dies");
        }
        running = false;
        gates.clear();
        counters.clear();
        unread.forEach((user, bytes) -> lost.merge(user, bytes, Long::sum));
        unread.clear();
        listener.run();
    }

    /** Another program takes a port, or gives it back. */
    public void take(int port, boolean taken) {
        boolean _ = taken ? takenPorts.add(port) : takenPorts.remove(port);
    }

    /** The core's program vanishes from the machine, or comes back. */
    public void miss(boolean gone) {
        missing = gone;
        if (gone) {
            die();
        }
    }

    /**
     * A user moves bytes.
     *
     * @return the inbound they went through; empty if the user is let in nowhere
     */
    public Optional<String> carry(long user, long bytes) {
        Optional<String> through =
                gates.entrySet().stream()
                        .filter(gate -> gate.getValue().users().containsKey(user))
                        .map(Map.Entry::getKey)
                        .findFirst();
        if (through.isPresent()) {
            counters.merge(user, new Bytes(0, bytes), Bytes::plus);
            unread.merge(user, bytes, Long::sum);
            carried.merge(user, bytes, Long::sum);
        }
        return through;
    }

    /** Which of its lives it lives; empty while it is dead. */
    public Optional<String> life() {
        return running ? Optional.of(identity()) : Optional.empty();
    }

    /** What was truly carried for each user, ever. */
    public Map<Long, Long> carried() {
        return carried;
    }

    /** What died with a core before it was read. */
    public Map<Long, Long> lost() {
        return lost;
    }

    @Override
    public Optional<String> refuses(Inbound inbound) {
        return Optional.empty();
    }

    @Override
    public String ensure() throws DriverException {
        if (missing) {
            throw new DriverException(GONE);
        }
        if (!running) {
            running = true;
            starts++;
            say("starts");
        }
        return identity();
    }

    private String identity() {
        return machine + "-" + starts;
    }

    @Override
    public Map<String, Served> served() {
        Map<String, Served> served = new HashMap<>();
        gates.forEach(
                (id, gate) ->
                        served.put(
                                id, new Served(gate.inbound().shape(), Map.copyOf(gate.users()))));
        return served;
    }

    @Override
    public void open(Inbound inbound, Map<Long, String> users) throws DriverException {
        if (takenPorts.contains(inbound.port())) {
            say("cannot open " + in(inbound.id()) + ": port " + inbound.port() + " is taken");
            throw new DriverException("Port " + inbound.port() + " is taken.");
        }
        String verb = gates.containsKey(inbound.id()) ? "replaces " : "opens ";
        say(verb + in(inbound.id()) + " for " + people(users.keySet()));
        gates.put(inbound.id(), new Gate(inbound, new TreeMap<>(users)));
    }

    @Override
    public void close(String inbound) {
        say("closes " + in(inbound));
        gates.remove(inbound);
    }

    @Override
    public void admit(String inbound, Map<Long, String> users) throws DriverException {
        say("lets " + people(users.keySet()) + " in at " + in(inbound));
        gate(inbound).users().putAll(users);
    }

    @Override
    public void expel(String inbound, Collection<Long> users) throws DriverException {
        say("cuts " + people(users) + " off at " + in(inbound));
        gate(inbound).users().keySet().removeAll(users);
    }

    private Gate gate(String inbound) throws DriverException {
        Gate gate = gates.get(inbound);
        if (gate == null) {
            throw new DriverException("There is no inbound " + in(inbound) + ".");
        }
        return gate;
    }

    @Override
    public Optional<Reading> read() {
        if (!running) {
            return Optional.empty();
        }
        unread.clear();
        Map<String, Reading.Load> loads = new HashMap<>();
        gates.keySet().forEach(id -> loads.put(id, new Reading.Load(0, Set.of())));
        return Optional.of(new Reading(identity(), Map.copyOf(counters), loads));
    }

    @Override
    public List<String> warnings() {
        return missing ? List.of(GONE) : List.of();
    }

    @Override
    public void onChange(Runnable wake) {
        listener = wake;
    }

    @Override
    public void stop(VpnDriver.Core what) {
        if (what == VpnDriver.Core.ENDS) {
            die();
        }
    }
}
