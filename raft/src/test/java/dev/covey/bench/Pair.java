package dev.covey.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Covey's cluster, and etcd's where it is on this machine: both stand at once and take turns. */
final class Pair implements AutoCloseable {

    private final Path directory;
    private final Target ours;
    private final List<Target> peers;

    private Pair(Path directory, Target ours, List<Target> peers) {
        this.directory = directory;
        this.ours = ours;
        this.peers = peers;
    }

    /** Both with so many members; with folders of their own, which go when this is closed. */
    static Pair of(int size) throws IOException {
        Path directory = Directories.make();
        Target ours = Target.covey(directory.resolve("covey"), size);
        try {
            List<Target> peers =
                    Target.etcdIsHere()
                            ? List.of(Target.etcd(directory.resolve("etcd"), size))
                            : List.of();
            return new Pair(directory, ours, peers);
        } catch (IOException | RuntimeException e) {
            ours.close();
            throw e;
        }
    }

    void each(Consumer<Target> action) {
        action.accept(ours);
        peers.forEach(action);
    }

    /** One figure of each. */
    Figure figure(String name, ToDoubleFunction<Target> value, Figure.Kind kind) {
        double own = value.applyAsDouble(ours);
        OptionalDouble peer = peers.stream().mapToDouble(value).findFirst();
        return new Figure(name, own, peer, kind.unit(), kind.aim());
    }

    /** Has both do the same in turns, so that what disturbs one disturbs both. */
    <T> Rounds<T> rounds(int times, Function<Target, T> round) {
        Rounds<T> rounds = new Rounds<>();
        for (int i = 0; i < times; i++) {
            rounds.ours().add(round.apply(ours));
            peers.forEach(peer -> rounds.theirs().add(round.apply(peer)));
        }
        return rounds;
    }

    Target ours() {
        return ours;
    }

    @Override
    public void close() throws IOException {
        ours.close();
        peers.forEach(Target::close);
        Directories.delete(directory);
    }
}
