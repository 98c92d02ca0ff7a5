package dev.covey.master.api.resource;

import static dev.covey.master.api.door.Endpoint.SELF;

import dev.covey.master.api.door.Access;
import dev.covey.master.api.door.Call;
import dev.covey.master.api.door.Doc;
import dev.covey.master.api.door.Endpoint;
import dev.covey.master.api.http.Response;
import dev.covey.master.api.read.Reading;
import dev.covey.master.api.shape.Live;
import dev.covey.master.telemetry.NodeFigures;
import dev.covey.model.NodeSpec;
import dev.covey.model.NodeStatus;
import dev.covey.model.Resource;
import dev.covey.model.Role;
import dev.covey.model.Type;
import dev.covey.model.json.Json;
import dev.covey.runtime.quorum.Member;
import dev.covey.runtime.quorum.QuorumView;
import dev.covey.runtime.quorum.Tolerance;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Masters: who manages the cluster, and how many of them it may lose. */
public final class MasterEndpoints {

    private final Desk desk;
    private final InstantSource time;

    /**
     * Masters.
     *
     * @param time cluster time
     */
    public MasterEndpoints(Desk desk, InstantSource time) {
        this.desk = desk;
        this.time = time;
    }

    /** The endpoints. */
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.live(
                        SELF + "/masters",
                        Access.VIEWER,
                        Doc.reads("masters", "Who manages the cluster.", "Masters"),
                        this::list));
    }

    private Response list(Call call) {
        Reading reading = desk.reading(call);
        Live live = desk.live();
        QuorumView view = live.quorum().view();
        ObjectNode answer = Json.object();
        ArrayNode items = answer.putArray("items");
        view.members().forEach(member -> item(items.addObject(), member, view, reading));
        answer.put("epoch", live.leadership().standing().epoch().map(Object::toString).orElse(""));
        answer.put("leader", view.leader().orElse(""));
        answer.put("term", view.term());
        answer.put("committed", view.committed());
        answer.put("changing", view.changing());
        answer.put("at", time.instant().toString());
        Tolerance tolerance = view.tolerance(node -> zone(node, reading));
        answer.putObject("quorum")
                .put("voters", tolerance.votes().size())
                .put("reached", tolerance.reached())
                .put("needed", tolerance.needed())
                .put("mayLose", tolerance.mayLose())
                .put("ok", tolerance.quorate() && view.leader().isPresent())
                .putPOJO("fatalZones", tolerance.fatalZones());
        answer.put("revision", reading.resources().view().revision());
        return reading.mark(Response.json(answer));
    }

    private static Optional<Resource<NodeSpec, NodeStatus>> node(String id, Reading reading) {
        return reading.resources().get(Type.NODE, id);
    }

    private static String zone(String node, Reading reading) {
        return node(node, reading).map(n -> n.spec().zone()).orElse("");
    }

    private void item(ObjectNode item, Member member, QuorumView view, Reading reading) {
        String id = member.node();
        item.put("node", id);
        item.put("name", node(id, reading).map(Resource::name).orElse(""));
        item.put("zone", zone(id, reading));
        item.put("state", state(member, view));
        item.put("voter", member.votes());
        item.put(
                "witness",
                node(id, reading).filter(n -> n.spec().roles().contains(Role.WITNESS)).isPresent());
        item.putPOJO(
                "addresses", member.peer().addresses().stream().map(Object::toString).toList());
        item.put("lagEntries", member.lag().orElse(0));
        item.put("lastContactMillis", member.lastContact().map(Duration::toMillis).orElse(0L));
        item.put(
                "clockAheadMillis",
                desk.live()
                        .telemetry()
                        .latest(id)
                        .flatMap(NodeFigures::clockAheadMillis)
                        .orElse(null));
    }

    private static String state(Member member, QuorumView view) {
        if (member.leads()) {
            return "active";
        }
        if (!view.answers(member)) {
            return "unreachable";
        }
        return member.votes() ? "standby" : "learner";
    }
}
