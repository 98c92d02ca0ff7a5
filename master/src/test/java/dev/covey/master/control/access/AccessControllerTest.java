package dev.covey.master.control.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.master.rows.Counter;
import dev.covey.model.Type;
import dev.covey.model.UserSpec;
import dev.covey.model.UserStatus;
import dev.covey.model.UserStatus.State;
import dev.covey.model.json.Json;
import dev.covey.runtime.control.EngineBench;
import dev.covey.runtime.resource.Draft;
import dev.covey.runtime.resource.Seed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccessControllerTest {
    private final EngineBench bench = new EngineBench(new AccessController());

    private State state() {
        return status().state();
    }

    private UserStatus status() {
        return bench.resources().need(Type.USER, "u").status().orElseThrow();
    }

    private void user(long limit, Optional<Instant> expiresAt) {
        bench.seed.create("u", Seed.userSpec(1, limit, expiresAt));
        bench.settle();
    }

    private void change(boolean enabled, long limit, long offset, Optional<Instant> expiresAt) {
        bench.seed.change(
                Type.USER,
                "u",
                s ->
                        new UserSpec(
                                s.number(),
                                enabled,
                                limit,
                                offset,
                                expiresAt,
                                s.routes(),
                                s.note(),
                                s.credential(),
                                s.subscription(),
                                s.subscriptionHash()));
        bench.settle();
    }

    private void counted(long bytes) {
        Counter counter = new Counter(0, bytes, bytes);
        bench.seed.commit(new Draft(bench.store.view()).put(Counter.row(1), Json.bytes(counter)));
        bench.settle();
    }

    @Test
    void a_user_without_limits_is_active() {
        user(0, Optional.empty());

        assertThat(state()).isEqualTo(State.ACTIVE);
    }

    @Test
    void a_user_is_limited_at_the_limit_and_back_after_a_top_up_or_reset() {
        user(1000, Optional.empty());
        counted(999);
        assertThat(state()).isEqualTo(State.ACTIVE);

        counted(1000);
        assertThat(state()).isEqualTo(State.LIMITED);

        change(true, 2000, 0, Optional.empty());
        assertThat(state()).isEqualTo(State.ACTIVE);

        counted(2500);
        change(true, 2000, 2500, Optional.empty());
        assertThat(state()).isEqualTo(State.ACTIVE);
    }

    @Test
    void a_user_expires_at_the_instant_by_cluster_time() {
        Instant at = bench.clock.instant().plusSeconds(3600);
        user(0, Optional.of(at));
        bench.pass(Duration.ofSeconds(3598));
        assertThat(state()).isEqualTo(State.ACTIVE);

        bench.pass(Duration.ofSeconds(3));

        assertThat(state()).isEqualTo(State.EXPIRED);
        assertThat(status().since()).isBetween(at, at.plusSeconds(2));

        change(true, 0, 0, Optional.of(at.plusSeconds(60)));
        assertThat(state()).isEqualTo(State.ACTIVE);
    }

    @Test
    void a_clock_that_steps_a_day_expires_nobody() {
        user(0, Optional.of(bench.clock.instant().plusSeconds(7200)));
        bench.clock.step(Duration.ofDays(1));
        bench.pass(Duration.ofMinutes(10));

        assertThat(state()).isEqualTo(State.ACTIVE);
        assertThat(bench.time.jump()).isPresent();

        bench.time.confirm();
        bench.pass(Duration.ofSeconds(2));

        assertThat(state()).isEqualTo(State.EXPIRED);
    }

    @Test
    void a_disabled_user_is_disabled_whatever_else() {
        user(1000, Optional.empty());
        counted(5000);
        change(false, 1000, 0, Optional.empty());

        assertThat(state()).isEqualTo(State.DISABLED);
    }

    @Test
    void limits_and_expiries_are_told() {
        user(10, Optional.empty());
        counted(10);

        assertThat(bench.resources().list(Type.EVENT))
                .extracting(e -> e.spec().reason())
                .isEqualTo(List.of("user_limited"));
    }
}
