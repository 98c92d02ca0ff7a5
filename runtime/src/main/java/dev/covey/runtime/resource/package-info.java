/**
 * Resources over the store: typed reading of a view, and drafts that become one transaction.
 *
 * <p>The store knows rows of bytes; {@link dev.covey.runtime.resource.Resources} makes records of
 * them, {@link dev.covey.runtime.resource.Draft} turns changes of records into rows with the
 * preconditions that make the change safe: a row as it was read, a name that is free.
 */
@NullMarked
package dev.covey.runtime.resource;

import org.jspecify.annotations.NullMarked;
