package dev.covey.agent.driver.xray;

import java.nio.file.Path;

/**
 * Where the core is and what it may do.
 *
 * @param binary the {@code xray} program
 * @param home a directory of this driver's own; made if it is missing
 * @param privateNetworks whether users may reach addresses of private networks and of this machine
 */
public record XraySettings(Path binary, Path home, boolean privateNetworks) {}
