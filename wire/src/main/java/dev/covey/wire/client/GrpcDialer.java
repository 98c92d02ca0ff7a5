package dev.covey.wire.client;

import dev.covey.model.Endpoint;
import dev.covey.wire.v1.AgentsGrpc;
import dev.covey.wire.v1.FromMaster;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import io.grpc.netty.shaded.io.netty.handler.ssl.ApplicationProtocolConfig;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.grpc.netty.shaded.io.netty.handler.ssl.JdkSslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** Dials over gRPC with mutual TLS. One thread serves all connections. */
public final class GrpcDialer implements Dialer, AutoCloseable {

    /** The largest message of a master, bytes. */
    public static final int MOST_BYTES = 4 << 20;

    private static final int CONNECT_MILLIS = 2_000;

    private final Supplier<SSLContext> tls;
    private final Executor executor;
    private final EventLoopGroup group;

    /**
     * A dialer.
     *
     * @param tls asked for every connection, so that no session is ever resumed; its trust manager
     *     is given the master's node id as the name of the host
     * @param executor runs the listeners
     */
    public GrpcDialer(Supplier<SSLContext> tls, Executor executor) {
        this.tls = tls;
        this.executor = executor;
        this.group =
                new MultiThreadIoEventLoopGroup(
                        1, new DefaultThreadFactory("agent-wire", true), NioIoHandler.newFactory());
    }

    @Override
    public Line dial(String master, Endpoint address, Listener listener) {
        ManagedChannel channel =
                NettyChannelBuilder.forAddress(address.host(), address.port())
                        .overrideAuthority(master)
                        .sslContext(sslContext())
                        .eventLoopGroup(group)
                        .channelType(NioSocketChannel.class)
                        .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                        .maxInboundMessageSize(MOST_BYTES)
                        .executor(executor)
                        // Masters are dialled as they are listed, whatever proxy is set around
                        // here.
                        .proxyDetector(target -> null)
                        .disableRetry()
                        .build();
        Incoming incoming = new Incoming(channel, listener);
        return new GrpcLine(channel, AgentsGrpc.newStub(channel).session(incoming));
    }

    private SslContext sslContext() {
        ApplicationProtocolConfig http2 =
                new ApplicationProtocolConfig(
                        ApplicationProtocolConfig.Protocol.ALPN,
                        ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                        ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                        "h2");
        return new JdkSslContext(
                tls.get(),
                true,
                null,
                IdentityCipherSuiteFilter.INSTANCE,
                http2,
                ClientAuth.NONE,
                new String[] {"TLSv1.3"},
                false);
    }

    /** Ends all connections; their listeners hear of it or not. */
    @Override
    public void close() {
        var _ = group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private record Incoming(ManagedChannel channel, Listener listener)
            implements StreamObserver<FromMaster> {

        @Override
        public void onNext(FromMaster message) {
            listener.heard(message);
        }

        @Override
        public void onError(Throwable failure) {
            channel.shutdownNow();
            listener.closed(why(failure));
        }

        @Override
        public void onCompleted() {
            channel.shutdownNow();
            listener.closed("the master ended it");
        }

        private static String why(Throwable failure) {
            Status status = Status.fromThrowable(failure);
            Throwable cause = status.getCause();
            String detail = cause == null ? status.getDescription() : cause.getMessage();
            return detail == null ? status.getCode().name() : detail;
        }
    }
}
