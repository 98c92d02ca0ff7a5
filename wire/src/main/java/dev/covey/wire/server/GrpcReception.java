package dev.covey.wire.server;

import dev.covey.pki.tls.Peer;
import dev.covey.pki.tls.Tls;
import dev.covey.pki.x509.PeerName;
import dev.covey.wire.v1.AgentsGrpc;
import dev.covey.wire.v1.FromAgent;
import dev.covey.wire.v1.FromMaster;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import io.grpc.netty.shaded.io.netty.handler.ssl.ApplicationProtocolConfig;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.grpc.netty.shaded.io.netty.handler.ssl.JdkSslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;

/**
 * Takes agents in over gRPC with mutual TLS. Two threads serve all connections; what hears the
 * agents runs on them and must not block.
 */
public final class GrpcReception implements AutoCloseable {
    /** The largest message of an agent, bytes. */
    public static final int MOST_BYTES = 2 << 20;

    /** The most sessions at once. */
    public static final int MOST_SESSIONS = 10_000;

    private static final int MOST_METADATA_BYTES = 8 << 10;
    private static final int MOST_CALLS_A_CONNECTION = 2;
    private static final int HANDSHAKE_SECONDS = 5;
    private static final int IDLE_SECONDS = 15;
    private static final int KEEP_ALIVE_SECONDS = 10;
    private static final int THREADS = 2;
    private static final Context.Key<Caller> CALLER = Context.key("caller");

    private final EventLoopGroup threads;
    private final Server server;

    /**
     * Begins to listen.
     *
     * @param at port 0 for any that is free
     * @param tls its trust manager decides who gets as far as to speak
     */
    public GrpcReception(InetSocketAddress at, SSLContext tls, Reception reception)
            throws IOException {
        this.threads =
                new MultiThreadIoEventLoopGroup(
                        THREADS,
                        new DefaultThreadFactory("agents-port", true),
                        NioIoHandler.newFactory());
        this.server =
                NettyServerBuilder.forAddress(at)
                        .sslContext(sslContext(tls))
                        .bossEventLoopGroup(threads)
                        .workerEventLoopGroup(threads)
                        .channelType(NioServerSocketChannel.class)
                        .directExecutor()
                        .maxInboundMessageSize(MOST_BYTES)
                        .maxInboundMetadataSize(MOST_METADATA_BYTES)
                        .maxConcurrentCallsPerConnection(MOST_CALLS_A_CONNECTION)
                        .handshakeTimeout(HANDSHAKE_SECONDS, TimeUnit.SECONDS)
                        .maxConnectionIdle(IDLE_SECONDS, TimeUnit.SECONDS)
                        .keepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
                        .keepAliveTimeout(HANDSHAKE_SECONDS, TimeUnit.SECONDS)
                        .intercept(new Identifying())
                        .addService(new Agents(reception))
                        .build();
        try {
            server.start();
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** The port it listens on. */
    public int port() {
        return server.getPort();
    }

    /** Ends all connections and the listening. */
    @Override
    public void close() {
        server.shutdownNow();
        var _ = threads.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private static SslContext sslContext(SSLContext tls) {
        ApplicationProtocolConfig http2 =
                new ApplicationProtocolConfig(
                        ApplicationProtocolConfig.Protocol.ALPN,
                        ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                        ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                        "h2");
        return new JdkSslContext(
                tls,
                false,
                null,
                IdentityCipherSuiteFilter.INSTANCE,
                http2,
                ClientAuth.REQUIRE,
                new String[] {Tls.PROTOCOL},
                false);
    }

    /** Finds out who calls; whoever cannot be named, or is one too many, gets no further. */
    private static final class Identifying implements ServerInterceptor {
        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            SSLSession session = call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
            Optional<Peer> peer =
                    Optional.ofNullable(session)
                            .flatMap(Peer::of)
                            .filter(p -> p.name().kind() == PeerName.Kind.NODE);
            if (peer.isEmpty()) {
                call.close(
                        Status.UNAUTHENTICATED.withDescription("not a node's certificate"),
                        new Metadata());
                return new ServerCall.Listener<>() {};
            }
            String address =
                    String.valueOf(call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR));
            Caller caller = new Caller(peer.get().name().id(), peer.get().keyPin(), address);
            Context context = Context.current().withValue(CALLER, caller);
            return Contexts.interceptCall(context, call, headers, next);
        }
    }

    private static final class Agents extends AgentsGrpc.AgentsImplBase {
        private final Reception reception;
        private final AtomicInteger sessions = new AtomicInteger();

        Agents(Reception reception) {
            this.reception = reception;
        }

        @Override
        public StreamObserver<FromAgent> session(StreamObserver<FromMaster> out) {
            var call = (ServerCallStreamObserver<FromMaster>) out;
            if (sessions.incrementAndGet() > MOST_SESSIONS) {
                sessions.decrementAndGet();
                call.onError(Status.RESOURCE_EXHAUSTED.asRuntimeException());
                return new Deaf();
            }
            GrpcLine line = new GrpcLine(CALLER.get(), call);
            call.disableAutoRequest();
            Reception.Listener listener = opened(line);
            Ending ending =
                    new Ending(
                            line,
                            () -> {
                                sessions.decrementAndGet();
                                listener.closed();
                            });
            call.setOnReadyHandler(listener::ready);
            call.setOnCancelHandler(ending::end);
            call.setOnCloseHandler(ending::end);
            return new Incoming(listener, ending);
        }

        private Reception.Listener opened(GrpcLine line) {
            try {
                return reception.opened(line);
            } catch (RuntimeException e) {
                sessions.decrementAndGet(); // nobody will tell that it ended
                throw e;
            }
        }
    }

    /** Tells of the end once. */
    private static final class Ending {
        private final GrpcLine line;
        private final Runnable told;
        private boolean over;

        Ending(GrpcLine line, Runnable told) {
            this.line = line;
            this.told = told;
        }

        synchronized void end() {
            if (!over) {
                over = true;
                line.lost();
                told.run();
            }
        }
    }

    private record Incoming(Reception.Listener listener, Ending ending)
            implements StreamObserver<FromAgent> {
        @Override
        public void onNext(FromAgent message) {
            listener.heard(message);
        }

        @Override
        public void onError(Throwable failure) {
            ending.end();
        }

        @Override
        public void onCompleted() {
            ending.line.close();
            ending.end();
        }
    }

    private static final class Deaf implements StreamObserver<FromAgent> {
        @Override
        public void onNext(FromAgent message) {}

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {}
    }
}
