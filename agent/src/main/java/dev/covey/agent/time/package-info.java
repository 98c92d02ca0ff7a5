/** Cluster time as an agent knows it: the only judge of dates such as a user's expiry. */
@NullMarked
package dev.covey.agent.time;

import org.jspecify.annotations.NullMarked;
