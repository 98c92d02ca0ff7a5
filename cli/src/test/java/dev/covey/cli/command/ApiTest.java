package dev.covey.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covey.cli.client.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ApiTest {

    private static final InstantSource AT =
            InstantSource.fixed(Instant.parse("2030-01-01T00:00:00Z"));

    @Test
    void sizesAndTimesReadAsPeopleWriteThem() {
        assertThat(Api.size("10GB")).isEqualTo(10_000_000_000L);
        assertThat(Api.size("1.5t")).isEqualTo(1_500_000_000_000L);
        assertThat(Api.size("10G")).isEqualTo(Api.size("10 GB"));
        assertThat(Api.size("2GiB")).isEqualTo(2L << 30);
        assertThat(Api.size("500MiB")).isEqualTo(500L << 20);
        assertThat(Api.size("0")).isZero();
        assertThat(Api.span("90m")).isEqualTo(Duration.ofMinutes(90));
        assertThat(Api.when("30d", AT)).isEqualTo("2030-01-31T00:00:00Z");
        assertThat(Api.when("2031-02-03", AT)).isEqualTo("2031-02-03T00:00:00Z");
    }

    @Test
    void whatCannotBeReadIsRefused() {
        for (String bad :
                List.of("", "-1", "1X", "10 potatoes", "5iB", "1e9", "99999999999999999999G")) {
            assertThatThrownBy(() -> Api.size(bad)).isInstanceOf(RuntimeException.class);
            assertThatThrownBy(() -> Api.span(bad)).isInstanceOf(Refusal.class);
            assertThatThrownBy(() -> Api.when(bad, AT)).isInstanceOf(Refusal.class);
        }
    }

    @Test
    void aNameCannotLeaveItsPlaceInThePath() {
        assertThat(Api.of("users", "../admins?x")).endsWith("/users/..%2Fadmins%3Fx");
    }
}
