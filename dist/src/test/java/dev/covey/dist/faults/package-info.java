/**
 * The store's trial: real members on test hosts, clients that write down all they hear, and faults.
 * A {@link dev.covey.dist.faults.Verdict} then says whether any of it contradicts the order that
 * the store itself tells in its watch.
 */
@NullMarked
package dev.covey.dist.faults;

import org.jspecify.annotations.NullMarked;
