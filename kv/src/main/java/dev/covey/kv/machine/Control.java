package dev.covey.kv.machine;

import dev.covey.kv.Claim;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to no space.
 *
 * @param position how many requests were handled, refused ones included; leaps with each
 *     incarnation
 * @param incarnation from 1
 * @param claim who leads; null before the first claim of an incarnation
 * @param level the feature level
 */
public record Control(long position, long incarnation, @Nullable Claim claim, int level) {

    /** Of a machine that has done nothing yet. */
    public static final Control INITIAL = new Control(0, 1, null, 1);
}
