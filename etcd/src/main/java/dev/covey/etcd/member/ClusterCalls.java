package dev.covey.etcd.member;

import dev.covey.etcd.door.Backend;
import dev.covey.etcd.door.Calls;
import dev.covey.etcd.door.Desk;
import dev.covey.etcd.door.Door;
import dev.covey.etcd.door.Gate;
import dev.covey.etcd.door.Headers;
import dev.covey.etcd.door.Heard;
import dev.covey.etcd.door.Subject;
import dev.covey.etcd.fault.EtcdFault;
import dev.covey.etcd.v3.ClusterGrpc;
import dev.covey.etcd.v3.Member;
import dev.covey.etcd.v3.MemberListRequest;
import dev.covey.etcd.v3.MemberListResponse;
import dev.covey.etcd.v3.MemberPromoteRequest;
import dev.covey.etcd.v3.MemberPromoteResponse;
import dev.covey.etcd.v3.MemberRemoveRequest;
import dev.covey.etcd.v3.MemberRemoveResponse;
import dev.covey.etcd.v3.MemberUpdateRequest;
import dev.covey.etcd.v3.MemberUpdateResponse;
import dev.covey.etcd.v3.ResponseHeader;
import dev.covey.kv.Space;
import dev.covey.model.Endpoint;
import dev.covey.model.ProblemException;
import dev.covey.runtime.quorum.PeerSpec;
import dev.covey.runtime.quorum.Quorum;
import dev.covey.runtime.store.View;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/** Who the members are. Only where the database is all there is may clients change that. */
public final class ClusterCalls extends ClusterGrpc.ClusterImplBase {

    private final Backend backend;
    private final Door door;
    private final Desk desk;
    private final Headers headers;
    private final Gate gate;
    private final Directory directory;

    /** The members of a group; answers on {@link Subject#MEMBERS} at its desk. */
    public ClusterCalls(
            Backend backend,
            Door door,
            Desk desk,
            Headers headers,
            Gate gate,
            Directory directory) {
        this.backend = backend;
        this.door = door;
        this.desk = desk;
        this.headers = headers;
        this.gate = gate;
        this.directory = directory;
        desk.on(Subject.MEMBERS, this::changeHere);
    }

    @Override
    public void memberList(MemberListRequest asked, StreamObserver<MemberListResponse> call) {
        Calls.answer(
                call,
                () -> {
                    gate.caller();
                    return told(
                            asked.getLinearizable(),
                            (header, members) ->
                                    MemberListResponse.newBuilder()
                                            .setHeader(header)
                                            .addAllMembers(members)
                                            .build());
                });
    }

    private <A> CompletionStage<A> told(
            boolean confirmed, BiFunction<ResponseHeader, List<Member>, A> shape) {
        return door.view(confirmed)
                .thenApply(view -> shape.apply(header(view), directory.list(view)));
    }

    private ResponseHeader header(View view) {
        return headers.at(view.revision(Space.USER));
    }

    @Override
    public void memberRemove(MemberRemoveRequest asked, StreamObserver<MemberRemoveResponse> call) {
        Calls.answer(
                call,
                () ->
                        change(
                                Change.Kind.REMOVE,
                                asked.getID(),
                                List.of(),
                                (header, members) ->
                                        MemberRemoveResponse.newBuilder()
                                                .setHeader(header)
                                                .addAllMembers(members)
                                                .build()));
    }

    @Override
    public void memberPromote(
            MemberPromoteRequest asked, StreamObserver<MemberPromoteResponse> call) {
        Calls.answer(
                call,
                () ->
                        change(
                                Change.Kind.PROMOTE,
                                asked.getID(),
                                List.of(),
                                (header, members) ->
                                        MemberPromoteResponse.newBuilder()
                                                .setHeader(header)
                                                .addAllMembers(members)
                                                .build()));
    }

    @Override
    public void memberUpdate(MemberUpdateRequest asked, StreamObserver<MemberUpdateResponse> call) {
        Calls.answer(
                call,
                () ->
                        change(
                                Change.Kind.READDRESS,
                                asked.getID(),
                                endpoints(asked.getPeerURLsList()),
                                (header, members) ->
                                        MemberUpdateResponse.newBuilder()
                                                .setHeader(header)
                                                .addAllMembers(members)
                                                .build()));
    }

    private static List<Endpoint> endpoints(List<String> urls) {
        if (urls.isEmpty() || urls.size() > PeerSpec.MOST_ADDRESSES) {
            throw EtcdFault.MEMBER_BAD_URLS.exception();
        }
        return urls.stream().map(ClusterCalls::endpoint).toList();
    }

    private static Endpoint endpoint(String url) {
        try {
            URI at = new URI(url);
            return new Endpoint(String.valueOf(at.getHost()), at.getPort());
        } catch (URISyntaxException | IllegalArgumentException | ProblemException e) {
            throw EtcdFault.MEMBER_BAD_URLS.exception();
        }
    }

    private <A> CompletionStage<A> change(
            Change.Kind kind,
            long member,
            List<Endpoint> addresses,
            BiFunction<ResponseHeader, List<Member>, A> shape) {
        gate.caller().mayAdminister();
        if (!backend.place().alone()) {
            throw Status.UNIMPLEMENTED
                    .withDescription(
                            "etcdserver: who the masters are is changed with 'covey master'")
                    .asRuntimeException();
        }
        String node = directory.node(member).orElseThrow(EtcdFault.MEMBER_NOT_FOUND::exception);
        if (kind == Change.Kind.PROMOTE && votes(node)) {
            throw EtcdFault.MEMBER_NOT_LEARNER.exception();
        }
        return desk.ask(Subject.MEMBERS, new Change(kind, node, addresses).encoded())
                .thenCompose(
                        refusal -> {
                            if (refusal.length > 0) {
                                throw Refused.read(refusal).asRuntimeException();
                            }
                            return told(true, shape);
                        });
    }

    private boolean votes(String node) {
        return backend.quorum().view().member(node).filter(member -> member.votes()).isPresent();
    }

    private CompletionStage<Heard> changeHere(byte[] question) {
        Change change = Change.decoded(question);
        Quorum quorum = backend.quorum();
        CompletionStage<Void> done =
                switch (change.kind()) {
                    case REMOVE -> quorum.remove(change.node());
                    case PROMOTE -> quorum.promote(Set.of(change.node()));
                    case READDRESS -> quorum.readdress(change.node(), change.addresses());
                };
        return done.handle(
                (_, failure) ->
                        failure == null ? new Heard.Answered(new byte[0]) : Refused.heard(failure));
    }
}
