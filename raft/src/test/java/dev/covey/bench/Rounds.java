package dev.covey.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** What both showed, round by round. */
record Rounds<T>(List<T> ours, List<T> theirs) {

    Rounds() {
        this(new ArrayList<>(), new ArrayList<>());
    }

    /** The round in the middle of each. */
    Figure middle(String name, ToDoubleFunction<T> value, Figure.Kind kind) {
        return figure(name, value, kind, 0.5);
    }

    /** The round with the greatest value of each. */
    Figure worst(String name, ToDoubleFunction<T> value, Figure.Kind kind) {
        return figure(name, value, kind, 1);
    }

    private Figure figure(String name, ToDoubleFunction<T> value, Figure.Kind kind, double part) {
        OptionalDouble peer =
                theirs.isEmpty()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(pick(theirs, value, part));
        return new Figure(name, pick(ours, value, part), peer, kind.unit(), kind.aim());
    }

    private static <T> double pick(List<T> rounds, ToDoubleFunction<T> value, double part) {
        List<Double> sorted = rounds.stream().map(value::applyAsDouble).sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, (int) (sorted.size() * part)));
    }
}
