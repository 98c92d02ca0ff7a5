package dev.covey.dist.node;

import dev.covey.cli.client.Client;
import dev.covey.cli.client.Target;
import dev.covey.master.provision.ConnectJob;
import dev.covey.model.json.Json;
import dev.covey.pki.join.JoinString;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Join strings for servers that are brought in over SSH, through the node's own API. */
final class JoinStrings implements ConnectJob.Invitation {

    private static final String STRINGS = "/v1/clusters/self/join-strings";
    private static final String NODES = "/v1/clusters/self/nodes/";
    private static final int SECONDS = 900;

    private final Surroundings around;
    private final String token;

    JoinStrings(Surroundings around, String token) {
        this.around = around;
        this.token = token;
    }

    @Override
    public String make(String roles) {
        return client().post(STRINGS, Json.object().put("role", roles).put("ttlSeconds", SECONDS))
                .json()
                .path("joinString")
                .asString("");
    }

    @Override
    public void withdraw(String joinString) {
        String id = JoinString.parse(joinString).secretId();
        Client client = client();
        for (JsonNode string : client.get(STRINGS).json().path("items")) {
            if (string.path("id").asString("").equals(id)) {
                for (JsonNode node : string.path("status").path("usedBy")) {
                    client.delete(NODES + node.asString(""));
                }
            }
        }
        client.delete(STRINGS + "/" + id);
    }

    private Client client() {
        var authorities = around.directory().pki().resolve("authorities.crt");
        String server = new LocalAccess(around).server();
        return new Client(new Target(server, token, Optional.of(authorities)));
    }
}
