package dev.covey.etcd.net;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What makes a write repeatable once. etcd's protocol has no place for it, so it rides beside the
 * request: the header {@code covey-request-id: POSITION:ID}, where the id is the client's choice
 * and the position is one that a header {@code covey-position} had told it before its first try.
 * Every answer to a call with this header, or with a {@code covey-position} of its own, tells one.
 *
 * @param since the position that the client had seen before it first sent the request
 */
public record Repeatable(String id, long since) {

    private static final Context.Key<Optional<Repeatable>> KEY =
            Context.keyWithDefault("repeatable", Optional.empty());
    private static final Metadata.Key<String> ID =
            Metadata.Key.of("covey-request-id", Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> POSITION =
            Metadata.Key.of("covey-position", Metadata.ASCII_STRING_MARSHALLER);
    private static final Pattern FORM = Pattern.compile("(\\d{1,18}):([A-Za-z0-9._-]{1,128})");

    /** Of the call that is being begun on this thread; empty unless its client asked for it. */
    public static Optional<Repeatable> now() {
        return KEY.get();
    }

    /**
     * Looks at each call as it begins.
     *
     * @param position the position of the store on this member
     */
    public record Reader(LongSupplier position) implements ServerInterceptor {

        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            String id = headers.get(ID);
            if (id == null && !headers.containsKey(POSITION)) {
                return next.startCall(call, headers);
            }
            ServerCall<Q, A> told = new Told<>(call, position.getAsLong());
            if (id == null) {
                return next.startCall(told, headers);
            }
            Matcher parts = FORM.matcher(id);
            if (!parts.matches()) {
                return refuse(call);
            }
            Repeatable asked = new Repeatable(parts.group(2), Long.parseLong(parts.group(1)));
            Context context = Context.current().withValue(KEY, Optional.of(asked));
            return Contexts.interceptCall(context, told, headers, next);
        }

        private static <Q, A> ServerCall.Listener<Q> refuse(ServerCall<Q, A> call) {
            String why =
                    "Expected header covey-request-id to be a position that a header covey-position"
                            + " told, ':', and 1 to 128 letters, digits or ._-.";
            call.close(Status.INVALID_ARGUMENT.withDescription(why), new Metadata());
            return new ServerCall.Listener<>() {};
        }
    }

    private static final class Told<Q, A> extends SimpleForwardingServerCall<Q, A> {
        private final long position;

        Told(ServerCall<Q, A> call, long position) {
            super(call);
            this.position = position;
        }

        @Override
        public void sendHeaders(Metadata headers) {
            headers.put(POSITION, Long.toString(position));
            super.sendHeaders(headers);
        }
    }
}
