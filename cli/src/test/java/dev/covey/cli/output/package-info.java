/** Tests of the command line. */
@NullMarked
package dev.covey.cli.output;

import org.jspecify.annotations.NullMarked;
