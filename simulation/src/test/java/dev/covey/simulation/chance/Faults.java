package dev.covey.simulation.chance;

import dev.covey.simulation.Machine;
import dev.covey.simulation.Simulation;
import dev.covey.simulation.store.MasterStore;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** What can go wrong with machines, clocks and the network. For one thread. */
final class Faults {

    private final Simulation simulation;
    private final Dice dice;
    private final List<String> masters;
    private final List<String> all;

    Faults(Simulation simulation, Dice dice) {
        this.simulation = simulation;
        this.dice = dice;
        this.masters = simulation.group().members();
        this.all = simulation.machines().stream().map(Machine::name).toList();
    }

    /** One of them, to one machine or link. */
    void strike() {
        String name = dice.of(all);
        Machine machine = simulation.machine(name);
        switch (dice.below(16)) {
            case 0 -> say("kill " + name, machine::kill);
            case 1 -> say("off " + name, machine::powerOff);
            case 2 -> say("freeze " + name, machine::freeze);
            case 3, 4 -> cutOneWay(name);
            case 5 -> say("isolate " + name, () -> links(name, this::cut));
            case 6 -> slow(name);
            case 7 -> step(machine);
            case 8 -> loseAnswers();
            case 9, 10 -> handOver();
            case 11 -> say("core of " + name + " dies", machine.core()::die);
            case 12 -> store("deafen", MasterStore::deafen);
            case 13, 14 -> reelect();
            default -> store("fall-behind", MasterStore::fallBehind);
        }
    }

    /** Mends one machine, with its links. */
    void mend() {
        String name = dice.of(all);
        say("mend " + name, () -> mend(simulation.machine(name)));
    }

    /** Mends everything. */
    void mendAll() {
        say("mend everything", () -> simulation.machines().forEach(this::mend));
    }

    private void mend(Machine machine) {
        machine.thaw();
        machine.clock().right();
        links(machine.name(), simulation.network()::heal);
        machine.powerOn();
        machine.master()
                .ifPresent(
                        master -> {
                            master.store().undeafen();
                            master.store().cutOffWatches();
                        });
    }

    private void say(String what, Runnable fault) {
        simulation.chronicle().say("chance", what);
        fault.run();
    }

    private interface Link {
        void change(String from, String to);
    }

    private void links(String name, Link change) {
        for (String other : all) {
            if (!other.equals(name)) {
                change.change(name, other);
                change.change(other, name);
            }
        }
    }

    private void cut(String from, String to) {
        simulation.network().cut(from, to);
    }

    private void cutOneWay(String name) {
        String other = dice.of(all);
        if (!other.equals(name)) {
            say("cut %s to %s".formatted(name, other), () -> cut(name, other));
        }
    }

    private void slow(String name) {
        String other = dice.of(all);
        Duration delay = dice.millis(20, 3000);
        if (!other.equals(name)) {
            say(
                    "slow %s to %s by %d ms".formatted(name, other, delay.toMillis()),
                    () -> simulation.network().slow(name, other, delay));
        }
    }

    private void step(Machine machine) {
        Duration by = Duration.ofSeconds(dice.below(400_000) - 200_000L);
        say(
                "step %s by %d s".formatted(machine.name(), by.toSeconds()),
                () -> machine.clock().step(by));
    }

    private void loseAnswers() {
        int count = 1 + dice.below(3);
        say("lose-answers " + count, () -> simulation.group().cluster().loseAnswers(count));
    }

    private void handOver() {
        String to = dice.of(masters);
        say("hand over to " + to, () -> simulation.group().leadIfAble(to));
    }

    /** The leader loses the lead, has it again, and is not told: its old reign goes on. */
    private void reelect() {
        String other = dice.of(masters);
        simulation
                .group()
                .leader()
                .ifPresent(
                        leader ->
                                say(
                                        "re-elect " + leader,
                                        () -> {
                                            trick(leader, MasterStore::deafen);
                                            simulation.group().leadIfAble(other);
                                            simulation.group().leadIfAble(leader);
                                        }));
    }

    private void trick(String name, Consumer<MasterStore> trick) {
        simulation.machine(name).master().ifPresent(m -> trick.accept(m.store()));
    }

    private void store(String what, Consumer<MasterStore> trick) {
        String name = dice.of(masters);
        say(what + " " + name, () -> trick(name, trick));
    }
}
