package dev.covey.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covey.etcd.v3.lock.LockGrpc;
import dev.covey.etcd.v3.lock.LockRequest;
import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.Election;
import io.etcd.jetcd.Lock;
import io.etcd.jetcd.election.LeaderKey;
import io.etcd.jetcd.election.LeaderResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients take turns: by the services, by themselves, or some so and some so. */
class TurnTest {

    private final Lab lab = new Lab(3);
    private final Client client =
            Client.builder().endpoints("http://127.0.0.1:" + lab.port(2)).build();
    private final Lock locks = client.getLockClient();
    private final Election elections = client.getElectionClient();

    @AfterEach
    void end() {
        client.close();
        lab.close();
    }

    private static ByteSequence text(String text) {
        return ByteSequence.from(text, StandardCharsets.UTF_8);
    }

    private static <T> T get(CompletableFuture<T> stage) throws Exception {
        return stage.get(30, TimeUnit.SECONDS);
    }

    private long lease() throws Exception {
        return get(client.getLeaseClient().grant(600)).getID();
    }

    private void awaitQueue(String name, int length) throws Exception {
        Watcher.until(
                () ->
                        Ask.kv(lab.line(1))
                                        .range(
                                                Ask.get(name + "/")
                                                        .setRangeEnd(Ask.bytes(name + "0"))
                                                        .build())
                                        .getCount()
                                == length);
    }

    @Test
    void aLockIsHeldByOneAfterTheOther() throws Exception {
        long lease = lease();
        ByteSequence first = get(locks.lock(text("l"), lease)).getKey();
        var second = locks.lock(text("l"), lease());
        awaitQueue("l", 2);
        assertThat(second).isNotDone();
        assertThat(get(locks.lock(text("l"), lease)).getKey()).isEqualTo(first);
        Process third = new Etcdctl(lab.endpoints()).start("lock", "l");
        try (var said = third.inputReader()) {
            awaitQueue("l", 3);
            get(locks.unlock(first));
            ByteSequence key = get(second).getKey();
            assertThat(key).isNotEqualTo(first);
            assertThat(said.ready()).isFalse();
            get(locks.unlock(key));
            assertThat(said.readLine()).startsWith("l/");
        } finally {
            third.destroyForcibly();
        }
    }

    @Test
    void whoHangsUpLeavesTheQueue() throws Exception {
        long lease = lease();
        ByteSequence first = get(locks.lock(text("l"), lease)).getKey();
        LockRequest asked =
                LockRequest.newBuilder().setName(Ask.bytes("l")).setLease(lease()).build();
        var waiting = LockGrpc.newFutureStub(lab.line(3)).lock(asked);
        awaitQueue("l", 2);
        waiting.cancel(true);
        awaitQueue("l", 1);
        assertThat(get(client.getKVClient().get(first)).getKvs()).hasSize(1);
    }

    @Test
    void aTurnEndsWithItsLease() throws Exception {
        long lease = lease();
        get(locks.lock(text("l"), lease));
        var second = locks.lock(text("l"), lease());
        awaitQueue("l", 2);
        get(client.getLeaseClient().revoke(lease));
        assertThat(get(second).getKey()).isNotNull();
        assertThatThrownBy(() -> get(locks.lock(text("l"), 4711)))
                .hasMessageContaining("requested lease not found");
    }

    @Test
    void oneLeadsAndTheOthersSeeWho() throws Exception {
        assertThatThrownBy(() -> get(elections.leader(text("e"))))
                .hasStackTraceContaining("NoLeaderException");
        List<String> seen = new CopyOnWriteArrayList<>();
        elections.observe(text("e"), new Listener(seen));
        LeaderKey ada = get(elections.campaign(text("e"), lease(), text("ada"))).getLeader();
        assertThat(get(elections.leader(text("e"))).getKv().getValue()).isEqualTo(text("ada"));
        Watcher.until(() -> seen.contains("ada"));
        get(elections.proclaim(ada, text("ada again")));
        Watcher.until(() -> seen.getLast().equals("ada again"));
        var bob = elections.campaign(text("e"), lease(), text("bob"));
        awaitQueue("e", 2);
        Process carl = new Etcdctl(lab.endpoints()).start("elect", "e", "carl");
        try (var said = carl.inputReader()) {
            awaitQueue("e", 3);
            get(elections.resign(ada));
            LeaderKey leading = get(bob).getLeader();
            assertThatThrownBy(() -> get(elections.proclaim(ada, text("late"))))
                    .hasStackTraceContaining("NotLeaderException");
            get(elections.resign(leading));
            assertThat(said.readLine()).startsWith("e/");
            assertThat(said.readLine()).isEqualTo("carl");
            Watcher.until(() -> seen.getLast().equals("carl"));
        } finally {
            carl.destroyForcibly();
        }
    }

    private record Listener(List<String> seen) implements Election.Listener {
        @Override
        public void onNext(LeaderResponse response) {
            seen.add(response.getKv().getValue().toString(StandardCharsets.UTF_8));
        }

        @Override
        public void onError(Throwable failure) {
            seen.add("error");
        }

        @Override
        public void onCompleted() {
            seen.add("over");
        }
    }
}
