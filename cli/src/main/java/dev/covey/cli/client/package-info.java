/** How the command line reaches a master: where it is, whom to trust, what it answered. */
@NullMarked
package dev.covey.cli.client;

import org.jspecify.annotations.NullMarked;
