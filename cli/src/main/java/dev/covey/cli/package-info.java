/** The command line: commands, the client they speak through, and their output. */
@NullMarked
package dev.covey.cli;

import org.jspecify.annotations.NullMarked;
