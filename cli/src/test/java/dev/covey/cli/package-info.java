/** Tests of the command line. */
@NullMarked
package dev.covey.cli;

import org.jspecify.annotations.NullMarked;
