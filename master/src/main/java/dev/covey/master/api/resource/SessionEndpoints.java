package dev.covey.master.api.resource;

import dev.covey.master.api.auth.Caller;
import dev.covey.master.api.auth.Cookies;
import dev.covey.master.api.door.Access;
import dev.covey.master.api.door.Call;
import dev.covey.master.api.door.Doc;
import dev.covey.master.api.door.Endpoint;
import dev.covey.master.api.http.Fields;
import dev.covey.master.api.http.Method;
import dev.covey.master.api.http.Response;
import dev.covey.master.command.Expect;
import dev.covey.master.command.access.CloseSession;
import dev.covey.master.command.access.OpenSession;
import dev.covey.master.command.access.SetPassword;
import dev.covey.model.AdminSpec;
import dev.covey.model.NoStatus;
import dev.covey.model.Resource;
import dev.covey.model.Type;
import dev.covey.model.json.Json;
import dev.covey.model.json.Words;
import dev.covey.pki.token.Tokens;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Logging in and out, and one's own password. */
public final class SessionEndpoints {

    private static final String TAG = "session";
    private static final String PATH = "/v1/session";

    private final Desk desk;
    private final Logins logins;
    private final Tokens tokens;

    /** Sessions. */
    public SessionEndpoints(Desk desk, Logins logins, Tokens tokens) {
        this.desk = desk;
        this.logins = logins;
        this.tokens = tokens;
    }

    /** The endpoints. */
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.writes(
                        Method.POST,
                        PATH,
                        Access.PUBLIC,
                        Doc.makes(TAG, "Logs in with name and password.", "Login", "Session"),
                        this::login),
                Endpoint.reads(
                        PATH,
                        Access.OWN,
                        Doc.reads(TAG, "Who is logged in.", "Session"),
                        this::get),
                Endpoint.writes(
                        Method.DELETE, PATH, Access.OWN, Doc.does(TAG, "Logs out."), this::logout),
                Endpoint.writes(
                        Method.POST,
                        PATH + ":password",
                        Access.OWN,
                        Doc.takes(TAG, "Changes one's own password.", "PasswordChange", "Session"),
                        this::password));
    }

    private Response login(Call call) {
        Fields fields = new Fields(call.request().json());
        String name = fields.text("name");
        String password = fields.text("password");
        fields.end();
        Resource<AdminSpec, NoStatus> admin = logins.check(call.request(), name, password);
        String cookie = tokens.session();
        var done =
                desk.done(
                        call,
                        logins.actor(admin),
                        new OpenSession(
                                admin, Cookies.sessionId(cookie), Cookies.csrfHash(cookie)));
        if (done.repeated()) {
            throw Expect.conflict(
                    "already_done",
                    "Expected a new request id to log in, but this one has logged in before.");
        }
        logins.loggedIn(admin.name());
        return Desk.written(Response.json(201, shape(admin, cookie)), call, done)
                .with("Set-Cookie", Cookies.set(cookie, OpenSession.LIFE));
    }

    private Response get(Call call) {
        Optional<Resource<AdminSpec, NoStatus>> admin = admin(call);
        if (admin.isPresent()) {
            return Response.json(shape(admin.get(), Cookies.value(call.request()).orElseThrow()));
        }
        Caller caller = call.caller();
        return Response.json(
                Json.object()
                        .put("admin", caller.actor().name())
                        .put("role", Words.of(caller.actor().permission()))
                        .put("csrf", "")
                        .put("mustChangePassword", false));
    }

    private Response logout(Call call) {
        String cookie = Cookies.value(call.request()).orElse("");
        Response response =
                cookie.isEmpty()
                        ? Response.empty()
                        : desk.finish(call, new CloseSession(Cookies.sessionId(cookie)));
        return response.with("Set-Cookie", Cookies.clear());
    }

    private Response password(Call call) {
        Resource<AdminSpec, NoStatus> admin =
                admin(call)
                        .orElseThrow(
                                () ->
                                        Expect.conflict(
                                                "no_session",
                                                "Expected a session, but tokens have no password."
                                                        + " Reset an administrator's with"
                                                        + " /v1/admins/{name}:reset."));
        Fields fields = new Fields(call.request().json());
        String old = fields.text("old");
        String chosen = fields.text("new");
        fields.end();
        logins.check(call.request(), admin.name(), old);
        String cookie = Cookies.value(call.request()).orElseThrow();
        String hash = logins.hash(chosen);
        var done =
                desk.done(
                        call,
                        new SetPassword(
                                admin.id(), hash, false, Optional.of(Cookies.sessionId(cookie))));
        Resource<AdminSpec, NoStatus> now = desk.reader().local().need(Type.ADMIN, admin.id());
        return Desk.written(Response.json(shape(now, cookie)), call, done);
    }

    /** Whose cookie the request carries; a request that was forwarded carries it too. */
    private Optional<Resource<AdminSpec, NoStatus>> admin(Call call) {
        var resources = desk.reader().local();
        return Cookies.value(call.request())
                .flatMap(cookie -> resources.get(Type.SESSION, Cookies.sessionId(cookie)))
                .flatMap(session -> resources.get(Type.ADMIN, session.spec().admin()));
    }

    private static ObjectNode shape(Resource<AdminSpec, NoStatus> admin, String cookie) {
        return Json.object()
                .put("admin", admin.name())
                .put("role", Words.of(admin.spec().role()))
                .put("csrf", Cookies.csrf(cookie))
                .put("mustChangePassword", admin.spec().mustChangePassword());
    }
}
