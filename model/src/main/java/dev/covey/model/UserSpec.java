package dev.covey.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An account of the VPN.
 *
 * @param number small and unique for ever: the account's name inside the cores
 * @param enabled false: disabled by an administrator
 * @param dataLimitBytes 0 for unlimited
 * @param usedOffsetBytes what a reset or top-up takes off the counted bytes
 * @param expiresAt cluster time; absent for never
 * @param routes ids of the routes the user may use; empty for all
 * @param credential sealed UUID that clients authenticate with
 * @param subscription sealed subscription token
 * @param subscriptionHash hex SHA-256 of the token; how a request finds its user
 */
public record UserSpec(
        long number,
        boolean enabled,
        long dataLimitBytes,
        long usedOffsetBytes,
        Optional<Instant> expiresAt,
        List<String> routes,
        String note,
        Sealed credential,
        Sealed subscription,
        String subscriptionHash)
        implements Spec {

    public UserSpec {
        Check.range("number", number, 1, Long.MAX_VALUE);
        Check.range("dataLimitBytes", dataLimitBytes, 0, Long.MAX_VALUE);
        Check.range("usedOffsetBytes", usedOffsetBytes, 0, Long.MAX_VALUE);
        routes = List.copyOf(routes);
        Check.most("routes", routes.size(), 64);
        Check.text("note", note, 0, 255);
    }

    /** The same user, whose use is counted from a number of bytes on. */
    public UserSpec countedFrom(long bytes) {
        return new UserSpec(
                number,
                enabled,
                dataLimitBytes,
                bytes,
                expiresAt,
                routes,
                note,
                credential,
                subscription,
                subscriptionHash);
    }

    /** The same user with other secrets. */
    public UserSpec holding(Sealed newCredential, Sealed newSubscription, String newHash) {
        return new UserSpec(
                number,
                enabled,
                dataLimitBytes,
                usedOffsetBytes,
                expiresAt,
                routes,
                note,
                newCredential,
                newSubscription,
                newHash);
    }
}
