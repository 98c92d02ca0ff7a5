/**
 * The clocks: the only place of the product that reads one.
 *
 * <p>Leases, timeouts and intervals are judged by {@link dev.covey.runtime.time.Clock#nanos()},
 * which never steps. The wall clock serves display, certificates and, on the active master, cluster
 * time.
 */
@NullMarked
package dev.covey.runtime.time;

import org.jspecify.annotations.NullMarked;
