package dev.covey.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What gRPC's own tools ask any server. */
class HealthTest {

    private static ServingStatus status(Lab lab) {
        return HealthGrpc.newBlockingStub(lab.line(2))
                .check(HealthCheckRequest.getDefaultInstance())
                .getStatus();
    }

    @Test
    void aMemberServesWhileItKnowsALeader() throws Exception {
        try (Lab lab = new Lab(3)) {
            Watcher.until(() -> status(lab) == ServingStatus.SERVING);
            lab.cluster.depose();
            Watcher.until(() -> status(lab) == ServingStatus.NOT_SERVING);
            lab.cluster.elect("n3");
            Watcher.until(() -> status(lab) == ServingStatus.SERVING);
        }
    }

    @Test
    void theServicesAreListed() throws Exception {
        try (Lab lab = new Lab(1)) {
            CompletableFuture<ServerReflectionResponse> answer = new CompletableFuture<>();
            var call = ServerReflectionGrpc.newStub(lab.line(1)).serverReflectionInfo(to(answer));
            call.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
            List<ServiceResponse> services =
                    answer.get(30, TimeUnit.SECONDS).getListServicesResponse().getServiceList();
            call.onCompleted();
            assertThat(services)
                    .extracting(ServiceResponse::getName)
                    .contains("etcdserverpb.KV", "v3lockpb.Lock", "v3electionpb.Election");
        }
    }

    private static <A> StreamObserver<A> to(CompletableFuture<A> answer) {
        return new StreamObserver<>() {
            @Override
            public void onNext(A next) {
                answer.complete(next);
            }

            @Override
            public void onError(Throwable failure) {
                answer.completeExceptionally(failure);
            }

            @Override
            public void onCompleted() {}
        };
    }
}
