package dev.covey.bench;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * One measured figure.
 *
 * @param peer the same for the peer, where there is one on this machine
 */
record Figure(String name, double ours, OptionalDouble peer, String unit, Optional<Aim> aim) {

    private static final String COLUMNS = "%-26s %10s %10s %8s  %-6s %s";

    /** A figure without a peer. */
    static Figure alone(String name, double ours, String unit, Aim aim) {
        return new Figure(name, ours, OptionalDouble.empty(), unit, Optional.of(aim));
    }

    /** A figure without a peer or an aim. */
    static Figure free(String name, double ours, String unit) {
        return new Figure(name, ours, OptionalDouble.empty(), unit, Optional.empty());
    }

    /** What a figure counts in, and what it should be. */
    record Kind(String unit, Optional<Aim> aim) {

        static Kind of(String unit) {
            return new Kind(unit, Optional.empty());
        }

        static Kind of(String unit, Aim aim) {
            return new Kind(unit, Optional.of(aim));
        }

        /** The same, with its aim only where it is about this measurement. */
        Kind when(boolean meant) {
            return meant ? this : of(unit);
        }
    }

    /** What stands above the lines. */
    static String header() {
        return COLUMNS.formatted("", "Covey", "etcd", "ratio", "", "aim");
    }

    OptionalDouble ratio() {
        return peer.isPresent() && peer.getAsDouble() > 0
                ? OptionalDouble.of(ours / peer.getAsDouble())
                : OptionalDouble.empty();
    }

    String line() {
        return COLUMNS.formatted(
                        name,
                        number(ours),
                        text(peer, ""),
                        text(ratio(), "x"),
                        unit,
                        aim.map(a -> a.line(this)).orElse(""))
                .stripTrailing();
    }

    private static String text(OptionalDouble value, String suffix) {
        return value.isPresent() ? number(value.getAsDouble()) + suffix : "-";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%.0f" : "%.2f", value);
    }

    private String json() {
        return "{\"name\":\"%s\",\"ours\":%s,\"peer\":%s,\"ratio\":%s,\"unit\":\"%s\"}"
                .formatted(name, number(ours), jsonOf(peer), jsonOf(ratio()), unit);
    }

    private static String jsonOf(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : "null";
    }

    static String json(List<Figure> figures) {
        return figures.stream().map(Figure::json).collect(Collectors.joining(",\n ", "[", "]"));
    }
}
