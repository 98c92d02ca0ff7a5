package dev.covey.simulation.store;

import dev.covey.kv.Claim;
import dev.covey.kv.Command;
import dev.covey.kv.Request;
import dev.covey.runtime.quorum.Seat;
import dev.covey.runtime.store.memory.MemoryCluster;
import dev.covey.simulation.chronicle.Chronicle;
import dev.covey.simulation.network.Network;
import dev.covey.simulation.time.Agenda;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The group of masters: who can reach a majority, and who leads. A leader that cannot be reached is
 * replaced after a while; until it is reached again it does not know. For one thread.
 */
public final class Group {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** How long a member that is back takes to be told what it missed. */
    private static final Duration NEWS = Duration.ofMillis(20);

    /** Whether a member's process runs. */
    @FunctionalInterface
    public interface Running {
        /** True unless it has ended or is frozen. */
        boolean runs(String member);
    }

    private final Agenda agenda;
    private final Network network;
    private final Chronicle chronicle;
    private final Reigns reigns;
    private final Running running;
    private final Map<String, Seat> seats = new TreeMap<>();
    private final MemoryCluster cluster;
    private final Set<String> reached;
    private Optional<String> leader = Optional.empty();
    private Flaw flaw = Flaw.NONE;
    private boolean waiting;
    private boolean begun;

    /** What a group lives in. */
    public record Surroundings(
            Agenda agenda, Network network, Chronicle chronicle, Reigns reigns) {}

    /** A group whose members can all be reached; nobody leads. */
    public Group(Surroundings in, List<String> members, Running running) {
        this.agenda = in.agenda();
        this.network = in.network();
        this.chronicle = in.chronicle();
        this.reigns = in.reigns();
        this.running = running;
        members.forEach(member -> seats.put(member, Seat.VOTER));
        this.cluster = new MemoryCluster(members, Runnable::run);
        this.reached = new TreeSet<>(members);
    }

    /** The log, to play tricks on it. */
    public MemoryCluster cluster() {
        return cluster;
    }

    /** From now on masters that start write with a flaw. */
    public void plant(Flaw planted) {
        flaw = planted;
    }

    Flaw flaw() {
        return flaw;
    }

    /** Hands the lead over to a member, if it reaches a majority and does not lead already. */
    public void leadIfAble(String member) {
        boolean able = votes(member) && able().contains(member) && reached.contains(member);
        if (able && !leader.equals(Optional.of(member))) {
            lead(member);
        }
    }

    /** All members, by name. */
    public List<String> members() {
        return List.copyOf(seats.keySet());
    }

    /** What a member may do; empty for who is none. */
    public Optional<Seat> seat(String name) {
        return Optional.ofNullable(seats.get(name));
    }

    private boolean votes(String member) {
        return seats.get(member) == Seat.VOTER;
    }

    private long voters(Set<String> among) {
        return among.stream().filter(this::votes).count();
    }

    private long majority() {
        return voters(seats.keySet()) / 2 + 1;
    }

    /** A machine that may become a member: it has a copy of nothing. */
    public void prepare(String name) {
        cluster.add(name);
    }

    /** Whether a member is sent everything and has it. */
    public boolean caughtUp(String member) {
        return reached.contains(member);
    }

    /** Whether a member leads, and those whom it reaches let it decide. */
    public boolean decides(String member) {
        return leader.equals(Optional.of(member)) && isLed();
    }

    /** Whether a machine runs, and reaches another both ways. */
    public boolean answers(String name, String to) {
        return running.runs(name) && network.joined(name, to);
    }

    /** Seats a member anew, or for the first time. */
    public void seat(String name, Seat seat) {
        seats.put(name, seat);
        chronicle.say("masters", name + " is a " + seat.name().toLowerCase(Locale.ROOT));
        reseated();
    }

    /** Takes a member out. */
    public void unseat(String name) {
        seats.remove(name);
        reached.remove(name);
        cluster.cut(name);
        chronicle.say("masters", name + " is out");
        reseated();
    }

    private void reseated() {
        cluster.vote(seats.keySet().stream().filter(this::votes).collect(Collectors.toSet()));
        review();
    }

    /** The agenda on which changes of seats take their time. */
    Agenda agenda() {
        return agenda;
    }

    /** Who leads, as an observer outside knows. */
    public Optional<String> leader() {
        return leader;
    }

    /** The members that reach a majority, themselves included; empty if none does. */
    private Set<String> able() {
        Set<String> able = new TreeSet<>();
        for (String member : seats.keySet()) {
            if (running.runs(member) && peers(member) >= majority()) {
                able.add(member);
            }
        }
        return voters(able) >= majority() ? able : Set.of();
    }

    private long peers(String member) {
        return seats.keySet().stream()
                .filter(this::votes)
                .filter(other -> answers(other, member))
                .count();
    }

    /** Whom the log reaches: a majority, or else one that learns that it is alone. */
    private Set<String> target() {
        Set<String> able = able();
        if (!able.isEmpty()) {
            return able;
        }
        return Stream.concat(leader.stream(), seats.keySet().stream())
                .filter(running::runs)
                .limit(1)
                .collect(Collectors.toSet());
    }

    /** Everybody runs now; from here on the group follows what changes. */
    public void begin() {
        begun = true;
        network.onChange(this::review);
    }

    /** Something changed: who is cut off is so at once, who is back learns of it a little later. */
    public void review() {
        if (!begun) {
            return;
        }
        Set<String> target = target();
        for (String member : seats.keySet()) {
            if (!target.contains(member) && reached.remove(member)) {
                cluster.cut(member);
            }
        }
        agenda.after(NEWS, "masters", this::welcome);
        await();
    }

    private void welcome() {
        for (String member : new TreeSet<>(target())) {
            if (reached.add(member)) {
                cluster.heal(member);
            }
        }
    }

    private boolean isLed() {
        Set<String> able = able();
        return leader.filter(able::contains).isPresent();
    }

    private void await() {
        if (!waiting && !isLed()) {
            waiting = true;
            agenda.after(PATIENCE, "masters", this::elect);
        }
    }

    private void elect() {
        waiting = false;
        welcome();
        Set<String> able = able();
        if (able.isEmpty()) {
            giveUp();
        } else if (!isLed()) {
            lead(next(able));
        }
    }

    /** The next one by name after the last leader. */
    private String next(Set<String> able) {
        List<String> voters = able.stream().filter(this::votes).toList();
        return voters.stream()
                .filter(m -> leader.isEmpty() || m.compareTo(leader.get()) > 0)
                .findFirst()
                .orElseGet(voters::getFirst);
    }

    private void giveUp() {
        if (leader.isPresent()) {
            chronicle.say("masters", "nobody reaches a majority: nobody leads");
            leader = Optional.empty();
            cluster.depose();
        }
    }

    /** Makes a member lead that reaches a majority. */
    public void lead(String member) {
        leader = Optional.of(member);
        cluster.elect(member);
        Claim claim = cluster.state(member).control().claim();
        if (claim == null) {
            throw new IllegalStateException(member + " could not claim");
        }
        reigns.claimed(claim.epoch(), cluster.store(member).view().revision());
        chronicle.say("masters", member + " leads, epoch " + claim.epoch());
    }

    /** Begins a new incarnation, as a restore does, and has the leader lead in it. */
    public void renew(long incarnation) {
        String member = leader.orElseThrow();
        cluster.store(member)
                .execute(Request.of(new Command.Renew(incarnation)))
                .toCompletableFuture()
                .join();
        lead(member);
    }

    /** A member's process begins anew. */
    public void restarted(String member) {
        if (begun && seats.containsKey(member)) {
            leader = leader.filter(l -> !l.equals(member));
            cluster.restart(member);
        }
    }
}
