package dev.covey.etcd;

import static dev.covey.etcd.Ask.get;
import static dev.covey.etcd.Ask.kv;
import static dev.covey.etcd.Ask.lease;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.etcd.fault.EtcdFault;
import dev.covey.etcd.v3.LeaseGrantRequest;
import dev.covey.etcd.v3.LeaseGrantResponse;
import dev.covey.etcd.v3.LeaseGrpc;
import dev.covey.etcd.v3.LeaseKeepAliveRequest;
import dev.covey.etcd.v3.LeaseKeepAliveResponse;
import dev.covey.etcd.v3.LeaseLeasesRequest;
import dev.covey.etcd.v3.LeaseRevokeRequest;
import dev.covey.etcd.v3.LeaseTimeToLiveRequest;
import dev.covey.etcd.v3.LeaseTimeToLiveResponse;
import dev.covey.etcd.v3.PutRequest;
import dev.covey.kv.Limits;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Leases end by the leader's clock, and only by it. */
class LeaseTest {

    private final Lab lab = Lab.frozen(3);

    @AfterEach
    void end() {
        lab.close();
    }

    private long grant(long seconds) {
        return lease(lab.line(2))
                .leaseGrant(LeaseGrantRequest.newBuilder().setTTL(seconds).build())
                .getID();
    }

    private void hang(String key, long lease) {
        kv(lab.line(3)).put(PutRequest.newBuilder().setKey(Ask.bytes(key)).setLease(lease).build());
    }

    private boolean exists(String key) {
        return kv(lab.line(3)).range(get(key).build()).getCount() > 0;
    }

    private LeaseTimeToLiveResponse timeToLive(long lease) {
        return lease(lab.line(3))
                .leaseTimeToLive(
                        LeaseTimeToLiveRequest.newBuilder().setID(lease).setKeys(true).build());
    }

    private long keepAlive(long lease) {
        List<LeaseKeepAliveResponse> answers = new CopyOnWriteArrayList<>();
        StreamObserver<LeaseKeepAliveRequest> stream =
                LeaseGrpc.newStub(lab.line(2)).leaseKeepAlive(new Collector(answers));
        stream.onNext(LeaseKeepAliveRequest.newBuilder().setID(lease).build());
        Watcher.until(() -> !answers.isEmpty());
        stream.onCompleted();
        return answers.getFirst().getTTL();
    }

    private record Collector(List<LeaseKeepAliveResponse> answers)
            implements StreamObserver<LeaseKeepAliveResponse> {
        @Override
        public void onNext(LeaseKeepAliveResponse answer) {
            answers.add(answer);
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {}
    }

    @Test
    void aLeaseThatNobodyKeepsAliveEndsWithItsKeys() {
        long id = grant(60);
        hang("a", id);
        assertThat(timeToLive(id).getKeysList()).containsExactly(Ask.bytes("a"));
        lab.advance(Duration.ofSeconds(59));
        assertThat(timeToLive(id).getTTL()).isEqualTo(1);
        assertThat(exists("a")).isTrue();
        lab.advance(Duration.ofSeconds(2));
        Watcher.until(() -> !exists("a"));
        assertThat(timeToLive(id).getTTL()).isEqualTo(-1);
        assertThat(keepAlive(id)).isZero();
    }

    @Test
    void aSignOfLifeGivesTheWholeLifeAgain() {
        long id = grant(60);
        hang("a", id);
        assertThat(timeToLive(id).getTTL()).isEqualTo(60);
        lab.advance(Duration.ofSeconds(50));
        assertThat(keepAlive(id)).isEqualTo(60);
        lab.advance(Duration.ofSeconds(50));
        assertThat(timeToLive(id).getTTL()).isEqualTo(10);
        assertThat(exists("a")).isTrue();
    }

    @Test
    void aNewLeaderGivesEveryLeaseItsWholeLifeAgain() {
        long id = grant(60);
        hang("a", id);
        assertThat(timeToLive(id).getTTL()).isEqualTo(60);
        lab.advance(Duration.ofSeconds(50));
        lab.cluster.elect("n2");
        assertThat(timeToLive(id).getTTL()).isEqualTo(60);
        lab.advance(Duration.ofSeconds(50));
        assertThat(exists("a")).isTrue();
        lab.advance(Duration.ofSeconds(11));
        Watcher.until(() -> !exists("a"));
    }

    @Test
    void aLeaderThatIsCutOffEndsNothing() {
        long id = grant(60);
        hang("a", id);
        assertThat(timeToLive(id).getTTL()).isEqualTo(60);
        lab.cluster.cut("n1");
        lab.cluster.elect("n2");
        lab.advance(Duration.ofSeconds(59));
        assertThat(keepAlive(id)).isEqualTo(60);
        lab.advance(Duration.ofSeconds(30));
        lab.cluster.heal("n1");
        assertThat(exists("a")).isTrue();
        assertThat(timeToLive(id).getTTL()).isEqualTo(30);
    }

    @Test
    void theWallClockHasNoSay() {
        long id = grant(60);
        hang("a", id);
        assertThat(timeToLive(id).getTTL()).isEqualTo(60);
        lab.step(Duration.ofDays(1000));
        assertThat(timeToLive(id).getTTL()).isEqualTo(60);
        lab.step(Duration.ofDays(-3000));
        assertThat(timeToLive(id).getTTL()).isEqualTo(60);
        assertThat(exists("a")).isTrue();
    }

    @Test
    void mistakesAreCalledAsInEtcd() {
        LeaseGrpc.LeaseBlockingStub leases = lease(lab.line(1));
        LeaseGrantRequest seven = LeaseGrantRequest.newBuilder().setID(7).setTTL(1).build();
        LeaseGrantResponse granted = leases.leaseGrant(seven);
        assertThat(granted.getTTL()).as("no life is shorter").isEqualTo(2);
        Ask.refused(EtcdFault.LEASE_EXISTS, () -> leases.leaseGrant(seven));
        Ask.refused(
                EtcdFault.LEASE_TTL_TOO_LARGE,
                () ->
                        leases.leaseGrant(
                                LeaseGrantRequest.newBuilder()
                                        .setTTL(Limits.MAX_LEASE_SECONDS + 1)
                                        .build()));
        Ask.refused(
                EtcdFault.LEASE_NOT_FOUND,
                () -> leases.leaseRevoke(LeaseRevokeRequest.newBuilder().setID(8).build()));
        Ask.refused(EtcdFault.LEASE_NOT_FOUND, () -> hang("a", 8));
        leases.leaseRevoke(LeaseRevokeRequest.newBuilder().setID(7).build());
        assertThat(leases.leaseLeases(LeaseLeasesRequest.getDefaultInstance()).getLeasesList())
                .isEmpty();
    }
}
