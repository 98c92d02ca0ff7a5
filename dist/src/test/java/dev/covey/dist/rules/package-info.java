/**
 * The rules of this repository, as tests: what may depend on what, what may be called where, how
 * things are named and how large they get. Each failure names its rule, the reason for it, and what
 * to do instead.
 *
 * <p>What cannot follow a rule stands in {@code exceptions.txt} with its own reason. An entry that
 * is no longer needed fails too, so the list only shrinks.
 */
@NullMarked
package dev.covey.dist.rules;

import org.jspecify.annotations.NullMarked;
