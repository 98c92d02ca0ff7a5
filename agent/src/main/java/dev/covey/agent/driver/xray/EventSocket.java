package dev.covey.agent.driver.xray;

import dev.covey.agent.host.Flow;
import dev.covey.model.Endpoint;
import dev.covey.model.ProblemException;
import dev.covey.model.json.Json;
import dev.covey.runtime.task.Tasks;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Where the core reports connections: a socket that takes the core's HTTP posts, one for each
 * connection and each request that is multiplexed in one. Destinations are neither kept nor logged.
 */
final class EventSocket implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventSocket.class);
    private static final int MOST_LINE = 8_192;
    private static final int MOST_LINES = 64;
    private static final int MOST_BODY = 65_536;
    private static final Duration AFTER_FAILURE = Duration.ofMillis(100);
    private static final int MOST_CONNECTIONS = 2_048;
    private static final byte[] SEEN =
            "HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    /** Told of each report, from many threads. */
    @FunctionalInterface
    interface Sink {
        void opened(Flow flow, Connections.Owner owner);
    }

    private final ServerSocketChannel server;
    private final Executor executor;
    private final Sink sink;
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();

    EventSocket(Path path, Executor executor, Sink sink) throws IOException {
        this.executor = executor;
        this.sink = sink;
        Files.deleteIfExists(path);
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path), MOST_CONNECTIONS);
        executor.execute(this::accept);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (SocketChannel each : open) {
            each.close();
        }
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel channel = server.accept();
                if (open.size() >= MOST_CONNECTIONS) {
                    channel.close();
                } else {
                    open.add(channel);
                    executor.execute(() -> serve(channel));
                }
            } catch (IOException e) {
                LOG.debug("no connection was taken", e);
                Tasks.pause(AFTER_FAILURE); // without file handles it would fail again at once
            }
        }
    }

    private void serve(SocketChannel channel) {
        try (channel;
                InputStream in = new BufferedInputStream(Channels.newInputStream(channel));
                OutputStream out = Channels.newOutputStream(channel)) {
            Optional<byte[]> body = post(in);
            while (body.isPresent()) {
                take(body.get());
                out.write(SEEN);
                body = post(in);
            }
        } catch (IOException | NumberFormatException e) {
            LOG.debug("an event connection ends", e);
        } finally {
            open.remove(channel);
        }
    }

    /** The body of the next request; empty at the end of the connection. */
    private static Optional<byte[]> post(InputStream in) throws IOException {
        int length = 0;
        for (int lines = 0; lines < MOST_LINES; lines++) {
            String line = line(in);
            if (line == null) {
                return Optional.empty();
            }
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(lower.substring(lower.indexOf(':') + 1).strip());
            }
            if (line.isEmpty()) {
                return body(in, length);
            }
        }
        throw new IOException("too many header lines");
    }

    private static Optional<byte[]> body(InputStream in, int length) throws IOException {
        if (length < 0 || length > MOST_BODY) {
            throw new IOException("a body of " + length + " bytes");
        }
        byte[] body = in.readNBytes(length);
        return body.length == length ? Optional.of(body) : Optional.empty();
    }

    private static @Nullable String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                return null;
            }
            if (line.length() >= MOST_LINE) {
                throw new IOException("a long header line");
            }
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }

    private void take(byte[] body) {
        try {
            JsonNode event = Json.readTree(body);
            Optional<CoreTag> tag = CoreTag.parse(event.path("inboundTag").asString(""));
            String email = event.path("email").asString("");
            if (tag.isPresent() && email.matches("[0-9]{1,18}")) {
                Flow flow =
                        new Flow(
                                address(event.path("inboundLocal").asString("")),
                                address(event.path("source").asString("")));
                sink.opened(flow, new Connections.Owner(Long.parseLong(email), tag.get().id()));
            }
        } catch (ProblemException | IOException e) {
            LOG.warn("the core reported a connection in a way that is not understood");
        }
    }

    // Only literal addresses: nothing is looked up.
    private static InetSocketAddress address(String text) throws IOException {
        Endpoint endpoint = Endpoint.parse("address", text, 0);
        if (!endpoint.host().matches("[0-9a-fA-F.:]+")) {
            throw new IOException("no address");
        }
        return new InetSocketAddress(InetAddress.getByName(endpoint.host()), endpoint.port());
    }
}
