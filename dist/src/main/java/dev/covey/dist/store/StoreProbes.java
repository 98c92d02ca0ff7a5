package dev.covey.dist.store;

import dev.covey.dist.probe.Page;
import dev.covey.dist.probe.Pages;
import dev.covey.etcd.member.MaintenanceCalls;
import dev.covey.kv.Space;
import dev.covey.kv.machine.Numbers;
import dev.covey.runtime.quorum.Quorum;
import dev.covey.runtime.quorum.QuorumView;
import dev.covey.runtime.store.Standing;
import dev.covey.runtime.store.Store;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * What programs ask a member by HTTP, on addresses of its own: {@code /health}, {@code /version}
 * and {@code /metrics}, in etcd's words.
 */
final class StoreProbes implements AutoCloseable {

    private static final String VERSION =
            "{\"etcdserver\":\"%1$s\",\"etcdcluster\":\"%1$s\"}"
                    .formatted(MaintenanceCalls.API_VERSION);

    private final Store store;
    private final Quorum quorum;
    private final List<Pages> servers = new ArrayList<>();

    StoreProbes(Store store, Quorum quorum, List<Urls> urls, Executor executor) throws IOException {
        this.store = store;
        this.quorum = quorum;
        try {
            for (Urls url : urls) {
                servers.add(Pages.plain(url.address(), executor, this::page));
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private Page page(URI asked) {
        return switch (asked.getPath()) {
            case "/health" -> health();
            case "/version" -> Page.json(200, VERSION);
            case "/metrics" -> Page.figures(figures());
            default -> Page.none();
        };
    }

    /** As etcd: whether there is a leader. */
    private Page health() {
        return standing().leader().isPresent()
                ? Page.json(200, "{\"health\":\"true\",\"reason\":\"\"}")
                : Page.json(503, "{\"health\":\"false\",\"reason\":\"RAFT NO LEADER\"}");
    }

    private Standing standing() {
        return store.leadership().standing();
    }

    private String figures() {
        QuorumView group = quorum.view();
        Numbers numbers = store.view().space(Space.USER).numbers();
        return figure("etcd_server_has_leader", standing().leader().isPresent() ? 1 : 0)
                + figure("etcd_server_is_leader", standing().isActive() ? 1 : 0)
                + figure("etcd_server_quota_backend_bytes", numbers.quota())
                + figure("etcd_mvcc_db_total_size_in_bytes", numbers.used())
                + figure("etcd_mvcc_db_total_size_in_use_in_bytes", numbers.used())
                + figure("etcd_debugging_mvcc_current_revision", numbers.revision())
                + figure("etcd_debugging_mvcc_compact_revision", numbers.floor())
                + figure("etcd_server_proposals_committed_total", group.committed())
                + figure("etcd_server_proposals_applied_total", group.applied());
    }

    private static String figure(String name, long value) {
        return "# TYPE %1$s gauge\n%1$s %2$d\n".formatted(name, value);
    }

    @Override
    public void close() {
        servers.forEach(Pages::close);
    }
}
