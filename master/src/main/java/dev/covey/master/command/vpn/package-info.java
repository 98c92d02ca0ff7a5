/** Use cases of the VPN: users, routes and inbounds. */
@NullMarked
package dev.covey.master.command.vpn;

import org.jspecify.annotations.NullMarked;
