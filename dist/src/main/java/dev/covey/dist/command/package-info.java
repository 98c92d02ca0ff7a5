/** The commands that make, run and remove the node on this machine. */
@NullMarked
package dev.covey.dist.command;

import org.jspecify.annotations.NullMarked;
