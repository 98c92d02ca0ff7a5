package dev.covey.pki.join;

import dev.covey.model.JoinStringSpec;
import dev.covey.model.JoinStringStatus;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.model.Role;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Set;

/**
 * A machine that wants to join, as a master sees it.
 *
 * @param from the address it comes from
 * @param roles what it wants to become
 */
public record JoinAttempt(JoinSecret secret, InetAddress from, Set<Role> roles) {

    public JoinAttempt {
        roles = Set.copyOf(roles);
    }

    /**
     * Refuses unless the join string lets this machine in. The secret is checked first: who does
     * not have it learns nothing else. Whether the string still exists and who used it meanwhile is
     * for the transaction to assert.
     *
     * @param now cluster time
     */
    public void check(JoinStringSpec spec, JoinStringStatus status, Instant now) {
        if (!secret.matches(spec.secretHash())) {
            throw unknown();
        }
        if (!now.isBefore(spec.expiresAt())) {
            throw refused("join_string_expired", "it expired at " + spec.expiresAt());
        }
        if (status.usedBy().size() >= spec.uses()) {
            throw refused(
                    "join_string_used", "it was good for %d and is used up".formatted(spec.uses()));
        }
        if (!spec.cidr().isEmpty() && !Cidr.parse(spec.cidr()).contains(from)) {
            throw refused(
                    "join_string_address",
                    "it is for machines in %s and this one comes from %s"
                            .formatted(spec.cidr(), from.getHostAddress()));
        }
        if (roles.isEmpty() || !spec.roles().containsAll(roles)) {
            throw refused(
                    "join_string_role",
                    "it is for %s and this machine wants to be %s"
                            .formatted(words(spec.roles()), words(roles)));
        }
    }

    /** The same refusal for a wrong secret and for a join string that does not exist. */
    public static ProblemException unknown() {
        return new ProblemException(
                new Problem.Unauthenticated(
                        "Expected a join string of this cluster, but it is not known here: it was"
                                + " revoked, or made before a restore. Make a new one with"
                                + " 'covey join-info'."));
    }

    private static String words(Set<Role> roles) {
        return roles.isEmpty()
                ? "nothing"
                : String.join(
                        ",",
                        roles.stream()
                                .sorted()
                                .map(role -> role.name().toLowerCase(java.util.Locale.ROOT))
                                .toList());
    }

    private static ProblemException refused(String code, String why) {
        return new ProblemException(
                new Problem.Forbidden(
                        code,
                        "Expected a join string that is good for this machine, but "
                                + why
                                + ". Make a new one with 'covey join-info'."));
    }
}
