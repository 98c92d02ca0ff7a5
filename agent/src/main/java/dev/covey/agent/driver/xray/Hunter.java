package dev.covey.agent.driver.xray;

import dev.covey.agent.driver.DriverException;
import dev.covey.agent.host.Flow;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds connections that were never reported, such as those from before a restart of the agent: by
 * exclusion. A connection from an address where nobody but the expelled user is online, and that is
 * nobody else's, is that user's. Where others are online at the address, none is touched.
 */
final class Hunter {

    private static final Logger LOG = LoggerFactory.getLogger(Hunter.class);
    private static final int MOST_ONLINE = 5_000;

    private final CoreApi api;
    private final Connections connections;
    private final Cutter cutter;

    Hunter(CoreApi api, Connections connections, Cutter cutter) {
        this.api = api;
        this.connections = connections;
        this.cutter = cutter;
    }

    /**
     * Ends the user's connections as far as they can be told apart; a warning where they cannot.
     */
    Optional<String> hunt(long user, Set<Integer> ports) {
        try {
            Set<InetAddress> addresses = addresses(user);
            Set<InetAddress> shared = addressesOfOthers(user, addresses);
            List<Flow> quarry = new ArrayList<>();
            for (int port : ports) {
                for (Flow flow : cutter.on(port)) {
                    InetAddress from = flow.remote().getAddress();
                    boolean alone = addresses.contains(from) && !shared.contains(from);
                    if (alone && connections.owner(flow).isEmpty()) {
                        quarry.add(flow);
                    }
                }
            }
            LOG.info("user {} is cut off by {} connections more", user, quarry.size());
            cutter.cut(quarry);
            return shared.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            "User "
                                    + user
                                    + " is cut off but may keep an old connection: others are"
                                    + " online at the same address, and none of them is"
                                    + " disturbed.");
        } catch (DriverException e) {
            LOG.warn("user {} cannot be looked for", user, e);
            return Optional.empty();
        }
    }

    private Set<InetAddress> addresses(long user) throws DriverException {
        Set<InetAddress> addresses = new HashSet<>();
        for (String text : api.addresses(user)) {
            try {
                addresses.add(InetAddress.getByName(text));
            } catch (UnknownHostException e) {
                throw new DriverException("The VPN core names an address that is none.", e);
            }
        }
        return addresses;
    }

    private Set<InetAddress> addressesOfOthers(long user, Set<InetAddress> among)
            throws DriverException {
        Set<Long> others = api.online();
        others.remove(user);
        if (others.size() > MOST_ONLINE) {
            return among;
        }
        Set<InetAddress> shared = new HashSet<>();
        for (Long other : others) {
            shared.addAll(addresses(other));
        }
        shared.retainAll(among);
        return shared;
    }
}
