package dev.covey.simulation.network;

import dev.covey.simulation.time.NodeProcess;
import dev.covey.wire.client.Line;
import dev.covey.wire.client.Listener;
import dev.covey.wire.server.Caller;
import dev.covey.wire.server.Reception;
import dev.covey.wire.v1.FromAgent;
import dev.covey.wire.v1.FromMaster;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A connection of an agent to a master, with both its ends. For one thread. */
public final class Connection {

    /** How many messages may be on their way to an agent before its line is full. */
    private static final int WINDOW = 32;

    /** One end: the process it belongs to, and the machine that runs it. */
    public record End(String machine, NodeProcess process) {}

    /** Where a machine listens. */
    @FunctionalInterface
    public interface Port {
        /** What listens there now, with the process it belongs to; empty if nothing does. */
        Optional<Open> now();

        /** A port that is listened on. */
        record Open(NodeProcess process, Reception reception) {}
    }

    private final Caller caller;
    private final End agent;
    private final Listener toAgent;
    private final Pipe up;
    private final Pipe down;
    private final Deque<FromAgent> inbox = new ArrayDeque<>();
    private @Nullable NodeProcess master;
    private Reception.@Nullable Listener toMaster;
    private boolean agentOpen = true;
    private boolean masterOpen = true;
    private int mayHear;
    private int onTheWay;

    /** Dials from an agent to a machine's port. */
    public Connection(Network network, Caller caller, End agent, String machine, Listener toAgent) {
        this.caller = caller;
        this.agent = agent;
        this.toAgent = toAgent;
        this.up = new Pipe(network, agent.machine(), machine, () -> agentHears("it was lost"));
        this.down = new Pipe(network, machine, agent.machine(), this::masterHears);
    }

    /** Begins; returns the agent's end. */
    public Line dial(Port port) {
        up.send(() -> port.now().ifPresentOrElse(this::accept, () -> reset("nobody listens")));
        return new AgentLine();
    }

    private void accept(Port.Open open) {
        master = open.process();
        open.process().enter(() -> toMaster = open.reception().opened(new MasterLine()));
    }

    private void reset(String why) {
        masterOpen = false;
        down.send(() -> agentHears(why));
        down.end();
    }

    private void arrive(FromAgent message) {
        NodeProcess there = master;
        if (there != null && !there.isAlive()) {
            reset("the master's process is gone");
        } else if (there != null) {
            there.enter(
                    () -> {
                        inbox.addLast(message);
                        pump();
                    });
        }
    }

    private void pump() {
        while (mayHear > 0 && !inbox.isEmpty() && masterOpen && toMaster != null) {
            mayHear--;
            toMaster.heard(inbox.removeFirst());
        }
    }

    /** The process at one end has ended: its machine says good-bye, unless it is off. */
    public void endedAt(NodeProcess process) {
        if (process.equals(agent.process()) && agentOpen) {
            agentOpen = false;
            up.send(this::masterHears);
            up.end();
        }
        if (process.equals(master) && masterOpen) {
            reset("the master's process ended");
        }
    }

    /** Whether neither end is open any more. */
    public boolean isOver() {
        return !agentOpen && !masterOpen;
    }

    private void agentHears(String why) {
        if (agentOpen) {
            agentOpen = false;
            agent.process().later(Duration.ZERO, () -> toAgent.closed(why));
            up.send(this::masterHears);
            up.end();
        }
    }

    private void masterHears() {
        NodeProcess there = master;
        if (masterOpen && there != null) {
            masterOpen = false;
            there.later(
                    Duration.ZERO,
                    () -> {
                        if (toMaster != null) {
                            toMaster.closed();
                        }
                    });
            down.send(() -> agentHears("it was lost"));
            down.end();
        }
    }

    private final class AgentLine implements Line {
        @Override
        public void send(FromAgent message) {
            if (agentOpen) {
                up.send(() -> arrive(message));
            }
        }

        @Override
        public void close() {
            agentHears("closed here");
        }
    }

    private final class MasterLine implements dev.covey.wire.server.Line {
        @Override
        public Caller caller() {
            return caller;
        }

        @Override
        public void send(FromMaster message) {
            if (masterOpen) {
                onTheWay++;
                down.send(() -> agent.process().enter(() -> taken(message)));
            }
        }

        private void taken(FromMaster message) {
            onTheWay--;
            if (agentOpen) {
                toAgent.heard(message);
            }
            NodeProcess there = master;
            if (onTheWay == WINDOW - 1 && there != null) {
                there.later(Duration.ZERO, this::tellReady);
            }
        }

        private void tellReady() {
            if (masterOpen && toMaster != null) {
                toMaster.ready();
            }
        }

        @Override
        public boolean ready() {
            return onTheWay < WINDOW;
        }

        @Override
        public void more() {
            mayHear++;
            NodeProcess there = master;
            if (there != null && !inbox.isEmpty()) {
                there.later(Duration.ZERO, Connection.this::pump);
            }
        }

        @Override
        public void close() {
            if (masterOpen) {
                masterOpen = false;
                NodeProcess there = master;
                if (there != null) {
                    there.later(Duration.ZERO, this::tellClosed);
                }
                down.send(() -> agentHears("the master hung up"));
                down.end();
            }
        }

        private void tellClosed() {
            if (toMaster != null) {
                toMaster.closed();
            }
        }
    }
}
