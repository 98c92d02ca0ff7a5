package dev.covey.master.api.helidon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.master.api.http.Request;
import dev.covey.master.api.http.Response;
import dev.covey.runtime.task.Tasks;
import dev.covey.runtime.time.Clock;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A browser cancels (RST_STREAM) what it still asked for with each page that it leaves. */
@Timeout(60)
final class CancelledStreamTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int GOAWAY = 7;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;
    private static final byte[] CANCEL = {0, 0, 0, 8};

    private final Tasks tasks = new Tasks("cancelled");
    private final CountDownLatch finish = new CountDownLatch(1);
    private final CountDownLatch left = new CountDownLatch(1);
    private final HttpServer server =
            HttpServer.start(
                    new HttpServer.Listen(
                            "127.0.0.1",
                            0,
                            Optional.empty(),
                            new Bounds(8, 16 << 10, 4, PATIENCE, PATIENCE, PATIENCE)),
                    this::answer,
                    Clock.system(),
                    tasks);
    private Socket socket;
    private OutputStream out;
    private DataInputStream in;

    private record Frame(int type, int flags, int stream) {
        boolean ends(int its) {
            return stream == its && type <= HEADERS && (flags & END_STREAM) != 0;
        }
    }

    @BeforeEach
    void connect() throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        out = socket.getOutputStream();
        in = new DataInputStream(socket.getInputStream());
        out.write(ascii("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"));
        send(SETTINGS, 0, 0, new byte[0]);
    }

    @AfterEach
    void stop() throws IOException {
        finish.countDown();
        socket.close();
        server.close();
        tasks.close();
    }

    private Response answer(Request request) {
        return switch (request.target().path()) {
            case "/empty" -> Response.empty();
            case "/held" -> {
                assertThat(within(finish)).isTrue();
                yield Response.of(200, "text/plain", ascii("held"));
            }
            case "/events" -> Response.stream("text/plain", this::events);
            default -> Response.of(200, "text/plain", ascii("quick"));
        };
    }

    private void events(OutputStream to) throws IOException {
        try {
            while (!finish.await(10, TimeUnit.MILLISECONDS)) {
                to.write(ascii("event"));
                to.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            left.countDown();
            throw e;
        }
    }

    private static boolean within(CountDownLatch latch) {
        try {
            return latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private void send(int type, int flags, int stream, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
        frame.put((byte) 0).putShort((short) payload.length).put((byte) type).put((byte) flags);
        out.write(frame.putInt(stream).put(payload).array());
        out.flush();
    }

    private void get(int stream, String path) throws IOException {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        header.write(0x82); // :method: GET, from the static table of RFC 7541
        header.write(0x86); // :scheme: http
        literal(header, 0x04, path);
        literal(header, 0x01, "a");
        send(HEADERS, END_STREAM | END_HEADERS, stream, header.toByteArray());
    }

    private static void literal(ByteArrayOutputStream to, int name, String value) {
        to.write(name);
        to.write(value.length());
        to.writeBytes(ascii(value));
    }

    private void cancel(int stream) throws IOException {
        send(RST_STREAM, 0, stream, CANCEL);
    }

    private Frame next() throws IOException {
        int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
        Frame frame = new Frame(in.readUnsignedByte(), in.readUnsignedByte(), in.readInt());
        in.skipNBytes(length);
        return frame;
    }

    private void awaitEnd(int stream) throws IOException {
        Frame frame;
        do {
            frame = next();
            assertThat(frame.type()).as("%s", frame).isNotEqualTo(GOAWAY);
        } while (!frame.ends(stream));
    }

    private void awaitGoAway() throws IOException {
        while (next().type() != GOAWAY) {}
    }

    @Test
    void oneThatIsAnsweredAlreadyIsCancelledForNothing() throws IOException {
        get(1, "/held");
        for (int stream = 3; stream < 100; stream += 4) {
            get(stream, stream % 8 == 3 ? "/empty" : "/quick");
            awaitEnd(stream);
            get(stream + 2, "/quick");
            cancel(stream);
            cancel(stream);
            awaitEnd(stream + 2);
        }
        finish.countDown();
        awaitEnd(1);
    }

    @Test
    void oneThatIsBeingAnsweredEndsWithAllThatItCosts() throws IOException {
        get(1, "/events");
        while (next().type() != DATA) {}
        cancel(1);
        assertThat(within(left)).isTrue();
        for (int stream = 3; stream < 100; stream += 2) {
            get(stream, "/events");
            cancel(stream);
        }
        get(101, "/quick");
        awaitEnd(101);
    }

    @Test
    void oneThatNeverWasEndsTheConnection() throws IOException {
        get(1, "/quick");
        awaitEnd(1);
        cancel(5);
        awaitGoAway();
    }
}
