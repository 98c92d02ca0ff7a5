package dev.covey.model;

import java.time.Instant;
import java.util.Set;

/**
 * A permission to join; the secret itself is never stored.
 *
 * @param secretHash hex SHA-256 of the secret
 * @param uses how many machines may join with it, 1-1000
 * @param cidr where joiners must come from; empty for anywhere
 */
public record JoinStringSpec(
        Set<Role> roles, String secretHash, Instant expiresAt, int uses, String cidr)
        implements Spec {

    public JoinStringSpec {
        Check.that(!roles.isEmpty(), "role", "worker, master or witness", "none");
        roles = Set.copyOf(roles);
        Check.range("uses", uses, 1, 1000);
        Check.text("cidr", cidr, 0, 64);
    }
}
