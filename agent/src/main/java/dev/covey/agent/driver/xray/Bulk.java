package dev.covey.agent.driver.xray;

import dev.covey.agent.driver.DriverException;
import dev.covey.agent.driver.xray.v1.AlterInboundRequest;
import dev.covey.agent.driver.xray.v1.AlterInboundResponse;
import dev.covey.agent.driver.xray.v1.HandlerServiceGrpc.HandlerServiceStub;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;

/** Many changes of users under way at once, since each alone is a round trip. */
final class Bulk {

    private static final int MOST_UNDER_WAY = 256;

    private final Semaphore room = new Semaphore(MOST_UNDER_WAY);
    private final Map<Long, Status> refused = new HashMap<>();

    /** Begins a change once there is room. */
    void alter(HandlerServiceStub stub, long number, AlterInboundRequest request) {
        room.acquireUninterruptibly();
        stub.alterInbound(
                request,
                new StreamObserver<>() {
                    @Override
                    public void onNext(AlterInboundResponse answer) {}

                    @Override
                    public void onError(Throwable failure) {
                        refuse(number, Status.fromThrowable(failure));
                        room.release();
                    }

                    @Override
                    public void onCompleted() {
                        room.release();
                    }
                });
    }

    /**
     * Waits for all; the users that were refused because of what the core calls so.
     *
     * @throws DriverException if one was refused for anything else
     */
    Set<Long> refusedAs(String words) throws DriverException {
        // Each change has a deadline, so this waits no longer than that.
        room.acquireUninterruptibly(MOST_UNDER_WAY);
        Set<Long> expected = new HashSet<>();
        for (Map.Entry<Long, Status> each : refused().entrySet()) {
            String description = String.valueOf(each.getValue().getDescription());
            if (!description.contains(words)) {
                // The core's words may quote a credential, so only their kind is repeated.
                throw new DriverException(
                        "Expected the VPN core to change user "
                                + each.getKey()
                                + ", but it refuses ("
                                + each.getValue().getCode()
                                + ").");
            }
            expected.add(each.getKey());
        }
        return expected;
    }

    private synchronized void refuse(long number, Status status) {
        refused.put(number, status);
    }

    private synchronized Map<Long, Status> refused() {
        return Map.copyOf(refused);
    }
}
