package dev.covey.master.command.vpn;

import dev.covey.master.command.Seals;
import dev.covey.model.Key;
import dev.covey.model.Sealed;
import dev.covey.model.json.Json;
import dev.covey.pki.keys.Uuids;
import dev.covey.pki.token.Tokens;
import dev.covey.runtime.ids.Ids;
import dev.covey.runtime.store.View;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The secrets of one user: the credential of the cores and the token of the subscription. They are
 * made together and revoked together.
 *
 * @param credential sealed UUID
 * @param token sealed subscription token
 * @param hash hex SHA-256 of the token
 */
public record Subscription(Sealed credential, Sealed token, String hash) {

    private static final String ROW = "x/sub/";

    /** New secrets for a user. */
    public static Subscription make(Key user, Seals seals, Ids ids) {
        String token = new Tokens(ids::secret).subscription();
        return new Subscription(
                seals.seal(user.specRow(), Uuids.make(ids::secret)),
                seals.seal(user.specRow(), token),
                Tokens.hash(token));
    }

    /** The row that leads from the hash of a token to the user's id. */
    public static String row(String hash) {
        return ROW + hash;
    }

    /** The content of that row. */
    static byte[] content(String userId) {
        return Json.utf8(userId);
    }

    /** The id of the user whose token has this hash. */
    public static Optional<String> user(View view, String hash) {
        return view.get(row(hash)).map(row -> new String(row.value(), StandardCharsets.UTF_8));
    }
}
