package dev.covey.raft.peer;

import dev.covey.runtime.quorum.PeerIds;
import dev.covey.runtime.time.Clock;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.proto.RaftProtos.InstallSnapshotRequestProto;
import org.apache.ratis.proto.RaftProtos.RaftRpcRequestProto;
import org.apache.ratis.proto.RaftProtos.ReadIndexRequestProto;
import org.apache.ratis.proto.RaftProtos.RequestVoteRequestProto;
import org.apache.ratis.proto.RaftProtos.StartLeaderElectionRequestProto;
import org.apache.ratis.thirdparty.io.grpc.Context;
import org.apache.ratis.thirdparty.io.grpc.Contexts;
import org.apache.ratis.thirdparty.io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import org.apache.ratis.thirdparty.io.grpc.Grpc;
import org.apache.ratis.thirdparty.io.grpc.Metadata;
import org.apache.ratis.thirdparty.io.grpc.ServerCall;
import org.apache.ratis.thirdparty.io.grpc.ServerCallHandler;
import org.apache.ratis.thirdparty.io.grpc.ServerInterceptor;
import org.apache.ratis.thirdparty.io.grpc.Status;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a call in only from a node that may be a member, and a Raft message only from a member of
 * that node which it names as its sender. What was meant for another member that was called the
 * same is refused, too: this one has promised nothing in its place. Raft's own client and
 * administration calls are refused to everybody: they are used within the process only.
 */
final class NodeGate implements ServerInterceptor {

    private static final Logger LOG = LoggerFactory.getLogger(NodeGate.class);
    private static final Context.Key<String> CALLER = Context.key("covey.node");
    private static final String SEEN = "covey.node";
    private static final String RAFT = "ratis.grpc.RaftServerProtocolService";

    /** Whom a call is meant for, by the id of the member. */
    static final Metadata.Key<String> TO = header("covey-to");

    /** The member that calls; its node's name is taken where this is missing. */
    static final Metadata.Key<String> FROM = header("covey-from");

    /** The cluster that a caller believes to be in; only of the members' own calls. */
    static final Metadata.Key<String> CLUSTER = header("covey-cluster");

    /** What may be answered by a member that is not sure of its own data. */
    private static final Set<String> HARMLESS = Set.of("Hello", "Who", "Dismiss");

    private final Speaker self;
    private final NodeIdentity identity;
    private final Guests guests;
    private final BooleanSupplier cleared;
    private final Complaints complaints;

    NodeGate(
            Speaker self,
            NodeIdentity identity,
            Guests guests,
            BooleanSupplier cleared,
            Clock clock) {
        this.self = self;
        this.identity = identity;
        this.guests = guests;
        this.cleared = cleared;
        this.complaints = new Complaints(LOG::warn, clock);
    }

    private static Metadata.Key<String> header(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }

    /** The member that makes the call that is being handled. */
    static String caller() {
        return String.valueOf(CALLER.get());
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        String service = String.valueOf(call.getMethodDescriptor().getServiceName());
        boolean raft = service.equals(RAFT);
        if (!raft && !service.equals(PeerDoor.SERVICE)) {
            return refuse(call, "nobody may call " + service);
        }
        String node = nodeOf(call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION));
        boolean knocks = PeerDoor.KNOCK.equals(call.getMethodDescriptor());
        if (node == null || !(knocks || guests.mayCall(node))) {
            return refuse(call, "node " + node + " is no member of this group");
        }
        Optional<String> wrong = wrong(headers, node, raft, knocks);
        if (wrong.isPresent()) {
            return refuse(call, wrong.get());
        }
        if (!cleared.getAsBoolean()
                && !HARMLESS.contains(call.getMethodDescriptor().getBareMethodName())) {
            call.close(Status.UNAVAILABLE.withDescription("not sure of its data"), new Metadata());
            return new ServerCall.Listener<>() {};
        }
        ServerCall.Listener<Q> listener =
                Contexts.interceptCall(
                        Context.current().withValue(CALLER, from(headers, node)),
                        call,
                        headers,
                        next);
        return raft ? new Checked<>(listener, call, node) : listener;
    }

    private static String from(Metadata headers, String node) {
        return Objects.requireNonNullElse(headers.get(FROM), node);
    }

    private Optional<String> wrong(Metadata headers, String node, boolean raft, boolean knocks) {
        String claimed = headers.get(CLUSTER);
        String from = from(headers, node);
        String to = headers.get(TO);
        if (!raft && claimed != null && !claimed.equals(self.cluster())) {
            return Optional.of(
                    "node %s is of cluster %s, but this is cluster %s"
                            .formatted(node, claimed, self.cluster()));
        }
        if (!PeerIds.name(from).equals(node)) {
            return Optional.of("node " + node + " calls as member " + from);
        }
        boolean mine = to == null || to.equals(self.member());
        return mine || (knocks && PeerIds.name(self.member()).equals(to))
                ? Optional.empty()
                : Optional.of("this is member " + self.member() + ", not " + to);
    }

    private @Nullable String nodeOf(@Nullable SSLSession session) {
        if (session == null) {
            return null;
        }
        if (session.getValue(SEEN) instanceof String known) {
            return known;
        }
        Optional<String> found = read(session);
        found.ifPresent(node -> session.putValue(SEEN, node));
        return found.orElse(null);
    }

    private Optional<String> read(SSLSession session) {
        try {
            Certificate[] chain = session.getPeerCertificates();
            return chain[0] instanceof X509Certificate first
                    ? identity.nodeOf(first)
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }

    private <Q, A> ServerCall.Listener<Q> refuse(ServerCall<Q, A> call, String why) {
        complaints.tell("refused a call: " + why);
        call.close(Status.PERMISSION_DENIED.withDescription(why), new Metadata());
        return new ServerCall.Listener<>() {};
    }

    /** Closes the call on the first message whose sender is not the caller. */
    private final class Checked<Q, A> extends SimpleForwardingServerCallListener<Q> {
        private final ServerCall<Q, A> call;
        private final String node;
        private String heard = "";
        private boolean refused;

        Checked(ServerCall.Listener<Q> delegate, ServerCall<Q, A> call, String node) {
            super(delegate);
            this.call = call;
            this.node = node;
        }

        @Override
        public void onMessage(Q message) {
            RaftRpcRequestProto header = headerOf(message);
            String sender = header.getRequestorId().toStringUtf8();
            String to = header.getReplyId().toStringUtf8();
            if (!refused && speaksAs(sender) && self.member().equals(to)) {
                super.onMessage(message);
                return;
            }
            complaints.tell("node " + node + " sent a message as " + sender + " to " + to);
            if (!refused) {
                refused = true;
                call.close(
                        Status.PERMISSION_DENIED.withDescription("not sender or receiver"),
                        new Metadata());
            }
        }

        @Override
        public void onHalfClose() {
            if (!refused) {
                super.onHalfClose();
            }
        }

        private boolean speaksAs(String sender) {
            if (!sender.equals(heard)) {
                if (!PeerIds.name(sender).equals(node) || !guests.maySend(sender)) {
                    return false;
                }
                heard = sender;
            }
            return true;
        }
    }

    private static RaftRpcRequestProto headerOf(Object message) {
        return switch (message) {
            case AppendEntriesRequestProto m -> m.getServerRequest();
            case RequestVoteRequestProto m -> m.getServerRequest();
            case InstallSnapshotRequestProto m -> m.getServerRequest();
            case StartLeaderElectionRequestProto m -> m.getServerRequest();
            case ReadIndexRequestProto m -> m.getServerRequest();
            default -> RaftRpcRequestProto.getDefaultInstance();
        };
    }
}
