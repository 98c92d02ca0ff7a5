package dev.covey.master.api.resource;

import static dev.covey.master.api.door.Endpoint.SELF;

import dev.covey.master.api.door.Access;
import dev.covey.master.api.door.Call;
import dev.covey.master.api.door.Doc;
import dev.covey.master.api.door.Endpoint;
import dev.covey.master.api.http.Fields;
import dev.covey.master.api.http.Method;
import dev.covey.master.api.http.Response;
import dev.covey.master.api.read.Reading;
import dev.covey.master.command.Expect;
import dev.covey.master.command.Labels;
import dev.covey.master.command.fleet.ChangeNode;
import dev.covey.master.command.fleet.DeleteNode;
import dev.covey.master.command.fleet.NodeInput;
import dev.covey.model.Kind;
import dev.covey.model.NodeSpec;
import dev.covey.model.NodeStatus;
import dev.covey.model.Resource;
import dev.covey.model.Role;
import dev.covey.model.Type;
import dev.covey.model.json.Words;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Nodes: the machines of the cluster. */
public final class NodeEndpoints {

    private static final String TAG = "nodes";
    private static final String ALL = SELF + "/nodes";
    private static final String ONE = ALL + "/{node}";

    private final Desk desk;
    private final Lists lists;
    private final Connecting connecting;
    private final Transfer transfer;

    /** Nodes, which come in over SSH and one of which is the active master. */
    public NodeEndpoints(Desk desk, Lists lists, Connecting connecting, Transfer transfer) {
        this.desk = desk;
        this.lists = lists;
        this.connecting = connecting;
        this.transfer = transfer;
    }

    /** The endpoints. */
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.live(
                        ALL,
                        Access.VIEWER,
                        Doc.reads(TAG, "Lists nodes, by name.", "NodeList"),
                        call -> lists.of(call, Kind.NODE)),
                Endpoint.writes(
                        Method.POST,
                        ALL,
                        Access.ADMIN,
                        new Doc(
                                TAG,
                                "Brings a server into the cluster over SSH.",
                                "NewNode",
                                202,
                                "Operation"),
                        connecting::connect),
                Endpoint.live(ONE, Access.VIEWER, Doc.reads(TAG, "One node.", "Node"), this::get),
                Endpoint.writes(
                        Method.PATCH,
                        ONE,
                        Access.ADMIN,
                        Doc.takes(TAG, "Changes a node.", "NodeInput", "Node"),
                        this::change),
                Endpoint.writes(
                        Method.DELETE,
                        ONE,
                        Access.ADMIN,
                        Doc.does(TAG, "Removes a node for ever, with its inbounds."),
                        this::delete),
                verb(":drain", "Gives the node no new users.", NodeSpec.Availability.DRAINED),
                verb(":maintenance", "Sets the node aside.", NodeSpec.Availability.MAINTENANCE),
                verb(":resume", "Ends draining and maintenance.", NodeSpec.Availability.ACTIVE),
                Endpoint.writes(
                        Method.POST,
                        ONE + ":makeMaster",
                        Access.ADMIN,
                        Doc.takes(TAG, "Makes a standby the active master.", "", "Node"),
                        transfer::makeMaster));
    }

    private Endpoint verb(String verb, String summary, NodeSpec.Availability availability) {
        return Endpoint.writes(
                Method.POST,
                ONE + verb,
                Access.ADMIN,
                Doc.takes(TAG, summary, "", "Node"),
                call ->
                        desk.change(
                                call,
                                new ChangeNode(
                                        call.variable("node"),
                                        call.ifMatch(),
                                        NodeInput.of(availability))));
    }

    private Response get(Call call) {
        Reading reading = desk.reading(call);
        return desk.show(reading, reading.resources().find(Type.NODE, call.variable("node")));
    }

    private Response change(Call call) {
        Fields fields = new Fields(call.request().json());
        NodeInput input =
                new NodeInput(
                        fields.optionalText("name"),
                        fields.optionalText("zone"),
                        fields.list("links").map(Servers::links),
                        fields.optionalText("publicAddress"),
                        fields.number("coefficientMilli", 0, 1_000_000),
                        fields.optionalText("availability")
                                .map(
                                        word ->
                                                Words.parse(
                                                        "availability",
                                                        word,
                                                        NodeSpec.Availability.class)),
                        new Labels(fields.changes("labels")));
        Optional<String> role = fields.optionalText("role");
        fields.end();
        role.ifPresent(words -> keepsRole(call, words));
        return desk.change(call, new ChangeNode(call.variable("node"), call.ifMatch(), input));
    }

    /** A node is what it joined as: there is no way from one role to another in place. */
    private void keepsRole(Call call, String words) {
        Resource<NodeSpec, NodeStatus> node =
                desk.reader().local().find(Type.NODE, call.variable("node"));
        Set<Role> roles = Servers.roles(Optional.of(words));
        if (!roles.equals(node.spec().roles())) {
            String name = node.name();
            throw Expect.conflict(
                    "role_fixed",
                    "Expected node '%s' to keep its role, %s, but it is to become %s."
                                    .formatted(
                                            name,
                                            Servers.words(node.spec().roles()),
                                            Servers.words(roles))
                            + " Remove it with 'covey node remove %s', then let its machine join"
                                    .formatted(name)
                            + " again with a string of 'covey join-info --role %s'."
                                    .formatted(Servers.words(roles)));
        }
    }

    private Response delete(Call call) {
        String node = call.variable("node");
        if (call.request().target().flag("plan")) {
            Reading reading = desk.reading(call);
            return reading.mark(
                    Response.json(
                            new Plans(reading.resources(), desk.live())
                                    .node(reading.resources().find(Type.NODE, node))));
        }
        transfer.mayGo(node);
        return desk.finish(call, new DeleteNode(node, call.ifMatch()));
    }
}
