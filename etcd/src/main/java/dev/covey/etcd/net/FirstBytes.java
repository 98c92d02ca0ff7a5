package dev.covey.etcd.net;

import io.grpc.Attributes;
import io.grpc.Grpc;
import io.grpc.netty.shaded.io.grpc.netty.GrpcHttp2ConnectionHandler;
import io.grpc.netty.shaded.io.grpc.netty.InternalProtocolNegotiationEvent;
import io.grpc.netty.shaded.io.grpc.netty.InternalProtocolNegotiators;
import io.grpc.netty.shaded.io.grpc.netty.ProtocolNegotiationEvent;
import io.grpc.netty.shaded.io.netty.buffer.ByteBuf;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelPipeline;
import io.grpc.netty.shaded.io.netty.handler.codec.ByteToMessageDecoder;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpServerCodec;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslHandler;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Looks at what a connection begins with, then makes way for who serves it. gRPC's own bound on the
 * time until a connection is ready also ends those that never get that far, and pages.
 */
final class FirstBytes extends ByteToMessageDecoder {

    private static final byte[] PREFACE = "PRI".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_LINE = 4096;
    private static final int LONGEST_HEAD = 8192;
    private static final int LONGEST_CHUNK = 8192;

    private final Optional<SslContext> tls;
    private final Pages pages;
    private final Crowd crowd;
    private final GrpcHttp2ConnectionHandler grpc;
    private ProtocolNegotiationEvent event = InternalProtocolNegotiationEvent.getDefault();

    FirstBytes(
            Optional<SslContext> tls, Pages pages, Crowd crowd, GrpcHttp2ConnectionHandler grpc) {
        this.tls = tls;
        this.pages = pages;
        this.crowd = crowd;
        this.grpc = grpc;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        ChannelPipeline pipeline = context.pipeline();
        pipeline.addBefore(context.name(), null, new Taking());
        tls.ifPresent(
                each -> pipeline.addBefore(context.name(), null, each.newHandler(context.alloc())));
        crowd.came(context.channel());
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object happened)
            throws Exception {
        switch (happened) {
            case ProtocolNegotiationEvent first -> event = first;
            case SslHandshakeCompletionEvent done when !done.isSuccess() -> {
                var _ = context.close();
            }
            default -> super.userEventTriggered(context, happened);
        }
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> out) {
        int seen = Math.min(bytes.readableBytes(), PREFACE.length);
        for (int i = 0; i < seen; i++) {
            if (bytes.getByte(bytes.readerIndex() + i) != PREFACE[i]) {
                toPages(context);
                return;
            }
        }
        if (seen == PREFACE.length) {
            toCalls(context);
        }
    }

    private void toPages(ChannelHandlerContext context) {
        context.pipeline()
                .addAfter(context.name(), null, new PageHandler(pages))
                .addAfter(
                        context.name(),
                        null,
                        new HttpServerCodec(LONGEST_LINE, LONGEST_HEAD, LONGEST_CHUNK))
                .remove(this);
    }

    private void toCalls(ChannelHandlerContext context) {
        crowd.ready(context.channel());
        context.pipeline()
                .addAfter(
                        context.name(),
                        null,
                        InternalProtocolNegotiators.grpcNegotiationHandler(grpc));
        context.fireUserEventTriggered(
                InternalProtocolNegotiationEvent.withAttributes(event, attributes(context)));
        context.pipeline().remove(this);
    }

    private Attributes attributes(ChannelHandlerContext context) {
        Attributes.Builder built =
                InternalProtocolNegotiationEvent.getAttributes(event).toBuilder()
                        .set(Grpc.TRANSPORT_ATTR_LOCAL_ADDR, context.channel().localAddress())
                        .set(Grpc.TRANSPORT_ATTR_REMOTE_ADDR, context.channel().remoteAddress());
        SslHandler secured = context.pipeline().get(SslHandler.class);
        if (secured != null) {
            built.set(Grpc.TRANSPORT_ATTR_SSL_SESSION, secured.engine().getSession());
        }
        return built.build();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var _ = context.close();
    }
}
