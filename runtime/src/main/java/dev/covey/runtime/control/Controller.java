package dev.covey.runtime.control;

import dev.covey.runtime.store.RowChange;
import dev.covey.runtime.store.View;
import java.util.Collection;
import java.util.Set;

/**
 * Compares what should be with what is and says what to change. Called by one thread at a time;
 * keeps no state between calls that a decision depends on.
 */
public interface Controller {
    /** A short word, unique among controllers: it names the actor in the log. */
    String name();

    /** Prefixes of the rows whose changes it wants to see. */
    Set<String> inputs();

    /** The rows that it alone writes. */
    Set<Output> outputs();

    /** All keys it looks after: taken up at the start of a reign and in each sweep. */
    Collection<String> keys(View view);

    /**
     * The keys that a change of one of its inputs makes dirty. Too many do no harm.
     *
     * @param view at or after the change, to find what refers to what changed
     */
    Collection<String> touched(RowChange change, View view);

    /**
     * Judges one key. Must give the same plan for the same situation, and an empty plan when what
     * is, is as it should be. What it throws is logged, and the key is looked at again later.
     */
    Plan reconcile(String key, Situation situation);
}
