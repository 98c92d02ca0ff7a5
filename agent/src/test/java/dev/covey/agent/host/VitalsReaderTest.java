package dev.covey.agent.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VitalsReaderTest {

    private static final long SECOND = 1_000_000_000;

    @TempDir Path proc;

    @Test
    void ratesAreDifferencesOfTwoReadings() throws IOException {
        VitalsReader reader = new VitalsReader(proc, proc);
        write("cpu  100 0 100 700 100 0 0 0 0 0", 1_000, 500);
        Vitals first = reader.read(5 * SECOND);
        assertThat(first.cpu()).isZero();
        assertThat(first.receivedBytesPerSecond()).isZero();

        write("cpu  150 0 125 750 175 0 0 0 0 0", 5_000, 2_500);
        Vitals second = reader.read(7 * SECOND);
        assertThat(second.cpu()).isEqualTo(0.375, within(1e-9));
        assertThat(second.receivedBytesPerSecond()).isEqualTo(2_000);
        assertThat(second.sentBytesPerSecond()).isEqualTo(1_000);
        assertThat(second.memoryTotalBytes()).isEqualTo(4_000L * 1024);
        assertThat(second.memoryUsedBytes()).isEqualTo(3_000L * 1024);
    }

    @Test
    void anInterfaceThatVanishesGivesNoNegativeRate() throws IOException {
        VitalsReader reader = new VitalsReader(proc, proc);
        write("cpu  1 1 1 1 1 1 1 1 0 0", 9_000, 9_000);
        reader.read(SECOND);
        write("cpu  2 1 1 1 1 1 1 1 0 0", 10, 10);
        assertThat(reader.read(2 * SECOND).receivedBytesPerSecond()).isZero();
    }

    @Test
    void thisMachineCanBeRead() throws IOException {
        Vitals vitals = new VitalsReader(Path.of("/proc"), proc).read(SECOND);
        assertThat(vitals.memoryTotalBytes()).isGreaterThan(vitals.memoryUsedBytes());
        assertThat(vitals.diskTotalBytes()).isPositive();
    }

    private void write(String cpu, long received, long sent) throws IOException {
        Files.createDirectories(proc.resolve("net"));
        Files.writeString(proc.resolve("stat"), cpu + "\ncpu0 1 1 1 1\n");
        Files.writeString(
                proc.resolve("meminfo"), "MemTotal: 4000 kB\nMemFree: 1 kB\nMemAvailable: 1000 kB");
        String line = "%s: %d 1 0 0 0 0 0 0 %d 1 0 0 0 0 0 0\n";
        Files.writeString(
                proc.resolve("net/dev"),
                "Inter-|   Receive\n face |bytes\n"
                        + line.formatted("    lo", 77_777, 77_777)
                        + line.formatted("  eth0", received, sent));
    }
}
