package dev.covey.raft.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.runtime.time.FakeClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever is refused again and again does not fill the log. */
class ComplaintsTest {

    private final List<String> log = new ArrayList<>();
    private final FakeClock clock = new FakeClock();
    private final Complaints complaints = new Complaints(log::add, clock);

    @Test
    void aFloodIsTakenTogether() {
        for (int i = 0; i < 1000; i++) {
            complaints.tell("refused");
        }
        assertThat(log).containsExactly("refused");
        clock.advance(Duration.ofSeconds(1));
        complaints.tell("again");
        clock.advance(Duration.ofSeconds(1));
        complaints.tell("later");
        assertThat(log).containsExactly("refused", "again (999 before it were not told)", "later");
    }
}
