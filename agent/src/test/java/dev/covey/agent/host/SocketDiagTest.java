package dev.covey.agent.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SocketDiagTest {

    private final SocketDiag diag = new SocketDiag();

    @ParameterizedTest
    @CsvSource({"0.0.0.0,127.0.0.1", "::,127.0.0.1", "::,::1", "127.0.0.1,127.0.0.1"})
    void exactlyTheNamedConnectionEnds(String listen, String dial) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 8, InetAddress.getByName(listen));
                Socket one = new Socket(dial, server.getLocalPort());
                Socket oneHere = server.accept();
                Socket two = new Socket(dial, server.getLocalPort());
                Socket twoHere = server.accept()) {
            assertThat(diag.on(server.getLocalPort()))
                    .containsExactlyInAnyOrder(flow(oneHere), flow(twoHere));

            SocketDiag.Outcome outcome = diag.end(flow(oneHere));
            assumeTrue(
                    outcome == SocketDiag.Outcome.ENDED,
                    "this kernel or user may not end connections: " + outcome);

            assertThatThrownBy(() -> one.getInputStream().read()).hasMessageContaining("reset");
            twoHere.getOutputStream().write(7);
            assertThat(two.getInputStream().read()).isEqualTo(7);
            assertThat(diag.on(server.getLocalPort())).containsExactly(flow(twoHere));

            assertThat(diag.end(flow(oneHere))).isEqualTo(SocketDiag.Outcome.GONE);
            try (Socket three = new Socket(dial, server.getLocalPort());
                    Socket threeHere = server.accept()) {
                assertThat(threeHere.getPort()).isEqualTo(three.getLocalPort());
            }
        }
    }

    private static Flow flow(Socket here) {
        return new Flow(
                (InetSocketAddress) here.getLocalSocketAddress(),
                (InetSocketAddress) here.getRemoteSocketAddress());
    }
}
