package dev.covey.model;

import java.util.List;
import java.util.Set;

/**
 * One machine of the cluster. Its identity is its id and key; all else may change.
 *
 * @param zone failure domain; empty when not told
 * @param links where other nodes reach it, link0 first; at least one
 * @param publicAddress what users dial
 * @param keyPin SHA-256 of the node's public key (SubjectPublicKeyInfo), hex; pinned at join
 * @param coefficientMilli load coefficient in thousandths: 2000 counts traffic twice
 */
public record NodeSpec(
        Set<Role> roles,
        String zone,
        List<Link> links,
        String publicAddress,
        Ports ports,
        String keyPin,
        Availability availability,
        int coefficientMilli)
        implements Spec {

    /** What a node may be given. */
    public enum Availability {
        ACTIVE,
        DRAINED,
        MAINTENANCE
    }

    public NodeSpec {
        Check.that(!roles.isEmpty(), "roles", "at least one of master, worker, witness", "none");
        roles = Set.copyOf(roles);
        Check.text("zone", zone, 0, 63);
        links = List.copyOf(links);
        Check.that(!links.isEmpty(), "links", "at least one address", "none");
        Check.most("links", links.size(), 8);
        Check.that(
                links.stream().map(Link::number).distinct().count() == links.size(),
                "links",
                "each number once",
                links.stream().map(Link::number).toList());
        Check.host("publicAddress", publicAddress);
        Check.that(
                keyPin.matches("[0-9a-f]{64}"), "keyPin", "64 hexadecimal digits", keyPin.length());
        Check.range("coefficientMilli", coefficientMilli, 0, 1_000_000);
    }

    /** True if the node is a voter or standby of the database and serves the API. */
    public boolean master() {
        return roles.contains(Role.MASTER);
    }

    /** True if the node carries traffic. */
    public boolean worker() {
        return roles.contains(Role.WORKER);
    }

    /** The address of the link with the highest priority; ties go to the lowest number. */
    public String address() {
        return links.stream()
                .reduce((a, b) -> b.priority() > a.priority() ? b : a)
                .orElseThrow()
                .address();
    }

    /** The same node with other roles. */
    public NodeSpec withRoles(Set<Role> others) {
        return new NodeSpec(
                others, zone, links, publicAddress, ports, keyPin, availability, coefficientMilli);
    }

    /** The same node, reached elsewhere. */
    public NodeSpec withLinks(List<Link> others) {
        return new NodeSpec(
                roles, zone, others, publicAddress, ports, keyPin, availability, coefficientMilli);
    }

    /** The same node with another availability. */
    public NodeSpec withAvailability(Availability other) {
        return new NodeSpec(
                roles, zone, links, publicAddress, ports, keyPin, other, coefficientMilli);
    }
}
