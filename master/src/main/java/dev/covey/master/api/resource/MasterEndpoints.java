package dev.covey.master.api.resource;

import static dev.covey.master.api.door.Endpoint.SELF;

import dev.covey.master.api.door.Access;
import dev.covey.master.api.door.Call;
import dev.covey.master.api.door.Doc;
import dev.covey.master.api.door.Endpoint;
import dev.covey.master.api.http.Response;
import dev.covey.master.api.read.Reading;
import dev.covey.master.api.shape.Live;
import dev.covey.model.Resource;
import dev.covey.model.Type;
import dev.covey.model.json.Json;
import dev.covey.runtime.quorum.Member;
import dev.covey.runtime.quorum.QuorumView;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Masters: who manages the cluster, and how many of them it may lose. */
public final class MasterEndpoints {

    private static final Duration SILENT = Duration.ofSeconds(3);

    private final Desk desk;

    /** Masters. */
    public MasterEndpoints(Desk desk) {
        this.desk = desk;
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
        long reached = view.voters().stream().filter(m -> !silent(m, view)).count();
        answer.putObject("quorum")
                .put("voters", view.voters().size())
                .put("needed", view.needed())
                .put("mayLose", Math.max(0, (int) reached - view.needed()))
                .put("ok", reached >= view.needed() && view.leader().isPresent());
        answer.put("revision", reading.resources().view().revision());
        return reading.mark(Response.json(answer));
    }

    private static void item(ObjectNode item, Member member, QuorumView view, Reading reading) {
        item.put("node", member.node());
        item.put(
                "name",
                reading.resources().get(Type.NODE, member.node()).map(Resource::name).orElse(""));
        item.put("state", state(member, view));
        item.put("voter", member.votes());
        item.put("lagEntries", member.lag().orElse(0));
        item.put("lastContactMillis", member.lastContact().map(Duration::toMillis).orElse(0L));
    }

    private static String state(Member member, QuorumView view) {
        if (member.leads()) {
            return "active";
        }
        if (silent(member, view)) {
            return "unreachable";
        }
        return member.votes() ? "standby" : "learner";
    }

    /** Only the leader knows who is silent. */
    private static boolean silent(Member member, QuorumView view) {
        boolean asked = view.leader().filter(view.self()::equals).isPresent();
        return asked
                && !member.leads()
                && member.lastContact().map(t -> t.compareTo(SILENT) > 0).orElse(true);
    }
}
