package dev.covey.pki.tls;

/**
 * What handshakes tell to whoever raises alarms. Called from handshake threads; anyone who can
 * reach a port can cause {@link #refused}, so receivers must bound what they keep.
 */
public interface TrustEvents {

    /** A member was let in although its certificate's dates do not cover this clock's time. */
    void outOfDate(Peer peer);

    /**
     * Someone was kept out.
     *
     * @param why one sentence; holds nothing secret, and no more than a node id of the peer's own
     */
    void refused(String why);

    /** Nobody listens. */
    static TrustEvents none() {
        return new TrustEvents() {
            @Override
            public void outOfDate(Peer peer) {}

            @Override
            public void refused(String why) {}
        };
    }
}
