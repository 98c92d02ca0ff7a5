/** Tests of how masters are reached. */
@NullMarked
package dev.covey.cli.client;

import org.jspecify.annotations.NullMarked;
