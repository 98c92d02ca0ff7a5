/** The server itself, over real sockets and TLS. */
@NullMarked
package dev.covey.master.api.helidon;

import org.jspecify.annotations.NullMarked;
