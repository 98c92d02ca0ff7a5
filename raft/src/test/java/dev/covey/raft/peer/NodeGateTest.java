package dev.covey.raft.peer;

import static dev.covey.runtime.store.Words.done;
import static dev.covey.runtime.store.Words.put;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.raft.Certificates;
import dev.covey.raft.Lab;
import dev.covey.runtime.time.Clock;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.ratis.proto.RaftProtos.GroupListRequestProto;
import org.apache.ratis.proto.RaftProtos.RaftClientReplyProto;
import org.apache.ratis.proto.RaftProtos.RaftClientRequestProto;
import org.apache.ratis.proto.RaftProtos.RaftGroupIdProto;
import org.apache.ratis.proto.RaftProtos.RaftRpcRequestProto;
import org.apache.ratis.proto.RaftProtos.RequestVoteRequestProto;
import org.apache.ratis.proto.grpc.AdminProtocolServiceGrpc;
import org.apache.ratis.proto.grpc.RaftClientProtocolServiceGrpc;
import org.apache.ratis.proto.grpc.RaftServerProtocolServiceGrpc;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.thirdparty.io.grpc.CallOptions;
import org.apache.ratis.thirdparty.io.grpc.Channel;
import org.apache.ratis.thirdparty.io.grpc.ClientInterceptors;
import org.apache.ratis.thirdparty.io.grpc.ManagedChannel;
import org.apache.ratis.thirdparty.io.grpc.Metadata;
import org.apache.ratis.thirdparty.io.grpc.Status;
import org.apache.ratis.thirdparty.io.grpc.StatusRuntimeException;
import org.apache.ratis.thirdparty.io.grpc.netty.GrpcSslContexts;
import org.apache.ratis.thirdparty.io.grpc.netty.NettyChannelBuilder;
import org.apache.ratis.thirdparty.io.grpc.stub.ClientCalls;
import org.apache.ratis.thirdparty.io.grpc.stub.MetadataUtils;
import org.apache.ratis.thirdparty.io.grpc.stub.StreamObserver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only members get in, and only as themselves. */
class NodeGateTest {

    @TempDir Path directory;
    private Lab lab;

    @BeforeEach
    void found() {
        lab = new Lab(directory).admitting("friend"::equals).found(1);
    }

    @AfterEach
    void end() {
        done(lab.leader(), put("a", "1"));
        lab.close();
    }

    /** Asks the member for its term, as somebody who expects some node there. */
    private Status.Code term(MemberTls as, String expected) {
        return term(as, expected, lab.cluster());
    }

    private Status.Code term(MemberTls as, String expected, String cluster) {
        AddressBook.shared().tell(expected, lab.peer(1).addresses());
        try (PeerLines lines = new PeerLines(as, new Speaker(cluster, ""), Clock.system())) {
            lines.call(expected, PeerDoor.TERM, PeerDoor.bytes(0), Duration.ofSeconds(20)).get();
            return Status.Code.OK;
        } catch (ExecutionException e) {
            return Status.fromThrowable(e).getCode();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private MemberTls node(String id) {
        return lab.certificates().tls(id);
    }

    @Test
    void aMemberAndWhoeverIsAdmittedGetIn() {
        assertThat(term(node(lab.id(1)), lab.id(1))).isEqualTo(Status.Code.OK);
        assertThat(term(node("friend"), lab.id(1))).isEqualTo(Status.Code.OK);
    }

    @Test
    void anotherNodeOfTheClusterDoesNotGetIn() {
        assertThat(term(node("worker"), lab.id(1))).isEqualTo(Status.Code.PERMISSION_DENIED);
    }

    @Test
    void aNodeOfAnotherClusterDoesNotGetIn() {
        Certificates foreign = Certificates.of(UUID.randomUUID().toString());
        assertThat(term(foreign.tls("friend"), lab.id(1))).isEqualTo(Status.Code.UNAVAILABLE);
    }

    @Test
    void aNodeThatBelievesToBeInAnotherClusterDoesNotGetIn() {
        assertThat(term(node("friend"), lab.id(1), UUID.randomUUID().toString()))
                .isEqualTo(Status.Code.PERMISSION_DENIED);
    }

    @Test
    void anotherNodeThanWasDialledIsNotBelieved() {
        assertThat(term(node("friend"), "somebody-" + lab.id(1)))
                .isEqualTo(Status.Code.UNAVAILABLE);
    }

    private Status.Code call(String as, Consumer<Channel> call) throws Exception {
        MemberTls tls = node(as);
        AddressBook.shared().tell(lab.id(1), lab.peer(1).addresses());
        ManagedChannel channel =
                NettyChannelBuilder.forTarget(NodeResolver.target(lab.id(1)))
                        .sslContext(
                                GrpcSslContexts.forClient()
                                        .keyManager(tls.keys())
                                        .trustManager(new NodeTrust(tls))
                                        .build())
                        .build();
        try {
            call.accept(channel);
            return Status.Code.OK;
        } catch (StatusRuntimeException e) {
            return e.getStatus().getCode();
        } finally {
            channel.shutdownNow().awaitTermination(20, TimeUnit.SECONDS);
        }
    }

    private Consumer<Channel> vote(String candidate, long term) {
        return vote(candidate, lab.id(1), term);
    }

    private Consumer<Channel> vote(String candidate, String to, long term) {
        UUID group = UUID.fromString(lab.cluster());
        ByteString id =
                ByteString.copyFrom(
                        ByteBuffer.allocate(16)
                                .putLong(group.getMostSignificantBits())
                                .putLong(group.getLeastSignificantBits())
                                .flip());
        RequestVoteRequestProto request =
                RequestVoteRequestProto.newBuilder()
                        .setServerRequest(
                                RaftRpcRequestProto.newBuilder()
                                        .setRequestorId(ByteString.copyFromUtf8(candidate))
                                        .setReplyId(ByteString.copyFromUtf8(to))
                                        .setRaftGroupId(RaftGroupIdProto.newBuilder().setId(id)))
                        .setCandidateTerm(term)
                        .build();
        return channel ->
                RaftServerProtocolServiceGrpc.newBlockingStub(channel)
                        .withDeadlineAfter(20, TimeUnit.SECONDS)
                        .requestVote(request);
    }

    @Test
    void aVoteIsAskedForInOnesOwnNameOnly() throws Exception {
        assertThat(call("friend", vote("friend", 1))).isEqualTo(Status.Code.OK);
        assertThat(call("friend", vote(lab.id(1), 99))).isNotEqualTo(Status.Code.OK);
        assertThat(call("worker", vote("worker", 99))).isEqualTo(Status.Code.PERMISSION_DENIED);
        long term = lab.leader().leadership().standing().epoch().orElseThrow().term();
        assertThat(term).isLessThan(99);
    }

    private static Consumer<Channel> termOf(String to) {
        return term(NodeGate.TO, to);
    }

    private static Consumer<Channel> termAs(String from) {
        return term(NodeGate.FROM, from);
    }

    private static Consumer<Channel> term(Metadata.Key<String> header, String member) {
        Metadata headers = new Metadata();
        headers.put(header, member);
        return channel ->
                ClientCalls.blockingUnaryCall(
                        ClientInterceptors.intercept(
                                channel, MetadataUtils.newAttachHeadersInterceptor(headers)),
                        PeerDoor.TERM,
                        CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS),
                        new byte[0]);
    }

    private PeerLines lines(String node) {
        return new PeerLines(node(node), new Speaker(lab.cluster(), ""), Clock.system());
    }

    @Test
    void nobodyCallsAsAMemberOfAnotherNode() throws Exception {
        assertThat(call("friend", termAs("friend.1"))).isEqualTo(Status.Code.OK);
        assertThat(call("friend", termAs("other"))).isEqualTo(Status.Code.PERMISSION_DENIED);
    }

    @Test
    void whatIsMeantForAnotherMemberOfTheSameNodeIsRefused() throws Exception {
        assertThat(call("friend", termOf(lab.id(1)))).isEqualTo(Status.Code.OK);
        assertThat(call("friend", termOf(lab.id(1) + ".1")))
                .isEqualTo(Status.Code.PERMISSION_DENIED);
        assertThat(call("friend", vote("friend", lab.id(1) + ".1", 99)))
                .isNotEqualTo(Status.Code.OK);
        assertThat(call("friend", vote("friend.1", 1))).isEqualTo(Status.Code.OK);
        assertThat(call("friend", vote("friendly.1", 99))).isNotEqualTo(Status.Code.OK);
    }

    @Test
    void whoeverIsTrustedMayKnockAndNobodyIsHeardBehindIt() {
        AddressBook.shared().tell(lab.id(1), lab.peer(1).addresses());
        lab.leader()
                .onKnock((name, said) -> CompletableFuture.completedFuture(name.getBytes(UTF_8)));
        try (PeerLines lines = lines("worker")) {
            byte[] answer =
                    lines.call(lab.id(1), PeerDoor.KNOCK, new byte[0], Duration.ofSeconds(20))
                            .join();
            assertThat(new String(answer, UTF_8)).isEqualTo("worker");
        }
    }

    @Test
    void nobodyAdministersOverTheNetwork() throws Exception {
        Consumer<Channel> list =
                channel ->
                        AdminProtocolServiceGrpc.newBlockingStub(channel)
                                .withDeadlineAfter(20, TimeUnit.SECONDS)
                                .groupList(GroupListRequestProto.getDefaultInstance());
        assertThat(call(lab.id(1), list)).isEqualTo(Status.Code.PERMISSION_DENIED);
        assertThat(List.of(Status.Code.PERMISSION_DENIED, Status.Code.UNAUTHENTICATED))
                .contains(call(lab.id(1), NodeGateTest::writeAsClient));
    }

    private static Object writeAsClient(Channel channel) {
        var ended = new CompletableFuture<Object>();
        var requests =
                RaftClientProtocolServiceGrpc.newStub(channel)
                        .ordered(
                                new StreamObserver<RaftClientReplyProto>() {
                                    @Override
                                    public void onNext(RaftClientReplyProto reply) {
                                        ended.complete(reply);
                                    }

                                    @Override
                                    public void onError(Throwable failure) {
                                        ended.completeExceptionally(failure);
                                    }

                                    @Override
                                    public void onCompleted() {
                                        ended.complete("completed");
                                    }
                                });
        requests.onNext(RaftClientRequestProto.getDefaultInstance());
        try {
            return ended.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw Status.fromThrowable(e).asRuntimeException();
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
