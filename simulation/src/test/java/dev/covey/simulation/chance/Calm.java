package dev.covey.simulation.chance;

import dev.covey.master.rows.Counter;
import dev.covey.model.InboundSpec;
import dev.covey.model.InboundStatus;
import dev.covey.model.NodeStatus;
import dev.covey.model.Resource;
import dev.covey.model.Type;
import dev.covey.model.UserSpec;
import dev.covey.model.UserStatus;
import dev.covey.runtime.resource.Resources;
import dev.covey.simulation.Machine;
import dev.covey.simulation.Simulation;
import dev.covey.simulation.worker.Agent;
import dev.covey.simulation.worker.Core;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What must hold once everything has been mended for a while. For one thread. */
final class Calm {

    private final Simulation simulation;
    private final Resources store;
    private final List<String> breaches = new ArrayList<>();

    private Calm(Simulation simulation) {
        this.simulation = simulation;
        this.store = Always.newest(simulation);
    }

    /** Looks; returns what does not hold. */
    static List<String> breaches(Simulation simulation) {
        Calm calm = new Calm(simulation);
        calm.members();
        calm.nodes();
        calm.workers();
        calm.counters();
        return calm.breaches;
    }

    private void members() {
        check(simulation.group().leader().isPresent(), "nobody leads");
        long revision = store.view().revision();
        for (String member : simulation.group().members()) {
            long known = simulation.group().cluster().store(member).view().revision();
            check(known == revision, "%s has %d of %d".formatted(member, known, revision));
        }
    }

    private void nodes() {
        for (Machine machine : simulation.machines()) {
            check(
                    machine.agent().map(Agent::standing).filter(s -> s.live()).isPresent(),
                    machine.name() + " has no session");
            check(
                    store.need(Type.NODE, machine.name())
                            .status()
                            .filter(status -> status.state() == NodeStatus.State.READY)
                            .isPresent(),
                    machine.name() + " is not ready");
        }
    }

    /** Each worker serves what it should, to those who may, and to nobody else. */
    private void workers() {
        for (Machine machine : simulation.machines()) {
            Map<String, Set<Long>> served =
                    machine.core().served().entrySet().stream()
                            .collect(
                                    Collectors.toMap(
                                            Map.Entry::getKey,
                                            gate ->
                                                    new TreeSet<>(
                                                            gate.getValue().users().keySet())));
            Map<String, Set<Long>> due =
                    store.list(Type.INBOUND).stream()
                            .filter(inbound -> inbound.spec().node().equals(machine.name()))
                            .collect(Collectors.toMap(Resource::id, this::users));
            check(
                    served.equals(due),
                    "%s serves %s, expected %s".formatted(machine.name(), served, due));
        }
    }

    private Set<Long> users(Resource<InboundSpec, InboundStatus> inbound) {
        return store.list(Type.USER).stream()
                .filter(user -> may(user, inbound.spec().route()))
                .map(user -> user.spec().number())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private boolean may(Resource<UserSpec, UserStatus> user, String route) {
        UserSpec spec = user.spec();
        long used = Counter.of(store.view(), spec.number()).used(spec.usedOffsetBytes());
        boolean below = spec.dataLimitBytes() == 0 || used < spec.dataLimitBytes();
        boolean allowed = spec.routes().isEmpty() || spec.routes().contains(route);
        return spec.enabled() && below && allowed;
    }

    /** Everybody is charged for what was carried, less what died with a core unread. */
    private void counters() {
        for (Resource<UserSpec, UserStatus> user : store.list(Type.USER)) {
            long number = user.spec().number();
            long counted = counted(store, number);
            long due = sum(simulation, Core::carried, number) - sum(simulation, Core::lost, number);
            check(
                    counted == due,
                    "%s: %d bytes counted of %d".formatted(user.name(), counted, due));
        }
    }

    static long counted(Resources store, long number) {
        Counter counter = Counter.of(store.view(), number);
        return counter.up() + counter.down();
    }

    static long sum(Simulation simulation, Function<Core, Map<Long, Long>> figures, long number) {
        return simulation.machines().stream()
                .mapToLong(m -> figures.apply(m.core()).getOrDefault(number, 0L))
                .sum();
    }

    private void check(boolean holds, String otherwise) {
        if (!holds) {
            breaches.add("after the calm: " + otherwise);
        }
    }
}
