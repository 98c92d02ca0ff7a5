package dev.covey.raft.seal;

import dev.covey.runtime.time.Clock;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one member remembers of the others, and judges them by. Safe for use by many threads. */
final class Register {

    private static final Logger LOG = LoggerFactory.getLogger(Register.class);

    /** So long a process that was not heard of and does not answer may yet be alive. */
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private final SealFile file;
    private final Mates mates;
    private final Clock clock;
    private final Function<String, Optional<String>> ask;
    private final Map<String, Long> heard = new ConcurrentHashMap<>();
    private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();

    /**
     * A register in a seal.
     *
     * @param ask calls a member where it is known to listen: the nonce of the process that answers
     *     there, "" if nobody listens there, nothing if that is not known; blocks for a bounded
     *     time
     */
    Register(SealFile file, Mates mates, Clock clock, Function<String, Optional<String>> ask) {
        this.file = file;
        this.mates = mates;
        this.clock = clock;
        this.ask = ask;
    }

    /** Judges a member that says hello, and remembers it if nothing speaks against it. Blocks. */
    Opinion heard(String node, Hello hello) {
        @Nullable Memory known = file.now().others().get(node);
        Opinion opinion = known == null ? Opinion.FINE : judge(node, hello, known);
        if (opinion.kind() != Opinion.Kind.FINE) {
            return opinion;
        }
        try {
            remember(node, hello);
        } catch (IOException e) {
            LOG.warn("cannot remember member {}: {}", node, e.toString());
            return new Opinion(Opinion.Kind.LATER, "its disk: " + e.getMessage());
        }
        heard.put(node, clock.nanos());
        return Opinion.FINE;
    }

    private Opinion judge(String node, Hello hello, Memory known) {
        Start start = hello.start();
        Start before = known.start();
        if (!start.instance().equals(before.instance())) {
            return mates.voters().contains(node)
                    ? new Opinion(
                            Opinion.Kind.OTHER,
                            "it voted here with other data, up to entry " + known.held())
                    : Opinion.FINE;
        }
        if (start.equals(before)) {
            return Opinion.FINE;
        }
        if (start.number() <= before.number()) {
            return new Opinion(
                    Opinion.Kind.OUTDATED,
                    "that directory was started for the %d. time now, but %d starts were seen"
                            .formatted(start.number(), before.number()));
        }
        long held = Math.max(known.held(), mates.heldBy(node));
        if (hello.last() < held) {
            return new Opinion(
                    Opinion.Kind.OUTDATED,
                    "it ends with entry %d, but had acknowledged entry %d"
                            .formatted(hello.last(), held));
        }
        return whoIsThere(node, hello, before);
    }

    private boolean isAlive(String node) {
        Long last = heard.get(node);
        return last != null && clock.nanos() - last < SILENCE.toNanos();
    }

    /** The process before may have ended, or may be another one than this. */
    private Opinion whoIsThere(String node, Hello hello, Start before) {
        String there = ask.apply(node).orElse("?");
        if (there.equals(before.nonce())) {
            return new Opinion(
                    Opinion.Kind.OUTDATED,
                    "the member runs already, elsewhere: this is a second copy of its directory");
        }
        boolean free = there.isEmpty() || there.equals(hello.start().nonce());
        return free || isSilent(node, hello.start().nonce())
                ? Opinion.FINE
                : new Opinion(Opinion.Kind.LATER, "it may run already, elsewhere");
    }

    /** Nobody answered where the member listens; a busy machine is given time to. */
    private boolean isSilent(String node, String nonce) {
        Waiting first =
                waiting.compute(
                        node,
                        (_, before) ->
                                before != null && before.nonce.equals(nonce)
                                        ? before
                                        : new Waiting(nonce, clock.nanos()));
        return !isAlive(node) && clock.nanos() - first.since > SILENCE.toNanos();
    }

    /** A process that says it is a member, and when it first did. */
    private record Waiting(String nonce, long since) {}

    private void remember(String node, Hello hello) throws IOException {
        long asOf = mates.applied();
        Memory told = new Memory(hello.start(), Math.max(hello.held(), -1), asOf);
        file.change(
                seal -> {
                    Memory known = seal.others().get(node);
                    return seal.with(node, known == null ? told : told.after(known));
                },
                before -> {
                    Memory known = before.others().get(node);
                    return known == null || !known.start().equals(told.start());
                });
        hello.known().forEach(this::learn);
    }

    /** What a member says of a third one; nobody is taken for a member by hearsay. */
    private void learn(String node, Memory told) {
        if (mates.everybody().contains(node)) {
            file.keep(
                    seal -> {
                        Memory known = seal.others().get(node);
                        return seal.with(node, known == null ? told : known.merged(told));
                    });
        }
    }

    /** Adds what Raft knows of the others, and forgets who is no member any more. */
    void refresh() {
        Set<String> members = mates.everybody();
        file.keep(
                seal -> {
                    Seal next = members.isEmpty() ? seal : seal.only(members);
                    for (Map.Entry<String, Memory> one : next.others().entrySet()) {
                        long held = mates.heldBy(one.getKey());
                        next = next.with(one.getKey(), one.getValue().holding(held));
                    }
                    return next;
                });
    }
}
