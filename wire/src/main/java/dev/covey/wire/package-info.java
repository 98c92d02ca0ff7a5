/** What agents and masters say to each other, and the links they say it over. */
@NullMarked
package dev.covey.wire;

import org.jspecify.annotations.NullMarked;
