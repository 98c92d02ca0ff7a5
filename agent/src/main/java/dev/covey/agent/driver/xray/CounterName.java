package dev.covey.agent.driver.xray;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of the core's counters, such as {@code user>>>42>>>traffic>>>uplink}. */
record CounterName(Kind kind, String owner, boolean up) {

    enum Kind {
        USER,
        INBOUND
    }

    private static final Pattern TRAFFIC =
            Pattern.compile("(user|inbound)>>>([^>]+)>>>traffic>>>(uplink|downlink)");
    private static final Pattern ONLINE =
            Pattern.compile("(?:user>>>)?([0-9]{1,18})(?:>>>online)?");

    static Optional<CounterName> parse(String name) {
        Matcher parts = TRAFFIC.matcher(name);
        if (!parts.matches()) {
            return Optional.empty();
        }
        Kind kind = parts.group(1).equals("user") ? Kind.USER : Kind.INBOUND;
        return Optional.of(new CounterName(kind, parts.group(2), parts.group(3).equals("uplink")));
    }

    /** The user number in the name of an online counter. */
    static Optional<Long> user(String name) {
        Matcher parts = ONLINE.matcher(name);
        return parts.matches() ? Optional.of(Long.parseLong(parts.group(1))) : Optional.empty();
    }
}
