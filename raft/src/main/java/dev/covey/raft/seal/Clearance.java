package dev.covey.raft.seal;

import dev.covey.model.Problem;
import dev.covey.raft.peer.PeerDoor;
import dev.covey.raft.peer.PeerLines;
import dev.covey.runtime.task.Tasks;
import dev.covey.runtime.time.Clock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.ratis.thirdparty.io.grpc.Status;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a member from voting and acknowledging until the others have said that its directory is the
 * one they know. Asked are all other voters; a majority must have taken note, this member included,
 * and nobody who answers may object. Without a majority nothing could be decided anyway, so this
 * costs nothing but a round trip. Goes on telling them, so that who was away hears of it, too.
 */
public final class Clearance {

    private static final Logger LOG = LoggerFactory.getLogger(Clearance.class);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int MOST_QUICK = 50;
    private static final Duration REPEAT = Duration.ofSeconds(1);
    private static final Duration REMIND = Duration.ofSeconds(10);

    private final String self;
    private final Mates mates;
    private final PeerLines lines;
    private final Duration patience;
    private final Tasks tasks;
    private final Clock clock;
    private final Consumer<Problem> end;
    private final Set<String> strangers = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Place place;
    private volatile boolean cleared;
    private volatile boolean closed;
    private long reminded;
    private int rounds;

    private record Place(SealFile file, Register register, long last) {}

    /**
     * Not cleared, and not asking yet.
     *
     * @param patience how long the others may take to answer
     * @param end is told why this member must stop
     */
    public Clearance(
            String self,
            Mates mates,
            PeerLines lines,
            Duration patience,
            Timer timer,
            Consumer<Problem> end) {
        this.self = self;
        this.mates = mates;
        this.lines = lines;
        this.patience = patience;
        this.tasks = timer.tasks();
        this.clock = timer.clock();
        this.end = end;
        this.reminded = clock.nanos() - REMIND.minus(REPEAT).toNanos();
    }

    /** By which time goes on. */
    public record Timer(Tasks tasks, Clock clock) {}

    /**
     * Begins to ask.
     *
     * @param last the last entry in the directory
     */
    public void begin(SealFile file, long last) {
        place = new Place(file, new Register(file, mates, clock, this::who), last);
        cleared = needed() == 0;
        tasks.execute(this::round);
    }

    /** Asks no more. */
    public void close() {
        closed = true;
    }

    /** Whether this member may vote and acknowledge. Quick. */
    public boolean cleared() {
        return cleared;
    }

    /** The nonce of this process, for another member that calls. */
    public byte[] who() {
        Place now = place;
        String nonce = now == null ? "" : now.file.now().start().nonce();
        return nonce.getBytes(StandardCharsets.UTF_8);
    }

    /** Another member says hello. */
    public CompletionStage<byte[]> hello(String from, byte[] body) {
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        tasks.execute(
                () -> {
                    try {
                        answer.complete(opinion(from, Hello.of(body)).toBytes());
                    } catch (RuntimeException e) {
                        answer.completeExceptionally(e);
                    }
                });
        return answer;
    }

    private Opinion opinion(String from, Hello hello) {
        Place now = place;
        if (now == null) {
            return new Opinion(Opinion.Kind.LATER, "it is about to start");
        }
        if (strangers.size() < 64) {
            strangers.add(from);
        }
        Opinion opinion = now.register.heard(from, hello);
        if (opinion.kind() != Opinion.Kind.FINE) {
            LOG.warn("refused member {} in {}: {}", from, hello.start(), opinion.why());
        }
        return opinion;
    }

    private Optional<String> who(String node) {
        try {
            byte[] nonce =
                    lines.call(node, PeerDoor.WHO, new byte[0], patience.dividedBy(2)).join();
            return Optional.of(new String(nonce, StandardCharsets.UTF_8));
        } catch (CompletionException e) {
            // A line that just broke says that there is nobody before it has dialled again.
            boolean nobody =
                    Status.fromThrowable(e).getCode() == Status.Code.UNAVAILABLE
                            && PeerLines.refused(node);
            return nobody ? Optional.of("") : Optional.empty();
        }
    }

    /** How many others must have taken note. */
    private int needed() {
        Set<String> voters = mates.voters();
        boolean votes = voters.contains(self);
        boolean others = voters.size() > (votes ? 1 : 0);
        return others ? voters.size() / 2 + 1 - (votes ? 1 : 0) : 0;
    }

    private void round() {
        Place now = place;
        if (closed || now == null) {
            return;
        }
        try {
            askAll(now);
        } finally {
            rounds++;
            tasks.after(cleared || rounds > MOST_QUICK ? REPEAT : LOOK, this::round);
        }
    }

    private void askAll(Place now) {
        now.register.refresh();
        Seal seal = now.file.now();
        Hello hello =
                new Hello(
                        seal.start(),
                        cleared ? Hello.TAKES_PART : now.last,
                        seal.trace().held(),
                        seal.others());
        Set<String> asked = new HashSet<>(cleared ? Set.of() : strangers);
        asked.addAll(mates.everybody());
        asked.remove(self);
        Map<String, CompletableFuture<Opinion>> calls =
                asked.stream().collect(Collectors.toMap(node -> node, node -> ask(node, hello)));
        CompletableFuture.allOf(calls.values().toArray(CompletableFuture[]::new)).join();
        conclude(
                calls.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey, call -> call.getValue().join())));
    }

    private CompletableFuture<Opinion> ask(String node, Hello hello) {
        return lines.call(node, PeerDoor.HELLO, hello.toBytes(), patience)
                .thenApply(Opinion::of)
                .exceptionally(Clearance::silent);
    }

    private static Opinion silent(Throwable failure) {
        Status status = Status.fromThrowable(failure);
        return switch (status.getCode()) {
            // A member of a version that knows no seals: nobody remembers anything there.
            case UNIMPLEMENTED -> Opinion.FINE;
            case PERMISSION_DENIED ->
                    new Opinion(Opinion.Kind.SHUT, "refuses: " + status.getDescription());
            default ->
                    new Opinion(Opinion.Kind.SILENT, "does not answer (" + status.getCode() + ")");
        };
    }

    private void conclude(Map<String, Opinion> opinions) {
        for (Map.Entry<String, Opinion> one : opinions.entrySet()) {
            Opinion.Kind kind = one.getValue().kind();
            if (kind == Opinion.Kind.OUTDATED || (kind == Opinion.Kind.OTHER && !cleared)) {
                closed = true;
                end.accept(outdated(one.getKey(), one.getValue().why()));
                return;
            }
        }
        long fine =
                opinions.entrySet().stream()
                        .filter(one -> one.getValue().kind() == Opinion.Kind.FINE)
                        .filter(one -> counts(one.getKey()))
                        .count();
        boolean later = opinions.values().stream().anyMatch(o -> o.kind() == Opinion.Kind.LATER);
        if (!cleared && fine >= needed() && !later) {
            cleared = true;
            LOG.info("the other members know this directory: {} of {}", fine, opinions.size());
        }
        boolean shut = opinions.values().stream().anyMatch(o -> o.kind() == Opinion.Kind.SHUT);
        if ((shut || !cleared) && clock.nanos() - reminded > REMIND.toNanos()) {
            reminded = clock.nanos();
            LOG.warn(
                    "{}{}", cleared ? "" : "waiting for other members to answer: ", said(opinions));
        }
    }

    /**
     * A learner's note is none. Who is not known here may vote by now, and was let in by others.
     */
    private boolean counts(String node) {
        return mates.voters().contains(node) || !mates.everybody().contains(node);
    }

    private static String said(Map<String, Opinion> opinions) {
        return opinions.entrySet().stream()
                .filter(one -> one.getValue().kind() != Opinion.Kind.FINE)
                .map(one -> "member " + one.getKey() + " " + one.getValue().why())
                .sorted()
                .collect(Collectors.joining("; "));
    }

    private Problem outdated(String by, String why) {
        return new Problem.Conflict(
                "store_outdated",
                ("Expected the directory of member %s to be the one that the others know, but"
                                + " member %s says: %s. An old or second copy has forgotten votes"
                                + " and acknowledged writes, so it must not take part. Stop other"
                                + " copies; or remove this member and let it come in again with an"
                                + " empty directory.")
                        .formatted(self, by, why));
    }
}
