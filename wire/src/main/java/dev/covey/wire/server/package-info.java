/**
 * The masters' end of the agents' port: connections in, with who is at the other end, and bounds on
 * how many and how large. What is said over them is the business of a {@link
 * dev.covey.wire.server.Reception}.
 */
@NullMarked
package dev.covey.wire.server;

import org.jspecify.annotations.NullMarked;
