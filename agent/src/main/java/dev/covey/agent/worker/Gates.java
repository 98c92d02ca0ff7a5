package dev.covey.agent.worker;

import dev.covey.agent.driver.DriverException;
import dev.covey.agent.driver.Inbound;
import dev.covey.agent.driver.VpnDriver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the driver serves, remembered, and the calls that change it. What a call did is remembered
 * only when it succeeded, so a failed one is asked for again. For one thread.
 */
final class Gates {

    private final VpnDriver driver;
    private final Map<String, Gate> gates = new HashMap<>();

    private static final class Gate {
        final String shape;
        final Map<Long, String> users;

        Gate(String shape, Map<Long, String> users) {
            this.shape = shape;
            this.users = new HashMap<>(users);
        }
    }

    Gates(VpnDriver driver) {
        this.driver = driver;
    }

    /** Asks the driver what it serves. */
    void learn() throws DriverException {
        gates.clear();
        driver.served()
                .forEach((id, served) -> gates.put(id, new Gate(served.shape(), served.users())));
    }

    /** Closes what is not among these. */
    void keepOnly(Set<String> ids) throws DriverException {
        for (String id : List.copyOf(gates.keySet())) {
            if (!ids.contains(id)) {
                driver.close(id);
                gates.remove(id);
            }
        }
    }

    boolean isOpen(String id, String shape) {
        return shape.equals(shapeOf(id).orElse(null));
    }

    /** Opens or replaces an inbound with all its users. */
    void open(Inbound inbound, Map<Long, String> users) throws DriverException {
        // Who must go is cut off before the inbound is replaced: its connections would live on.
        Gate before = gates.get(inbound.id());
        if (before != null) {
            settle(inbound.id(), users);
        }
        driver.open(inbound, users);
        gates.put(inbound.id(), new Gate(inbound.shape(), users));
    }

    /** Makes an open inbound admit exactly these users. */
    void settle(String id, Map<Long, String> users) throws DriverException {
        Gate gate = gates.get(id);
        if (gate == null) {
            return;
        }
        List<Long> leaving = new ArrayList<>();
        Map<Long, String> coming = new HashMap<>();
        gate.users.forEach(
                (number, credential) -> {
                    if (!credential.equals(users.get(number))) {
                        leaving.add(number);
                    }
                });
        users.forEach(
                (number, credential) -> {
                    if (!credential.equals(gate.users.get(number))) {
                        coming.put(number, credential);
                    }
                });
        change(id, gate, leaving, coming);
    }

    /** Makes an open inbound admit some users or not, whatever it does with others. */
    void settle(String id, Map<Long, String> admitted, Set<Long> among) throws DriverException {
        Gate gate = gates.get(id);
        if (gate == null) {
            return;
        }
        List<Long> leaving = new ArrayList<>();
        Map<Long, String> coming = new HashMap<>();
        for (Long number : among) {
            String now = admitted.get(number);
            String before = gate.users.get(number);
            if (before != null && !before.equals(now)) {
                leaving.add(number);
            }
            if (now != null && !now.equals(before)) {
                coming.put(number, now);
            }
        }
        change(id, gate, leaving, coming);
    }

    private void change(String id, Gate gate, List<Long> leaving, Map<Long, String> coming)
            throws DriverException {
        if (!leaving.isEmpty()) {
            driver.expel(id, leaving);
            leaving.forEach(gate.users::remove);
        }
        if (!coming.isEmpty()) {
            driver.admit(id, coming);
            gate.users.putAll(coming);
        }
    }

    private Optional<String> shapeOf(String id) {
        return Optional.ofNullable(gates.get(id)).map(gate -> gate.shape);
    }
}
