package dev.covey.dist.directory;

import dev.covey.model.Check;
import dev.covey.model.Link;
import dev.covey.model.Ports;
import dev.covey.model.Role;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which node a data directory belongs to, as {@code node.json}: what it needs to start with no
 * master in sight. Roles, name, zone and public address are what it was last told on this machine;
 * the cluster may know better.
 *
 * @param listen address to listen on, such as {@code 0.0.0.0}
 * @param certificate PEM file for the console's port; absent for one of the cluster's own
 * @param founder true on the node that created the cluster: it may start a database of its own
 */
public record NodeFile(
        String clusterId,
        String clusterName,
        String nodeId,
        String name,
        Set<Role> roles,
        String zone,
        List<Link> links,
        String publicAddress,
        Ports ports,
        String listen,
        Optional<String> certificate,
        Optional<String> certificateKey,
        boolean founder) {

    public NodeFile {
        Check.id("clusterId", clusterId);
        Check.id("nodeId", nodeId);
        Check.name("name", name);
        Check.name("clusterName", clusterName);
        Check.text("zone", zone, 0, 63);
        Check.host("publicAddress", publicAddress);
        Check.host("listen", listen);
        roles = Set.copyOf(roles);
        links = List.copyOf(links);
    }

    /** True if this node keeps the database and serves the API. */
    public boolean master() {
        return roles.contains(Role.MASTER);
    }

    /** True if this node carries traffic. */
    public boolean worker() {
        return roles.contains(Role.WORKER);
    }

    /** The same node, listening at another address and showing another certificate, or none. */
    public NodeFile with(
            String otherListen, Optional<String> otherCertificate, Optional<String> otherKey) {
        return new NodeFile(
                clusterId,
                clusterName,
                nodeId,
                name,
                roles,
                zone,
                links,
                publicAddress,
                ports,
                otherListen,
                otherCertificate,
                otherKey,
                founder);
    }

    /** The same node by another name, in another zone, dialled at another address. */
    public NodeFile with(String otherName, String otherZone, String otherAddress) {
        return new NodeFile(
                clusterId,
                clusterName,
                nodeId,
                otherName,
                roles,
                otherZone,
                links,
                otherAddress,
                ports,
                listen,
                certificate,
                certificateKey,
                founder);
    }
}
