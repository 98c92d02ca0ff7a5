package dev.covey.etcd.page;

import dev.covey.etcd.door.Backend;
import dev.covey.etcd.door.MemberIds;
import dev.covey.etcd.net.Tally;
import dev.covey.kv.Space;
import dev.covey.kv.machine.Numbers;
import dev.covey.kv.machine.SpaceState;
import dev.covey.runtime.quorum.QuorumView;
import dev.covey.runtime.store.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.Stream;

/** The figures of a member, called as etcd calls them where they are the same. */
final class Figures {

    private static final Path MEMORY = Path.of("/proc/self/statm");
    private static final Path FILES = Path.of("/proc/self/fd");
    private static final int PAGE_BYTES = 4096;

    private final Backend backend;
    private final Tally tally;
    private final String version;

    Figures(Backend backend, Tally tally, String version) {
        this.backend = backend;
        this.tally = tally;
        this.version = version;
    }

    /** All of them; how often the member was found well and unwell is counted elsewhere. */
    String text(long well, long unwell) {
        return standing() + space() + health(well, unwell) + process() + tally.figures();
    }

    private String standing() {
        Standing standing = backend.store().leadership().standing();
        QuorumView group = backend.quorum().view();
        String id = HexFormat.of().toHexDigits(MemberIds.of(backend.place().node()));
        String level = version.substring(0, version.lastIndexOf('.'));
        boolean learns = group.member(group.self()).filter(each -> !each.votes()).isPresent();
        return gauge("etcd_server_has_leader", standing.leader().isPresent() ? 1 : 0)
                + gauge("etcd_server_is_leader", standing.isActive() ? 1 : 0)
                + gauge("etcd_server_is_learner", learns ? 1 : 0)
                + label("etcd_server_id", "server_id", id)
                + label("etcd_server_version", "server_version", version)
                + label("etcd_cluster_version", "cluster_version", level)
                + gauge("etcd_server_proposals_committed_total", group.committed())
                + gauge("etcd_server_proposals_applied_total", group.applied());
    }

    private String space() {
        SpaceState space = backend.store().view().space(Space.USER);
        Numbers numbers = space.numbers();
        return gauge("etcd_server_quota_backend_bytes", numbers.quota())
                + gauge("etcd_mvcc_db_total_size_in_bytes", numbers.used())
                + gauge("etcd_mvcc_db_total_size_in_use_in_bytes", numbers.used())
                + gauge("etcd_debugging_mvcc_current_revision", numbers.revision())
                + gauge("etcd_debugging_mvcc_compact_revision", numbers.floor());
    }

    private static String health(long well, long unwell) {
        return counter("etcd_server_health_success", well)
                + counter("etcd_server_health_failures", unwell);
    }

    private static String process() {
        return gauge("process_resident_memory_bytes", residentBytes())
                + gauge("process_open_fds", openFiles());
    }

    private static long residentBytes() {
        try {
            return Long.parseLong(Files.readString(MEMORY).split(" ", -1)[1]) * PAGE_BYTES;
        } catch (IOException e) {
            return 0;
        }
    }

    private static long openFiles() {
        try (Stream<Path> files = Files.list(FILES)) {
            return files.count();
        } catch (IOException e) {
            return 0;
        }
    }

    private static String gauge(String name, long value) {
        return "# TYPE %1$s gauge\n%1$s %2$d\n".formatted(name, value);
    }

    private static String counter(String name, long value) {
        return "# TYPE %1$s counter\n%1$s %2$d\n".formatted(name, value);
    }

    private static String label(String name, String label, String value) {
        return "# TYPE %1$s gauge\n%1$s{%2$s=\"%3$s\"} 1\n".formatted(name, label, value);
    }
}
