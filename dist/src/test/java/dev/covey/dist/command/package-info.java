/** Tests of the commands of a node. */
@NullMarked
package dev.covey.dist.command;

import org.jspecify.annotations.NullMarked;
