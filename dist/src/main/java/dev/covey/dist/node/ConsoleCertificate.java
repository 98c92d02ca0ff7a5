package dev.covey.dist.node;

import dev.covey.model.Link;
import dev.covey.model.Resource;
import dev.covey.model.Type;
import dev.covey.pki.identity.Renewal;
import dev.covey.pki.tls.LiveCredentials;
import dev.covey.runtime.resource.Resources;
import dev.covey.runtime.store.Store;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The certificate of the cluster's own that a master shows on the port of console and API. It
 * follows the names and addresses that the cluster knows of the node, without a restart. {@link
 * #look} is for one thread.
 */
final class ConsoleCertificate {

    private final Surroundings around;
    private final Store store;
    private final LiveCredentials shown;
    private Set<String> hosts;

    ConsoleCertificate(Surroundings around, Store store) {
        this.around = around;
        this.store = store;
        this.hosts = hosts();
        this.shown = new LiveCredentials(around.identity().server(hosts));
    }

    /** What is shown, swapped when it is made anew. */
    LiveCredentials shown() {
        return shown;
    }

    /** Makes it anew if its time or a name in it has come to an end; whether it did. */
    boolean look() {
        Set<String> now = hosts();
        boolean due = Renewal.due(shown.current().certificate(), around.clock());
        if (now.equals(hosts) && !due) {
            return false;
        }
        hosts = now;
        shown.swap(around.identity().server(now));
        return true;
    }

    /** As this machine was last told, and as the cluster knows the node: both may be dialled. */
    private Set<String> hosts() {
        Stream<String> told = hosts(around.node().publicAddress(), around.node().links());
        Stream<String> known =
                new Resources(store.view())
                        .get(Type.NODE, around.node().nodeId()).stream()
                                .map(Resource::spec)
                                .flatMap(spec -> hosts(spec.publicAddress(), spec.links()));
        return Stream.concat(told, known).collect(Collectors.toSet());
    }

    private static Stream<String> hosts(String publicAddress, Collection<Link> links) {
        return Stream.concat(Stream.of(publicAddress), links.stream().map(Link::address));
    }
}
