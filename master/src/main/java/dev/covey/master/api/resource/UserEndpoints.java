package dev.covey.master.api.resource;

import static dev.covey.master.api.door.Endpoint.SELF;

import dev.covey.master.api.door.Access;
import dev.covey.master.api.door.Call;
import dev.covey.master.api.door.Doc;
import dev.covey.master.api.door.Endpoint;
import dev.covey.master.api.http.Fields;
import dev.covey.master.api.http.Method;
import dev.covey.master.api.http.Refusals;
import dev.covey.master.api.http.Response;
import dev.covey.master.api.read.Reading;
import dev.covey.master.command.Expect;
import dev.covey.master.command.Seals;
import dev.covey.master.command.vpn.ChangeUser;
import dev.covey.master.command.vpn.CreateUser;
import dev.covey.master.command.vpn.DeleteUser;
import dev.covey.master.command.vpn.ResetUsage;
import dev.covey.master.command.vpn.RevokeUser;
import dev.covey.master.command.vpn.UserInput;
import dev.covey.master.subscription.Subscriptions;
import dev.covey.master.subscription.UserLinks;
import dev.covey.master.subscription.qr.QrSvg;
import dev.covey.model.Kind;
import dev.covey.model.Type;
import dev.covey.model.json.Json;
import java.util.List;

/** Users of the VPN, their links and QR codes. */
public final class UserEndpoints {

    private static final String TAG = "users";
    private static final String ALL = SELF + "/users";
    private static final String ONE = ALL + "/{user}";

    private final Desk desk;
    private final Lists lists;
    private final Seals seals;
    private final Subscriptions subscriptions;

    /** Users. */
    public UserEndpoints(Desk desk, Lists lists, Seals seals, Subscriptions subscriptions) {
        this.desk = desk;
        this.lists = lists;
        this.seals = seals;
        this.subscriptions = subscriptions;
    }

    /** The endpoints. */
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.live(
                        ALL,
                        Access.VIEWER,
                        Doc.reads(TAG, "Lists users, by name.", "UserList"),
                        call -> lists.of(call, Kind.USER)),
                Endpoint.writes(
                        Method.POST,
                        ALL,
                        Access.ADMIN,
                        Doc.makes(TAG, "Makes a user.", "UserInput", "User"),
                        this::create),
                Endpoint.live(ONE, Access.VIEWER, Doc.reads(TAG, "One user.", "User"), this::get),
                Endpoint.writes(
                        Method.PATCH,
                        ONE,
                        Access.ADMIN,
                        Doc.takes(TAG, "Changes a user.", "UserInput", "User"),
                        this::change),
                Endpoint.writes(
                        Method.DELETE,
                        ONE,
                        Access.ADMIN,
                        Doc.does(TAG, "Deletes a user; live connections are cut."),
                        call ->
                                desk.finish(
                                        call,
                                        new DeleteUser(call.variable("user"), call.ifMatch()))),
                Endpoint.writes(
                        Method.POST,
                        ONE + ":reset",
                        Access.ADMIN,
                        Doc.takes(TAG, "Sets the used traffic to 0.", "", "User"),
                        call -> desk.change(call, new ResetUsage(call.variable("user")))),
                Endpoint.writes(
                        Method.POST,
                        ONE + ":revoke",
                        Access.ADMIN,
                        Doc.takes(TAG, "Gives a new link and credential.", "", "User"),
                        call -> desk.change(call, new RevokeUser(call.variable("user"), seals))),
                Endpoint.live(
                        ONE + "/link",
                        Access.ADMIN,
                        Doc.reads(TAG, "The links of a user: secrets.", "UserLinks"),
                        this::link),
                Endpoint.live(
                        ONE + "/qr",
                        Access.ADMIN,
                        Doc.reads(TAG, "A link of a user as a QR code: a secret.", "image/svg+xml"),
                        this::qr));
    }

    private Response get(Call call) {
        Reading reading = desk.reading(call);
        return desk.show(reading, reading.resources().find(Type.USER, call.variable("user")));
    }

    private Response create(Call call) {
        Fields fields = new Fields(call.request().json());
        UserInput input = VpnInput.user(fields);
        fields.end();
        return desk.make(call, new CreateUser(input, seals));
    }

    private Response change(Call call) {
        Fields fields = new Fields(call.request().json());
        UserInput input = VpnInput.user(fields);
        fields.end();
        return desk.change(call, new ChangeUser(call.variable("user"), call.ifMatch(), input));
    }

    private Response link(Call call) {
        Reading reading = desk.reading(call);
        return reading.mark(Response.json(links(call, reading)));
    }

    private UserLinks links(Call call, Reading reading) {
        return subscriptions.links(reading.resources().find(Type.USER, call.variable("user")));
    }

    private Response qr(Call call) {
        Reading reading = desk.reading(call);
        UserLinks links = links(call, reading);
        String of = call.request().target().parameter("of").orElse("subscription");
        String text =
                switch (of) {
                    case "subscription" -> links.subscriptionUrl();
                    case "link" ->
                            links.links().stream()
                                    .findFirst()
                                    .map(UserLinks.Link::link)
                                    .orElseThrow(UserEndpoints::noLink);
                    default ->
                            throw Refusals.malformed(
                                    "unknown_qr", "Expected 'of' to be subscription or link.");
                };
        String svg = QrSvg.of(text).orElseThrow(UserEndpoints::noLink);
        return reading.mark(Response.of(200, "image/svg+xml", Json.utf8(svg)));
    }

    private static RuntimeException noLink() {
        return Expect.conflict(
                "no_link",
                "Expected a route with an inbound that works, but there is none for this user. Add"
                        + " one, or look at the inbounds.");
    }
}
