package dev.covey.master.command.access;

import dev.covey.model.json.Json;
import dev.covey.runtime.store.View;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Finds API tokens by their hash. */
public final class ApiTokens {

    private static final String ROW = "x/token/";

    private ApiTokens() {}

    /** The row that leads from the hash of a token to its id. */
    static String row(String hash) {
        return ROW + hash;
    }

    /** The content of that row. */
    static byte[] content(String id) {
        return Json.utf8(id);
    }

    /** The id of the token with a hash, if there is one. */
    public static Optional<String> id(View view, String hash) {
        return view.get(row(hash)).map(row -> new String(row.value(), StandardCharsets.UTF_8));
    }
}
