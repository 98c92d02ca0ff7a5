package dev.covey.dist.node;

import dev.covey.model.json.Json;
import dev.covey.pki.secretfile.SecretFile;
import tools.jackson.databind.node.ObjectNode;

/** Lets root on this machine use the command line without logging in. */
final class LocalAccess {

    private final Surroundings around;

    LocalAccess(Surroundings around) {
        this.around = around;
    }

    /** Writes where the API is and the token of this start; readable by root only. */
    void write(String token) {
        ObjectNode local = Json.object();
        local.put("server", server());
        local.put("token", token);
        local.put("caFile", around.directory().pki().resolve("authorities.crt").toString());
        SecretFile.write(around.directory().local(), Json.bytes(local));
    }

    /** Loopback unless this node listens on one address only. */
    String server() {
        String listen = around.node().listen();
        boolean all = listen.equals("0.0.0.0") || listen.equals("::");
        return "https://" + (all ? "127.0.0.1" : listen) + ":" + around.node().ports().https();
    }
}
