/** The commands, one class for each group of them. */
@NullMarked
package dev.covey.cli.command;

import org.jspecify.annotations.NullMarked;
