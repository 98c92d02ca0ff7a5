/** Rounds and majorities. */
@NullMarked
package dev.covey.raft.lead;

import org.jspecify.annotations.NullMarked;
