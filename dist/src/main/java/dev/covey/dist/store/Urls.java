package dev.covey.dist.store;

import dev.covey.model.Check;
import dev.covey.model.Endpoint;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;

/**
 * One of etcd's URLs.
 *
 * @param secure whether it begins with https
 */
record Urls(boolean secure, Endpoint at) {

    /** Reads a list with commas between. */
    static List<Urls> parse(String option, String text) {
        return Arrays.stream(text.split(",", -1)).map(each -> one(option, each.strip())).toList();
    }

    /** Reads one. */
    static Urls one(String option, String text) {
        Check.that(text.matches("https?://[^/]+/?"), option, "http(s)://HOST:PORT", text);
        URI url = URI.create(text);
        Check.that(url.getHost() != null && url.getPort() > 0, option, "http(s)://HOST:PORT", text);
        String host = url.getHost().replace("[", "").replace("]", "");
        return new Urls(url.getScheme().equals("https"), new Endpoint(host, url.getPort()));
    }

    /** What it begins with. */
    String scheme() {
        return secure ? "https" : "http";
    }

    /** The address to listen on or to dial. */
    InetSocketAddress address() {
        return new InetSocketAddress(at.host(), at.port());
    }

    /** Refuses what is neither protected nor on loopback. */
    Urls safe(String option) {
        InetSocketAddress address = address();
        boolean loopback = !address.isUnresolved() && address.getAddress().isLoopbackAddress();
        if (!secure && !loopback) {
            throw new ProblemException(
                    new Problem.Invalid(option, "https, or http on loopback", "http://" + at));
        }
        return this;
    }

    @Override
    public String toString() {
        return scheme() + "://" + at;
    }
}
