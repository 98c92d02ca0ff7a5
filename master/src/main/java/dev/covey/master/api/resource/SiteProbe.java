package dev.covey.master.api.resource;

import dev.covey.model.Endpoint;

/** Looks whether a site can be a masquerade. Blocks for a bounded time; safe from any thread. */
@FunctionalInterface
public interface SiteProbe {

    /** What was found. */
    enum Finding {
        /** It answers and speaks TLS 1.3. */
        GOOD,
        /** It answers, but without TLS 1.3. */
        NO_TLS_1_3,
        /** It does not answer. */
        UNREACHABLE
    }

    /** Looks at a site. */
    Finding look(Endpoint site);
}
