package dev.covey.etcd.room;

import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The memory that requests take until they are whole. gRPC gives a client new credit for every part
 * of a message, so that many calls could each hold nearly a whole one. When it is too much, those
 * that began first are ended: an honest request is whole in a moment. Safe for use by many threads.
 */
final class Inbox extends ServerStreamTracer.Factory {

    /** What a part of a request takes beside its bytes. */
    private static final int OVERHEAD = 256;

    /** A request that has taken less so far is not counted, in bytes. */
    private static final int SMALL = 16 << 10;

    /** Why a call is ended whose request is not whole. */
    static final String NOT_WHOLE = "the request was not whole while others came";

    private final long whole;
    private final Set<Partial> partials = new LinkedHashSet<>();
    private long taken;

    /** So many bytes for all. */
    Inbox(long bytes) {
        whole = bytes;
    }

    @Override
    public ServerStreamTracer newServerStreamTracer(String name, Metadata headers) {
        return new Partial();
    }

    private void grew(Partial partial, long bytes) {
        List<Partial> out = new ArrayList<>();
        synchronized (this) {
            if (partials.add(partial)) {
                partial.counted = 0;
            }
            partial.counted += bytes;
            taken += bytes;
            Iterator<Partial> oldest = partials.iterator();
            while (taken > whole && oldest.hasNext()) {
                Partial next = oldest.next();
                oldest.remove();
                taken -= next.counted;
                out.add(next);
            }
        }
        out.forEach(each -> each.putOut(NOT_WHOLE));
    }

    private synchronized void shrank(Partial partial) {
        if (partials.remove(partial)) {
            taken -= partial.counted;
        }
    }

    /**
     * The request of one call, as far as it has come. Used on the thread of its connection; {@link
     * #putOut} on any.
     */
    final class Partial extends ServerStreamTracer {
        private static final Context.Key<Partial> KEY = Context.key("partial");

        private long size;
        private long counted;
        private volatile Context.@Nullable CancellableContext call;

        /** That of the call that is being begun on this thread. */
        static Partial now() {
            return Objects.requireNonNull(KEY.get());
        }

        /**
         * gRPC hands out no context that ends a call, but what it makes of this one ends with it.
         */
        @Override
        public Context filterContext(Context context) {
            Context.CancellableContext own = context.withCancellation();
            call = own;
            return own.withValue(KEY, this);
        }

        @Override
        public void inboundWireSize(long bytes) {
            long before = size;
            size += bytes + OVERHEAD;
            if (size > SMALL) {
                grew(this, before > SMALL ? size - before : size);
            }
        }

        @Override
        public void inboundMessageRead(int number, long wireSize, long plainSize) {
            whole();
        }

        @Override
        public void streamClosed(Status status) {
            whole();
        }

        private void whole() {
            if (size > SMALL) {
                shrank(this);
            }
            size = 0;
        }

        /** Ends the call at once; gRPC does that only for those whose time is up. */
        void putOut(String why) {
            Context.CancellableContext own = call;
            if (own != null) {
                own.cancel(new TimeoutException(why));
            }
        }
    }
}
