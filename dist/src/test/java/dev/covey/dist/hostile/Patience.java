package dev.covey.dist.hostile;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** Clients that send a byte now and then, or read nothing of what they asked for. */
final class Patience implements AutoCloseable {

    private static final int LORISES = 60;
    private static final int DEAF = 60;
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Node node;
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger open = new AtomicInteger();
    private final List<Socket> deaf = new ArrayList<>();

    Patience(Node node) throws IOException {
        this.node = node;
        open.set(LORISES);
        for (int i = 0; i < LORISES; i++) {
            boolean body = i % 2 == 0;
            Thread.ofVirtual().start(() -> dribble(body));
        }
        for (int i = 0; i < DEAF; i++) {
            listenToNothing();
        }
    }

    /** Header after header, or a body byte by byte. */
    private void dribble(boolean body) {
        String begin =
                body
                        ? "POST /v1/session HTTP/1.1\r\nHost: a\r\nContent-Length: 9000\r\n"
                                + "Content-Type: application/json\r\n\r\n{"
                        : "GET /healthz HTTP/1.1\r\nHost: a\r\n";
        try (Socket socket = Wire.tls(Wire.credulous(), node.port(3), "http/1.1")) {
            socket.getOutputStream().write(Wire.bytes(begin));
            for (int i = 0; !end.await(1, TimeUnit.SECONDS); i++) {
                socket.getOutputStream().write(Wire.bytes(body ? " " : "X-" + i + ": y\r\n"));
                if (i % 3 == 0 && ended(socket)) {
                    return;
                }
            }
        } catch (IOException e) {
            // Sent away, as it should be.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.decrementAndGet();
        }
    }

    private static boolean ended(Socket socket) throws IOException {
        socket.setSoTimeout(50);
        try {
            return socket.getInputStream().read() < 0;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        }
    }

    /** A stream of events that nobody reads. */
    private void listenToNothing() throws IOException {
        Socket socket = Wire.tls(Wire.credulous(), node.port(3), "http/1.1");
        socket.setReceiveBufferSize(1024);
        socket.getOutputStream()
                .write(
                        Wire.bytes(
                                "GET /v1/clusters/self/watch?kinds=users,routes,nodes HTTP/1.1\r\n"
                                        + "Host: a\r\nAuthorization: Bearer "
                                        + node.token()
                                        + "\r\n\r\n"));
        deaf.add(socket);
    }

    /** Waits until those that dribble have all been sent away. */
    void areAllSentAway() {
        Awaitility.await("slow clients are sent away").atMost(LONGEST).until(() -> open.get() == 0);
    }

    @Override
    public void close() throws IOException {
        end.countDown();
        for (Socket socket : deaf) {
            socket.close();
        }
    }
}
