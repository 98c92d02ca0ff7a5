/**
 * The nouns of Covey: what a cluster is made of, as immutable records, and the refusals it can
 * answer.
 *
 * <p>A stored thing is a {@link dev.covey.model.Resource}: {@link dev.covey.model.Meta} (who it
 * is), a {@link dev.covey.model.Spec} (what its owner wants; written by the API only) and a {@link
 * dev.covey.model.Status} (what was seen; written by exactly one controller). Records check
 * themselves in their constructors, so a value that exists is a value that makes sense on its own;
 * relations between values are checked where they are written. Nothing here reads a clock, does I/O
 * or knows JSON: that is {@code dev.covey.model.json}.
 */
@NullMarked
package dev.covey.model;

import org.jspecify.annotations.NullMarked;
