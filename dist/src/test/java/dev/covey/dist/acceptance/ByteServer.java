package dev.covey.dist.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A web server for tests: {@code /N} answers N known bytes, {@code /slow/N} the same at {@value
 * #SLOW} bytes a second, and the last tenth not before it is released by whoever connects to port
 * 82 on loopback. It counts every byte of its connections, both ways, by the client's address;
 * whoever connects to port 81 on loopback reads the counts.
 */
public final class ByteServer {

    /** Bytes a second of a slow answer. */
    static final long SLOW = 8_000_000;

    private static final int BLOCK = 64 * 1024;
    private static final int LONGEST_REQUEST = 8 * 1024;
    private static final Map<String, AtomicLong> COUNTS = new ConcurrentHashMap<>();

    private static final CountDownLatch RELEASED = new CountDownLatch(1);

    private ByteServer() {}

    /** The byte at a place of every answer. */
    static byte at(long place) {
        long mixed = place * 0x9E3779B97F4A7C15L;
        return (byte) (mixed >>> 56);
    }

    /** Serves on port 80 until killed. */
    public static void main(String[] arguments) throws IOException {
        try (ServerSocket counts = new ServerSocket(81, 5, InetAddress.getLoopbackAddress());
                ServerSocket release = new ServerSocket(82, 5, InetAddress.getLoopbackAddress());
                ServerSocket web = new ServerSocket(80)) {
            Thread.ofPlatform().start(() -> accept(release, _ -> RELEASED.countDown()));
            Thread.ofPlatform().start(() -> accept(counts, ByteServer::tell));
            System.out.println("serving");
            accept(web, ByteServer::serve);
        }
    }

    private interface Conversation {
        void with(Socket socket) throws IOException;
    }

    private static void accept(ServerSocket server, Conversation conversation) {
        while (!server.isClosed()) {
            try {
                Socket accepted = server.accept();
                Thread.ofPlatform().start(() -> talk(accepted, conversation));
            } catch (IOException e) {
                System.out.println(e);
            }
        }
    }

    private static void talk(Socket accepted, Conversation conversation) {
        try (Socket socket = accepted) {
            conversation.with(socket);
        } catch (IOException | RuntimeException e) {
            System.out.println(accepted.getRemoteSocketAddress() + ": " + e);
        }
    }

    private static void tell(Socket socket) throws IOException {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(COUNTS).forEach((a, n) -> text.append(a).append(' ').append(n).append('\n'));
        socket.getOutputStream().write(text.toString().getBytes(StandardCharsets.US_ASCII));
    }

    private static void serve(Socket socket) throws IOException {
        AtomicLong count =
                COUNTS.computeIfAbsent(
                        socket.getInetAddress().getHostAddress(), _ -> new AtomicLong());
        // Little is under way when a connection is cut: what was counted has nearly been sent.
        socket.setSendBufferSize(BLOCK);
        String path = request(socket.getInputStream(), count).split(" ", 3)[1];
        long length = Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
        OutputStream out = socket.getOutputStream();
        byte[] head =
                "HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
                        .formatted(length)
                        .getBytes(StandardCharsets.US_ASCII);
        out.write(head);
        count.addAndGet(head.length);
        send(out, length, path.startsWith("/slow/"), count);
        socket.shutdownOutput();
        count.addAndGet(socket.getInputStream().skip(Long.MAX_VALUE));
    }

    private static String request(InputStream in, AtomicLong count) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0 || text.length() > LONGEST_REQUEST) {
                throw new IOException("no request");
            }
            count.incrementAndGet();
            text.append((char) b);
        }
        return text.toString();
    }

    private static void send(OutputStream out, long length, boolean slow, AtomicLong count)
            throws IOException {
        byte[] block = new byte[BLOCK];
        long begun = System.nanoTime();
        for (long place = 0; place < length; place += BLOCK) {
            int n = (int) Math.min(BLOCK, length - place);
            for (int i = 0; i < n; i++) {
                block[i] = at(place + i);
            }
            out.write(block, 0, n);
            count.addAndGet(n);
            if (slow) {
                double due = (place + n) * 1e9 / SLOW;
                LockSupport.parkNanos((long) due - (System.nanoTime() - begun));
                waitInTheLastTenth(place + n, length);
            }
        }
    }

    private static void waitInTheLastTenth(long place, long length) throws IOException {
        try {
            if (place > length / 10 * 9) {
                RELEASED.await();
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
