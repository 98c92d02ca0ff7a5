/**
 * The agent's session with the active master: one stream that is all or nothing. Registering,
 * heartbeats, assignments and reports live and die together; after any failure the agent opens a
 * new session with any master it knows, and never obeys one of a lower epoch.
 */
@NullMarked
package dev.covey.agent.session;

import org.jspecify.annotations.NullMarked;
