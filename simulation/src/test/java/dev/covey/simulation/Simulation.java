package dev.covey.simulation;

import dev.covey.master.dispatch.MasterList;
import dev.covey.model.Role;
import dev.covey.model.Type;
import dev.covey.runtime.ids.SeededIds;
import dev.covey.runtime.resource.Draft;
import dev.covey.runtime.resource.Resources;
import dev.covey.runtime.resource.Seed;
import dev.covey.runtime.store.memory.MemoryStore;
import dev.covey.simulation.chronicle.Chronicle;
import dev.covey.simulation.chronicle.Names;
import dev.covey.simulation.chronicle.RowLines;
import dev.covey.simulation.client.Client;
import dev.covey.simulation.client.Orders;
import dev.covey.simulation.client.Words;
import dev.covey.simulation.logging.Errors;
import dev.covey.simulation.master.Chores;
import dev.covey.simulation.network.Network;
import dev.covey.simulation.store.Group;
import dev.covey.simulation.store.Reigns;
import dev.covey.simulation.time.Agenda;
import dev.covey.simulation.worker.Papers;
import dev.covey.wire.MastersList;
import dev.covey.wire.v1.Masters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A cluster of masters and workers in one thread under virtual time. The same seed and the same
 * calls give the same course. For one thread.
 */
public final class Simulation {

    private final World world;
    private final StoreHistory history;
    private final RowLines lines;
    private final List<Throwable> faults = new ArrayList<>();
    private final List<String> masters;
    private final Chores chores;
    private final Orders orders;
    private final Client client;

    /** Machines whose nodes are in the store, the first of them leading; nothing runs yet. */
    public Simulation(long seed, List<String> masters, List<String> workers) {
        this.masters = List.copyOf(masters);
        List<String> _ = Errors.take();
        Agenda agenda = new Agenda();
        Network network = new Network(agenda);
        Chronicle chronicle = new Chronicle(agenda);
        Names names = new Names();
        this.chores = new Chores(chronicle, names);
        Map<String, Machine> machines = new TreeMap<>();
        Reigns reigns = new Reigns();
        Group group =
                new Group(
                        new Group.Surroundings(agenda, network, chronicle, reigns),
                        masters,
                        name -> machines.containsKey(name) && machines.get(name).runs());
        this.world =
                new World(
                        seed,
                        agenda,
                        network,
                        chronicle,
                        names,
                        group,
                        reigns,
                        chores.jobs(),
                        machines,
                        new ArrayList<>(),
                        faults::add);
        masters.forEach(name -> add(name, Role.MASTER));
        workers.forEach(name -> add(name, Role.WORKER));
        this.lines = new RowLines(chronicle, names);
        this.history = new StoreHistory(lines);
        group.lead(masters.getFirst());
        this.orders = new Orders(new SeededIds(seed));
        this.client =
                new Client(
                        new Client.Surroundings(
                                network,
                                chronicle,
                                names,
                                name -> world.machine(name).flatMap(Machine::office),
                                faults::add));
        seed().cluster("covey");
        machines.values().forEach(m -> seed().node(m.name(), m.roles().toArray(Role[]::new)));
    }

    private void add(String name, Role role) {
        world.machines().put(name, new Machine(world, name, Set.of(role)));
    }

    /** Adds a machine that is no node yet. */
    public void addBlank(String name) {
        orders.allowJoining(seed());
        add(name, Role.WORKER);
    }

    /** Adds a machine that is no node yet and will be a master. */
    public void addBlankMaster(String name) {
        orders.allowJoining(seed());
        world.group().prepare(name);
        add(name, Role.MASTER);
        history.join(name, world.group());
    }

    /** Writes what is there before anything runs. */
    public Seed seed() {
        return new Seed(store());
    }

    /** A draft of plain rows for {@link Seed#commit}. */
    public Draft draft() {
        return new Draft(store().view());
    }

    private MemoryStore store() {
        return world.group().cluster().store(masters.getFirst());
    }

    /** Starts every machine's process. */
    public void start() {
        store().view().list("").forEach(lines::learn);
        history.follow(world.group());
        for (Machine machine : machines()) {
            if (new Resources(store().view()).get(Type.NODE, machine.name()).isPresent()) {
                startNode(machine.name());
            }
        }
        world.group().begin();
    }

    /** Starts the process of a machine that has just become a node. */
    public void startNode(String name) {
        Resources resources = new Resources(store().view());
        Optional<String> active = world.group().leader();
        Masters list = MasterList.signed(MasterList.of(resources, active, 0), Papers::sign);
        machine(name).disk().shelf("masters").write(MastersList.text(list));
        machine(name).start();
    }

    /** Lets time pass up to a moment since the beginning. */
    public void runUntil(Duration moment) {
        world.agenda().runUntil(moment.toNanos());
    }

    /** All machines by name. */
    public Collection<Machine> machines() {
        return world.machines().values();
    }

    /** The machine with a name. */
    public Machine machine(String name) {
        return world.machine(name)
                .orElseThrow(() -> new IllegalArgumentException("no machine '" + name + "'"));
    }

    /** The network. */
    public Network network() {
        return world.network();
    }

    /** The group of masters. */
    public Group group() {
        return world.group();
    }

    /** What happened. */
    public Chronicle chronicle() {
        return world.chronicle();
    }

    /** What people call things. */
    public Names names() {
        return world.names();
    }

    /** The jobs that operations can have done. */
    public Chores chores() {
        return chores;
    }

    /** Asks for something; the words are those of {@link Orders}. */
    public void ask(String id, String via, Words words, Consumer<Client.Result> then) {
        client.ask(new Client.Request(id, via, words.line(), orders.of(words)), then);
    }

    /** What was logged as errors. */
    public List<String> errors() {
        return Errors.take();
    }

    /** What must never happen, and did. */
    public List<String> breaches() {
        List<String> all = new ArrayList<>(history.breaches());
        all.addAll(world.reigns().breaches());
        faults.forEach(fault -> all.add("a step failed: " + fault + because(fault)));
        return all;
    }

    private static String because(Throwable fault) {
        Throwable cause = fault.getCause();
        return cause == null ? "" : " because of " + cause + because(cause);
    }
}
