package dev.covey.pki.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/** A TLS server on loopback that answers each byte with its successor, and clients for it. */
final class Loopback implements AutoCloseable {

    private final SSLServerSocket server;
    private final ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicReference<Optional<Peer>> lastPeer =
            new AtomicReference<>(Optional.empty());

    Loopback(SSLContext context, SSLParameters parameters) throws IOException {
        server =
                (SSLServerSocket)
                        context.getServerSocketFactory()
                                .createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        server.setSSLParameters(parameters);
        tasks.execute(this::acceptAll);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Who came last, as the server saw it. */
    Optional<Peer> lastPeer() {
        return lastPeer.get();
    }

    /** One connection with an exchange; fails as the handshake fails on the client's side. */
    SSLSession call(SSLContext context, SSLParameters parameters) throws IOException {
        try (var socket = (SSLSocket) context.getSocketFactory().createSocket()) {
            socket.connect(server.getLocalSocketAddress(), 10_000);
            return exchange(socket, parameters);
        }
    }

    /** The same, telling TLS another host name than the one dialled. */
    SSLSession call(SSLContext context, SSLParameters parameters, String host) throws IOException {
        try (var plain = new Socket(server.getInetAddress(), port());
                var socket =
                        (SSLSocket)
                                context.getSocketFactory()
                                        .createSocket(plain, host, port(), true)) {
            return exchange(socket, parameters);
        }
    }

    private static SSLSession exchange(SSLSocket socket, SSLParameters parameters)
            throws IOException {
        socket.setSoTimeout(10_000);
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        // In TLS 1.3 a client learns only now whether its certificate was taken.
        socket.getOutputStream().write(41);
        int answer = socket.getInputStream().read();
        if (answer != 42) {
            throw new IOException("the server hung up");
        }
        return socket.getSession();
    }

    private void acceptAll() {
        try {
            while (true) {
                SSLSocket socket = (SSLSocket) server.accept();
                tasks.execute(() -> answer(socket));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void answer(SSLSocket socket) {
        try (socket) {
            socket.setSoTimeout(10_000);
            socket.startHandshake();
            lastPeer.set(Peer.of(socket.getSession()));
            int read = socket.getInputStream().read();
            socket.getOutputStream().write(read + 1);
        } catch (IOException e) {
            // What the client sees is what tests look at.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        tasks.close();
    }
}
