package dev.covey.master.api.resource;

import static dev.covey.master.api.door.Endpoint.SELF;

import dev.covey.master.api.door.Access;
import dev.covey.master.api.door.Call;
import dev.covey.master.api.door.Doc;
import dev.covey.master.api.door.Endpoint;
import dev.covey.master.api.http.Fields;
import dev.covey.master.api.http.Method;
import dev.covey.master.api.http.Response;
import dev.covey.master.api.shape.Shapes;
import dev.covey.master.command.Done;
import dev.covey.master.command.Expect;
import dev.covey.master.command.access.CreateJoinString;
import dev.covey.master.command.access.DeleteJoinString;
import dev.covey.model.Kind;
import dev.covey.model.Type;
import dev.covey.runtime.resource.Resources;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Join strings: permissions to join. */
public final class JoinStringEndpoints {

    private static final String TAG = "join-strings";
    private static final String ALL = SELF + "/join-strings";
    private static final long HOUR = 3600;

    private final Desk desk;
    private final Lists lists;
    private final Invitations invitations;

    /** Join strings. */
    public JoinStringEndpoints(Desk desk, Lists lists, Invitations invitations) {
        this.desk = desk;
        this.lists = lists;
        this.invitations = invitations;
    }

    /** The endpoints. */
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.reads(
                        ALL,
                        Access.VIEWER,
                        Doc.reads(TAG, "Lists join strings, without secrets.", "JoinStringList"),
                        call -> lists.of(call, Kind.JOIN_STRING)),
                Endpoint.writes(
                        Method.POST,
                        ALL,
                        Access.ADMIN,
                        Doc.makes(
                                TAG,
                                "Makes a join string, shown this once.",
                                "NewJoinString",
                                "JoinStringWithSecret"),
                        this::create),
                Endpoint.writes(
                        Method.DELETE,
                        ALL + "/{joinString}",
                        Access.ADMIN,
                        Doc.does(TAG, "Revokes a join string."),
                        call ->
                                desk.finish(
                                        call, new DeleteJoinString(call.variable("joinString")))));
    }

    private Response create(Call call) {
        Fields fields = new Fields(call.request().json());
        CreateJoinString create =
                new CreateJoinString(
                        Servers.roles(fields.optionalText("role")),
                        Duration.ofSeconds(
                                fields.number("ttlSeconds", 60, 30 * 24 * 3600)
                                        .map(Integer::longValue)
                                        .orElse(HOUR)),
                        fields.number("uses", 1, 1000).orElse(1),
                        fields.optionalText("cidr").orElse(""));
        fields.end();
        Done done = desk.done(call, create);
        if (done.secret().isEmpty()) {
            throw Expect.conflict(
                    "already_done",
                    "Expected a new request id, but this one has made a join string before, and its"
                            + " secret was shown then. Make another one.");
        }
        Resources resources = desk.reader().local();
        var string = resources.need(Type.JOIN_STRING, done.key().id());
        String text = invitations.text(resources, string, done.secret().get());
        ObjectNode shape = new Shapes(resources, desk.live()).of(string);
        shape.put("joinString", text);
        shape.put("command", invitations.command(resources, text));
        return Desk.written(Response.json(201, shape), call, done);
    }
}
