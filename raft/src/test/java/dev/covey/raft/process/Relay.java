package dev.covey.raft.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A cable between one member and another. Cut, it swallows nothing and tells nothing: what is sent
 * waits, as it would in the network, and new connections get no answer.
 */
final class Relay implements AutoCloseable {

    private final ServerSocket door;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Object cable = new Object();
    private boolean cut;
    private volatile boolean closed;

    Relay(int target) {
        this.target = target;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    void cut(boolean now) {
        synchronized (cable) {
            cut = now;
            cable.notifyAll();
        }
    }

    private void whole() throws InterruptedException {
        synchronized (cable) {
            while (cut && !closed) {
                cable.wait();
            }
        }
    }

    private void accept() {
        while (!closed) {
            try {
                Socket near = door.accept();
                sockets.add(near);
                Thread.ofPlatform().daemon().start(() -> connect(near));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void connect(Socket near) {
        try {
            whole();
            Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            sockets.add(far);
            Thread.ofPlatform().daemon().start(() -> pump(far, near));
            pump(near, far);
        } catch (IOException | InterruptedException e) {
            end(near);
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[16 << 10];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                whole();
                out.write(buffer, 0, n);
            }
        } catch (IOException | InterruptedException e) {
            end(to);
        }
        end(from);
        end(to);
    }

    private void end(Socket socket) {
        sockets.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        cut(false);
        door.close();
        Set.copyOf(sockets).forEach(this::end);
    }
}
