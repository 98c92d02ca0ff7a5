package dev.covey.master.subscription.profile;

import java.util.List;

/**
 * The subscription of one user at one moment.
 *
 * @param title shown above the lines
 * @param supportUrl empty for none
 * @param url where it is fetched from: secret
 * @param user the user's name
 * @param entries at least one: servers, or a single notice
 */
public record Profile(
        String title,
        String supportUrl,
        String url,
        String user,
        Account account,
        List<Entry> entries) {

    /** Copies the list. */
    public Profile {
        entries = List.copyOf(entries);
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("a profile without entries");
        }
    }

    /** The user's name and state, nothing that opens anything. */
    @Override
    public String toString() {
        return "Profile[" + user + ", " + account.state() + "]";
    }
}
