package dev.covey.raft.peer;

import dev.covey.model.Endpoint;
import dev.covey.runtime.store.LeaderLine;
import dev.covey.runtime.time.Clock;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLException;
import org.apache.ratis.thirdparty.io.grpc.CallOptions;
import org.apache.ratis.thirdparty.io.grpc.ClientCall;
import org.apache.ratis.thirdparty.io.grpc.ManagedChannel;
import org.apache.ratis.thirdparty.io.grpc.Metadata;
import org.apache.ratis.thirdparty.io.grpc.MethodDescriptor;
import org.apache.ratis.thirdparty.io.grpc.Status;
import org.apache.ratis.thirdparty.io.grpc.netty.GrpcSslContexts;
import org.apache.ratis.thirdparty.io.grpc.netty.NettyChannelBuilder;
import org.apache.ratis.thirdparty.io.netty.handler.ssl.SslContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calling side of the members' own calls: one connection to each node that was ever asked. Safe
 * for use by many threads; answers come on network threads.
 */
public final class PeerLines implements AutoCloseable {

    static {
        // Lines may be the first that a process uses of Ratis: who comes in knocks before it
        // starts.
        RatisProcess.prepare();
    }

    private static final Logger LOG = LoggerFactory.getLogger(PeerLines.class);
    private static final Duration REDIAL = Duration.ofMillis(200);
    private static final Duration ATTENTION = Duration.ofMinutes(1);

    /**
     * A line whose bytes nobody acknowledges for so long is given up and dialled anew: one that
     * began at an address which this machine has no longer would be tried for a quarter of an hour.
     */
    private static final int SILENCE_SECONDS = 3;

    private final SslContext ssl;
    private final Speaker speaker;
    private final Clock clock;
    private final Map<String, Line> lines = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** Lines that show and judge certificates as {@code tls} says. */
    public PeerLines(MemberTls tls, Speaker speaker, Clock clock) {
        this.speaker = speaker;
        this.clock = clock;
        try {
            this.ssl =
                    GrpcSslContexts.forClient()
                            .keyManager(tls.keys())
                            .trustManager(new NodeTrust(tls))
                            .protocols(RatisTls.PROTOCOL)
                            .build();
        } catch (SSLException e) {
            throw new IllegalStateException("Expected TLS to be usable", e);
        }
    }

    /** Calls a node. Fails if there is no answer within {@code patience}. */
    public CompletableFuture<byte[]> call(
            String node,
            MethodDescriptor<byte[], byte[]> method,
            byte[] question,
            Duration patience) {
        if (closed) {
            return CompletableFuture.failedFuture(Status.CANCELLED.asRuntimeException());
        }
        return lines.computeIfAbsent(node, this::dial).call(method, question, patience);
    }

    /** Calls a node and does not wait: it may not even be there. */
    public void tell(
            String node,
            MethodDescriptor<byte[], byte[]> method,
            byte[] message,
            Duration patience) {
        call(node, method, message, patience)
                .exceptionally(
                        failure -> {
                            LOG.debug("node {} was not told", node, failure);
                            return message;
                        });
    }

    /** Ends with true when the connection to a node broke, with false after a minute or so. */
    public CompletableFuture<Boolean> brokenLine(String node) {
        return call(node, PeerDoor.ATTEND, PeerDoor.bytes(0), ATTENTION)
                .handle((_, failure) -> isBroken(failure));
    }

    private static boolean isBroken(@Nullable Throwable failure) {
        return failure != null
                && Status.fromThrowable(failure).getCode() == Status.Code.UNAVAILABLE;
    }

    /** Whether all known addresses of a node refuse connections: nobody listens there. Blocks. */
    public static boolean refused(String node) {
        List<Endpoint> addresses = AddressBook.shared().find(node);
        return !addresses.isEmpty() && addresses.stream().allMatch(PeerLines::refused);
    }

    private static boolean refused(Endpoint address) {
        try (Socket socket = new Socket()) {
            InetSocketAddress at = new InetSocketAddress(address.host(), address.port());
            socket.connect(at, (int) REDIAL.toMillis());
            return false;
        } catch (ConnectException e) {
            return true; // no time-out: that is another exception
        } catch (IOException e) {
            return false;
        }
    }

    private Line dial(String node) {
        ManagedChannel channel =
                NettyChannelBuilder.forTarget(NodeResolver.target(node))
                        .proxyDetector(address -> null)
                        .sslContext(ssl)
                        .directExecutor()
                        .maxInboundMessageSize(LeaderLine.MOST_BYTES)
                        .disableRetry()
                        .keepAliveTime(PeerDoor.KEEP_ALIVE_SECONDS * 2, TimeUnit.SECONDS)
                        .keepAliveTimeout(SILENCE_SECONDS, TimeUnit.SECONDS)
                        .build();
        return new Line(node, channel);
    }

    @Override
    public void close() {
        closed = true;
        lines.values().forEach(line -> line.channel.shutdownNow());
    }

    private final class Line {
        private final String node;
        private final ManagedChannel channel;
        private final AtomicLong redialled = new AtomicLong(clock.nanos());

        Line(String node, ManagedChannel channel) {
            this.node = node;
            this.channel = channel;
        }

        CompletableFuture<byte[]> call(
                MethodDescriptor<byte[], byte[]> method, byte[] question, Duration patience) {
            CallOptions options =
                    CallOptions.DEFAULT.withDeadlineAfter(patience.toNanos(), TimeUnit.NANOSECONDS);
            ClientCall<byte[], byte[]> call = channel.newCall(method, options);
            Asking asking = new Asking(this);
            Metadata headers = new Metadata();
            speaker.tell(headers);
            headers.put(NodeGate.TO, node);
            call.start(asking, headers);
            call.sendMessage(question);
            call.halfClose();
            call.request(2);
            return asking.answer;
        }

        /** gRPC would wait up to two minutes before it dials a node again that was away. */
        void redial() {
            long last = redialled.get();
            long now = clock.nanos();
            if (now - last > REDIAL.toNanos() && redialled.compareAndSet(last, now)) {
                channel.resetConnectBackoff();
            }
        }
    }

    private static final class Asking extends ClientCall.Listener<byte[]> {
        private final CompletableFuture<byte[]> answer = new CompletableFuture<>();
        private final Line line;
        private byte @Nullable [] body;

        Asking(Line line) {
            this.line = line;
        }

        @Override
        public void onMessage(byte[] message) {
            body = message;
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            byte[] found = body;
            if (status.isOk() && found != null) {
                answer.complete(found);
            } else {
                line.redial();
                answer.completeExceptionally(status.asRuntimeException());
            }
        }
    }
}
