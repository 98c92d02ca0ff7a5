package dev.covey.master.api.resource;

import dev.covey.master.api.auth.Forwarded;
import dev.covey.master.api.door.Access;
import dev.covey.master.api.door.Call;
import dev.covey.master.api.door.Doc;
import dev.covey.master.api.door.Endpoint;
import dev.covey.master.api.http.Method;
import dev.covey.master.api.http.Response;
import dev.covey.master.command.Actor;
import dev.covey.master.command.Done;
import dev.covey.master.command.fleet.DeleteNode;
import dev.covey.model.NodeSpec;
import dev.covey.model.NodeStatus;
import dev.covey.model.Permission;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.model.Resource;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * {@code POST /v1/leave}: a node takes itself out. It is known by its client certificate alone, so
 * it asks the active master itself: what another master forwards shows that master's certificate.
 */
public final class LeaveEndpoint {

    private final Desk desk;
    private final Transfer transfer;

    /** Removes nodes, but not the one that would have to carry out its own removal. */
    public LeaveEndpoint(Desk desk, Transfer transfer) {
        this.desk = desk;
        this.transfer = transfer;
    }

    /** The endpoint. */
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.writes(
                        Method.POST,
                        "/v1/leave",
                        Access.PUBLIC,
                        Doc.does("join", "Takes out the node that shows its certificate."),
                        this::leave));
    }

    private Response leave(Call call) {
        if (Forwarded.is(call.request())) {
            throw new ProblemException(
                    new Problem.Unavailable(
                            "Expected to be the active master, but another one is. Ask that one.",
                            Duration.ofSeconds(1)));
        }
        Resource<NodeSpec, NodeStatus> node =
                Forwarded.node(call.request(), desk.reader().local())
                        .orElseThrow(LeaveEndpoint::stranger);
        transfer.mayGo(node.id());
        Actor actor = new Actor("node:" + node.name(), Permission.ADMIN);
        Done done = desk.done(call, actor, new DeleteNode(node.id(), OptionalLong.empty()));
        return Desk.written(Response.empty(), call, done);
    }

    private static ProblemException stranger() {
        return new ProblemException(
                new Problem.Forbidden(
                        "not_a_member",
                        "Expected the certificate of a node of this cluster, but there is none. If"
                                + " the node was removed already, 'covey uninstall' is enough."));
    }
}
