package dev.covey.etcd.room;

import com.google.protobuf.MessageLite;
import dev.covey.etcd.fault.EtcdFault;
import dev.covey.etcd.v3.election.ElectionGrpc;
import dev.covey.etcd.v3.lock.LockGrpc;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCall;
import io.grpc.ForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Has large messages wait for room, and what comes after them for them; bounds the calls. */
final class Turnstile implements ServerInterceptor {

    /** What is answered only when others have had their turn, however long that takes. */
    private static final Set<String> WAITING =
            Set.of(
                    LockGrpc.getLockMethod().getFullMethodName(),
                    ElectionGrpc.getCampaignMethod().getFullMethodName());

    private final Room room;
    private final Begun begun;
    private final Places calls;
    private final Places streams;

    /** Places for calls. */
    private static final class Places {
        private final int most;
        private final AtomicInteger taken = new AtomicInteger();

        Places(int most) {
            this.most = most;
        }

        boolean take() {
            if (taken.incrementAndGet() <= most) {
                return true;
            }
            leave();
            return false;
        }

        void leave() {
            taken.decrementAndGet();
        }
    }

    /** Before a room; lets in as many calls as there are bounds for. */
    Turnstile(Room room, Begun begun, Bounds bounds) {
        this.room = room;
        this.begun = begun;
        calls = new Places(bounds.calls());
        streams = new Places(bounds.streams());
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        boolean unary = call.getMethodDescriptor().getType() == MethodDescriptor.MethodType.UNARY;
        boolean stays = !unary || WAITING.contains(call.getMethodDescriptor().getFullMethodName());
        if (stays && !streams.take()) {
            return refused(call);
        }
        if (!calls.take()) {
            begun.thin();
            if (stays) {
                streams.leave();
            }
            return refused(call);
        }
        Tenant tenant = new Tenant(room, Inbox.Partial.now());
        if (unary) {
            begun.add(tenant);
        }
        Waiting<Q, A> waiting = new Waiting<>(call, tenant);
        Leaving<Q> leaving =
                new Leaving<>(
                        Contexts.interceptCall(
                                tenant.within(Context.current()), waiting, headers, next),
                        tenant,
                        stays);
        waiting.onFree(leaving::free);
        return leaving;
    }

    private static <Q, A> ServerCall.Listener<Q> refused(ServerCall<Q, A> call) {
        call.close(EtcdFault.TOO_MANY_REQUESTS.status(), new Metadata());
        return new ServerCall.Listener<>() {};
    }

    /** A call whose messages wait, in their order. */
    private static final class Waiting<Q, A>
            extends ForwardingServerCall.SimpleForwardingServerCall<Q, A> {
        private final Tenant tenant;
        private final Deque<BooleanSupplier> held = new ArrayDeque<>();
        private boolean waits;
        private volatile Runnable onFree = () -> {};

        Waiting(ServerCall<Q, A> call, Tenant tenant) {
            super(call);
            this.tenant = tenant;
        }

        /** What to do when messages no longer wait. */
        void onFree(Runnable action) {
            onFree = action;
        }

        @Override
        public void sendMessage(A message) {
            int size = message instanceof MessageLite known ? known.getSerializedSize() : 0;
            synchronized (this) {
                if (!waits && (size < Room.SMALL || tenant.mayHold(size))) {
                    super.sendMessage(message);
                    return;
                }
                held.add(() -> sent(message, size));
                if (waits) {
                    return;
                }
                waits = true;
            }
            goOn();
        }

        /** Sends a message if there is room, and otherwise goes on when there is. */
        private boolean sent(A message, int size) {
            if (size < Room.SMALL || tenant.mayHold(size)) {
                super.sendMessage(message);
                return true;
            }
            try {
                tenant.whenRoom(
                        size,
                        () -> {
                            super.sendMessage(message);
                            goOn();
                        });
            } catch (StatusRuntimeException e) {
                refuse(e.getStatus());
            }
            return false;
        }

        private void goOn() {
            boolean going = true;
            while (going) {
                BooleanSupplier next;
                synchronized (this) {
                    next = held.poll();
                    waits = next != null;
                }
                if (next == null) {
                    onFree.run();
                }
                going = next != null && next.getAsBoolean();
            }
        }

        private void refuse(Status why) {
            super.close(why, new Metadata());
        }

        @Override
        public void close(Status status, Metadata trailers) {
            synchronized (this) {
                if (waits) {
                    held.add(
                            () -> {
                                super.close(status, trailers);
                                return true;
                            });
                    return;
                }
            }
            super.close(status, trailers);
        }

        @Override
        public synchronized boolean isReady() {
            return !waits && super.isReady();
        }
    }

    /** Leaves when everything has gone out, or nobody wants it any more. */
    private final class Leaving<Q>
            extends ForwardingServerCallListener.SimpleForwardingServerCallListener<Q> {
        private final Tenant tenant;
        private final boolean stays;

        Leaving(ServerCall.Listener<Q> next, Tenant tenant, boolean stays) {
            super(next);
            this.tenant = tenant;
            this.stays = stays;
        }

        private void end() {
            begun.remove(tenant);
            calls.leave();
            if (stays) {
                streams.leave();
            }
            tenant.end();
        }

        /** Messages no longer wait here, which the network does not know. */
        void free() {
            delegate().onReady();
        }

        @Override
        public void onHalfClose() {
            begun.remove(tenant);
            super.onHalfClose();
        }

        @Override
        public void onReady() {
            tenant.leave();
            super.onReady();
        }

        @Override
        public void onComplete() {
            end();
            super.onComplete();
        }

        @Override
        public void onCancel() {
            end();
            super.onCancel();
        }
    }
}
