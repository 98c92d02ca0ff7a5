package dev.covey.dist.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.model.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PreflightTest {

    @TempDir Path temp;

    @Test
    void aTakenPortIsNamedWithTheRemedy() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ports ports = new Ports(taken.getLocalPort(), 1, 1, 1);
            assertThat(Preflight.ports("127.0.0.1", ports, true))
                    .anySatisfy(
                            fault ->
                                    assertThat(fault)
                                            .contains("port " + taken.getLocalPort())
                                            .contains("in use")
                                            .contains("--port-base"));
            assertThat(Preflight.ports("127.0.0.1", ports, false)).isEmpty();
        }
    }

    @Test
    void aDirectoryWithRoomHasNoFault() {
        assertThat(Preflight.disk(temp.resolve("not/there/yet"))).isEmpty();
    }

    @Test
    void aPlaceThatCannotBeWrittenIsAFault() {
        assertThat(Preflight.disk(Path.of("/proc/covey"))).isNotEmpty();
    }

    @Test
    void anAddressOfAnotherMachineIsAFault() {
        assertThat(Preflight.addresses(List.of("127.0.0.1"))).isEmpty();
        assertThat(Preflight.addresses(List.of("192.0.2.77"))).hasSize(1);
    }

    @Test
    void privateAddressesAreKnown() {
        assertThat(List.of("10.1.1.1", "192.168.0.1", "100.64.0.1", "fd00::1", "127.0.0.1"))
                .allMatch(OwnAddress::isPrivate);
        assertThat(List.of("203.0.113.1", "2001:db8::1", "vpn.example.org"))
                .noneMatch(OwnAddress::isPrivate);
    }
}
