package dev.covey.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.KV;
import io.etcd.jetcd.Watch;
import io.etcd.jetcd.op.Cmp;
import io.etcd.jetcd.op.CmpTarget;
import io.etcd.jetcd.op.Op;
import io.etcd.jetcd.options.GetOption;
import io.etcd.jetcd.options.PutOption;
import io.etcd.jetcd.options.WatchOption;
import io.etcd.jetcd.watch.WatchEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Java's own client of etcd takes it for etcd. */
class JetcdTest {

    private final Lab lab = new Lab(3);
    private final Client client =
            Client.builder()
                    .endpoints(
                            "http://127.0.0.1:" + lab.port(1),
                            "http://127.0.0.1:" + lab.port(2),
                            "http://127.0.0.1:" + lab.port(3))
                    .build();
    private final KV kv = client.getKVClient();

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

    @Test
    void keysAreWrittenReadComparedAndDeleted() throws Exception {
        get(kv.put(text("k/a"), text("1")));
        assertThat(get(kv.get(text("k/a"))).getKvs().getFirst().getValue()).isEqualTo(text("1"));
        var txn =
                kv.txn()
                        .If(new Cmp(text("k/a"), Cmp.Op.EQUAL, CmpTarget.version(1)))
                        .Then(Op.put(text("k/b"), text("2"), PutOption.DEFAULT))
                        .Else(Op.get(text("k/a"), GetOption.DEFAULT))
                        .commit();
        assertThat(get(txn).isSucceeded()).isTrue();
        GetOption all = GetOption.builder().isPrefix(true).build();
        assertThat(get(kv.get(text("k/"), all)).getCount()).isEqualTo(2);
        assertThat(get(kv.delete(text("k/a"))).getDeleted()).isEqualTo(1);
        long future = 4711;
        GetOption later = GetOption.builder().withRevision(future).build();
        assertThatThrownBy(() -> get(kv.get(text("k/a"), later)))
                .hasMessageContaining("required revision is a future revision");
    }

    @Test
    void aWatchIsToldWhatHappens() throws Exception {
        List<WatchEvent> events = new CopyOnWriteArrayList<>();
        WatchOption prefix = WatchOption.builder().isPrefix(true).withPrevKV(true).build();
        Watch.Listener listener = Watch.listener(response -> events.addAll(response.getEvents()));
        try (var watcher = client.getWatchClient().watch(text("w/"), prefix, listener)) {
            assertThat(watcher.isClosed()).isFalse();
            Watcher.until(
                    () -> {
                        get(kv.put(text("w/1"), text("x")));
                        return !events.isEmpty();
                    });
            get(kv.delete(text("w/1")));
            Watcher.until(() -> events.getLast().getEventType() == WatchEvent.EventType.DELETE);
            assertThat(events.getLast().getPrevKV().getValue()).isEqualTo(text("x"));
        }
    }

    @Test
    void aLeaseIsGrantedKeptAndRevoked() throws Exception {
        var leases = client.getLeaseClient();
        long id = get(leases.grant(600)).getID();
        get(kv.put(text("a"), text("1"), PutOption.builder().withLeaseId(id).build()));
        assertThat(get(leases.keepAliveOnce(id)).getTTL()).isEqualTo(600);
        get(leases.revoke(id));
        assertThat(get(kv.get(text("a"))).getKvs()).isEmpty();
    }

    @Test
    void theMembersAreListed() throws Exception {
        assertThat(get(client.getClusterClient().listMember()).getMembers()).hasSize(3);
    }
}
