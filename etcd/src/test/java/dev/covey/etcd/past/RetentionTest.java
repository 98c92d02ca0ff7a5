package dev.covey.etcd.past;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covey.model.ProblemException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionTest {

    @ParameterizedTest
    @CsvSource({"1, PT1H", "12, PT12H", "10m, PT10M", "1h30m, PT1H30M", "90s, PT1M30S"})
    void aPeriodIsHoursOrADuration(String amount, Duration length) {
        assertThat(Retention.of("periodic", amount)).isEqualTo(new Retention.Period(length));
    }

    @Test
    void revisionsAreCounted() {
        assertThat(Retention.of("revision", "1000")).isEqualTo(new Retention.Revisions(1000));
    }

    @ParameterizedTest
    @CsvSource({"periodic, 0", "periodic, 0s", "revision, 0"})
    void nothingIsForgottenByItselfUnlessAsked(String mode, String amount) {
        assertThat(Retention.of(mode, amount)).isEqualTo(new Retention.Everything());
    }

    @ParameterizedTest
    @CsvSource({
        "periodic, ''",
        "periodic, -1",
        "periodic, 1d",
        "periodic, 10ms",
        "periodic, h",
        "periodic, 1h 30m",
        "periodic, 99999999999",
        "revision, 10m",
        "revision, -5",
        "revision, 99999999999999999999",
        "daily, 1"
    })
    void anythingElseIsRefused(String mode, String amount) {
        assertThatThrownBy(() -> Retention.of(mode, amount))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("auto-compaction");
    }
}
