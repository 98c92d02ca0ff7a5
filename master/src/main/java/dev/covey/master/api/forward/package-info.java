/**
 * Forwarding: what a standby cannot answer itself it asks the active master, as itself and on the
 * caller's behalf, and hands back the answer as it comes.
 */
@NullMarked
package dev.covey.master.api.forward;

import org.jspecify.annotations.NullMarked;
