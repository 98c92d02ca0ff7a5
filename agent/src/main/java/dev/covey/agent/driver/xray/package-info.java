/**
 * The VPN driver for Xray-core, which runs as a process of its own and is spoken to over a socket
 * in a directory that only this user can enter. Inbounds and users come and go while it runs; it is
 * never restarted for them, and it outlives a restart of the agent.
 *
 * <p>Xray does not end the connections of a user who is removed. So it reports each connection with
 * its user over a second socket, and the driver ends a removed user's connections in the kernel,
 * one by one: other users behind the same address are not disturbed.
 */
@NullMarked
package dev.covey.agent.driver.xray;

import org.jspecify.annotations.NullMarked;
