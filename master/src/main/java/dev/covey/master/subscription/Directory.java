package dev.covey.master.subscription;

import dev.covey.master.rows.SecretIndex;
import dev.covey.model.Resource;
import dev.covey.model.Type;
import dev.covey.model.UserSpec;
import dev.covey.model.UserStatus;
import dev.covey.pki.Digest;
import dev.covey.pki.token.Tokens;
import dev.covey.runtime.resource.Resources;
import dev.covey.runtime.store.View;
import java.util.Optional;

/** Finds the user of a token by its hash. */
final class Directory {

    private Directory() {}

    /**
     * The user whose token this is. What is looked up is a hash, so how long it takes tells nothing
     * about other tokens; and the user must have the same hash, so a row that was left behind opens
     * nothing.
     */
    static Optional<Resource<UserSpec, UserStatus>> find(View view, String token) {
        if (!Tokens.isSubscription(token)) {
            return Optional.empty();
        }
        String hash = Tokens.hash(token);
        return SecretIndex.SUBSCRIPTION
                .id(view, hash)
                .flatMap(id -> new Resources(view).get(Type.USER, id))
                .filter(user -> Digest.same(user.spec().subscriptionHash(), hash));
    }
}
