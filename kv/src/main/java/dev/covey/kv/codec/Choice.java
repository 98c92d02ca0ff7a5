package dev.covey.kv.codec;

import dev.covey.kv.Space;
import java.util.List;

/**
 * One of a few values as a byte: its place in a list that is only ever added to, so that the order
 * in which the program declares the values does not matter.
 */
public final class Choice<E extends Enum<E>> {

    /** The spaces. */
    public static final Choice<Space> SPACE = new Choice<>(List.of(Space.SYSTEM, Space.USER));

    private final List<E> values;

    Choice(List<E> values) {
        this.values = values;
    }

    /** Writes one of the values. */
    public Encoder write(Encoder out, E value) {
        return out.octet(values.indexOf(value));
    }

    /** Reads one of the values. */
    public E read(Decoder in) {
        return values.get(in.number(0, values.size() - 1));
    }
}
