package dev.covey.master.command.vpn;

import dev.covey.master.command.Labels;
import dev.covey.model.Type;
import dev.covey.runtime.resource.Resources;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What may be said of a user; what is absent stays as it is, or as a new user has it.
 *
 * @param dataLimitBytes 0 for unlimited
 * @param expiresAt cluster time
 * @param neverExpires true takes the expiry away
 * @param routes ids or names; empty for all
 */
public record UserInput(
        Optional<String> name,
        Optional<Boolean> enabled,
        Optional<Long> dataLimitBytes,
        Optional<Instant> expiresAt,
        boolean neverExpires,
        Optional<List<String>> routes,
        Optional<String> note,
        Labels labels) {

    /** The ids of the routes, which must exist. */
    Optional<List<String>> routeIds(Resources resources) {
        return routes.map(
                all ->
                        all.stream()
                                .map(r -> resources.find(Type.ROUTE, r).id())
                                .distinct()
                                .toList());
    }

    /** The expiry given one that was. */
    Optional<Instant> expiry(Optional<Instant> before) {
        return neverExpires ? Optional.empty() : expiresAt.or(() -> before);
    }
}
