package dev.covey.simulation;

import dev.covey.master.control.operations.Jobs;
import dev.covey.simulation.chronicle.Chronicle;
import dev.covey.simulation.chronicle.Names;
import dev.covey.simulation.network.Connection;
import dev.covey.simulation.network.Network;
import dev.covey.simulation.store.Group;
import dev.covey.simulation.store.Reigns;
import dev.covey.simulation.time.Agenda;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What all machines share.
 *
 * @param seed of all chance
 * @param connections all that are not over
 * @param faults is told of what must not have happened
 */
record World(
        long seed,
        Agenda agenda,
        Network network,
        Chronicle chronicle,
        Names names,
        Group group,
        Reigns reigns,
        Jobs jobs,
        Map<String, Machine> machines,
        List<Connection> connections,
        Consumer<Throwable> faults) {

    /** The machine with a name. */
    Optional<Machine> machine(String name) {
        return Optional.ofNullable(machines.get(name));
    }
}
