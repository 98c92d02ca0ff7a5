/**
 * The machine under the agent, Linux only: what the kernel says about its load, and its open
 * connections, which can be listed and ended one by one.
 */
@NullMarked
package dev.covey.agent.host;

import org.jspecify.annotations.NullMarked;
