package dev.covey.master.subscription;

import java.util.List;

/**
 * The links of one user; all of them are secrets.
 *
 * @param subscriptionUrl for applications that fetch
 * @param links one for each route that leads somewhere now
 */
public record UserLinks(String subscriptionUrl, List<Link> links) {

    /** Copies the list. */
    public UserLinks {
        links = List.copyOf(links);
    }

    /**
     * A link that an application takes without fetching anything.
     *
     * @param route its name
     * @param name the name of the inbound, which the user sees
     */
    public record Link(String route, String name, String link) {

        /** Route and name. */
        @Override
        public String toString() {
            return "Link[" + route + ", " + name + "]";
        }
    }

    /** How many there are. */
    @Override
    public String toString() {
        return "UserLinks[" + links.size() + "]";
    }
}
