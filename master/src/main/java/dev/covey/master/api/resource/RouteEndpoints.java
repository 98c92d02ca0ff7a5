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
import dev.covey.master.command.Labels;
import dev.covey.master.command.vpn.ChangeRoute;
import dev.covey.master.command.vpn.CreateRoute;
import dev.covey.master.command.vpn.DeleteRoute;
import dev.covey.model.Kind;
import dev.covey.model.RouteSpec;
import dev.covey.model.Type;
import dev.covey.model.json.Words;
import java.util.List;
import java.util.Optional;

/** Routes: pools of inbounds. */
public final class RouteEndpoints {

    private static final String TAG = "routes";
    private static final String ALL = SELF + "/routes";
    private static final String ONE = ALL + "/{route}";

    private final Desk desk;
    private final Lists lists;

    /** Routes. */
    public RouteEndpoints(Desk desk, Lists lists) {
        this.desk = desk;
        this.lists = lists;
    }

    /** The endpoints. */
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.reads(
                        ALL,
                        Access.VIEWER,
                        Doc.reads(TAG, "Lists routes, by name.", "RouteList"),
                        call -> lists.of(call, Kind.ROUTE)),
                Endpoint.writes(
                        Method.POST,
                        ALL,
                        Access.ADMIN,
                        Doc.makes(TAG, "Makes a route.", "RouteInput", "Route"),
                        this::create),
                Endpoint.reads(
                        ONE, Access.VIEWER, Doc.reads(TAG, "One route.", "Route"), this::get),
                Endpoint.writes(
                        Method.PATCH,
                        ONE,
                        Access.ADMIN,
                        Doc.takes(TAG, "Changes a route.", "RouteInput", "Route"),
                        this::change),
                Endpoint.writes(
                        Method.DELETE,
                        ONE,
                        Access.ADMIN,
                        Doc.does(TAG, "Deletes a route; its inbounds stay without one."),
                        this::delete));
    }

    private Response get(Call call) {
        Reading reading = desk.reading(call);
        return desk.show(reading, reading.resources().find(Type.ROUTE, call.variable("route")));
    }

    private Response create(Call call) {
        Fields fields = new Fields(call.request().json());
        String name = fields.text("name");
        Optional<RouteSpec.Algorithm> algorithm = algorithm(fields);
        fields.end();
        return desk.make(
                call, new CreateRoute(name, algorithm.orElse(RouteSpec.Algorithm.LEAST_LOADED)));
    }

    private Response change(Call call) {
        Fields fields = new Fields(call.request().json());
        ChangeRoute change =
                new ChangeRoute(
                        call.variable("route"),
                        call.ifMatch(),
                        fields.optionalText("name"),
                        algorithm(fields),
                        new Labels(fields.changes("labels")));
        fields.end();
        return desk.change(call, change);
    }

    private Response delete(Call call) {
        String route = call.variable("route");
        if (!call.request().target().flag("plan")) {
            return desk.finish(call, new DeleteRoute(route, call.ifMatch()));
        }
        Reading reading = desk.reading(call);
        return reading.mark(
                Response.json(
                        new Plans(reading.resources(), desk.live())
                                .route(reading.resources().find(Type.ROUTE, route))));
    }

    private static Optional<RouteSpec.Algorithm> algorithm(Fields fields) {
        return fields.optionalText("algorithm")
                .map(word -> Words.parse("algorithm", word, RouteSpec.Algorithm.class));
    }
}
