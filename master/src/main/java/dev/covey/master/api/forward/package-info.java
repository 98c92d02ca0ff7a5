/**
 * Forwarding: what a standby cannot answer itself it asks the active master, as itself and on the
 * caller's behalf, and hands back the answer as it comes. Live figures it fetches by itself.
 */
@NullMarked
package dev.covey.master.api.forward;

import org.jspecify.annotations.NullMarked;
