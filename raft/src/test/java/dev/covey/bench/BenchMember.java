package dev.covey.bench;

import dev.covey.kv.Bytes;
import dev.covey.kv.Command;
import dev.covey.kv.KeyRange;
import dev.covey.kv.KeyValue;
import dev.covey.kv.Op;
import dev.covey.kv.Reply;
import dev.covey.kv.Request;
import dev.covey.kv.Result;
import dev.covey.kv.Space;
import dev.covey.model.Endpoint;
import dev.covey.raft.Certificates;
import dev.covey.raft.RaftConfig;
import dev.covey.raft.RaftConfig.Habits;
import dev.covey.raft.RaftStore;
import dev.covey.raft.peer.MemberTls;
import dev.covey.raft.server.Birth;
import dev.covey.runtime.quorum.PeerSpec;
import dev.covey.runtime.store.Answer;
import dev.covey.runtime.store.View;
import dev.covey.runtime.time.Clock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.ratis.thirdparty.io.grpc.ServerServiceDefinition;
import org.apache.ratis.thirdparty.io.grpc.Status;
import org.apache.ratis.thirdparty.io.grpc.netty.GrpcSslContexts;
import org.apache.ratis.thirdparty.io.grpc.netty.NettyServerBuilder;
import org.apache.ratis.thirdparty.io.grpc.stub.ServerCalls;
import org.apache.ratis.thirdparty.io.grpc.stub.StreamObserver;
import org.apache.ratis.thirdparty.io.netty.handler.ssl.ClientAuth;
import org.apache.ratis.thirdparty.io.netty.handler.ssl.SslContextBuilder;
import org.jspecify.annotations.Nullable;

/** A member as a process, with a door that speaks as much of etcd's protocol as is measured. */
final class BenchMember {

    private final RaftStore store;

    private BenchMember(RaftStore store) {
        this.store = store;
    }

    /** Cluster, node, directory, port of the door; then NODE=PORT for each member. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path directory = Path.of(arguments[2]);
        List<PeerSpec> peers = new ArrayList<>();
        for (String peer : List.of(arguments).subList(4, arguments.length)) {
            int sign = peer.indexOf('=');
            int port = Integer.parseInt(peer.substring(sign + 1));
            peers.add(PeerSpec.of(peer.substring(0, sign), new Endpoint("127.0.0.1", port)));
        }
        PeerSpec self =
                peers.stream().filter(p -> p.node().equals(arguments[1])).findFirst().orElseThrow();
        RaftConfig config =
                new RaftConfig(
                        arguments[0],
                        self.node(),
                        self.addresses().getFirst(),
                        directory.resolve("store"),
                        new Birth.Found(peers),
                        Habits.usual(any -> true));
        MemberTls tls = Certificates.read(directory.resolve("pki"));
        BenchMember member = new BenchMember(RaftStore.start(config, tls, Clock.system()));
        member.serve(Integer.parseInt(arguments[3]), tls);
    }

    private void serve(int port, MemberTls tls) throws IOException, InterruptedException {
        var server =
                NettyServerBuilder.forAddress(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                        .sslContext(
                                GrpcSslContexts.configure(SslContextBuilder.forServer(tls.keys()))
                                        .trustManager(tls.trust())
                                        .clientAuth(ClientAuth.REQUIRE)
                                        .build())
                        .directExecutor()
                        .addService(
                                ServerServiceDefinition.builder("etcdserverpb.KV")
                                        .addMethod(Wire.PUT, ServerCalls.asyncUnaryCall(this::put))
                                        .addMethod(
                                                Wire.COMPACT,
                                                ServerCalls.asyncUnaryCall(this::compact))
                                        .addMethod(
                                                Wire.RANGE, ServerCalls.asyncUnaryCall(this::range))
                                        .build())
                        .build()
                        .start();
        System.out.println("0 started");
        server.awaitTermination();
    }

    private void put(byte[] message, StreamObserver<byte[]> to) {
        Map<Integer, Object> fields = Wire.fields(message);
        Op put = Op.Put.of(bytes(fields, 1), bytes(fields, 2));
        store.execute(Request.of(Space.USER, put))
                .whenComplete((answer, failure) -> reply(to, answer, failure));
    }

    private void compact(byte[] message, StreamObserver<byte[]> to) {
        long revision = Wire.fields(message).get(1) instanceof Long found ? found : 0;
        store.execute(Request.of(new Command.Compact(Space.USER, revision)))
                .whenComplete((answer, failure) -> reply(to, answer, failure));
    }

    private static void reply(
            StreamObserver<byte[]> to, Answer answer, @Nullable Throwable failure) {
        if (failure == null && answer instanceof Answer.Replied(Reply.Applied applied)) {
            to.onNext(Wire.header(applied.revision()));
            to.onCompleted();
        } else {
            to.onError(Status.UNAVAILABLE.withDescription(answer + "").asRuntimeException());
        }
    }

    private void range(byte[] message, StreamObserver<byte[]> to) {
        Bytes key = bytes(Wire.fields(message), 1);
        store.confirmedView()
                .whenComplete(
                        (view, failure) -> {
                            if (failure == null) {
                                to.onNext(found(view, key));
                                to.onCompleted();
                            } else {
                                to.onError(Status.UNAVAILABLE.asRuntimeException());
                            }
                        });
    }

    private static byte[] found(View view, Bytes key) {
        Reply reply = view.query(Space.USER, Op.Range.of(KeyRange.single(key)));
        if (reply instanceof Reply.Applied(long _, Result.Found found, boolean _)
                && !found.keys().isEmpty()) {
            KeyValue one = found.keys().getFirst();
            return Wire.found(one.key().shared(), one.value().shared());
        }
        return new byte[0];
    }

    private static Bytes bytes(Map<Integer, Object> fields, int field) {
        return fields.get(field) instanceof byte[] found ? Bytes.wrap(found) : Bytes.EMPTY;
    }
}
