package dev.covey.master.subscription;

import dev.covey.master.subscription.choice.Boards;
import dev.covey.master.telemetry.Telemetry;
import dev.covey.model.Meta;
import dev.covey.model.UserSpec;
import dev.covey.model.json.Json;
import dev.covey.pki.Randomness;
import dev.covey.pki.seal.SealKeys;
import dev.covey.pki.seal.Sealer;
import dev.covey.pki.token.Tokens;
import dev.covey.runtime.resource.Draft;
import dev.covey.runtime.time.Clock;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

/**
 * Measures how many subscriptions are answered a second, without HTTP: {@code main USERS THREADS
 * SECONDS}. Each request is of a random user, the secrets are really sealed, and every hundredth
 * request follows a commit. Prints one line a format, with the processor time of one request, which
 * other work on the machine does not change; asserts nothing.
 */
public final class SubscriptionRate {
    private static final int BATCH = 30;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Village village = new Village();
    private final int users;
    private final Sealer sealer;
    private final Subscriptions subscriptions;

    private SubscriptionRate(int users) {
        this.users = users;
        Randomness random = Randomness.of(new SecureRandom());
        this.sealer = new Sealer(SealKeys.make(random), random);
        this.subscriptions =
                new Subscriptions(
                        village.store::view,
                        sealer::openText,
                        Instant::now,
                        new Boards(new Telemetry(), Clock.system(), "m1"));
    }

    /** Runs. */
    public static void main(String[] arguments) throws InterruptedException {
        int users = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        int threads = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2;
        int seconds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 5;
        SubscriptionRate rate = new SubscriptionRate(users);
        rate.fill();
        for (String format : List.of("base64", "sing-box", "xray", "mihomo", "html")) {
            rate.measure(format, threads, 2);
            System.out.println(rate.measure(format, threads, seconds));
        }
    }

    private void fill() {
        for (int i = 0; i < 100; i++) {
            village.worker("w" + i);
        }
        for (int i = 0; i < 5; i++) {
            village.seed.route("r" + i);
        }
        for (int i = 0; i < 200; i++) {
            village.inbound("i" + i, "server " + i, "w" + i % 100, "r" + i % 5);
        }
        for (long first = 1; first <= users; first += BATCH) {
            Draft draft = new Draft(village.store.view());
            for (long number = first; number < Math.min(first + BATCH, users + 1L); number++) {
                user(draft, number);
            }
            village.seed.commit(draft);
        }
    }

    private void user(Draft draft, long number) {
        String id = "user-" + number;
        String row = "r/user/" + id;
        String hash = Tokens.hash(Village.token(number));
        UserSpec spec =
                new UserSpec(
                        number,
                        true,
                        100_000_000_000L,
                        0,
                        Optional.of(Instant.parse("2100-01-01T00:00:00Z")),
                        List.of(),
                        "",
                        sealer.seal(row, Village.credential(number)),
                        sealer.seal(row, Village.token(number)),
                        hash);
        draft.create(Meta.first(id, id, Instant.EPOCH), spec);
        draft.put("x/sub/" + hash, Json.utf8(id));
    }

    private String measure(String format, int threads, int seconds) throws InterruptedException {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        long[][] times = new long[threads][];
        long[] worked = new long[threads];
        CountDownLatch done = new CountDownLatch(threads);
        for (int t = 0; t < threads; t++) {
            int thread = t;
            Thread.ofPlatform()
                    .start(
                            () -> {
                                times[thread] = ask(format, new Random(thread), end);
                                worked[thread] = THREADS.getCurrentThreadCpuTime();
                                done.countDown();
                            });
        }
        done.await();
        long[] all = Arrays.stream(times).flatMapToLong(Arrays::stream).sorted().toArray();
        return "%-10s %7d/s  cpu %.3f ms  p50 %.3f ms  p99 %.3f ms  (%d users, %d threads)"
                .formatted(
                        format,
                        all.length / seconds,
                        Arrays.stream(worked).sum() / 1e6 / all.length,
                        all[all.length / 2] / 1e6,
                        all[(int) (all.length * 0.99)] / 1e6,
                        users,
                        threads);
    }

    private long[] ask(String format, Random random, long end) {
        long[] times = new long[1 << 16];
        int count = 0;
        for (long now = System.nanoTime(); now < end; count++) {
            if (count == times.length) {
                times = Arrays.copyOf(times, 2 * count);
            }
            if (count % 100 == 0) {
                commit();
            }
            long before = System.nanoTime();
            ask(format, 1 + random.nextInt(users));
            now = System.nanoTime();
            times[count] = now - before;
        }
        return Arrays.copyOf(times, count);
    }

    private void ask(String format, long number) {
        Answer answer =
                subscriptions.answer(
                        new SubscriptionRequest(
                                Village.token(number),
                                Optional.of(format),
                                Optional.empty(),
                                Optional.empty()));
        if (answer.status() != 200) {
            throw new IllegalStateException("status " + answer.status());
        }
    }

    private void commit() {
        village.seed.commit(new Draft(village.store.view()).put("c/0", Json.utf8("{}")));
    }
}
