package dev.covey.simulation.story;

import dev.covey.agent.desired.Desired;
import dev.covey.agent.desired.DesiredLog;
import dev.covey.agent.time.ClusterTime;
import dev.covey.model.Epoch;
import dev.covey.model.Kind;
import dev.covey.simulation.Machine;
import dev.covey.simulation.Simulation;
import dev.covey.simulation.client.Words;
import dev.covey.simulation.store.MasterStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.BiConsumer;

/** What a story does to machines, the network, clocks and the store. For one thread. */
final class Tricks {

    private final Simulation simulation;

    Tricks(Simulation simulation) {
        this.simulation = simulation;
    }

    /** Does what a line says; false if its verb is none of these. */
    boolean done(Words line) {
        switch (line.verb()) {
            case "cut" -> links(line, simulation.network()::cut);
            case "heal" -> links(line, simulation.network()::heal);
            case "slow" ->
                    links(
                            line,
                            (from, to) ->
                                    simulation
                                            .network()
                                            .slow(
                                                    from,
                                                    to,
                                                    Words.duration(
                                                            line.after("by").orElseThrow())));
            case "kill" -> machine(line).kill();
            case "stop" -> machine(line).stop();
            case "start" -> machine(line).start();
            case "off" -> machine(line).powerOff();
            case "on" -> machine(line).powerOn();
            case "freeze" -> machine(line).freeze();
            case "thaw" -> machine(line).thaw();
            case "step" -> machine(line).clock().step(Words.duration(line.at(2)));
            case "right" -> machine(line).clock().right();
            case "core" -> core(line);
            case "port" -> machine(line).core().take((int) line.number(2), line.has("taken"));
            case "traffic" -> traffic(line);
            case "lead" -> simulation.group().lead(line.at(1));
            case "lose-answers" -> simulation.group().cluster().loseAnswers((int) line.number(1));
            case "remember" -> remember(machine(line), line.at(3));
            case "renew" -> simulation.group().renew(line.number(1));
            case "chores" -> simulation.chores().fail(line.at(2), line.has("fail"));
            case "deafen" -> store(line).deafen();
            case "undeafen" -> store(line).undeafen();
            case "fall-behind" -> store(line).fallBehind();
            case "cut-off-watches" -> store(line).cutOffWatches();
            default -> {
                return false;
            }
        }
        return true;
    }

    private Machine machine(Words line) {
        return simulation.machine(line.at(1));
    }

    private MasterStore store(Words line) {
        return machine(line).master().orElseThrow().store();
    }

    /** {@code A} from and to all, {@code A from B} both ways, {@code A to B} one way. */
    private void links(Words line, BiConsumer<String, String> link) {
        String one = line.at(1);
        if (line.has("to")) {
            link.accept(one, line.after("to").orElseThrow());
            return;
        }
        List<String> others =
                line.after("from")
                        .map(List::of)
                        .orElseGet(
                                () -> simulation.machines().stream().map(Machine::name).toList());
        for (String other : others) {
            if (!other.equals(one)) {
                link.accept(one, other);
                link.accept(other, one);
            }
        }
    }

    private void core(Words line) {
        switch (line.at(2)) {
            case "dies" -> machine(line).core().die();
            case "vanishes" -> machine(line).core().miss(true);
            case "returns" -> machine(line).core().miss(false);
            default -> throw new IllegalArgumentException(line.line());
        }
    }

    /**
     * {@code remember MACHINE epoch 2.7}: its disk holds an epoch that these masters never had, as
     * after a restore of theirs that was undone.
     */
    private static void remember(Machine machine, String text) {
        String[] parts = text.split("\\.", -1);
        Epoch epoch = new Epoch(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
        Desired desired = new Desired();
        try (DesiredLog log = new DesiredLog(machine.disk().log("desired"), desired)) {
            boolean _ = desired.obey(epoch);
            ClusterTime.Mark mark = log.time().orElseThrow();
            log.save(desired.drain().orElseThrow(), mark);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code traffic USER BYTES at MACHINE}. */
    private void traffic(Words line) {
        String user = line.at(1);
        String where = line.after("at").orElseThrow();
        long bytes = line.number(2);
        String result =
                simulation
                        .machine(where)
                        .core()
                        .carry(simulation.names().number(user), bytes)
                        .map(
                                inbound ->
                                        "moves "
                                                + bytes
                                                + " bytes through "
                                                + simulation.names().of(Kind.INBOUND, inbound))
                        .orElse("is not let in");
        simulation.chronicle().say("user " + user, result + " at " + where);
    }
}
