package dev.covey.dist.birth;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Whether every master takes connections from here, on every port that this machine will need. */
final class Dialling {

    private static final int CONNECT_MILLIS = 3000;

    private Dialling() {}

    /** What fails, as sentences; {@code masters} as {@code /v1/join:check} answers them. */
    static List<String> faults(JsonNode masters, boolean asMaster) {
        List<String> faults = new ArrayList<>();
        for (JsonNode master : masters) {
            String host = master.path("address").asString("");
            List<String> ports =
                    asMaster ? List.of("https", "agents", "raft") : List.of("https", "agents");
            for (String name : ports) {
                int port = master.at("/ports/" + name).asInt(0);
                if (!answers(host, port)) {
                    faults.add(
                            "Expected to reach master '%s' on %s, port %d (%s), but it does not"
                                            .formatted(
                                                    master.path("name").asString(""),
                                                    host,
                                                    port,
                                                    name)
                                    + " answer. Start it, or open the port between the machines.");
                }
            }
        }
        return faults;
    }

    private static boolean answers(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
            return true;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }
}
