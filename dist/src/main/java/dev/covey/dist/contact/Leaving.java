package dev.covey.dist.contact;

import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.model.json.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Asks the active master to take this node out of its cluster. */
public final class Leaving {

    private static final int UNAVAILABLE = 503;

    private final KnownMasters masters;

    /** Asks these masters, one after another, until one is the active one. */
    public Leaving(KnownMasters masters) {
        this.masters = masters;
    }

    /** Returns when the cluster has let this node go. */
    public void ask() {
        List<String> faults = new ArrayList<>();
        for (KnownMasters.Known master : masters.all()) {
            try {
                HttpResponse<byte[]> answer = masters.send(master, "POST", "/v1/leave");
                if (answer.statusCode() < 300) {
                    return;
                }
                JsonNode problem = Json.readTree(answer.body());
                if (answer.statusCode() != UNAVAILABLE) {
                    throw refused(problem);
                }
                faults.add(master.https() + ": " + problem.path("detail").asString(""));
            } catch (IOException e) {
                faults.add(master.https() + ": " + KnownMasters.reason(e));
            }
        }
        throw new ProblemException(
                new Problem.Unavailable(
                        "Expected the active master to let this node go, but none can be asked: "
                                + String.join("; ", faults)
                                + ". Try again, or run 'covey node remove' on a master later and"
                                + " 'covey uninstall' here.",
                        Duration.ofSeconds(5)));
    }

    private static ProblemException refused(JsonNode problem) {
        return new ProblemException(
                new Problem.Conflict(
                        problem.path("code").asString("refused"),
                        problem.path("detail").asString("The master refused without a reason.")));
    }
}
