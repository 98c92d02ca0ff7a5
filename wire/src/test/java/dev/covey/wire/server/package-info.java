/** Tests of the agents' port with the agents' own dialer at the other end. */
@NullMarked
package dev.covey.wire.server;

import org.jspecify.annotations.NullMarked;
