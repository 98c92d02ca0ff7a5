/**
 * Event streams: resources as they change, as server-sent events. A stream tells the latest state
 * of what changed, never less; a client that is too slow or comes back too late is told to start
 * again.
 */
@NullMarked
package dev.covey.master.api.live;

import org.jspecify.annotations.NullMarked;
