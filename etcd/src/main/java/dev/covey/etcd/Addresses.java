package dev.covey.etcd;

import dev.covey.etcd.net.Listen;
import java.util.List;

/**
 * Where a member listens.
 *
 * @param clients for calls and pages
 * @param pages for pages only
 */
public record Addresses(List<Listen> clients, List<Listen> pages) {

    /** Copies the lists. */
    public Addresses {
        clients = List.copyOf(clients);
        pages = List.copyOf(pages);
    }

    /** Only for clients. */
    public static Addresses of(Listen... clients) {
        return new Addresses(List.of(clients), List.of());
    }
}
