package dev.covey.etcd.net;

import io.grpc.netty.shaded.io.grpc.netty.GrpcHttp2ConnectionHandler;
import io.grpc.netty.shaded.io.grpc.netty.InternalProtocolNegotiator;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandler;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.util.AsciiString;
import java.util.Optional;

/**
 * Serves gRPC and pages on one port, as etcd does: who begins with the preface of HTTP/2 (RFC 9113,
 * 3.4) gets gRPC, anybody else HTTP/1.1. With TLS that is seen only after the handshake.
 */
final class Fork implements InternalProtocolNegotiator.ProtocolNegotiator {

    private final Optional<SslContext> tls;
    private final Pages pages;
    private final Crowd crowd;

    Fork(Optional<SslContext> tls, Pages pages, Crowd crowd) {
        this.tls = tls;
        this.pages = pages;
        this.crowd = crowd;
    }

    @Override
    public AsciiString scheme() {
        return AsciiString.of(tls.isPresent() ? "https" : "http");
    }

    @Override
    public ChannelHandler newHandler(GrpcHttp2ConnectionHandler grpc) {
        return new FirstBytes(tls, pages, crowd, grpc);
    }

    @Override
    public void close() {}
}
