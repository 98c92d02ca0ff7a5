package dev.covey.raft.server;

import dev.covey.model.Endpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.grpc.GrpcConfigKeys;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.server.RaftServerConfigKeys.Log;
import org.apache.ratis.server.RaftServerConfigKeys.Rpc;
import org.apache.ratis.server.RaftServerConfigKeys.Snapshot;
import org.apache.ratis.util.SizeInBytes;
import org.apache.ratis.util.TimeDuration;

/**
 * Ratis's settings. Its caches are sized for a small heap: with its defaults (six segments of 32
 * MB, 200 MB of cache) a leader with a heap of 256 MB does nothing but collect garbage.
 */
final class RatisSettings {

    private static final SizeInBytes SEGMENT = SizeInBytes.valueOf("8MB");
    private static final SizeInBytes APPEND = SizeInBytes.valueOf("2MB");
    // Ratis wants room for one full appender buffer and eight bytes more.
    private static final SizeInBytes WRITE_BUFFER = SizeInBytes.valueOf("3MB");
    private static final SizeInBytes MESSAGE = SizeInBytes.valueOf("8MB");
    private static final SizeInBytes SNAPSHOT_CHUNK = SizeInBytes.valueOf("1MB");

    static RaftProperties of(Path directory, Endpoint listen, Timing timing, boolean alone) {
        RaftProperties p = new RaftProperties();
        RaftServerConfigKeys.setStorageDir(p, List.of(directory.toFile()));
        GrpcConfigKeys.Server.setHost(p, listen.host());
        GrpcConfigKeys.Server.setPort(p, listen.port());
        GrpcConfigKeys.setMessageSizeMax(p, MESSAGE);
        log(p);
        snapshots(p);
        timing(p, timing, alone);
        return p;
    }

    private static void log(RaftProperties p) {
        Log.setSegmentSizeMax(p, SEGMENT);
        Log.setSegmentCacheNumMax(p, 2);
        Log.setSegmentCacheSizeMax(p, SEGMENT);
        Log.setPreallocatedSize(p, SizeInBytes.valueOf("1MB"));
        Log.setWriteBufferSize(p, WRITE_BUFFER);
        Log.setQueueByteLimit(p, MESSAGE);
        Log.setPurgeGap(p, 1);
        Log.setPurgeUptoSnapshotIndex(p, true);
        Log.setCorruptionPolicy(p, Log.CorruptionPolicy.EXCEPTION);
        // Writes an entry for each entry, to tell what heartbeats can tell (Senders).
        Log.setLogMetadataEnabled(p, false);
        // Acknowledged means on the disk: both must stay off.
        Log.setUnsafeFlushEnabled(p, false);
        Log.setAsyncFlushEnabled(p, false);
        Log.Appender.setBufferByteLimit(p, APPEND);
        Log.Appender.setSnapshotChunkSizeMax(p, SNAPSHOT_CHUNK);
        // By default a member that was away for half a minute is not tried again for five seconds.
        Log.Appender.setRetryPolicy(p, "10ms,10, 100ms,1000000");
        // Entries come in order, one at a time: no need to pass each to another thread first.
        Log.setAppendEntriesComposeEnabled(p, false);
        // The default of 1 ms is a floor under every write.
        Log.Appender.setWaitTimeMin(p, TimeDuration.ZERO);
        RaftServerConfigKeys.Write.setByteLimit(p, MESSAGE);
        // Each entry is new to Ratis; repeating is recognised inside entries.
        RaftServerConfigKeys.RetryCache.setExpiryTime(p, time(Duration.ofSeconds(1)));
    }

    private static void snapshots(RaftProperties p) {
        // Ratis asks after each entry; the machine says no until one is due and written.
        Snapshot.setAutoTriggerEnabled(p, true);
        Snapshot.setAutoTriggerThreshold(p, 1);
        Snapshot.setTriggerWhenStopEnabled(p, false);
        Snapshot.setTriggerWhenRemoveEnabled(p, false);
        Snapshot.setRetentionFileNum(p, 2);
    }

    private static void timing(RaftProperties p, Timing timing, boolean alone) {
        Rpc.setTimeoutMin(p, time(timing.electionLeast()));
        Rpc.setTimeoutMax(p, time(timing.electionMost()));
        Rpc.setRequestTimeout(p, time(timing.electionMost().multipliedBy(2)));
        if (alone) {
            Rpc.setFirstElectionTimeoutMin(p, time(Duration.ofMillis(5)));
            Rpc.setFirstElectionTimeoutMax(p, time(Duration.ofMillis(15)));
        }
        // A learner is given this long to show progress before its entry is rolled back.
        RaftServerConfigKeys.setStagingTimeout(p, time(timing.electionMost().multipliedBy(16)));
        // How long a leader that lost touch does not stand again: by default ten seconds, even if
        // nobody else can be elected meanwhile.
        RaftServerConfigKeys.LeaderElection.setLeaderStepDownWaitTime(
                p, time(timing.electionMost().multipliedBy(3)));
        // A machine that was asleep for long is outdated, not broken: epochs fence it.
        RaftServerConfigKeys.setCloseThreshold(p, time(Duration.ofDays(3650)));
        // From a single voter two may be added at once, so that no group of two need exist.
        RaftServerConfigKeys.LeaderElection.setMemberMajorityAdd(p, true);
    }

    private static TimeDuration time(Duration duration) {
        return TimeDuration.valueOf(duration.toMillis(), TimeUnit.MILLISECONDS);
    }

    private RatisSettings() {}
}
