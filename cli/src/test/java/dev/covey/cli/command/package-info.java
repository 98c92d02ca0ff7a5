/** Tests of the command line. */
@NullMarked
package dev.covey.cli.command;

import org.jspecify.annotations.NullMarked;
