package dev.covey.model.json;

import dev.covey.model.Check;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The words of enumerations, for paths, options and messages. */
public final class Words {

    private Words() {}

    /** The word of a constant as JSON has it. */
    public static String of(Enum<?> value) {
        return EnumWords.word(value);
    }

    /** Reads a word, whatever its case; what is unknown is refused with the words there are. */
    public static <E extends Enum<E>> E parse(String field, String word, Class<E> type) {
        E[] all = type.getEnumConstants();
        return Arrays.stream(all)
                .filter(e -> of(e).equalsIgnoreCase(word.replace("-", "")))
                .findFirst()
                .orElseGet(
                        () -> {
                            Check.that(false, field, "one of " + all(all), word);
                            throw new IllegalStateException();
                        });
    }

    private static String all(Enum<?>[] values) {
        return Arrays.stream(values).map(Words::of).collect(Collectors.joining(", "));
    }
}
