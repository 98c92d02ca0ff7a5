package dev.covey.master.api.http;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds what serves a request: a tree of path segments in which literals win over variables.
 * Immutable once built; safe from any thread.
 *
 * @param <T> what a route leads to
 */
public final class RouteTable<T> {

    /**
     * A found route.
     *
     * @param variables of the template with their values
     */
    public record Match<T>(HttpRoute route, T value, Map<String, String> variables) {}

    private record Leaf<T>(HttpRoute route, T value) {}

    private final Tree root = new Tree();
    private final Map<HttpRoute, T> all = new LinkedHashMap<>();

    /** Adds a route; the same twice is a mistake. */
    public void add(HttpRoute route, T value) {
        if (all.put(route, value) != null) {
            throw new IllegalArgumentException("two routes " + route);
        }
        Tree tree = root;
        for (HttpRoute.Part part : route.parts()) {
            tree =
                    part.literal().isEmpty()
                            ? tree.variables.computeIfAbsent(part.verb(), _ -> new Tree())
                            : tree.literals.computeIfAbsent(part.literal(), _ -> new Tree());
        }
        tree.leaves.put(route.method(), new Leaf<>(route, value));
    }

    /** All routes in the order they were added. */
    public Map<HttpRoute, T> all() {
        return Map.copyOf(all);
    }

    /** Finds the route of a request; refuses an unknown path and a method that it does not have. */
    public Match<T> find(Method method, List<String> segments) {
        return lookup(method, segments).orElseThrow(Refusals::noSuchPath);
    }

    /** Like {@link #find}, but an unknown path is no refusal. */
    public Optional<Match<T>> lookup(Method method, List<String> segments) {
        Tree tree = descend(root, segments, 0);
        if (tree == null) {
            return Optional.empty();
        }
        Leaf<T> leaf = tree.leaves.get(method);
        if (leaf == null && method == Method.HEAD) {
            leaf = tree.leaves.get(Method.GET);
        }
        if (leaf == null) {
            throw Refusals.methodNotAllowed(String.join(", ", names(tree)));
        }
        return Optional.of(new Match<>(leaf.route(), leaf.value(), variables(leaf, segments)));
    }

    private @Nullable Tree descend(Tree tree, List<String> segments, int at) {
        if (at == segments.size()) {
            return tree.leaves.isEmpty() ? null : tree;
        }
        String segment = segments.get(at);
        Tree literal = tree.literals.get(segment);
        Tree found = literal == null ? null : descend(literal, segments, at + 1);
        int colon = segment.lastIndexOf(':');
        if (found == null && colon > 0) {
            Tree verb = tree.variables.get(segment.substring(colon));
            found = verb == null ? null : descend(verb, segments, at + 1);
        }
        Tree variable = tree.variables.get("");
        return found == null && variable != null ? descend(variable, segments, at + 1) : found;
    }

    private Map<String, String> variables(Leaf<T> leaf, List<String> segments) {
        Map<String, String> variables = new HashMap<>();
        List<HttpRoute.Part> parts = leaf.route().parts();
        for (int i = 0; i < parts.size(); i++) {
            HttpRoute.Part part = parts.get(i);
            if (part.literal().isEmpty()) {
                String segment = segments.get(i);
                variables.put(
                        part.variable(),
                        segment.substring(0, segment.length() - part.verb().length()));
            }
        }
        return Map.copyOf(variables);
    }

    private Set<String> names(Tree tree) {
        Set<String> names = new TreeSet<>();
        tree.leaves.keySet().forEach(m -> names.add(m.name()));
        return names;
    }

    private final class Tree {
        final Map<String, Tree> literals = new HashMap<>();
        final Map<String, Tree> variables = new HashMap<>();
        final Map<Method, Leaf<T>> leaves = new EnumMap<>(Method.class);
    }
}
