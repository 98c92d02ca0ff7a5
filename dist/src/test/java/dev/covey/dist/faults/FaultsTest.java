package dev.covey.dist.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.dist.lab.App;
import dev.covey.dist.lab.Host;
import dev.covey.dist.lab.Lab;
import dev.covey.dist.lab.Running;
import dev.covey.dist.lab.Wall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Real members under load and under faults; what clients saw is then judged. The seed that is
 * printed gives the same faults in the same order again: {@code -Dcovey.seed=N}.
 */
@Tag("acceptance")
final class FaultsTest {

    private static final Duration BOUND = Duration.ofMinutes(1);
    private static final int KILLS = Integer.getInteger("covey.kills", 24);
    private static final int MANY_KILLS = 1000;
    private static final int ROUNDS = Integer.getInteger("covey.rounds", 2);
    private static final int FLIPS = Integer.getInteger("covey.flips", 6);
    private static final String HISTORY = "/root/history";

    private final long seed = Long.getLong("covey.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Lab lab = Lab.open();
    private final Members members = new Members(lab);
    private final Host outside = lab.host("client", 9);
    private final Running traffic = traffic();

    private Running traffic() {
        members.admit(outside);
        Path classes = Path.of("target/test-classes").toAbsolutePath();
        return outside.start(
                "traffic",
                "%s/bin/java -Xmx96m -XX:+UseSerialGC -cp '%s:%s/lib/*' %s %s %s %d %s"
                        .formatted(
                                System.getProperty("java.home"),
                                classes,
                                App.home(),
                                Traffic.class.getName(),
                                HISTORY,
                                Members.PKI,
                                seed,
                                String.join(" ", members.addresses())));
    }

    @AfterEach
    void end() {
        lab.close();
    }

    @Test
    void whateverHappensToOneMemberNothingIsLostOrOld() throws IOException {
        progress();
        for (int round = 0; round < ROUNDS; round++) {
            List<Fault> faults = new ArrayList<>(List.of(Fault.values()));
            Collections.shuffle(faults, random);
            for (Fault fault : faults) {
                int member = random.nextInt(Members.COUNT);
                System.out.printf("member %d is %s%n", member, fault);
                fault.begin(members, member);
                linger(500 + random.nextInt(2500));
                progress();
                fault.end(members, member);
                linger(random.nextInt(1000));
            }
        }
        judge();
    }

    @Test
    void membersThatAreKilledAtAnyMomentLoseNothing() throws IOException {
        killAtRandomMoments(KILLS);
    }

    @Test
    @Tag("long")
    void thereIsNoMomentAtWhichAKillLosesAnything() throws IOException {
        killAtRandomMoments(MANY_KILLS);
    }

    private void killAtRandomMoments(int kills) throws IOException {
        progress();
        for (int i = 0; i < kills; i++) {
            int member = random.nextInt(Members.COUNT);
            members.kill(member);
            members.start(member, Wall.RIGHT);
            progress();
            linger(random.nextInt(500));
        }
        judge();
    }

    @Test
    void aMemberWhoseDiskLiesHarmsNobody() throws IOException {
        int found = 0;
        progress();
        for (int i = 0; i < FLIPS; i++) {
            int member = random.nextInt(Members.COUNT);
            members.kill(member);
            members.copy(member);
            flip(member);
            members.start(member, Wall.RIGHT);
            Awaitility.await("it serves or gives up")
                    .atMost(BOUND)
                    .until(() -> members.decided(member));
            progress();
            if (!members.alive(member)) {
                found++;
                members.restore(member);
                members.start(member, Wall.RIGHT);
            } // else it has promised things since, and must keep what it has
            progress();
        }
        System.out.printf("%d of %d members with a wrong bit did not serve%n", found, FLIPS);
        judge();
    }

    private void flip(int member) {
        List<String> files = members.files(member);
        String[] file = files.get(random.nextInt(files.size())).split(" ");
        long offset = random.nextLong(Long.parseLong(file[0]));
        System.out.printf("member %d: %s has a wrong bit at %d%n", member, file[1], offset);
        members.flip(member, file[1], offset, random.nextInt(8));
    }

    /** Waits until something is written that was asked for after this. */
    private void progress() {
        long before = size();
        Awaitility.await("writes go on; seed " + seed)
                .atMost(BOUND)
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(
                        () -> assertThat(since(before)).as(members::outputs).contains(" DONE "));
    }

    private long size() {
        try {
            Path file = outside.written(HISTORY);
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /** The end of what was written after that: clients that cannot write write much of that. */
    private String since(long offset) throws IOException {
        assertThat(traffic.alive()).as(traffic::output).isTrue();
        if (size() <= offset) {
            return "";
        }
        try (var file = Files.newByteChannel(outside.written(HISTORY))) {
            file.position(Math.max(offset, file.size() - (1 << 16)));
            byte[] bytes = new byte[(int) (file.size() - file.position())];
            int read = file.read(java.nio.ByteBuffer.wrap(bytes));
            return new String(bytes, 0, Math.max(0, read), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    /** The fault itself takes its time; nothing is waited for. */
    private static void linger(int millis) {
        Traffic.pause(millis);
    }

    private void judge() throws IOException {
        outside.run("touch /root/stop");
        assertThat(traffic.await(BOUND)).as(() -> traffic.output() + members.outputs()).isZero();
        List<String> lines = Files.readAllLines(outside.written(HISTORY));
        History history = History.of(lines);
        System.out.printf("seed %d: %s%n", seed, history.tale());
        assertThat(lines).last().isEqualTo("whole");
        assertThat(Verdict.of(history)).as("seed %d", seed).isEmpty();
    }
}
