package dev.covey.master.subscription.choice;

import dev.covey.model.RouteSpec;
import java.util.List;

/**
 * A route with its inbounds.
 *
 * @param route its id
 * @param name the route's name
 * @param candidates all inbounds, ordered by id
 * @param live those that users are given
 */
public record Pool(
        String route,
        String name,
        RouteSpec.Algorithm algorithm,
        List<Candidate> candidates,
        List<Candidate> live) {

    /** Copies the lists. */
    public Pool {
        candidates = List.copyOf(candidates);
        live = List.copyOf(live);
    }

    static Pool of(
            String route, String name, RouteSpec.Algorithm algorithm, List<Candidate> candidates) {
        return new Pool(
                route,
                name,
                algorithm,
                candidates,
                candidates.stream().filter(Candidate::live).toList());
    }
}
