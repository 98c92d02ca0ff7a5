package dev.covey.pki.tls;

import dev.covey.pki.Digest;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A policy from a list: pinned keys by node id, and the ids that may never come back. Immutable;
 * hold it in a reference and replace it when membership changes.
 *
 * @param pins node id to SHA-256 of its public key, hex
 * @param removed ids of removed nodes
 */
public record MemberList(Map<String, String> pins, Set<String> removed) implements MemberPolicy {

    public MemberList {
        pins = Map.copyOf(pins);
        removed = Set.copyOf(removed);
    }

    @Override
    public Verdict judge(Peer peer) {
        String id = peer.name().id();
        if (removed.contains(id)) {
            return MemberPolicy.denied("node " + id + " was removed from the cluster");
        }
        @Nullable String pin = pins.get(id);
        if (pin == null) {
            return MemberPolicy.denied("node " + id + " is no member");
        }
        return Digest.same(pin, peer.keyPin())
                ? MemberPolicy.allowed()
                : MemberPolicy.denied("node " + id + " has another key than it joined with");
    }
}
