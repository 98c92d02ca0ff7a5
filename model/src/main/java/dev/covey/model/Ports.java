package dev.covey.model;

/**
 * Where a node listens.
 *
 * @param https console, API, joining, subscriptions
 * @param agents agents to masters, mutual TLS
 * @param raft between masters, mutual TLS
 * @param inbound proposed for the node's first inbound
 */
public record Ports(int https, int agents, int raft, int inbound) {

    /** The base of the default ports. */
    public static final int DEFAULT_BASE = 8440;

    private static final int ETCD = 2379;
    private static final int ETCD_OFFSET = 9;

    public Ports {
        Check.port("ports.https", https);
        Check.port("ports.agents", agents);
        Check.port("ports.raft", raft);
        Check.port("ports.inbound", inbound);
    }

    /** The ports that follow from a base: base + 3, + 4, + 5, + 6. */
    public static Ports at(int base) {
        Check.range("port-base", base, 1, 65520);
        return new Ports(base + 3, base + 4, base + 5, base + 6);
    }

    /** The etcd protocol, on masters: etcd's own port beside the default ports, else base + 9. */
    public static int etcd(Ports of) {
        int base = of.https() - 3;
        return base == DEFAULT_BASE ? ETCD : base + ETCD_OFFSET;
    }
}
