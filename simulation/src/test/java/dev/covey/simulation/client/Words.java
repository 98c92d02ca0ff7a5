package dev.covey.simulation.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The words of one line. Immutable. */
public record Words(String line, List<String> all) {

    /** The words between blanks. */
    public static Words of(String line) {
        return new Words(line, List.of(line.strip().split("\\s+", -1)));
    }

    /** The first word. */
    public String verb() {
        return all.getFirst();
    }

    /** The words from one on. */
    public Words rest(int from) {
        List<String> rest = all.subList(from, all.size());
        return new Words(String.join(" ", rest), rest);
    }

    /** One word. */
    public String at(int index) {
        if (index >= all.size()) {
            throw new IllegalArgumentException("'" + line + "' is too short");
        }
        return all.get(index);
    }

    /** One word that is a number. */
    public long number(int index) {
        return Long.parseLong(at(index));
    }

    /** The word after another one. */
    public Optional<String> after(String word) {
        int index = all.indexOf(word);
        return index < 0 ? Optional.empty() : Optional.of(at(index + 1));
    }

    /** Whether a word is among them. */
    public boolean has(String word) {
        return all.contains(word);
    }

    /** Such as {@code 1500ms}, {@code 12s}, {@code -2h} or {@code +1d}. */
    public static Duration duration(String word) {
        String unit = word.replaceAll("[-+.0-9]", "");
        double count = Double.parseDouble(word.substring(0, word.length() - unit.length()));
        double seconds =
                switch (unit) {
                    case "ms" -> count / 1_000;
                    case "s" -> count;
                    case "m" -> count * 60;
                    case "h" -> count * 3_600;
                    case "d" -> count * 86_400;
                    default -> throw new IllegalArgumentException("no duration: " + word);
                };
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }
}
