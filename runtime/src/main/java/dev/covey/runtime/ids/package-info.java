/** Chance: the only place of the product that rolls dice, so a simulation can repeat them. */
@NullMarked
package dev.covey.runtime.ids;

import org.jspecify.annotations.NullMarked;
