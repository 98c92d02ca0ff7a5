package dev.covey.master.subscription.profile;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Gives each line a name of its own: what is taken gets a number in parentheses. For one thread.
 */
public final class Names {

    /** The group in which a person chooses a line. */
    public static final String CHOICE = "Servers";

    /** The group that takes the fastest line. */
    public static final String FASTEST = "Fastest";

    /** What goes past the VPN. */
    public static final String DIRECT = "direct";

    // The first three are ours, the rest have a meaning of their own in Mihomo.
    private static final List<String> RESERVED =
            List.of(
                    CHOICE,
                    FASTEST,
                    DIRECT,
                    "DIRECT",
                    "REJECT",
                    "REJECT-DROP",
                    "COMPATIBLE",
                    "PASS",
                    "GLOBAL");

    private final Set<String> taken = new HashSet<>(RESERVED);

    /** The name itself, or with the least number that makes it unique. */
    public String unique(String name) {
        String free = name;
        for (int i = 2; !taken.add(free); i++) {
            free = name + " (" + i + ")";
        }
        return free;
    }
}
