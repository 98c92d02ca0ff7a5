package dev.covey.etcd.net;

import dev.covey.etcd.room.Bounds;
import dev.covey.etcd.room.Porter;
import dev.covey.kv.Limits;
import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.InternalNettyServerCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.RecvByteBufAllocator;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import io.grpc.netty.shaded.io.netty.handler.ssl.ApplicationProtocolConfig;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.grpc.netty.shaded.io.netty.handler.ssl.JdkSslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One port. One thread takes connections, two serve them; calls begin on those and never block
 * there.
 */
public final class Listener implements AutoCloseable {

    /** The longest message: the longest request and what surrounds it, in bytes. */
    private static final int MOST_BYTES = Limits.MAX_REQUEST_BYTES + (512 << 10);

    private static final int MOST_METADATA_BYTES = 16 << 10;
    private static final int HANDSHAKE_SECONDS = 10;
    private static final int SHORTEST_PING_SECONDS = 5;
    private static final int THREADS = 2;

    private final EventLoopGroup doorman;
    private final EventLoopGroup threads;
    private final Server server;

    /**
     * What is served.
     *
     * @param services none for pages only
     */
    public record Served(List<BindableService> services, Pages pages, Tally tally, Porter porter) {

        /** The pages alone. */
        public Served onlyPages() {
            return new Served(List.of(), pages, tally, porter);
        }
    }

    /** Begins to listen. */
    public Listener(Listen listen, Served served) throws IOException {
        Bounds bounds = served.porter().bounds();
        Crowd crowd = new Crowd(bounds.connections(), bounds.handshakes());
        doorman = threads(1, "etcd-door");
        threads = threads(THREADS, "etcd-port");
        NettyServerBuilder builder =
                NettyServerBuilder.forAddress(
                                listen.at(),
                                InternalNettyServerCredentials.create(
                                        new Fork(
                                                listen.tls().map(Listener::context),
                                                served.pages(),
                                                crowd)))
                        .bossEventLoopGroup(doorman)
                        .workerEventLoopGroup(threads)
                        .channelType(NioServerSocketChannel.class)
                        .directExecutor()
                        .maxInboundMessageSize(MOST_BYTES)
                        .maxInboundMetadataSize(MOST_METADATA_BYTES)
                        .maxConcurrentCallsPerConnection(bounds.callsOnOne())
                        .handshakeTimeout(HANDSHAKE_SECONDS, TimeUnit.SECONDS)
                        .permitKeepAliveTime(SHORTEST_PING_SECONDS, TimeUnit.SECONDS)
                        .permitKeepAliveWithoutCalls(true);
        takeTurns(builder);
        builder.addStreamTracerFactory(served.tally());
        builder.intercept(
                new Shown.Reader(listen.tls().map(Listen.Tls::user).orElse(_ -> Optional.empty())));
        served.porter().stand(builder);
        served.services().forEach(builder::addService);
        server = builder.build();
        try {
            server.start();
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private static EventLoopGroup threads(int count, String name) {
        return new MultiThreadIoEventLoopGroup(
                count, new DefaultThreadFactory(name, true), NioIoHandler.newFactory());
    }

    /** One read a turn: who sends without end takes turns with those who send a little. */
    @SuppressWarnings("deprecation") // Netty says that there will be another way, and has none yet
    private static void takeTurns(NettyServerBuilder builder) {
        RecvByteBufAllocator bites = new AdaptiveRecvByteBufAllocator().maxMessagesPerRead(1);
        builder.withChildOption(ChannelOption.RCVBUF_ALLOCATOR, bites);
    }

    /** The port it listens on. */
    public int port() {
        return server.getPort();
    }

    /**
     * HTTP/1.1 comes first: gRPC's clients do not offer it, and who offers both (curl, Prometheus)
     * wants pages.
     */
    private static SslContext context(Listen.Tls tls) {
        ApplicationProtocolConfig both =
                new ApplicationProtocolConfig(
                        ApplicationProtocolConfig.Protocol.ALPN,
                        ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                        ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                        "http/1.1",
                        "h2");
        return new JdkSslContext(
                tls.context(),
                false,
                null,
                IdentityCipherSuiteFilter.INSTANCE,
                both,
                tls.clientCertificates() ? ClientAuth.REQUIRE : ClientAuth.NONE,
                new String[] {"TLSv1.3", "TLSv1.2"},
                false);
    }

    @Override
    public void close() {
        server.shutdownNow();
        var _ = doorman.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        var _ = threads.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
