package dev.covey.dist.acceptance;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A web server for tests: {@code /N} answers N known bytes, {@code /slow/N} the same at 4 MiB a
 * second. Each answered byte is counted into a file.
 */
public final class ByteServer {

    private static final int BLOCK = 64 * 1024;
    private static final long SLOW_NANOS = 1_000_000_000L / 64;

    private static final AtomicLong SENT = new AtomicLong();

    private ByteServer() {}

    /** The byte at a place of every answer. */
    static byte at(long place) {
        long mixed = place * 0x9E3779B97F4A7C15L;
        return (byte) (mixed >>> 56);
    }

    /** Serves on a port until killed; arguments: port, file for the count. */
    public static void main(String[] arguments) throws IOException {
        Path count = Path.of(arguments[1]);
        HttpServer server =
                HttpServer.create(new InetSocketAddress(Integer.parseInt(arguments[0])), 50);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/",
                exchange -> {
                    String path = exchange.getRequestURI().getPath();
                    boolean slow = path.startsWith("/slow/");
                    long length = Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
                    exchange.sendResponseHeaders(200, length);
                    try (OutputStream out = exchange.getResponseBody()) {
                        send(out, length, slow);
                    } finally {
                        Files.writeString(count, SENT.get() + "\n");
                    }
                });
        server.start();
        System.out.println("serving");
    }

    private static void send(OutputStream out, long length, boolean slow) throws IOException {
        byte[] block = new byte[BLOCK];
        for (long place = 0; place < length; place += BLOCK) {
            int n = (int) Math.min(BLOCK, length - place);
            for (int i = 0; i < n; i++) {
                block[i] = at(place + i);
            }
            out.write(block, 0, n);
            SENT.addAndGet(n);
            if (slow) {
                java.util.concurrent.locks.LockSupport.parkNanos(SLOW_NANOS);
            }
        }
    }
}
