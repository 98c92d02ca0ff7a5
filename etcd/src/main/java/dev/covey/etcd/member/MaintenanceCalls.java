package dev.covey.etcd.member;

import dev.covey.etcd.door.Backend;
import dev.covey.etcd.door.Calls;
import dev.covey.etcd.door.Door;
import dev.covey.etcd.door.Gate;
import dev.covey.etcd.door.Headers;
import dev.covey.etcd.door.MemberIds;
import dev.covey.etcd.fault.EtcdFault;
import dev.covey.etcd.save.Saving;
import dev.covey.etcd.v3.AlarmMember;
import dev.covey.etcd.v3.AlarmRequest;
import dev.covey.etcd.v3.AlarmResponse;
import dev.covey.etcd.v3.AlarmType;
import dev.covey.etcd.v3.DefragmentRequest;
import dev.covey.etcd.v3.DefragmentResponse;
import dev.covey.etcd.v3.HashKVRequest;
import dev.covey.etcd.v3.HashKVResponse;
import dev.covey.etcd.v3.HashRequest;
import dev.covey.etcd.v3.HashResponse;
import dev.covey.etcd.v3.MaintenanceGrpc;
import dev.covey.etcd.v3.MoveLeaderRequest;
import dev.covey.etcd.v3.MoveLeaderResponse;
import dev.covey.etcd.v3.ResponseHeader;
import dev.covey.etcd.v3.SnapshotRequest;
import dev.covey.etcd.v3.SnapshotResponse;
import dev.covey.etcd.v3.StatusRequest;
import dev.covey.etcd.v3.StatusResponse;
import dev.covey.kv.Space;
import dev.covey.kv.machine.Numbers;
import dev.covey.kv.machine.SpaceState;
import dev.covey.runtime.quorum.QuorumView;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** How a member is. */
public final class MaintenanceCalls extends MaintenanceGrpc.MaintenanceImplBase {

    /** The version of etcd's API that is spoken here; clients choose by it what they may ask. */
    public static final String API_VERSION = "3.5.13";

    private final Backend backend;
    private final Door door;
    private final Headers headers;
    private final Gate gate;
    private final Directory directory;
    private final Saving saving;

    /** Tells of a member. */
    public MaintenanceCalls(
            Backend backend, Door door, Headers headers, Gate gate, Directory directory) {
        this.backend = backend;
        this.door = door;
        this.headers = headers;
        this.gate = gate;
        this.directory = directory;
        saving = new Saving(backend, headers);
    }

    private SpaceState space() {
        return door.store().view().space(Space.USER);
    }

    private ResponseHeader header() {
        return headers.at(space().revision());
    }

    private long self() {
        return MemberIds.of(backend.place().node());
    }

    @Override
    public void status(StatusRequest asked, StreamObserver<StatusResponse> call) {
        Calls.answer(
                call,
                () -> {
                    gate.caller();
                    return CompletableFuture.completedFuture(status());
                });
    }

    private StatusResponse status() {
        QuorumView group = backend.quorum().view();
        Numbers numbers = space().numbers();
        StatusResponse.Builder built =
                StatusResponse.newBuilder()
                        .setHeader(header())
                        .setVersion(API_VERSION)
                        .setDbSize(numbers.used())
                        .setDbSizeInUse(numbers.used())
                        .setDbSizeQuota(numbers.quota())
                        .setRaftIndex(group.committed())
                        .setRaftAppliedIndex(group.applied())
                        .setRaftTerm(group.term())
                        .setIsLearner(
                                group.member(group.self()).filter(m -> !m.votes()).isPresent());
        group.leader()
                .ifPresentOrElse(
                        leader -> built.setLeader(MemberIds.of(leader)),
                        () -> built.addErrors(EtcdFault.NO_LEADER.text()));
        if (numbers.isNearlyFull()) {
            built.addErrors("memberID:" + Long.toUnsignedString(self()) + " alarm:NOSPACE ");
        }
        return built.build();
    }

    /** There is one alarm, and it is over as soon as there is room again. */
    @Override
    public void alarm(AlarmRequest asked, StreamObserver<AlarmResponse> call) {
        Calls.answer(
                call,
                () -> {
                    gate.caller().mayAdminister();
                    if (asked.getAction() == AlarmRequest.AlarmAction.ACTIVATE) {
                        throw Status.UNIMPLEMENTED
                                .withDescription("etcdserver: alarms cannot be set by hand")
                                .asRuntimeException();
                    }
                    AlarmResponse.Builder built = AlarmResponse.newBuilder().setHeader(header());
                    if (space().numbers().isNearlyFull()) {
                        built.addAlarms(
                                AlarmMember.newBuilder()
                                        .setMemberID(self())
                                        .setAlarm(AlarmType.NOSPACE));
                    }
                    return CompletableFuture.completedFuture(built.build());
                });
    }

    /** There is nothing to do: what is compacted is given back at once. */
    @Override
    public void defragment(DefragmentRequest asked, StreamObserver<DefragmentResponse> call) {
        Calls.answer(
                call,
                () -> {
                    gate.caller().mayAdminister();
                    return CompletableFuture.completedFuture(
                            Headers.alone(header(), DefragmentResponse.getDefaultInstance()));
                });
    }

    @Override
    public void hash(HashRequest asked, StreamObserver<HashResponse> call) {
        Calls.answer(
                call,
                () -> {
                    gate.caller().mayAdminister();
                    return aside(
                            space ->
                                    HashResponse.newBuilder()
                                            .setHeader(headers.at(space.revision()))
                                            .setHash(SpaceHash.of(space, space.revision()))
                                            .build());
                });
    }

    @Override
    public void snapshot(SnapshotRequest asked, StreamObserver<SnapshotResponse> call) {
        try {
            gate.caller().mayAdminister();
            saving.begin((ServerCallStreamObserver<SnapshotResponse>) call);
        } catch (RuntimeException e) {
            Calls.fail(call, e);
        }
    }

    @Override
    public void hashKV(HashKVRequest asked, StreamObserver<HashKVResponse> call) {
        Calls.answer(
                call,
                () -> {
                    gate.caller().mayAdminister();
                    return aside(space -> hash(space, asked.getRevision()));
                });
    }

    private HashKVResponse hash(SpaceState space, long revision) {
        long to = revision <= 0 ? space.revision() : revision;
        if (to > space.revision()) {
            throw EtcdFault.FUTURE_REVISION.exception();
        }
        if (to < space.floor()) {
            throw EtcdFault.COMPACTED.exception();
        }
        return HashKVResponse.newBuilder()
                .setHeader(headers.at(space.revision()))
                .setHash(SpaceHash.of(space, to))
                .setCompactRevision(space.floor())
                .setHashRevision(to)
                .build();
    }

    /** Long work gets a thread of its own. */
    private <A> CompletionStage<A> aside(Function<SpaceState, A> work) {
        return door.view(false)
                .thenApplyAsync(
                        view -> work.apply(view.space(Space.USER)), backend.machine().tasks());
    }

    @Override
    public void moveLeader(MoveLeaderRequest asked, StreamObserver<MoveLeaderResponse> call) {
        Calls.answer(
                call,
                () -> {
                    gate.caller().mayAdminister();
                    if (!backend.place().alone()) {
                        throw Status.UNIMPLEMENTED
                                .withDescription(
                                        "etcdserver: who leads is changed with 'covey master'")
                                .asRuntimeException();
                    }
                    if (!door.store().leadership().standing().isActive()) {
                        throw EtcdFault.NOT_LEADER.exception();
                    }
                    String to =
                            directory
                                    .node(asked.getTargetID())
                                    .orElseThrow(EtcdFault.BAD_TRANSFEREE::exception);
                    return backend.quorum()
                            .transferLeadership(to)
                            .thenApply(
                                    _ ->
                                            Headers.alone(
                                                    header(),
                                                    MoveLeaderResponse.getDefaultInstance()));
                });
    }
}
