package dev.covey.raft.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SnapshotPolicyTest {

    private static final long MB = 1 << 20;

    @Test
    void whicheverBoundComesFirstMakesASnapshotDue() {
        SnapshotPolicy policy = new SnapshotPolicy(100, MB);

        assertThat(policy.isDue(99, MB - 1, 0)).isFalse();
        assertThat(policy.isDue(100, 0, 0)).isTrue();
        assertThat(policy.isDue(0, MB, 0)).isTrue();
    }

    @Test
    void theLogMayGrowToHalfOfALargeState() {
        SnapshotPolicy policy = new SnapshotPolicy(100, MB);

        assertThat(policy.isDue(399, 4 * MB - 1, 8 * MB)).isFalse();
        assertThat(policy.isDue(0, 4 * MB, 8 * MB)).isTrue();
        assertThat(policy.isDue(400, 0, 8 * MB)).isTrue();
    }

    @Test
    void whatARestartRepeatsIsBoundedHoweverLargeTheStateIs() {
        SnapshotPolicy policy = new SnapshotPolicy(100, MB);

        assertThat(policy.isDue(0, 8 * MB - 1, 1000 * MB)).isFalse();
        assertThat(policy.isDue(0, 8 * MB, 1000 * MB)).isTrue();
        assertThat(policy.isDue(800, 0, Long.MAX_VALUE)).isTrue();
    }

    @Test
    void aBoundThatIsNeverReachedStaysSo() {
        SnapshotPolicy policy = new SnapshotPolicy(100, Long.MAX_VALUE);

        assertThat(policy.isDue(99, Long.MAX_VALUE / 2, 0)).isFalse();
    }
}
