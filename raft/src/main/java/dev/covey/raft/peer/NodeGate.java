package dev.covey.raft.peer;

import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
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
import org.apache.ratis.thirdparty.io.grpc.StatusException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a call in only from a node that may be a member, and a Raft message only from the node that
 * it names as its sender. Raft's own client and administration calls are refused to everybody: they
 * are used within the process only.
 */
final class NodeGate implements ServerInterceptor {

    private static final Logger LOG = LoggerFactory.getLogger(NodeGate.class);
    private static final Context.Key<String> CALLER = Context.key("covey.node");
    private static final String SEEN = "covey.node";
    private static final String RAFT = "ratis.grpc.RaftServerProtocolService";

    /** The cluster that a caller believes to be in; only of the members' own calls. */
    static final Metadata.Key<String> CLUSTER =
            Metadata.Key.of("covey-cluster", Metadata.ASCII_STRING_MARSHALLER);

    /** What may be answered by a member that is not sure of its own data. */
    private static final Set<String> HARMLESS = Set.of("Hello", "Who", "Dismiss");

    private final NodeIdentity identity;
    private final Predicate<String> admits;

    private final String cluster;
    private final BooleanSupplier cleared;

    NodeGate(
            NodeIdentity identity,
            Predicate<String> admits,
            String cluster,
            BooleanSupplier cleared) {
        this.identity = identity;
        this.admits = admits;
        this.cluster = cluster;
        this.cleared = cleared;
    }

    /** The node that makes the call that is being handled. */
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
        if (node == null || !admits.test(node)) {
            return refuse(call, "node " + node + " is no member of this group");
        }
        String claimed = headers.get(CLUSTER);
        if (!raft && claimed != null && !claimed.equals(cluster)) {
            return refuse(
                    call,
                    "node %s is of cluster %s, but this is cluster %s"
                            .formatted(node, claimed, cluster));
        }
        if (!cleared.getAsBoolean()
                && !HARMLESS.contains(call.getMethodDescriptor().getBareMethodName())) {
            call.close(Status.UNAVAILABLE.withDescription("not sure of its data"), new Metadata());
            return new ServerCall.Listener<>() {};
        }
        ServerCall.Listener<Q> listener =
                Contexts.interceptCall(
                        Context.current().withValue(CALLER, node), call, headers, next);
        return raft ? new Checked<>(listener, call, node) : listener;
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

    private static <Q, A> ServerCall.Listener<Q> refuse(ServerCall<Q, A> call, String why) {
        LOG.warn("refused a call: {}", why);
        call.close(Status.PERMISSION_DENIED.withDescription(why), new Metadata());
        return new ServerCall.Listener<>() {};
    }

    /** Closes the call on the first message whose sender is not the caller. */
    private static final class Checked<Q, A> extends SimpleForwardingServerCallListener<Q> {
        private final ServerCall<Q, A> call;
        private final String node;

        Checked(ServerCall.Listener<Q> delegate, ServerCall<Q, A> call, String node) {
            super(delegate);
            this.call = call;
            this.node = node;
        }

        @Override
        public void onMessage(Q message) {
            String sender = senderOf(message);
            if (node.equals(sender)) {
                super.onMessage(message);
                return;
            }
            LOG.warn("node {} sent a message as {}", node, sender);
            Status refusal = Status.PERMISSION_DENIED.withDescription("not the sender");
            call.close(refusal, new Metadata());
            throw new IllegalStateException(new StatusException(refusal));
        }
    }

    private static String senderOf(Object message) {
        RaftRpcRequestProto header =
                switch (message) {
                    case AppendEntriesRequestProto m -> m.getServerRequest();
                    case RequestVoteRequestProto m -> m.getServerRequest();
                    case InstallSnapshotRequestProto m -> m.getServerRequest();
                    case StartLeaderElectionRequestProto m -> m.getServerRequest();
                    case ReadIndexRequestProto m -> m.getServerRequest();
                    default -> RaftRpcRequestProto.getDefaultInstance();
                };
        return header.getRequestorId().toStringUtf8();
    }
}
