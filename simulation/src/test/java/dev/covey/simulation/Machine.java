package dev.covey.simulation;

import dev.covey.agent.driver.VpnDriver;
import dev.covey.model.Role;
import dev.covey.runtime.ids.SeededIds;
import dev.covey.runtime.resource.Seed;
import dev.covey.simulation.client.Client;
import dev.covey.simulation.master.Master;
import dev.covey.simulation.network.Connection;
import dev.covey.simulation.store.GroupDoor;
import dev.covey.simulation.store.MasterStore;
import dev.covey.simulation.time.NodeClock;
import dev.covey.simulation.time.NodeProcess;
import dev.covey.simulation.worker.Agent;
import dev.covey.simulation.worker.Core;
import dev.covey.simulation.worker.Disk;
import dev.covey.simulation.worker.Hardware;
import dev.covey.wire.client.Line;
import dev.covey.wire.client.Listener;
import dev.covey.wire.server.Caller;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One machine, with what runs on it. For one thread. */
public final class Machine {

    private final World world;
    private final String name;
    private final Set<Role> roles;
    private final Hardware body;
    private final Disk disk = new Disk();
    private final Core core;
    private final NodeClock clock;
    private @Nullable NodeProcess process;
    private @Nullable Agent agent;
    private @Nullable Master master;

    /** A machine that is switched on and runs nothing yet. */
    Machine(World world, String name, Set<Role> roles) {
        this.world = world;
        this.name = name;
        this.roles = Set.copyOf(roles);
        this.clock = new NodeClock(world.agenda(), name);
        this.core = new Core(name, world.chronicle(), world.names());
        this.body =
                new Hardware(
                        name, clock, new SeededIds(world.seed() ^ name.hashCode()), disk, core);
    }

    /** Its name, which is its node's id as well. */
    public String name() {
        return name;
    }

    /** What its node is. */
    public Set<Role> roles() {
        return roles;
    }

    /** Its clocks. */
    public NodeClock clock() {
        return clock;
    }

    /** Its disk. */
    public Disk disk() {
        return disk;
    }

    /** Its core. */
    public Core core() {
        return core;
    }

    /** Its agent while it lives. */
    public Optional<Agent> agent() {
        return Optional.ofNullable(agent);
    }

    /** Its master while it lives, if it is one. */
    public Optional<Master> master() {
        return Optional.ofNullable(master);
    }

    /** Whether its process lives and is not frozen. */
    public boolean runs() {
        return process != null && process.isRunning();
    }

    /** Its master with its process, where requests come in. */
    Optional<Client.Office> office() {
        NodeProcess now = process;
        return now == null || !now.isAlive()
                ? Optional.empty()
                : master().map(m -> new Client.Office(now, m));
    }

    /** Starts the process unless it runs. */
    public void start() {
        if (process != null && process.isAlive()) {
            return;
        }
        NodeProcess now = new NodeProcess(world.agenda(), name, clock, world.faults());
        process = now;
        if (roles.contains(Role.MASTER)) {
            world.group().restarted(name);
            MasterStore store =
                    new MasterStore(name, world.group(), now, world.chronicle(), world.reigns());
            GroupDoor door = new GroupDoor(name, world.group());
            master = new Master(body, store, door, world.jobs(), now);
        }
        agent =
                new Agent(
                        body,
                        now,
                        (to, at, listener) -> dial(to, listener),
                        world.chronicle(),
                        roles,
                        this::stop);
        world.group().review();
    }

    private Line dial(String to, Listener listener) {
        NodeProcess from = process;
        if (from == null) {
            throw new IllegalStateException(name + " does not run");
        }
        Connection connection =
                new Connection(
                        world.network(),
                        new Caller(name, Seed.pin(name), name + ".example"),
                        new Connection.End(name, from),
                        to,
                        listener);
        world.connections().removeIf(Connection::isOver);
        world.connections().add(connection);
        return connection.dial(() -> world.machine(to).flatMap(Machine::door));
    }

    private Optional<Connection.Port.Open> door() {
        return office().map(o -> new Connection.Port.Open(o.process(), o.master().reception()));
    }

    /** Ends the process as {@code kill -9} does. The core goes on. */
    public void kill() {
        NodeProcess ended = process;
        if (ended != null) {
            end();
            List.copyOf(world.connections()).forEach(c -> c.endedAt(ended));
        }
    }

    /** Ends the process in order, and the core with it. */
    public void stop() {
        agent().ifPresent(Agent::finish);
        kill();
        core.stop(VpnDriver.Core.ENDS);
    }

    private void end() {
        if (process != null) {
            process.end();
        }
        process = null;
        agent = null;
        master = null;
        core.onChange(() -> {});
        world.group().review();
    }

    /** Cuts the power. */
    public void powerOff() {
        end();
        disk.losePower();
        core.die();
        world.network().switchOff(name);
    }

    /** Switches the machine on, which starts the process. */
    public void powerOn() {
        world.network().switchOn(name);
        start();
    }

    /** The process does nothing while time goes on. */
    public void freeze() {
        if (process != null) {
            process.freeze();
            world.group().review();
        }
    }

    /** The process goes on where it was. */
    public void thaw() {
        if (process != null) {
            process.thaw();
            world.group().review();
        }
    }
}
