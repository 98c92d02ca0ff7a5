/**
 * Cluster time: the wall clock of the active master, replicated and never going backwards. It is
 * the only judge of dates; leases and timeouts go by the monotonic clock.
 *
 * <p>Its last reading is carried in a row by the commits that depend on it, so an idle cluster
 * writes nothing, and a successor starts no earlier than what was decided before it.
 *
 * <p>A wall clock may step at any moment. It is followed while it agrees within 60 seconds with the
 * other masters; on a master without others, while it steps by no more than an hour. Otherwise time
 * goes on by the monotonic clock, the step is shown as a {@link
 * dev.covey.runtime.clustertime.Jump}, and nothing expires by it until an administrator confirms it
 * or the clock comes back.
 */
@NullMarked
package dev.covey.runtime.clustertime;

import org.jspecify.annotations.NullMarked;
