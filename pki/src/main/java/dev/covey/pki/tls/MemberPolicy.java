package dev.covey.pki.tls;

/**
 * Who is a member: asked at every handshake, from the handshake's thread, so it must answer from
 * memory. It must compare the pinned key, not only the id.
 */
@FunctionalInterface
public interface MemberPolicy {

    /** Whether this peer, whose certificate is genuine, is let in. */
    Verdict judge(Peer peer);

    /** The answer. */
    sealed interface Verdict {}

    /** Let in. */
    record Allowed() implements Verdict {}

    /**
     * Kept out.
     *
     * @param reason for this side's log; the peer is told nothing
     */
    record Denied(String reason) implements Verdict {}

    /** Let in. */
    static Verdict allowed() {
        return new Allowed();
    }

    /** Kept out. */
    static Verdict denied(String reason) {
        return new Denied(reason);
    }
}
