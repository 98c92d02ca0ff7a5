package dev.covey.bench;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * One measured figure.
 *
 * @param peer the same for etcd, where it is on this machine
 */
record Figure(String name, double ours, OptionalDouble peer, String unit) {

    private OptionalDouble ratio() {
        return peer.isPresent() && peer.getAsDouble() > 0
                ? OptionalDouble.of(ours / peer.getAsDouble())
                : OptionalDouble.empty();
    }

    String line() {
        return "%-22s %12s %12s %8s  %s"
                .formatted(name, number(ours), text(peer, ""), text(ratio(), "x"), unit);
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
