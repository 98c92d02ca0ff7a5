package dev.covey.dist.outside;

import com.google.protobuf.MessageLite;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * HTTP/2 by hand (RFC 9113), because no library lets its user behave badly: it never reads, unless
 * it is told to. Used by one thread.
 */
final class Wire implements AutoCloseable {

    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int SETTINGS = 4;
    private static final int WINDOW_UPDATE = 8;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;
    private static final int LONGEST_FRAME = 16_384;
    private static final int LARGEST_WINDOW = Integer.MAX_VALUE;
    private static final int FIRST_WINDOW = 65_535;

    private final Socket socket;
    private final OutputStream out;
    private int stream = -1;

    /** Connects and says nothing. */
    Wire(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        out = socket.getOutputStream();
    }

    /** Connects and greets, with windows as large as there are: nothing holds answers back. */
    static Wire greeted(int port) throws IOException {
        Wire wire = new Wire(port);
        wire.raw("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        wire.frame(
                SETTINGS,
                0,
                0,
                ByteBuffer.allocate(6).putShort((short) 4).putInt(LARGEST_WINDOW).array());
        wire.frame(
                WINDOW_UPDATE,
                0,
                0,
                ByteBuffer.allocate(4).putInt(LARGEST_WINDOW - FIRST_WINDOW).array());
        return wire;
    }

    void raw(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    private void frame(int type, int flags, int on, byte[] body) throws IOException {
        ByteBuffer whole = ByteBuffer.allocate(9 + body.length);
        whole.put((byte) (body.length >> 16)).putShort((short) body.length);
        whole.put((byte) type).put((byte) flags).putInt(on).put(body);
        raw(whole.array());
    }

    /** Begins a call. */
    void begin(String method) throws IOException {
        stream += 2;
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        header(block, ":method", "POST");
        header(block, ":scheme", "http");
        header(block, ":path", "/" + method);
        header(block, ":authority", "x");
        header(block, "content-type", "application/grpc");
        header(block, "te", "trailers");
        frame(HEADERS, END_HEADERS, stream, block.toByteArray());
    }

    /** A literal without an index and without compression (RFC 7541, 6.2.2). */
    private static void header(ByteArrayOutputStream block, String name, String value) {
        block.write(0);
        block.write(name.length());
        block.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
        block.write(value.length());
        block.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
    }

    /** Says how long the message of the call is, and sends as much of it as is given. */
    void message(int length, byte[] part, boolean last) throws IOException {
        more(ByteBuffer.allocate(5 + part.length).put((byte) 0).putInt(length).put(part), last);
    }

    private void more(ByteBuffer bytes, boolean last) throws IOException {
        bytes.flip();
        while (bytes.hasRemaining()) {
            byte[] next = new byte[Math.min(bytes.remaining(), LONGEST_FRAME)];
            bytes.get(next);
            frame(DATA, last && !bytes.hasRemaining() ? END_STREAM : 0, stream, next);
        }
    }

    /** A whole call with one message. */
    void call(String method, MessageLite message) throws IOException {
        begin(method);
        message(message.getSerializedSize(), message.toByteArray(), true);
    }

    /** Reads what comes, at most so many bytes; returns how many came, or -1 at the end. */
    int read(int most) throws IOException {
        return socket.getInputStream().read(new byte[most]);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
