package dev.covey.master.rows;

import dev.covey.model.json.Json;
import dev.covey.runtime.store.Change;
import dev.covey.runtime.store.View;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Finds a resource by the hash of its secret. Looking a hash up takes no longer for a right secret
 * than for a wrong one; who finds an id must still compare the hash with that of the resource.
 */
public enum SecretIndex {
    /** API tokens. */
    TOKEN("x/token/"),
    /** Users by the token of their subscription. */
    SUBSCRIPTION("x/sub/");

    private final String prefix;

    SecretIndex(String prefix) {
        this.prefix = prefix;
    }

    /** What all its rows begin with. */
    public String prefix() {
        return prefix;
    }

    /** The row of a hash. */
    public String row(String hash) {
        return prefix + hash;
    }

    /** Lets a hash lead to an id. */
    public Change.Put put(String hash, String id) {
        return new Change.Put(row(hash), Json.utf8(id));
    }

    /** The id that a hash leads to. */
    public Optional<String> id(View view, String hash) {
        return view.get(row(hash)).map(row -> new String(row.value(), StandardCharsets.UTF_8));
    }
}
