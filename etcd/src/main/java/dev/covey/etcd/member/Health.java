package dev.covey.etcd.member;

import dev.covey.runtime.store.Leadership;
import dev.covey.runtime.store.Standing;
import io.grpc.BindableService;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;

/** gRPC's own service for health: a member serves while it knows a leader. */
public final class Health implements AutoCloseable {

    private final HealthStatusManager manager = new HealthStatusManager();
    private final Leadership.Registration changes;

    /** Follows who leads. */
    public Health(Leadership leadership) {
        changes = leadership.onChange(this::changed);
    }

    private void changed(Standing standing) {
        manager.setStatus(
                HealthStatusManager.SERVICE_NAME_ALL_SERVICES,
                standing.leader().isPresent() ? ServingStatus.SERVING : ServingStatus.NOT_SERVING);
    }

    /** What answers. */
    public BindableService calls() {
        return manager.getHealthService();
    }

    @Override
    public void close() {
        changes.close();
    }
}
