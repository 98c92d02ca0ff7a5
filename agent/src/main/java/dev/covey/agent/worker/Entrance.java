package dev.covey.agent.worker;

import dev.covey.agent.driver.Inbound;
import java.util.Optional;

/**
 * An inbound as the masters want it.
 *
 * @param inbound empty if what they sent is none
 * @param why it is none
 */
record Entrance(long generation, String route, Optional<Inbound> inbound, String why) {}
