package dev.covey.etcd.net;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * What a caller has shown of who they are.
 *
 * @param token from an earlier answer to name and password
 * @param certified the user that the certificate of the connection names
 */
public record Shown(Optional<String> token, Optional<String> certified) {

    private static final Context.Key<Shown> KEY =
            Context.keyWithDefault("shown", new Shown(Optional.empty(), Optional.empty()));

    /** By the caller whose call is being begun on this thread. */
    public static Shown now() {
        return KEY.get();
    }

    /** Looks at each call as it begins. */
    record Reader(Function<X509Certificate, Optional<String>> user) implements ServerInterceptor {

        private static final Metadata.Key<String> TOKEN =
                Metadata.Key.of("token", Metadata.ASCII_STRING_MARSHALLER);
        private static final Metadata.Key<String> AUTHORIZATION =
                Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            Optional<String> token =
                    Optional.ofNullable(headers.get(TOKEN))
                            .or(() -> Optional.ofNullable(headers.get(AUTHORIZATION)));
            Optional<String> certified =
                    certificate(call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION))
                            .flatMap(user);
            Context context = Context.current().withValue(KEY, new Shown(token, certified));
            return Contexts.interceptCall(context, call, headers, next);
        }

        private static Optional<X509Certificate> certificate(@Nullable SSLSession session) {
            try {
                return session != null
                                && session.getPeerCertificates()[0] instanceof X509Certificate own
                        ? Optional.of(own)
                        : Optional.empty();
            } catch (SSLPeerUnverifiedException e) {
                return Optional.empty();
            }
        }
    }
}
