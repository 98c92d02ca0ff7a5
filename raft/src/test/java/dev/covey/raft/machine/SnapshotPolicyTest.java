package dev.covey.raft.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SnapshotPolicyTest {

    private static final SnapshotPolicy POLICY = new SnapshotPolicy(100, 1000);

    @Test
    void isDueByEntriesOrBytes() {
        assertThat(POLICY.isDue(99, 999, 0)).isFalse();
        assertThat(POLICY.isDue(100, 0, 0)).isTrue();
        assertThat(POLICY.isDue(0, 1000, 0)).isTrue();
    }

    @Test
    void waitsForMoreLogAfterALargeSnapshot() {
        assertThat(POLICY.isDue(299, 2999, 3500)).isFalse();
        assertThat(POLICY.isDue(300, 0, 3500)).isTrue();
        assertThat(POLICY.isDue(0, 3000, 3500)).isTrue();
    }

    @Test
    void boundsTheLogHoweverLargeTheStateIs() {
        assertThat(POLICY.isDue(0, 8000, Long.MAX_VALUE)).isTrue();
        assertThat(POLICY.isDue(800, 0, Long.MAX_VALUE)).isTrue();
    }

    @Test
    void takesNoBytesForNoBound() {
        assertThat(new SnapshotPolicy(5, Long.MAX_VALUE).isDue(5, 0, 1 << 20)).isTrue();
    }
}
