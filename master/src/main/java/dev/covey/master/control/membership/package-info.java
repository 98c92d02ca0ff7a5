/**
 * Which nodes are there. A node that is heard from is Ready; one that was not heard from for twelve
 * seconds is Lost. A new active master has heard nobody yet and counts from its own claim. A node
 * that was let in and is not heard from within ten minutes goes again, as if it had not joined.
 */
@NullMarked
package dev.covey.master.control.membership;

import org.jspecify.annotations.NullMarked;
