package dev.covey.raft.peer;

import dev.covey.runtime.quorum.PeerIds;
import dev.covey.runtime.time.Clock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.thirdparty.io.grpc.Metadata;
import org.apache.ratis.thirdparty.io.grpc.MethodDescriptor;
import org.apache.ratis.thirdparty.io.grpc.MethodDescriptor.MethodType;
import org.apache.ratis.thirdparty.io.grpc.ServerCall;
import org.apache.ratis.thirdparty.io.grpc.ServerServiceDefinition;
import org.apache.ratis.thirdparty.io.grpc.Status;
import org.apache.ratis.thirdparty.io.grpc.netty.NettyServerBuilder;
import org.apache.ratis.thirdparty.io.grpc.stub.ServerCalls;
import org.apache.ratis.thirdparty.io.grpc.stub.StreamObserver;
import org.jspecify.annotations.Nullable;

/** Opens the members' own calls on Raft's port and puts the gate in front of everything there. */
public final class PeerDoor {

    static final String SERVICE = "covey.raft.Peer";

    /** Asks a voter for its term: answered at once, on the thread that reads the network. */
    public static final MethodDescriptor<byte[], byte[]> TERM = method("Term");

    /** Asks the leader for an index that a confirmed reader must have applied. */
    public static final MethodDescriptor<byte[], byte[]> INDEX = method("Index");

    /** Asks the leader something that only the upper floors understand. */
    public static final MethodDescriptor<byte[], byte[]> ASK = method("Ask");

    /**
     * Is never answered: whoever asks hears from its end that the process which was asked ended.
     */
    static final MethodDescriptor<byte[], byte[]> ATTEND = method("Attend");

    /** Tells a member that it is out. */
    public static final MethodDescriptor<byte[], byte[]> DISMISS = method("Dismiss");

    /**
     * Asks to be let in, or whether one is still in. The only call that is open to every node whose
     * certificate is trusted.
     */
    public static final MethodDescriptor<byte[], byte[]> KNOCK = method("Knock");

    /** Says who one is and what one has, and hears whether that is right. */
    public static final MethodDescriptor<byte[], byte[]> HELLO = method("Hello");

    /** Asks which process it is that answers. */
    public static final MethodDescriptor<byte[], byte[]> WHO = method("Who");

    /** Who asks more often than this whether somebody is here is cut off. */
    static final int KEEP_ALIVE_SECONDS = 5;

    /** By default a stranger may hold a connection for two minutes without a word. */
    private static final int HANDSHAKE_SECONDS = 10;

    private static final int MOST_METADATA_BYTES = 8 << 10;

    private final Answers answers;
    private final Clock clock;
    private final String cluster;

    /** What a member answers. Called on network threads: must not block. */
    public interface Answers {
        /** The term of this member. */
        long term();

        /** An index as for a confirmed read; fails where this member does not lead. */
        CompletionStage<Long> index();

        /** Something that only the upper floors understand. */
        CompletionStage<byte[]> asked(byte[] question);

        /** Whether this member may take part: until then it answers nothing that counts. */
        boolean cleared();

        /** The member {@code from} says who it is. */
        CompletionStage<byte[]> hello(String from, byte[] hello);

        /** Which process this is. */
        byte[] who();

        /** {@code by} says that this member was taken out by the entry at {@code index}. */
        void dismissed(String by, long index);

        /** A node asks to be let in; what it says only the upper floors understand. */
        CompletionStage<byte[]> knocked(String node, byte[] question);
    }

    /** Makes the calls answerable to members of a cluster. */
    public PeerDoor(Answers answers, String cluster, Clock clock) {
        this.answers = answers;
        this.clock = clock;
        this.cluster = cluster;
    }

    /** Adds calls and gate to the Raft server of the member {@code self}. */
    public NettyServerBuilder open(
            NettyServerBuilder server, String self, NodeIdentity identity, Guests guests) {
        return server.addService(calls())
                .handshakeTimeout(HANDSHAKE_SECONDS, TimeUnit.SECONDS)
                .maxInboundMetadataSize(MOST_METADATA_BYTES)
                .permitKeepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
                .intercept(
                        new NodeGate(
                                new Speaker(cluster, self),
                                identity,
                                guests,
                                answers::cleared,
                                clock))
                .callExecutor(PeerDoor::onNetworkThread);
    }

    /**
     * Own calls never block. Raft's do: one that makes a candidate a follower waits for the thread
     * that waits for votes, which come on the network thread.
     */
    private static @Nullable Executor onNetworkThread(ServerCall<?, ?> call, Metadata headers) {
        return SERVICE.equals(call.getMethodDescriptor().getServiceName()) ? Runnable::run : null;
    }

    private ServerServiceDefinition calls() {
        return ServerServiceDefinition.builder(SERVICE)
                .addMethod(TERM, ServerCalls.asyncUnaryCall((q, a) -> reply(a, answers.term())))
                .addMethod(INDEX, ServerCalls.asyncUnaryCall((q, a) -> replyLater(a)))
                .addMethod(ASK, ServerCalls.asyncUnaryCall(this::ask))
                .addMethod(ATTEND, ServerCalls.asyncUnaryCall((q, a) -> {}))
                .addMethod(HELLO, ServerCalls.asyncUnaryCall(this::hello))
                .addMethod(WHO, ServerCalls.asyncUnaryCall((q, a) -> reply(a, answers.who())))
                .addMethod(KNOCK, ServerCalls.asyncUnaryCall(this::knock))
                .addMethod(DISMISS, ServerCalls.asyncUnaryCall(this::dismiss))
                .build();
    }

    private void replyLater(StreamObserver<byte[]> to) {
        answers.index()
                .whenComplete(
                        (index, failure) -> {
                            if (failure == null) {
                                reply(to, index);
                            } else {
                                to.onError(Status.UNAVAILABLE.asRuntimeException());
                            }
                        });
    }

    private void ask(byte[] question, StreamObserver<byte[]> to) {
        replyLater(answers.asked(question), to);
    }

    private void hello(byte[] hello, StreamObserver<byte[]> to) {
        replyLater(answers.hello(NodeGate.caller(), hello), to);
    }

    private void knock(byte[] question, StreamObserver<byte[]> to) {
        replyLater(answers.knocked(PeerIds.name(NodeGate.caller()), question), to);
    }

    private static void replyLater(CompletionStage<byte[]> asked, StreamObserver<byte[]> to) {
        asked.whenComplete(
                (answer, failure) -> {
                    if (failure == null) {
                        reply(to, answer);
                    } else {
                        to.onError(Status.UNKNOWN.asRuntimeException());
                    }
                });
    }

    private void dismiss(byte[] question, StreamObserver<byte[]> to) {
        answers.dismissed(PeerIds.name(NodeGate.caller()), number(question));
        reply(to, 0);
    }

    private static void reply(StreamObserver<byte[]> to, long number) {
        reply(to, bytes(number));
    }

    private static void reply(StreamObserver<byte[]> to, byte[] body) {
        to.onNext(body);
        to.onCompleted();
    }

    /** The body of calls that carry one number. */
    public static byte[] bytes(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    /** Reads a body that carries one number; anything else is -1. */
    public static long number(byte[] body) {
        return body.length == Long.BYTES ? ByteBuffer.wrap(body).getLong() : -1;
    }

    private static MethodDescriptor<byte[], byte[]> method(String name) {
        return MethodDescriptor.newBuilder(Raw.ONLY, Raw.ONLY)
                .setType(MethodType.UNARY)
                .setFullMethodName(SERVICE + "/" + name)
                .build();
    }

    private enum Raw implements MethodDescriptor.Marshaller<byte[]> {
        ONLY;

        @Override
        public InputStream stream(byte[] body) {
            return new ByteArrayInputStream(body);
        }

        @Override
        public byte[] parse(InputStream in) {
            try {
                return in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
