package dev.covey.model;

import java.util.List;

/**
 * A cluster: this one, and later those it shows.
 *
 * @param self true for the cluster that this store belongs to; exactly one
 * @param profileTitle what client applications show above the routes
 * @param supportUrl where users are sent for help; empty for none
 * @param firewallPorts ports that administrators should open, for show
 */
public record ClusterSpec(
        boolean self, String profileTitle, String supportUrl, List<Integer> firewallPorts)
        implements Spec {

    public ClusterSpec {
        Check.text("profileTitle", profileTitle, 0, 63);
        Check.text("supportUrl", supportUrl, 0, 255);
        firewallPorts = List.copyOf(firewallPorts);
        Check.most("firewallPorts", firewallPorts.size(), 64);
    }
}
