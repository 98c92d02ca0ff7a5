package dev.covey.etcd.save;

import dev.covey.etcd.door.Backend;
import dev.covey.etcd.door.Calls;
import dev.covey.etcd.door.Headers;
import dev.covey.etcd.fault.EtcdFault;
import dev.covey.etcd.v3.SnapshotResponse;
import dev.covey.kv.Space;
import dev.covey.kv.machine.SpaceState;
import dev.covey.runtime.store.View;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Streams saves to clients: what this member has applied, which needs no leader, so that it works
 * when a save is needed most. Writes go on meanwhile. Safe for use by many threads.
 */
public final class Saving {

    private static final int MOST_AT_ONCE = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Backend backend;
    private final Headers headers;
    private final Semaphore room = new Semaphore(MOST_AT_ONCE);

    /** Saves of a member. */
    public Saving(Backend backend, Headers headers) {
        this.backend = backend;
        this.headers = headers;
    }

    /** Begins one; returns at once. A client that reads nothing for 30 seconds is let go. */
    public void begin(ServerCallStreamObserver<SnapshotResponse> call) {
        Outflow out = new Outflow(call, PATIENCE);
        if (!room.tryAcquire()) {
            throw EtcdFault.TOO_MANY_REQUESTS.exception();
        }
        backend.machine()
                .tasks()
                .execute(
                        () -> {
                            try {
                                send(out);
                            } catch (IOException e) {
                                call.onError(
                                        Status.DEADLINE_EXCEEDED
                                                .withDescription("etcdserver: " + e.getMessage())
                                                .asRuntimeException());
                            } catch (RuntimeException e) {
                                Calls.fail(call, e);
                            } finally {
                                room.release();
                            }
                        });
    }

    private void send(Outflow out) throws IOException {
        View view = backend.store().view();
        SpaceState user = view.space(Space.USER);
        Saved saved = new Saved(user, view.space(Space.SYSTEM));
        out.begin(headers.at(user.revision()), saved.size());
        saved.writeTo(out);
        out.end();
    }
}
