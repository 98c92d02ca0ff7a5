package dev.covey.runtime.clustertime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.model.Epoch;
import dev.covey.runtime.control.ScriptedStore;
import dev.covey.runtime.time.FakeClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClusterTimeTest {
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    private final FakeClock clock = new FakeClock(START);
    private final ScriptedStore store = new ScriptedStore(new Epoch(1, 1));
    private final ClusterTime time = new ClusterTime(clock);

    private void recorded(Instant at) {
        store.put(ClusterTime.ROW, "{\"millis\":" + at.toEpochMilli() + "}");
    }

    @Test
    void alone_it_follows_the_wall_clock() {
        time.begin(store.view(), false);
        clock.advance(Duration.ofMinutes(3));

        assertThat(time.now()).isEqualTo(START.plusSeconds(180));
        assertThat(time.jump()).isEmpty();
    }

    @Test
    void alone_a_step_of_a_day_is_shown_and_not_followed_until_confirmed() {
        time.begin(store.view(), false);
        time.now();
        clock.step(Duration.ofDays(1));
        clock.advance(Duration.ofSeconds(10));

        assertThat(time.now()).isEqualTo(START.plusSeconds(10));
        assertThat(time.jump()).map(Jump::ahead).contains(Duration.ofDays(1));

        time.confirm();

        assertThat(time.now()).isEqualTo(START.plusSeconds(10).plus(Duration.ofDays(1)));
        assertThat(time.jump()).isEmpty();
    }

    @Test
    void a_clock_that_comes_back_ends_the_alarm() {
        time.begin(store.view(), false);
        time.now();
        clock.step(Duration.ofDays(1));
        time.now();
        clock.step(Duration.ofDays(-1));
        clock.advance(Duration.ofSeconds(5));

        assertThat(time.now()).isEqualTo(START.plusSeconds(5));
        assertThat(time.jump()).isEmpty();
    }

    @Test
    void it_never_goes_backwards_and_waits_for_the_clock_at_half_speed() {
        time.begin(store.view(), false);
        Instant before = time.now();
        clock.step(Duration.ofMinutes(-10));
        clock.advance(Duration.ofMinutes(4));

        assertThat(time.now()).isEqualTo(before.plusSeconds(120));

        clock.advance(Duration.ofHours(1));

        assertThat(time.now()).isEqualTo(clock.instant());
    }

    @Test
    void among_masters_a_step_of_two_minutes_is_not_followed() {
        time.begin(store.view(), true);
        time.heard("m2", clock.instant());
        time.heard("m3", clock.instant().plusSeconds(2));
        time.now();
        clock.step(Duration.ofMinutes(2));

        assertThat(time.now()).isEqualTo(START);
        assertThat(time.jump()).isPresent();
    }

    @Test
    void a_step_that_all_masters_made_is_followed() {
        time.begin(store.view(), true);
        time.heard("m2", clock.instant());
        time.now();
        clock.step(Duration.ofMinutes(30));
        time.heard("m2", clock.instant());

        assertThat(time.now()).isEqualTo(START.plus(Duration.ofMinutes(30)));
    }

    @Test
    void a_new_leader_begins_no_earlier_than_what_was_recorded() {
        recorded(START.plus(Duration.ofDays(2)));
        time.begin(store.view(), false);
        clock.advance(Duration.ofSeconds(1));

        assertThat(time.now()).isEqualTo(START.plus(Duration.ofDays(2)).plusSeconds(1));
        assertThat(time.jump())
                .map(Jump::why)
                .hasValueSatisfying(w -> assertThat(w).contains("behind"));
    }

    @Test
    void a_new_leader_whose_clock_is_a_day_ahead_waits_for_the_others_and_does_not_follow() {
        recorded(START.minus(Duration.ofDays(1)));
        time.begin(store.view(), true);
        assertThat(time.now()).isEqualTo(START.minus(Duration.ofDays(1)));

        time.heard("m2", START.minus(Duration.ofDays(1)));
        clock.advance(Duration.ofSeconds(50));

        assertThat(time.now()).isEqualTo(START.minus(Duration.ofDays(1)).plusSeconds(50));
        assertThat(time.jump()).isPresent();
    }

    @Test
    void a_standstill_is_no_alarm_before_the_other_masters_had_time_to_object() {
        recorded(START.minus(Duration.ofMinutes(10)));
        time.begin(store.view(), true);
        assertThat(time.now()).isEqualTo(START.minus(Duration.ofMinutes(10)));
        assertThat(time.settling()).isTrue();
        assertThat(time.jump()).isEmpty();

        clock.advance(Duration.ofSeconds(30));

        assertThat(time.now()).isEqualTo(START.plusSeconds(30));
        assertThat(time.settling()).isFalse();
        assertThat(time.jump()).isEmpty();
    }

    @Test
    void a_clock_that_nobody_vouches_for_and_that_is_behind_is_an_alarm_after_a_while() {
        recorded(START.plus(Duration.ofDays(2)));
        time.begin(store.view(), true);
        time.now();
        assertThat(time.jump()).isEmpty();

        clock.advance(Duration.ofSeconds(31));
        time.now();

        assertThat(time.jump()).isPresent();
    }

    @Test
    void after_a_month_of_standstill_the_clock_is_believed() {
        recorded(START.minus(Duration.ofDays(30)));
        time.begin(store.view(), true);
        time.now();
        time.heard("m2", clock.instant().plusSeconds(1));

        assertThat(time.now()).isEqualTo(START);
    }

    @Test
    void a_confirmed_clock_is_followed_though_the_others_differ() {
        time.begin(store.view(), true);
        time.heard("m2", clock.instant());
        time.now();
        clock.step(Duration.ofMinutes(5));
        time.confirm();
        time.heard("m2", clock.instant().minus(Duration.ofMinutes(5)));

        assertThat(time.now()).isEqualTo(START.plus(Duration.ofMinutes(5)));
    }
}
