package dev.covey.master.api.forward;

import dev.covey.master.api.auth.Caller;
import dev.covey.master.api.door.Call;
import dev.covey.master.api.door.Endpoint;
import dev.covey.master.api.door.Forwarder;
import dev.covey.master.api.http.Method;
import dev.covey.master.api.http.Peer;
import dev.covey.master.api.http.Request;
import dev.covey.master.api.http.Response;
import dev.covey.master.api.http.Target;
import dev.covey.master.command.Actor;
import dev.covey.master.telemetry.NodeFigures;
import dev.covey.master.telemetry.Telemetry;
import dev.covey.model.Permission;
import dev.covey.model.ProblemException;
import dev.covey.model.json.Json;
import dev.covey.runtime.ids.Ids;
import dev.covey.runtime.store.Leadership;
import dev.covey.runtime.task.Tasks;
import java.io.InputStream;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Brings the active master's live figures to a standby every second, so that its own streams show
 * them and its subscriptions weigh the load. One thread at a time steps it.
 */
public final class Mirror {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int MOST_FAILURES = 5;

    private final Forwarder forwarder;
    private final Leadership leadership;
    private final Telemetry telemetry;
    private final Ids ids;
    private int failures;

    /** Asks by a forwarder, which finds the active master. */
    public Mirror(Forwarder forwarder, Leadership leadership, Telemetry telemetry, Ids ids) {
        this.forwarder = forwarder;
        this.leadership = leadership;
        this.telemetry = telemetry;
        this.ids = ids;
    }

    /** Begins to look. */
    public Tasks.Cancel start(Tasks tasks) {
        return tasks.every(SECOND, this::look);
    }

    private void look() {
        if (leadership.standing().isActive()) {
            return;
        }
        Optional<List<NodeFigures>> figures = ask();
        if (leadership.standing().isActive()) {
            return;
        }
        failures = figures.isPresent() ? 0 : failures + 1;
        if (failures == MOST_FAILURES) {
            telemetry.clear();
        }
        figures.ifPresent(this::show);
    }

    private Optional<List<NodeFigures>> ask() {
        try {
            return forwarder.forward(call()).filter(a -> a.status() == 200).map(Mirror::figures);
        } catch (ProblemException e) {
            return Optional.empty(); // what answered was no master of this version
        }
    }

    private Call call() {
        Request request =
                new Request(
                        Method.GET,
                        Target.parse(Endpoint.SELF + "/metrics", ""),
                        name -> Optional.empty(),
                        InputStream::nullInputStream,
                        new Peer(InetAddress.getLoopbackAddress(), List.of()));
        Caller caller = new Caller(new Actor("master", Permission.VIEWER), Optional.empty(), false);
        return new Call(request, Map.of(), Optional.of(caller), ids.id());
    }

    private static List<NodeFigures> figures(Response answer) {
        List<NodeFigures> all = new ArrayList<>();
        if (answer.content() instanceof Response.Content.Bytes(byte[] bytes)) {
            for (JsonNode item : Json.readTree(bytes).path("items")) {
                all.add(Json.read(item, NodeFigures.class));
            }
        }
        return all;
    }

    private void show(List<NodeFigures> figures) {
        Set<String> present = figures.stream().map(NodeFigures::node).collect(Collectors.toSet());
        telemetry.latest().stream()
                .map(NodeFigures::node)
                .filter(node -> !present.contains(node))
                .forEach(telemetry::gone);
        figures.forEach(f -> telemetry.heard(new NodeFigures.Beat(f, Set.of())));
    }
}
