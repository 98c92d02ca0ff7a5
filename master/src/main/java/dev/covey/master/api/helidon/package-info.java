/**
 * The HTTP server: the only package that knows its library. It turns requests and responses of
 * {@code dev.covey.master.api.http} into bytes on TLS connections, and bounds what a peer may cost.
 */
@NullMarked
package dev.covey.master.api.helidon;

import org.jspecify.annotations.NullMarked;
