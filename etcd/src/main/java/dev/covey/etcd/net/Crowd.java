package dev.covey.etcd.net;

import io.grpc.netty.shaded.io.netty.channel.Channel;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a member. Those that have not said yet what they want are few: a new one
 * drives out the oldest, so who is quick gets in however many linger. Those that speak gRPC stay;
 * if they are too many, a new one is closed. Safe for use by many threads.
 */
final class Crowd {

    private final int mostReady;
    private final int mostNew;
    private final Set<Channel> unready = new LinkedHashSet<>();
    private int ready;

    Crowd(int mostReady, int mostNew) {
        this.mostReady = mostReady;
        this.mostNew = mostNew;
    }

    /** A connection has been made. */
    void came(Channel channel) {
        Channel oldest = admit(channel);
        var _ = channel.closeFuture().addListener(_ -> gone(channel));
        if (oldest != null) {
            var _ = oldest.close();
        }
    }

    private synchronized @Nullable Channel admit(Channel channel) {
        Channel oldest = unready.size() < mostNew ? null : unready.iterator().next();
        unready.remove(oldest);
        unready.add(channel);
        return oldest;
    }

    /** A connection speaks gRPC. */
    void ready(Channel channel) {
        if (!stays(channel)) {
            var _ = channel.close();
        }
    }

    private synchronized boolean stays(Channel channel) {
        if (!unready.remove(channel) || ready >= mostReady) {
            return false;
        }
        ready++;
        var _ = channel.closeFuture().addListener(_ -> left());
        return true;
    }

    private synchronized void left() {
        ready--;
    }

    private synchronized void gone(Channel channel) {
        unready.remove(channel);
    }

    /** How many speak gRPC. */
    synchronized int size() {
        return ready;
    }
}
