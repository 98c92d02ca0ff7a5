/**
 * The data directory: everything that a node owns, and the file that says which node it is.
 *
 * <p>One process at a time holds it, by a lock on a file. Its format has a number; a directory of
 * another format is refused and left alone.
 */
@NullMarked
package dev.covey.dist.directory;

import org.jspecify.annotations.NullMarked;
