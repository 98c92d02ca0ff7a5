package dev.covey.etcd.member;

import dev.covey.etcd.door.Backend;
import dev.covey.etcd.door.Calls;
import dev.covey.etcd.door.Desk;
import dev.covey.etcd.door.Door;
import dev.covey.etcd.door.Gate;
import dev.covey.etcd.door.Headers;
import dev.covey.etcd.door.Heard;
import dev.covey.etcd.door.Subject;
import dev.covey.etcd.entry.Registrar;
import dev.covey.etcd.fault.EtcdFault;
import dev.covey.etcd.v3.ClusterGrpc;
import dev.covey.etcd.v3.Member;
import dev.covey.etcd.v3.MemberAddRequest;
import dev.covey.etcd.v3.MemberAddResponse;
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
import dev.covey.runtime.store.View;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/** Who the members are. Only where the database is all there is may clients change that. */
public final class ClusterCalls extends ClusterGrpc.ClusterImplBase {

    private static final long LEAST = 1L << 60;

    private final Backend backend;
    private final Door door;
    private final Desk desk;
    private final Headers headers;
    private final Gate gate;
    private final Directory directory;
    private final Registrar registrar;

    /** The members of a group; answers on {@link Subject#MEMBERS} at its desk. */
    public ClusterCalls(
            Backend backend,
            Door door,
            Desk desk,
            Headers headers,
            Gate gate,
            Registrar registrar) {
        this.backend = backend;
        this.door = door;
        this.desk = desk;
        this.headers = headers;
        this.gate = gate;
        this.directory = new Directory(backend);
        this.registrar = registrar;
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
    public void memberAdd(MemberAddRequest asked, StreamObserver<MemberAddResponse> call) {
        long member = fresh();
        Calls.answer(
                call,
                () ->
                        change(
                                asked.getIsLearner() ? Change.Kind.ADD_LEARNER : Change.Kind.ADD,
                                member,
                                endpoints(asked.getPeerURLsList()),
                                (header, members) ->
                                        MemberAddResponse.newBuilder()
                                                .setHeader(header)
                                                .setMember(of(member, members))
                                                .addAllMembers(members)
                                                .build()));
    }

    /** A number that no member has had, and of as many digits as all that etcdctl prints. */
    private long fresh() {
        return LEAST + backend.machine().ids().below(Long.MAX_VALUE - LEAST);
    }

    private static Member of(long number, List<Member> members) {
        return members.stream()
                .filter(member -> member.getID() == number)
                .findFirst()
                .orElseThrow(EtcdFault.MEMBER_NOT_FOUND::exception);
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

    private List<Endpoint> endpoints(List<String> urls) {
        if (urls.isEmpty() || urls.size() > PeerSpec.MOST_ADDRESSES) {
            throw EtcdFault.MEMBER_BAD_URLS.exception();
        }
        return urls.stream().map(this::endpoint).toList();
    }

    private Endpoint endpoint(String url) {
        try {
            URI at = new URI(url);
            if (!backend.place().peerScheme().equals(at.getScheme())
                    || !String.valueOf(at.getPath()).isEmpty()) {
                throw EtcdFault.MEMBER_BAD_URLS.exception();
            }
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
                            "etcdserver: who the masters are is changed with 'covey join' and"
                                    + " 'covey master'")
                    .asRuntimeException();
        }
        return desk.ask(Subject.MEMBERS, new Change(kind, member, addresses).encoded())
                .thenCompose(
                        refusal -> {
                            if (refusal.length > 0) {
                                throw Refused.read(refusal).asRuntimeException();
                            }
                            return told(true, shape);
                        });
    }

    private CompletionStage<Heard> changeHere(byte[] question) {
        Change change = Change.decoded(question);
        long member = change.member();
        CompletionStage<Void> done =
                switch (change.kind()) {
                    case REMOVE -> registrar.remove(member);
                    case PROMOTE -> registrar.promote(member);
                    case READDRESS -> registrar.readdress(member, change.addresses());
                    case ADD -> registrar.add(member, change.addresses(), false);
                    case ADD_LEARNER -> registrar.add(member, change.addresses(), true);
                };
        return done.handle(
                (_, failure) ->
                        failure == null ? new Heard.Answered(new byte[0]) : Refused.heard(failure));
    }
}
