package dev.covey.master.subscription;

import dev.covey.master.subscription.profile.Account;
import dev.covey.master.subscription.profile.Amounts;
import dev.covey.master.subscription.profile.Entry.Notice;
import java.time.Instant;
import java.util.Optional;

/** What users read in place of servers. */
final class Notices {

    /** The user may use the service, but no server works. */
    static final Notice NOWHERE = new Notice("No server is available now");

    private Notices() {}

    /** Why this account may not use the service; absent if it may. */
    static Optional<Notice> of(Account account) {
        return switch (account.state()) {
            case ACTIVE -> Optional.empty();
            case DISABLED -> Optional.of(new Notice("Access is switched off"));
            case LIMITED ->
                    Optional.of(new Notice("Data used up: " + Amounts.bytes(account.limit())));
            case EXPIRED -> account.expiresAt().map(end -> new Notice(expired(end)));
        };
    }

    private static String expired(Instant end) {
        return "Expired on " + Amounts.day(end);
    }
}
