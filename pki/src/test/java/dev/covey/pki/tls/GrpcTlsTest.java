package dev.covey.pki.tls;

import static dev.covey.pki.TestTrust.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covey.pki.TestTrust;
import dev.covey.pki.identity.NodeIdentity;
import io.grpc.CallOptions;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerServiceDefinition;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same managers under the TLS engines that gRPC brings: the JDK's and BoringSSL. */
class GrpcTlsTest {

    private static final MethodDescriptor<String, String> WHO =
            MethodDescriptor.<String, String>newBuilder()
                    .setType(MethodDescriptor.MethodType.UNARY)
                    .setFullMethodName("test/who")
                    .setRequestMarshaller(new Text())
                    .setResponseMarshaller(new Text())
                    .build();

    private final TestTrust trust = TestTrust.cluster("c1");
    private final NodeIdentity master = trust.node("m1");
    private final NodeIdentity worker = trust.node("w1");
    private final LiveCredentials masterLive = new LiveCredentials(master.credentials());
    private final Map<String, String> pins =
            Map.of("m1", master.key().pin(), "w1", worker.key().pin());
    private final AtomicReference<MemberList> members =
            new AtomicReference<>(new MemberList(pins, Set.of()));

    @ParameterizedTest
    @EnumSource(
            value = SslProvider.class,
            names = {"JDK", "OPENSSL"})
    void membersAreJudgedAtEveryHandshake(SslProvider provider) throws Exception {
        Server server = serve(provider);
        try {
            SslContext client = client(provider, worker);
            assertThat(ask(server, client, "m1")).isEqualTo("w1");
            assertThat(ask(server, client, "m1")).isEqualTo("w1");
            assertThatThrownBy(() -> ask(server, client, "m2"))
                    .hasStackTraceContaining("another node answers");

            NodeIdentity renewed = trust.node("m1", master.key(), NOW.plusSeconds(60));
            masterLive.swap(renewed.credentials());
            assertThat(ask(server, client, "m1")).isEqualTo("w1");

            members.set(new MemberList(pins, Set.of("w1")));
            assertThatThrownBy(() -> ask(server, client, "m1"))
                    .isInstanceOf(StatusRuntimeException.class);
            members.set(new MemberList(pins, Set.of("m1")));
            assertThatThrownBy(() -> ask(server, client, "m1"))
                    .hasStackTraceContaining("m1 was removed");
            members.set(new MemberList(pins, Set.of()));
            assertThat(ask(server, client, "m1")).isEqualTo("w1");
            assertThatThrownBy(() -> ask(server, client(provider, null), "m1"))
                    .isInstanceOf(StatusRuntimeException.class);
        } finally {
            server.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
        }
    }

    private Server serve(SslProvider provider) throws IOException {
        SslContext context =
                GrpcSslContexts.configure(
                                SslContextBuilder.forServer(new LiveKeys(masterLive)), provider)
                        .trustManager(trusting(ExpectedPeer.any()))
                        .clientAuth(ClientAuth.REQUIRE)
                        .protocols(Tls.PROTOCOL)
                        .build();
        var service = ServerServiceDefinition.builder("test").addMethod(WHO, new Who()).build();
        return NettyServerBuilder.forAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .sslContext(context)
                .addService(service)
                .build()
                .start();
    }

    private SslContext client(SslProvider provider, @Nullable NodeIdentity who) throws IOException {
        SslContextBuilder builder =
                GrpcSslContexts.configure(SslContextBuilder.forClient(), provider)
                        .trustManager(trusting(ExpectedPeer.namedByHost()))
                        .protocols(Tls.PROTOCOL);
        if (who != null) {
            builder.keyManager(new LiveKeys(new LiveCredentials(who.credentials())));
        }
        return builder.build();
    }

    private MemberTrust trusting(ExpectedPeer expected) {
        return new MemberTrust(
                trust::authorities,
                peer -> members.get().judge(peer),
                expected,
                TrustEvents.none(),
                InstantSource.fixed(NOW));
    }

    private static String ask(Server server, SslContext context, String nodeId) throws Exception {
        ManagedChannel channel =
                NettyChannelBuilder.forAddress("127.0.0.1", server.getPort())
                        .overrideAuthority(nodeId)
                        .sslContext(context)
                        .build();
        try {
            var options = CallOptions.DEFAULT.withDeadlineAfter(10, TimeUnit.SECONDS);
            return ClientCalls.blockingUnaryCall(channel, WHO, options, "who");
        } finally {
            channel.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
        }
    }

    /** Answers with the caller's node id. */
    private static final class Who implements ServerCallHandler<String, String> {
        @Override
        public ServerCall.Listener<String> startCall(
                ServerCall<String, String> call, Metadata headers) {
            SSLSession session = call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
            call.request(1);
            return new ServerCall.Listener<>() {
                @Override
                public void onHalfClose() {
                    call.sendHeaders(new Metadata());
                    call.sendMessage(Peer.of(session).orElseThrow().name().id());
                    call.close(io.grpc.Status.OK, new Metadata());
                }
            };
        }
    }

    private static final class Text implements MethodDescriptor.Marshaller<String> {
        @Override
        public InputStream stream(String value) {
            return new ByteArrayInputStream(value.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String parse(InputStream stream) {
            try {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
