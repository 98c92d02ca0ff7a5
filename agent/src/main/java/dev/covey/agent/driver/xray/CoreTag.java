package dev.covey.agent.driver.xray;

import dev.covey.agent.driver.Inbound;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name under which the core knows an inbound. It says all that must be known of an inbound that
 * an earlier agent opened; another shape is another tag, so that both can be open for a moment.
 *
 * @param shape see {@link Inbound#shape}
 */
record CoreTag(String id, int port, String shape) {

    private static final Pattern FORM = Pattern.compile("covey/([^/]+)/(\\d{1,5})/([0-9a-f]+)");

    static CoreTag of(Inbound inbound) {
        return new CoreTag(inbound.id(), inbound.port(), inbound.shape());
    }

    /** Reads a tag; empty for the core's own inbounds. */
    static Optional<CoreTag> parse(String tag) {
        Matcher form = FORM.matcher(tag);
        return form.matches()
                ? Optional.of(
                        new CoreTag(form.group(1), Integer.parseInt(form.group(2)), form.group(3)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "covey/" + id + "/" + port + "/" + shape;
    }
}
