package dev.covey.dist.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("acceptance")
final class LabTest {

    @Test
    void hostsHaveNamesFilesProcessesAndAddressesOfTheirOwn() {
        try (Lab lab = Lab.open()) {
            Host one = lab.host("one", 1);
            Host two = lab.host("two", 2, "/usr/lib/jvm");
            assertThat(one.run("hostname")).isEqualTo("one\n");
            one.run("echo mine > /etc/mine");
            assertThat(two.exitOf(Duration.ofSeconds(5), "test -e /etc/mine")).isEqualTo(1);
            assertThat(two.run("ls /usr/lib/jvm")).isEmpty();
            assertThat(one.run("ping -c 1 -W 5 10.77.0.2")).contains("1 received");
            assertThat(one.run("ps -e | wc -l").strip()).matches("[0-9]{1,2}");

            two.unplug();
            assertThat(one.exitOf(Duration.ofSeconds(5), "ping -c 1 -W 1 10.77.0.2")).isNotZero();
            two.plug();
            one.run("ping -c 1 -W 5 10.77.0.2");

            Running sleeper = one.start("sleep", "sleep 1000");
            one.reboot();
            assertThat(sleeper.await(Duration.ofSeconds(10))).isNotZero();
            assertThat(one.run("cat /etc/mine")).isEqualTo("mine\n");
        }
    }
}
