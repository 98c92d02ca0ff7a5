package dev.covey.dist.acceptance;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.covey.dist.lab.Lab;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** From one command to traffic, through the loss of masters and the reboot of a worker. */
final class ClusterOnHostsTest {

    @Test
    @Tag("acceptance")
    void trafficFlowsThroughTheLossOfMastersAndTheRebootOfAWorker() {
        try (Lab lab = Lab.open()) {
            Cluster cluster = new Cluster(new Machines(lab));
            assertThatCode(new Story(cluster)::tell)
                    .as(cluster::outputs)
                    .doesNotThrowAnyException();
        }
    }
}
