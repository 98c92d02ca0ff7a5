package dev.covey.dist.node;

import dev.covey.cli.client.Client;
import dev.covey.cli.client.Target;
import dev.covey.model.json.Json;
import java.util.Optional;

/** Makes join strings for servers that are brought in over SSH, through the node's own API. */
final class JoinStrings {

    private static final int SECONDS = 900;

    private final Surroundings around;
    private final String token;

    JoinStrings(Surroundings around, String token) {
        this.around = around;
        this.token = token;
    }

    /** One for one machine with these roles. */
    String make(String roles) {
        var authorities = around.directory().pki().resolve("authorities.crt");
        String server = new LocalAccess(around).server();
        Client client = new Client(new Target(server, token, Optional.of(authorities)));
        return client.post(
                        "/v1/clusters/self/join-strings",
                        Json.object().put("role", roles).put("ttlSeconds", SECONDS))
                .json()
                .path("joinString")
                .asString("");
    }
}
