package dev.covey.dist.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Who knows nothing but the address: bytes of every kind on every port. */
final class Strangers {

    private static final int[] PORTS = {3, 4, 5};
    private static final int SHORT = 300;
    private static final int HALF_OPEN = 10_000;
    private static final int MOST_REFUSED = 100;

    private final Node node;
    private final Random random = new Random(15);

    Strangers(Node node) {
        this.node = node;
    }

    void all() throws IOException {
        for (int port : PORTS) {
            garbage(node.port(port));
        }
        http2();
        halfOpen();
    }

    private void garbage(int port) throws IOException {
        List<byte[]> all = new ArrayList<>();
        for (int size : new int[] {1, 5, 100, 16_384, 200_000}) {
            byte[] bytes = new byte[size];
            random.nextBytes(bytes);
            all.add(bytes);
        }
        all.add(Wire.bytes("GET / HTTP/1.0\r\n\r\n"));
        all.add(Wire.bytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"));
        all.add(new byte[70_000]);
        // A TLS record of the largest length that never comes, and the start of a ClientHello.
        all.add(new byte[] {22, 3, 1, (byte) 0xff, (byte) 0xff, 1});
        all.add(new byte[] {22, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3});
        // A fatal alert, and an SSLv2 hello.
        all.add(new byte[] {21, 3, 3, 0, 2, 2, 40});
        all.add(new byte[] {(byte) 0x80, 46, 1, 0, 2, 0, 21, 0, 0, 0, 16});
        for (byte[] bytes : all) {
            String answer = Wire.talk(Wire.open(port), bytes, SHORT);
            assertThat(answer).doesNotContain("Exception", "\tat ", "java.");
        }
        Wire.open(port).close();
    }

    /** After a good handshake, frames that no HTTP/2 client would send. */
    private void http2() throws IOException {
        byte[] preface = Wire.bytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        List<byte[]> all = new ArrayList<>();
        byte[] noise = new byte[20_000];
        random.nextBytes(noise);
        all.add(noise);
        all.add(frame(0xff_ffff, 0, 0, 1)); // longer than any frame may be
        all.add(frame(8, 6, 0, 1)); // a ping of a stream
        all.add(frame(4, 8, 0, 0)); // a window that grows by nothing
        all.add(frame(5, 2, 0, 0)); // a priority of no stream
        all.add(frame(0, 9, 4, 1)); // a continuation of nothing
        all.add(many(frame(0, 4, 0, 0), 3000)); // settings, again and again
        all.add(many(frame(8, 6, 0, 0), 3000)); // pings, again and again
        for (byte[] frames : all) {
            byte[] bytes = join(preface, join(frame(0, 4, 0, 0), frames));
            Socket socket = Wire.tls(Wire.credulous(), node.port(3), "h2");
            assertThat(Wire.talk(socket, bytes, SHORT)).doesNotContain("Exception", "\tat ");
        }
        Socket silent = Wire.tls(Wire.credulous(), node.port(3), "h2");
        assertThat(Wire.talk(silent, new byte[0], SHORT)).hasSizeLessThan(SHORT);
    }

    private static byte[] many(byte[] frame, int count) {
        byte[] all = new byte[frame.length * count];
        for (int i = 0; i < count; i++) {
            System.arraycopy(frame, 0, all, i * frame.length, frame.length);
        }
        return all;
    }

    private static byte[] join(byte[] one, byte[] other) {
        byte[] all = new byte[one.length + other.length];
        System.arraycopy(one, 0, all, 0, one.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        return all;
    }

    /** A frame (RFC 9113, 4.1) of zeros. */
    private static byte[] frame(int length, int type, int flags, int stream) {
        byte[] frame = new byte[9 + Math.min(length, 64)];
        frame[0] = (byte) (length >> 16);
        frame[1] = (byte) (length >> 8);
        frame[2] = (byte) length;
        frame[3] = (byte) type;
        frame[4] = (byte) flags;
        frame[8] = (byte) stream;
        return frame;
    }

    /** Connections that never say anything; most to the port that everybody needs. */
    private void halfOpen() throws IOException {
        List<Socket> all = new ArrayList<>();
        int refused = 0;
        try {
            for (int i = 0; i < HALF_OPEN && refused < MOST_REFUSED; i++) {
                Socket socket = new Socket();
                all.add(socket);
                int port = node.port(i % 4 == 0 ? PORTS[i % 3] : PORTS[0]);
                try {
                    socket.connect(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 2000);
                } catch (IOException e) {
                    refused++;
                }
            }
        } finally {
            for (Socket socket : all) {
                socket.close();
            }
        }
    }
}
