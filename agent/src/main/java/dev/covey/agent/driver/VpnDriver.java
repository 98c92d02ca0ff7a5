package dev.covey.agent.driver;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs a VPN core. Every call is idempotent. {@link #read} may come from another thread at any
 * time; all else comes from one thread at a time.
 */
public interface VpnDriver {

    /**
     * What an inbound serves.
     *
     * @param shape see {@link Inbound#shape}
     * @param users credentials by user number
     */
    record Served(String shape, Map<Long, String> users) {}

    /** Why the core cannot honour this inbound, whatever the machine's state; empty if it can. */
    Optional<String> refuses(Inbound inbound);

    /** Whether an earlier driver may have left a core running, which must be looked after. */
    default boolean leftBehind() {
        return false;
    }

    /**
     * Makes the core run if it does not, unless it failed a moment ago.
     *
     * @return identity of the running core, new at each of its starts
     * @throws DriverException if none runs: why, and what to do
     */
    String ensure() throws DriverException;

    /** What the core serves now, by inbound id. */
    Map<String, Served> served() throws DriverException;

    /** Opens an inbound, or replaces it; connections of an older shape of it live on. */
    void open(Inbound inbound, Map<Long, String> users) throws DriverException;

    /** Closes an inbound and cuts its connections. */
    void close(String inbound) throws DriverException;

    /** Lets users in; one with another credential than before is replaced. */
    void admit(String inbound, Map<Long, String> users) throws DriverException;

    /** Keeps users out and cuts their connections through this inbound. */
    void expel(String inbound, Collection<Long> users) throws DriverException;

    /** Reads all counters without resetting them; empty if no core runs. */
    Optional<Reading> read();

    /** What the node's administrator should know. */
    List<String> warnings();

    /**
     * Called when the core's state changed without a call: it died, or has something to warn of.
     */
    void onChange(Runnable wake);

    /**
     * Ends this driver.
     *
     * @param core what becomes of the core
     */
    void stop(Core core);

    /** What becomes of the core when its driver stops. */
    enum Core {
        /** It ends. */
        ENDS,
        /** It goes on without a driver, to be taken over by the next one. */
        GOES_ON
    }
}
