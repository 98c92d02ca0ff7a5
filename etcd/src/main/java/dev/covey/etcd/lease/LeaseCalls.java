package dev.covey.etcd.lease;

import dev.covey.etcd.door.Backend;
import dev.covey.etcd.door.Caller;
import dev.covey.etcd.door.Calls;
import dev.covey.etcd.door.Desk;
import dev.covey.etcd.door.Door;
import dev.covey.etcd.door.Gate;
import dev.covey.etcd.door.Headers;
import dev.covey.etcd.door.Heard;
import dev.covey.etcd.door.Subject;
import dev.covey.etcd.fault.EtcdFault;
import dev.covey.etcd.shape.Shapes;
import dev.covey.etcd.v3.LeaseGrantRequest;
import dev.covey.etcd.v3.LeaseGrantResponse;
import dev.covey.etcd.v3.LeaseGrpc;
import dev.covey.etcd.v3.LeaseKeepAliveRequest;
import dev.covey.etcd.v3.LeaseKeepAliveResponse;
import dev.covey.etcd.v3.LeaseLeasesRequest;
import dev.covey.etcd.v3.LeaseLeasesResponse;
import dev.covey.etcd.v3.LeaseRevokeRequest;
import dev.covey.etcd.v3.LeaseRevokeResponse;
import dev.covey.etcd.v3.LeaseStatus;
import dev.covey.etcd.v3.LeaseTimeToLiveRequest;
import dev.covey.etcd.v3.LeaseTimeToLiveResponse;
import dev.covey.kv.Bytes;
import dev.covey.kv.Command;
import dev.covey.kv.KeyRange;
import dev.covey.kv.Limits;
import dev.covey.kv.Op;
import dev.covey.kv.Space;
import dev.covey.kv.codec.Decoder;
import dev.covey.kv.codec.Encoder;
import dev.covey.kv.machine.SpaceState;
import dev.covey.runtime.ids.Ids;
import dev.covey.runtime.store.View;
import dev.covey.runtime.time.Clock;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Leases. What only the leader knows is asked there. */
public final class LeaseCalls extends LeaseGrpc.LeaseImplBase implements AutoCloseable {

    /**
     * Shorter lives are lengthened to this, so that a leader change does not end them (as etcd).
     */
    private static final long SHORTEST_SECONDS = 2;

    private final Door door;
    private final Desk desk;
    private final Headers headers;
    private final Gate gate;
    private final Clock clock;
    private final Ids ids;
    private final Lessor lessor = new Lessor();
    private final Expiry expiry;

    /** The leases of a member; answers on their subjects at its desk. */
    public LeaseCalls(Backend backend, Door door, Desk desk, Headers headers, Gate gate) {
        this.door = door;
        this.desk = desk;
        this.headers = headers;
        this.gate = gate;
        this.clock = backend.machine().clock();
        this.ids = backend.machine().ids();
        this.expiry = new Expiry(backend, lessor);
        desk.on(Subject.KEEP_ALIVE, question -> asLeader(question, this::kept));
        desk.on(Subject.TIME_LEFT, question -> asLeader(question, this::left));
    }

    /** From now on leases end. */
    public void start() {
        expiry.start();
    }

    private CompletionStage<Heard> asLeader(byte[] question, LongFunction<OptionalLong> work) {
        long lease = new Decoder(question).fixed64();
        return door.store()
                .leadership()
                .confirm()
                .handle(
                        (confirmed, failure) -> {
                            expiry.look();
                            return failure != null || !leads()
                                    ? new Heard.Elsewhere()
                                    : new Heard.Answered(number(work.apply(lease).orElse(-1)));
                        });
    }

    private boolean leads() {
        return door.store().leadership().standing().isActive();
    }

    private OptionalLong kept(long lease) {
        return lessor.keepAlive(lease, seconds(lease), clock.nanos());
    }

    private OptionalLong left(long lease) {
        return lessor.left(lease, seconds(lease), clock.nanos());
    }

    private @Nullable Long seconds(long lease) {
        return door.store().view().space(Space.USER).leases().secondsOf(lease);
    }

    private static byte[] number(long number) {
        return new Encoder(Long.BYTES).fixed64(number).toArray();
    }

    private CompletionStage<Long> ask(Subject subject, long lease) {
        return desk.ask(subject, number(lease)).thenApply(body -> new Decoder(body).fixed64());
    }

    @Override
    public void leaseGrant(LeaseGrantRequest asked, StreamObserver<LeaseGrantResponse> call) {
        Calls.answer(
                call,
                () -> {
                    long seconds = Math.max(SHORTEST_SECONDS, asked.getTTL());
                    if (seconds > Limits.MAX_LEASE_SECONDS) {
                        throw EtcdFault.LEASE_TTL_TOO_LARGE.exception();
                    }
                    gate.caller();
                    long lease = asked.getID() == 0 ? freshNumber(ids) : asked.getID();
                    return door.write(new Command.GrantLease(Space.USER, lease, seconds))
                            .thenApply(
                                    done ->
                                            LeaseGrantResponse.newBuilder()
                                                    .setHeader(headers.at(done.revision()))
                                                    .setID(lease)
                                                    .setTTL(seconds)
                                                    .build());
                });
    }

    /** A number for a lease: positive, so that people can read it. */
    public static long freshNumber(Ids ids) {
        long number = new Decoder(ids.secret(Long.BYTES)).fixed64() & Long.MAX_VALUE;
        return number == 0 ? 1 : number;
    }

    @Override
    public void leaseRevoke(LeaseRevokeRequest asked, StreamObserver<LeaseRevokeResponse> call) {
        Calls.answer(
                call,
                () -> {
                    Caller caller = gate.caller();
                    mayDelete(caller, asked.getID());
                    return door.write(caller, new Command.RevokeLease(Space.USER, asked.getID()))
                            .thenApply(
                                    done ->
                                            Headers.alone(
                                                    headers.at(done.revision()),
                                                    LeaseRevokeResponse.getDefaultInstance()));
                });
    }

    /** Who ends a lease deletes its keys. */
    private void mayDelete(Caller caller, long lease) {
        SpaceState space = door.store().view().space(Space.USER);
        for (Bytes key : space.leases().keysOf(lease)) {
            caller.mayExecute(Op.DeleteRange.of(KeyRange.single(key)));
        }
    }

    @Override
    public StreamObserver<LeaseKeepAliveRequest> leaseKeepAlive(
            StreamObserver<LeaseKeepAliveResponse> call) {
        Caller _ = gate.caller();
        return new KeepAlives(
                lease ->
                        ask(Subject.KEEP_ALIVE, lease)
                                .thenApply(
                                        seconds ->
                                                LeaseKeepAliveResponse.newBuilder()
                                                        .setHeader(headers.at(revision()))
                                                        .setID(lease)
                                                        .setTTL(Math.max(0, seconds))
                                                        .build()),
                call);
    }

    private long revision() {
        return door.store().view().revision(Space.USER);
    }

    @Override
    public void leaseTimeToLive(
            LeaseTimeToLiveRequest asked, StreamObserver<LeaseTimeToLiveResponse> call) {
        Calls.answer(
                call,
                () -> {
                    Caller caller = gate.caller();
                    return ask(Subject.TIME_LEFT, asked.getID())
                            .thenCompose(left -> timeToLive(caller, asked, left));
                });
    }

    private CompletionStage<LeaseTimeToLiveResponse> timeToLive(
            Caller caller, LeaseTimeToLiveRequest asked, long left) {
        LeaseTimeToLiveResponse.Builder built =
                LeaseTimeToLiveResponse.newBuilder().setID(asked.getID()).setTTL(left);
        if (left < 0) {
            return CompletableFuture.completedFuture(
                    built.setHeader(headers.at(revision())).build());
        }
        return door.view(caller)
                .thenApply(
                        view -> {
                            SpaceState space = view.space(Space.USER);
                            Long seconds = space.leases().secondsOf(asked.getID());
                            built.setHeader(headers.at(space.revision()))
                                    .setGrantedTTL(seconds == null ? 0 : seconds);
                            if (asked.getKeys()) {
                                addKeys(caller, space.leases().keysOf(asked.getID()), built);
                            }
                            return built.build();
                        });
    }

    private static void addKeys(
            Caller caller, List<Bytes> keys, LeaseTimeToLiveResponse.Builder to) {
        for (Bytes key : keys) {
            caller.mayRead(KeyRange.single(key));
            to.addKeys(Shapes.bytes(key));
        }
    }

    @Override
    public void leaseLeases(LeaseLeasesRequest asked, StreamObserver<LeaseLeasesResponse> call) {
        Calls.answer(
                call,
                () -> {
                    gate.caller();
                    return door.view(true).thenApply(this::all);
                });
    }

    private LeaseLeasesResponse all(View view) {
        SpaceState space = view.space(Space.USER);
        LeaseLeasesResponse.Builder built =
                LeaseLeasesResponse.newBuilder().setHeader(headers.at(space.revision()));
        space.leases()
                .all()
                .forEach(lease -> built.addLeases(LeaseStatus.newBuilder().setID(lease)));
        return built.build();
    }

    @Override
    public void close() {
        expiry.close();
    }
}
