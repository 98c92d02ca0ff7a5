/** Use cases of the fleet: the cluster itself, its nodes, and who joins it. */
@NullMarked
package dev.covey.master.command.fleet;

import org.jspecify.annotations.NullMarked;
