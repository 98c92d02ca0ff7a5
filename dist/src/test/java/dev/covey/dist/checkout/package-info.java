/**
 * Tests of the scripts that fetch, build and start the program from a checkout. Nothing here leaves
 * the machine: archives come from a server of the test's own.
 */
@NullMarked
package dev.covey.dist.checkout;

import org.jspecify.annotations.NullMarked;
