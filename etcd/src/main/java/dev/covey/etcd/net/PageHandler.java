package dev.covey.etcd.net;

import io.grpc.netty.shaded.io.netty.buffer.ByteBuf;
import io.grpc.netty.shaded.io.netty.buffer.Unpooled;
import io.grpc.netty.shaded.io.netty.channel.ChannelFutureListener;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.SimpleChannelInboundHandler;
import io.grpc.netty.shaded.io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.grpc.netty.shaded.io.netty.handler.codec.http.FullHttpResponse;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpHeaderNames;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpHeaderValues;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpMethod;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpObject;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpRequest;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpResponseStatus;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpVersion;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Answers one request of HTTP/1.1 and closes the connection: who asks comes back seconds later, if
 * at all. What follows the head of the request is not read.
 */
final class PageHandler extends SimpleChannelInboundHandler<HttpObject> {

    private static final Page BAD = Page.plain(400, "400 Bad Request\n");
    private static final Page METHOD = Page.plain(405, "Method Not Allowed\n");
    private static final Page FAILED = Page.plain(500, "500 Internal Server Error\n");

    private final Pages pages;
    private boolean answered;

    PageHandler(Pages pages) {
        this.pages = pages;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
        if (answered || !(message instanceof HttpRequest request)) {
            return;
        }
        answered = true;
        context.channel().config().setAutoRead(false);
        boolean head = request.method().equals(HttpMethod.HEAD);
        if (request.decoderResult().isFailure()) {
            send(context, BAD, false);
        } else if (!head && !request.method().equals(HttpMethod.GET)) {
            send(context, METHOD, false);
        } else {
            answer(context, request.uri(), head);
        }
    }

    private void answer(ChannelHandlerContext context, String target, boolean head) {
        try {
            pages.page(new URI(target))
                    .whenComplete((page, failure) -> came(context, page, failure, head));
        } catch (URISyntaxException e) {
            send(context, BAD, head);
        }
    }

    private static void came(
            ChannelHandlerContext context,
            @Nullable Page page,
            @Nullable Throwable failure,
            boolean head) {
        send(context, page == null || failure != null ? FAILED : page, head);
    }

    private static void send(ChannelHandlerContext context, Page page, boolean head) {
        ByteBuf text = Unpooled.copiedBuffer(page.text(), StandardCharsets.UTF_8);
        FullHttpResponse response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.valueOf(page.status()),
                        head ? Unpooled.EMPTY_BUFFER : text);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, page.type())
                .set(HttpHeaderNames.CONTENT_LENGTH, text.readableBytes())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        if (page.status() == METHOD.status()) {
            response.headers().set(HttpHeaderNames.ALLOW, "GET, HEAD");
        }
        var _ = context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var _ = context.close();
    }
}
