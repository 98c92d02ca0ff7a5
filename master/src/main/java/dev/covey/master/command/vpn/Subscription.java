package dev.covey.master.command.vpn;

import dev.covey.master.command.Seals;
import dev.covey.model.Key;
import dev.covey.model.Sealed;
import dev.covey.pki.keys.Uuids;
import dev.covey.pki.token.Tokens;
import dev.covey.runtime.ids.Ids;

/**
 * The secrets of one user: the credential of the cores and the token of the subscription. They are
 * made together and revoked together.
 *
 * @param credential sealed UUID
 * @param token sealed subscription token
 * @param hash hex SHA-256 of the token
 */
public record Subscription(Sealed credential, Sealed token, String hash) {

    /** New secrets for a user. */
    public static Subscription make(Key user, Seals seals, Ids ids) {
        String token = new Tokens(ids::secret).subscription();
        return new Subscription(
                seals.seal(user.specRow(), Uuids.make(ids::secret)),
                seals.seal(user.specRow(), token),
                Tokens.hash(token));
    }
}
