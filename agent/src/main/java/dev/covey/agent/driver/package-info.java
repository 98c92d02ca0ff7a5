/**
 * The port to what does the work of a node's VPN. A driver's calls are idempotent and may block;
 * what it serves can be asked of it, so that whoever drives it needs no memory of its own.
 */
@NullMarked
package dev.covey.agent.driver;

import org.jspecify.annotations.NullMarked;
