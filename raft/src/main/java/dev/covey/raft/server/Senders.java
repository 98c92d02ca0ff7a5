package dev.covey.raft.server;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ratis.RaftConfigKeys;
import org.apache.ratis.conf.Parameters;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.grpc.GrpcFactory;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.rpc.RpcFactory;
import org.apache.ratis.rpc.RpcType;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.leader.FollowerInfo;
import org.apache.ratis.server.leader.LeaderState;
import org.apache.ratis.server.leader.LogAppender;

/**
 * Ratis's senders of entries, one for each follower while this member leads. A follower hears what
 * is committed with the next entry or heartbeat; here it can be told at once. Safe for use by many
 * threads.
 */
final class Senders {

    private static final String KEY = "covey.senders";

    private final Map<RaftPeerId, LogAppender> senders = new ConcurrentHashMap<>();

    /** Has a server that is made with these tell of its senders. */
    void meet(RaftProperties properties, Parameters parameters) {
        parameters.put(KEY, this, Senders.class);
        RaftConfigKeys.Rpc.setType(properties, new Rpc());
    }

    /**
     * Tells followers how far the log is committed, with a heartbeat.
     *
     * @return true if all of them had said that they know
     */
    boolean announce(long committed) {
        List<LogAppender> behind =
                senders.values().stream()
                        .filter(LogAppender::isRunning)
                        .filter(each -> each.getFollower().getCommitIndex() < committed)
                        .toList();
        behind.forEach(LogAppender::triggerHeartbeat);
        return behind.isEmpty();
    }

    /** What Ratis makes by the name of its class. */
    public static final class Rpc implements RpcType {

        @Override
        public String name() {
            return Rpc.class.getName();
        }

        @Override
        public RpcFactory newFactory(Parameters parameters) {
            return new Factory(parameters);
        }
    }

    private static final class Factory extends GrpcFactory {
        private final Senders told;

        Factory(Parameters parameters) {
            super(parameters);
            told = parameters.getNonNull(KEY, Senders.class);
        }

        @Override
        public LogAppender newLogAppender(
                RaftServer.Division server, LeaderState state, FollowerInfo follower) {
            LogAppender sender = super.newLogAppender(server, state, follower);
            told.senders.put(follower.getId(), sender);
            return sender;
        }
    }
}
