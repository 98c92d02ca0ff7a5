package dev.covey.etcd.turn;

import dev.covey.etcd.door.Backend;
import dev.covey.etcd.door.Caller;
import dev.covey.etcd.door.Calls;
import dev.covey.etcd.door.Door;
import dev.covey.etcd.door.Gate;
import dev.covey.etcd.door.Headers;
import dev.covey.etcd.shape.Shapes;
import dev.covey.etcd.v3.ResponseHeader;
import dev.covey.etcd.v3.election.CampaignRequest;
import dev.covey.etcd.v3.election.CampaignResponse;
import dev.covey.etcd.v3.election.ElectionGrpc;
import dev.covey.etcd.v3.election.LeaderKey;
import dev.covey.etcd.v3.election.LeaderRequest;
import dev.covey.etcd.v3.election.LeaderResponse;
import dev.covey.etcd.v3.election.ProclaimRequest;
import dev.covey.etcd.v3.election.ProclaimResponse;
import dev.covey.etcd.v3.election.ResignRequest;
import dev.covey.etcd.v3.election.ResignResponse;
import dev.covey.kv.Bytes;
import dev.covey.kv.KeyRange;
import dev.covey.kv.KeyValue;
import dev.covey.kv.Op;
import dev.covey.kv.Reply;
import dev.covey.kv.Result;
import dev.covey.kv.Space;
import dev.covey.runtime.store.View;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/** Elections: whose turn it is leads. */
public final class ElectionCalls extends ElectionGrpc.ElectionImplBase {

    private final Door door;
    private final Headers headers;
    private final Gate gate;
    private final Turns turns;

    /** Candidates are keys of the user space; {@code gate} says who may write them. */
    public ElectionCalls(Backend backend, Door door, Headers headers, Gate gate) {
        this.door = door;
        this.headers = headers;
        this.gate = gate;
        this.turns = new Turns(door, backend.machine().ids());
    }

    private static StatusRuntimeException refused(String why) {
        return Status.UNKNOWN.withDescription("election: " + why).asRuntimeException();
    }

    @Override
    public void campaign(CampaignRequest asked, StreamObserver<CampaignResponse> call) {
        Calls.answer(
                call,
                () -> {
                    Caller caller = gate.caller();
                    Bytes name = Shapes.bytes(asked.getName());
                    Bytes value = Shapes.bytes(asked.getValue());
                    return turns.take(new Turns.Bid(caller, name, asked.getLease(), value), call)
                            .thenApply(had -> elected(asked, had));
                });
    }

    private CampaignResponse elected(CampaignRequest asked, Turns.Had had) {
        return CampaignResponse.newBuilder()
                .setHeader(header(door.store().view()))
                .setLeader(
                        LeaderKey.newBuilder()
                                .setName(asked.getName())
                                .setKey(Shapes.bytes(had.place().key()))
                                .setRev(had.place().created())
                                .setLease(had.lease()))
                .build();
    }

    private ResponseHeader header(View view) {
        return headers.at(view.revision(Space.USER));
    }

    private static Place place(LeaderKey leader) {
        return new Place(Shapes.bytes(leader.getKey()), leader.getRev());
    }

    @Override
    public void proclaim(ProclaimRequest asked, StreamObserver<ProclaimResponse> call) {
        Calls.answer(
                call,
                () -> {
                    Place place = place(asked.getLeader());
                    long lease = asked.getLeader().getLease();
                    Bytes value = Shapes.bytes(asked.getValue());
                    Op put = new Op.Put(place.key(), value, lease, false, false, false);
                    return turns.execute(gate.caller(), place.ifHeld(put)).thenApply(this::said);
                });
    }

    private ProclaimResponse said(Reply.Applied done) {
        if (!((Result.Decided) done.result()).succeeded()) {
            throw refused("not leader");
        }
        return Headers.alone(headers.at(done.revision()), ProclaimResponse.getDefaultInstance());
    }

    @Override
    public void leader(LeaderRequest asked, StreamObserver<LeaderResponse> call) {
        Calls.answer(
                call,
                () -> {
                    Bytes name = Shapes.bytes(asked.getName());
                    gate.caller().mayRead(Place.queue(name));
                    return door.view(true)
                            .thenApply(
                                    view ->
                                            Place.first(view, name)
                                                    .map(first -> leads(view, first))
                                                    .orElseThrow(() -> refused("no leader")));
                });
    }

    private LeaderResponse leads(View view, KeyValue first) {
        return LeaderResponse.newBuilder()
                .setHeader(header(view))
                .setKv(Shapes.keyValue(first))
                .build();
    }

    @Override
    public void observe(LeaderRequest asked, StreamObserver<LeaderResponse> call) {
        try {
            Bytes name = Shapes.bytes(asked.getName());
            gate.caller().mayRead(Place.queue(name));
            new Observer((ServerCallStreamObserver<LeaderResponse>) call, name).begin();
        } catch (RuntimeException e) {
            Calls.fail(call, e);
        }
    }

    @Override
    public void resign(ResignRequest asked, StreamObserver<ResignResponse> call) {
        Calls.answer(
                call,
                () -> {
                    Place place = place(asked.getLeader());
                    Op delete = Op.DeleteRange.of(KeyRange.single(place.key()));
                    return turns.execute(gate.caller(), place.ifHeld(delete))
                            .thenApply(
                                    done ->
                                            Headers.alone(
                                                    headers.at(done.revision()),
                                                    ResignResponse.getDefaultInstance()));
                });
    }

    /** Tells one client who leads and what they say; the latest, if it reads slowly. */
    private final class Observer {
        private final ServerCallStreamObserver<LeaderResponse> call;
        private final Bytes name;
        private final Vigil vigil;
        private long told;

        Observer(ServerCallStreamObserver<LeaderResponse> call, Bytes name) {
            this.call = call;
            this.name = name;
            this.vigil = new Vigil(door.store(), Place.queue(name), this::look);
        }

        void begin() {
            call.setOnCancelHandler(vigil::close);
            call.setOnReadyHandler(vigil::look);
            vigil.begin();
        }

        private void look(View view) {
            if (call.isReady() && !call.isCancelled()) {
                Place.first(view, name)
                        .filter(first -> first.modRevision() != told)
                        .ifPresent(
                                first -> {
                                    told = first.modRevision();
                                    call.onNext(leads(view, first));
                                });
            }
        }
    }
}
