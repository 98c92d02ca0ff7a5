package dev.covey.agent.worker;

import dev.covey.agent.driver.DriverException;
import dev.covey.agent.driver.Inbound;
import dev.covey.agent.driver.Reading;
import dev.covey.agent.driver.VpnDriver;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A core in memory that does what it is told, dies and fails as a test says. */
final class FakeVpn implements VpnDriver {

    final Map<String, Inbound> inbounds = new TreeMap<>();
    final Map<String, Map<Long, String>> users = new TreeMap<>();
    final List<String> calls = new ArrayList<>();
    final Set<Integer> takenPorts = new HashSet<>();
    boolean leftBehind;
    boolean ensured;
    private int starts = 1;
    private String missing = "";

    void die() {
        starts++;
        inbounds.clear();
        users.clear();
    }

    void miss(String why) {
        missing = why;
        die();
    }

    @Override
    public Optional<String> refuses(Inbound inbound) {
        return inbound.protocol().equals("vlessReality")
                ? Optional.empty()
                : Optional.of("This core does not speak " + inbound.protocol() + ".");
    }

    @Override
    public boolean leftBehind() {
        return leftBehind;
    }

    @Override
    public String ensure() throws DriverException {
        ensured = true;
        if (!missing.isEmpty()) {
            throw new DriverException(missing);
        }
        return "core" + starts;
    }

    @Override
    public Map<String, Served> served() {
        Map<String, Served> served = new HashMap<>();
        inbounds.forEach(
                (id, inbound) -> served.put(id, new Served(inbound.shape(), Map.copyOf(of(id)))));
        return served;
    }

    @Override
    public void open(Inbound inbound, Map<Long, String> admitted) throws DriverException {
        calls.add("open " + inbound.id() + " " + new TreeMap<>(admitted).keySet());
        if (takenPorts.contains(inbound.port())) {
            throw new DriverException("Port " + inbound.port() + " is taken.");
        }
        inbounds.put(inbound.id(), inbound);
        users.put(inbound.id(), new HashMap<>(admitted));
    }

    @Override
    public void close(String inbound) {
        calls.add("close " + inbound);
        inbounds.remove(inbound);
        users.remove(inbound);
    }

    @Override
    public void admit(String inbound, Map<Long, String> admitted) {
        calls.add("admit " + inbound + " " + new TreeMap<>(admitted).keySet());
        of(inbound).putAll(admitted);
    }

    @Override
    public void expel(String inbound, Collection<Long> gone) {
        calls.add("expel " + inbound + " " + gone.stream().sorted().toList());
        of(inbound).keySet().removeAll(gone);
    }

    Map<Long, String> of(String inbound) {
        return users.computeIfAbsent(inbound, _ -> new HashMap<>());
    }

    List<String> takeCalls() {
        List<String> taken = List.copyOf(calls);
        calls.clear();
        return taken;
    }

    @Override
    public Optional<Reading> read() {
        return Optional.empty();
    }

    @Override
    public List<String> warnings() {
        return List.of();
    }

    @Override
    public void onChange(Runnable wake) {}

    @Override
    public void stop(Core core) {}
}
