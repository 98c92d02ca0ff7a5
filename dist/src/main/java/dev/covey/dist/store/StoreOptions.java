package dev.covey.dist.store;

import dev.covey.kv.Limits;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags, named and meant as etcd's. */
final class StoreOptions {

    @Option(names = "--name", paramLabel = "NAME", description = "Name of this member.")
    String name = "default";

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Where it keeps everything; default: NAME.etcd.")
    @Nullable Path dataDirectory;

    @Option(names = "--listen-client-urls", paramLabel = "URLS", description = "For clients.")
    String listenClientUrls = "http://127.0.0.1:2379";

    @Option(
            names = "--advertise-client-urls",
            paramLabel = "URLS",
            description = "What clients are told to dial; default: those listened on.")
    @Nullable String advertiseClientUrls;

    @Option(
            names = "--listen-metrics-urls",
            paramLabel = "URLS",
            description = "Where /health, /version and /metrics are, too.")
    @Nullable String listenMetricsUrls;

    @Option(names = "--listen-peer-urls", paramLabel = "URL", description = "For members.")
    String listenPeerUrls = "http://127.0.0.1:2380";

    @Option(
            names = "--initial-advertise-peer-urls",
            paramLabel = "URLS",
            description = "What members dial; default: the one listened on.")
    @Nullable String advertisePeerUrls;

    @Option(
            names = "--initial-cluster",
            paramLabel = "NAME=URL,...",
            description = "All members; default: this one alone.")
    @Nullable String initialCluster;

    @Option(
            names = "--initial-cluster-state",
            paramLabel = "new|existing",
            description = "Whether to found the cluster or to wait to be let in.")
    String initialClusterState = "new";

    @Option(
            names = "--initial-cluster-token",
            paramLabel = "TOKEN",
            description = "Tells clusters apart; the same for all members of one.")
    String initialClusterToken = "etcd-cluster";

    @Option(
            names = "--force-new-cluster",
            description =
                    "When a majority is lost for good: make a new cluster of one member out of all"
                            + " that this directory holds. Once is enough.")
    boolean forceNewCluster;

    @Option(
            names = "--quota-backend-bytes",
            paramLabel = "N",
            description = "0: 2 GiB, or half of the heap where that is less.")
    long quotaBytes;

    @Option(
            names = "--auto-compaction-mode",
            paramLabel = "periodic|revision",
            description = "What --auto-compaction-retention counts.")
    String compactionMode = "periodic";

    @Option(
            names = "--auto-compaction-retention",
            paramLabel = "N",
            description =
                    "How much of the past is kept: hours (12) or a time (1h30m), or so many"
                            + " revisions; 0: all, until a client compacts.")
    String compactionRetention = "0";

    @Option(names = "--cert-file", paramLabel = "FILE", description = "Shown to clients.")
    @Nullable Path certificate;

    @Option(names = "--key-file", paramLabel = "FILE", description = "Its key.")
    @Nullable Path key;

    @Option(names = "--trusted-ca-file", paramLabel = "FILE", description = "Judges clients.")
    @Nullable Path authorities;

    @Option(names = "--client-cert-auth", description = "Clients must show a certificate.")
    boolean clientCertificates;

    @Option(names = "--peer-cert-file", paramLabel = "FILE", description = "Shown to members.")
    @Nullable Path peerCertificate;

    @Option(names = "--peer-key-file", paramLabel = "FILE", description = "Its key.")
    @Nullable Path peerKey;

    @Option(names = "--peer-trusted-ca-file", paramLabel = "FILE", description = "Judges members.")
    @Nullable Path peerAuthorities;

    @Option(
            names = "--peer-client-cert-auth",
            description = "Always so: members must show a certificate.")
    boolean peerCertificates;

    /**
     * What clients may keep; empty for the store's own bound. All of it is on the heap: members
     * that let in more than it holds would end, all of them, and again after each start.
     */
    OptionalLong quota(long heapBytes) {
        long fits = heapBytes / 2;
        if (quotaBytes > 0) {
            return OptionalLong.of(quotaBytes);
        }
        return fits < Limits.DEFAULT_QUOTA ? OptionalLong.of(fits) : OptionalLong.empty();
    }
}
