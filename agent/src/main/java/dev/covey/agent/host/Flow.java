package dev.covey.agent.host;

import java.net.InetSocketAddress;

/**
 * One TCP connection of this machine. IPv4 addresses that the kernel keeps in IPv6 form are IPv4
 * here.
 */
public record Flow(InetSocketAddress local, InetSocketAddress remote) {}
