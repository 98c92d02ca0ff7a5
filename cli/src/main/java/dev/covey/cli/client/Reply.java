package dev.covey.cli.client;

import dev.covey.model.json.Json;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What a master answered.
 *
 * @param staleSeconds how old the answer may be, when there is no quorum
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
public record Reply(int status, byte[] body, Optional<String> staleSeconds) {

    /** The body as JSON; an empty one is null. */
    public JsonNode json() {
        return body.length == 0 ? Json.readTree(Json.utf8("null")) : Json.readTree(body);
    }
}
