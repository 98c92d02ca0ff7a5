package dev.covey.raft.process;

import static org.awaitility.Awaitility.await;

import dev.covey.raft.Certificates;
import dev.covey.raft.Lab;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Three members as processes, with a cable from each to each other. */
final class Fleet implements AutoCloseable {

    static final int SIZE = 3;
    private static final Duration BOUND = Duration.ofSeconds(90);

    private final Path directory;
    private final String cluster = UUID.randomUUID().toString();
    private final int[] ports = new int[SIZE];
    private final Relay[][] relays = new Relay[SIZE][SIZE];
    private final Child[] children = new Child[SIZE];

    Fleet(Path directory) throws IOException {
        this.directory = directory;
        Certificates certificates = Certificates.of(cluster);
        for (int i = 0; i < SIZE; i++) {
            ports[i] = Lab.freePort();
            certificates.write(directory.resolve(node(i)).resolve("pki"), node(i));
        }
        for (int from = 0; from < SIZE; from++) {
            for (int to = 0; to < SIZE; to++) {
                relays[from][to] = new Relay(ports[to]);
            }
        }
        for (int i = 0; i < SIZE; i++) {
            start(i);
        }
        for (Child child : children) {
            child.awaitStart();
        }
    }

    private static String node(int number) {
        return "n" + number;
    }

    Child start(int number) {
        List<String> arguments = new ArrayList<>();
        Path own = directory.resolve(node(number));
        arguments.addAll(List.of(cluster, node(number), own.toString()));
        for (int to = 0; to < SIZE; to++) {
            arguments.add(node(to) + "=" + ports[to] + "=" + relays[number][to].port());
        }
        Path log = own.resolve("errors.txt");
        children[number] = Child.run(MemberMain.class, List.of(), log, arguments);
        return children[number];
    }

    Child member(int number) {
        return children[number];
    }

    /** The active leader among some members. */
    int leader(List<Integer> among) {
        return await("a leader")
                .atMost(BOUND)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> active(among), found -> found >= 0);
    }

    int leader() {
        return leader(List.of(0, 1, 2));
    }

    private int active(List<Integer> among) {
        for (int number : among) {
            if (!children[number].tell("standing").equals("none")) {
                return number;
            }
        }
        return -1;
    }

    List<Integer> others(int number) {
        List<Integer> others = new ArrayList<>(List.of(0, 1, 2));
        others.remove(Integer.valueOf(number));
        return others;
    }

    /** Cuts a member off from the others, in both directions, or joins it again. */
    void cutOff(int number, boolean now) {
        for (int other : others(number)) {
            relays[number][other].cut(now);
            relays[other][number].cut(now);
        }
    }

    @Override
    public void close() throws IOException {
        for (Child child : children) {
            child.close();
        }
        for (Relay[] row : relays) {
            for (Relay relay : row) {
                relay.close();
            }
        }
    }
}
