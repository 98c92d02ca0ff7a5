package dev.covey.bench;

import java.util.ArrayList;
import java.util.List;

/** What was measured so far, told line by line; as JSON at the end, if that is wanted. */
final class Findings {

    private final Pace pace;
    private final boolean json;
    private final List<Figure> figures = new ArrayList<>();

    /** How much time a measurement may take. */
    enum Pace {
        QUICK,
        USUAL,
        LONG
    }

    Findings(Pace pace, boolean json) {
        this.pace = pace;
        this.json = json;
    }

    /** Whether a rough figure soon is better than a good one later. */
    boolean quick() {
        return pace == Pace.QUICK;
    }

    /** How often to repeat: the first, or the second if it may take its time. */
    int times(int hurried, int thorough) {
        return quick() ? hurried : thorough;
    }

    /** For how many minutes a cluster is kept busy. */
    int steadyMinutes() {
        return switch (pace) {
            case QUICK -> 1;
            case USUAL -> 10;
            case LONG -> 60;
        };
    }

    void say(String line) {
        if (json) {
            System.err.println(line);
        } else {
            System.out.println(line);
        }
    }

    void tell(Figure figure) {
        figures.add(figure);
        say(figure.line());
    }

    void end() {
        if (json) {
            System.out.println(Figure.json(figures));
        }
    }

    /** The one in the middle. */
    static double middle(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
