package dev.covey.master.api.door;

import dev.covey.model.Kind;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.model.Type;
import dev.covey.runtime.resource.Resources;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code /v1/clusters/{name}/{id}/…} is another name of {@code /v1/clusters/self/…}: the id
 * decides, whatever the name says, so a former name works.
 */
final class Paths {

    private Paths() {}

    static List<String> canonical(List<String> segments, Resources resources) {
        boolean named =
                segments.size() >= 4
                        && segments.get(0).equals("v1")
                        && segments.get(1).equals("clusters")
                        && Kind.ofPlural(segments.get(3)).isEmpty();
        if (!named || isVerbOfSelf(segments)) {
            return segments;
        }
        String id = segments.get(3);
        boolean self = resources.get(Type.CLUSTER, id).filter(c -> c.spec().self()).isPresent();
        if (!self) {
            throw new ProblemException(
                    new Problem.NotFound(
                            Kind.CLUSTER, id.length() > 64 ? id.substring(0, 64) : id));
        }
        List<String> canonical = new ArrayList<>(List.of("v1", "clusters", "self"));
        canonical.addAll(segments.subList(4, segments.size()));
        return canonical;
    }

    /** What is below the alias itself, such as {@code self/masters}. */
    private static boolean isVerbOfSelf(List<String> segments) {
        return segments.get(2).equals("self") && segments.get(3).matches("[a-z]+(-[a-z]+)*");
    }
}
