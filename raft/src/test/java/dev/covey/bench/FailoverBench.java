package dev.covey.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.apache.ratis.thirdparty.io.grpc.ManagedChannel;

/**
 * Measures for how long nothing is written when the leader of three dies, hands over, or stands
 * still, while sixteen clients write through all members.
 */
final class FailoverBench {

    private static final int CLIENTS = 16;
    private static final int FROZEN_MILLIS = 5000;

    private final Findings findings;

    FailoverBench(Findings findings) {
        this.findings = findings;
    }

    void run() throws IOException {
        try (Pair pair = Pair.of(3)) {
            pair.each(target -> StoreBench.warm(findings, target));
            gaps("kill", 1000, true, pair.rounds(findings.times(5, 11), FailoverBench::kill));
            gaps("move", 100, false, pair.rounds(findings.times(5, 11), FailoverBench::move));
            Rounds<Frozen> frozen = pair.rounds(findings.times(2, 5), FailoverBench::freeze);
            findings.tell(frozen.middle("failover-freeze/3n", Frozen::gap, Figure.Kind.of("ms")));
            findings.tell(
                    frozen.worst("failover-freeze-worst/3n", Frozen::gap, Figure.Kind.of("ms")));
            Figure.Kind none = Figure.Kind.of("", Aim.atMost(0));
            findings.tell(frozen.worst("failover-freeze-lies/3n", Frozen::lies, none));
        }
    }

    private void gaps(String name, double most, boolean atMostPeer, Rounds<Double> rounds) {
        Figure.Kind middle =
                Figure.Kind.of("ms", atMostPeer ? Aim.ratioAtMost(1) : Aim.atMost(most));
        Figure.Kind worst = Figure.Kind.of("ms", Aim.atMost(most));
        findings.tell(rounds.middle("failover-" + name + "/3n", gap -> gap, middle));
        findings.tell(rounds.worst("failover-" + name + "-worst/3n", gap -> gap, worst));
    }

    private static double kill(Target target) {
        int falling = target.leader();
        double gap;
        try (Writers writers = new Writers(target, CLIENTS)) {
            writers.forget();
            Load.pause(1000);
            writers.forget();
            target.kill(falling);
            Load.pause(2500);
            gap = writers.widestMillis();
            restart(target, falling);
        }
        settle(target);
        return gap;
    }

    private static double move(Target target) {
        int from = target.leader();
        double gap;
        try (Writers writers = new Writers(target, CLIENTS)) {
            writers.forget();
            Load.pause(1000);
            writers.forget();
            if (!target.move(from, (from + 1) % target.members().size())) {
                throw new IllegalStateException("Expected leadership to move, but it was refused.");
            }
            Load.pause(1000);
            gap = writers.widestMillis();
        }
        settle(target);
        return gap;
    }

    /**
     * What a leader did that stood still.
     *
     * @param lies whether it acknowledged what had not happened, or showed what was over: 1 if so
     */
    private record Frozen(double gap, int lies) {}

    private static Frozen freeze(Target target) {
        int frozen = target.leader();
        ManagedChannel old = target.members().get(frozen);
        ManagedChannel other = target.members().get((frozen + 1) % target.members().size());
        byte[] key = value("/frozen");
        byte[] before = Load.must(old, Wire.PUT, Wire.put(key, value("before")));
        long revision = Wire.revision(before);
        Frozen found;
        try (Writers writers = new Writers(target, CLIENTS)) {
            writers.forget();
            Load.pause(500);
            writers.forget();
            target.freeze(frozen, true);
            // Waits in the frozen leader's socket, and is read as soon as it goes on.
            CompletableFuture<Boolean> late =
                    CompletableFuture.supplyAsync(() -> wins(old, key, "late", revision));
            Load.pause(FROZEN_MILLIS - 1500);
            boolean won = wins(other, key, "early", revision);
            Load.pause(1500);
            double gap = writers.widestMillis();
            target.freeze(frozen, false);
            boolean stale = !holds(old, key, "early");
            found = new Frozen(gap, won && !late.join() && !stale ? 0 : 1);
        } finally {
            target.freeze(frozen, false);
        }
        settle(target);
        return found;
    }

    private static byte[] value(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Writes only what nobody has written since; whether that was acknowledged. */
    private static boolean wins(ManagedChannel channel, byte[] key, String text, long revision) {
        byte[] request = Txn.putIfStill(key, value(text), revision);
        return Load.ask(channel, Wire.TXN, request, 15_000).filter(Txn::succeeded).isPresent();
    }

    /** Whether a linearizable read finds a value; a read that fails shows nothing wrong. */
    private static boolean holds(ManagedChannel channel, byte[] key, String text) {
        for (int i = 0; i < 20; i++) {
            var answer = Load.ask(channel, Wire.RANGE, Wire.range(key), 2000);
            if (answer.isPresent()) {
                return Wire.fields(answer.get()).get(2) instanceof byte[] found
                        && Wire.fields(found).get(5) instanceof byte[] value
                        && Arrays.equals(value, value(text));
            }
            Load.pause(channel);
        }
        throw new IllegalStateException("Expected the thawed member to answer reads.");
    }

    private static void restart(Target target, int member) {
        try {
            target.restart(member);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Until all follow again. */
    private static void settle(Target target) {
        for (ManagedChannel member : target.members()) {
            while (!Load.write(member, 0, 2000)) {
                Load.pause(member);
            }
        }
        Load.put(target.leading(), CLIENTS, 2);
        Load.compact(target.leading());
    }
}
