package dev.covey.master.api.resource;

import dev.covey.master.api.door.Access;
import dev.covey.master.api.door.Call;
import dev.covey.master.api.door.Doc;
import dev.covey.master.api.door.Endpoint;
import dev.covey.master.api.http.Fields;
import dev.covey.master.api.http.Method;
import dev.covey.master.api.http.Response;
import dev.covey.master.api.read.Reading;
import dev.covey.master.command.access.ChangeAdmin;
import dev.covey.master.command.access.CreateAdmin;
import dev.covey.master.command.access.CreateToken;
import dev.covey.master.command.access.DeleteAdmin;
import dev.covey.master.command.access.DeleteToken;
import dev.covey.master.command.access.SetPassword;
import dev.covey.model.Kind;
import dev.covey.model.Permission;
import dev.covey.model.Type;
import dev.covey.model.json.Words;
import dev.covey.pki.password.PasswordRule;
import dev.covey.runtime.ids.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Administrators, tokens, and the audit of what they did. */
public final class AccountEndpoints {

    private static final String ADMINS = "/v1/admins";
    private static final String ADMIN = ADMINS + "/{admin}";
    private static final String TOKENS = "/v1/tokens";
    private static final String ADMINS_TAG = "admins";
    private static final String TOKENS_TAG = "tokens";

    private final Desk desk;
    private final Lists lists;
    private final Logins logins;
    private final Ids ids;

    /** Accounts. */
    public AccountEndpoints(Desk desk, Lists lists, Logins logins, Ids ids) {
        this.desk = desk;
        this.lists = lists;
        this.logins = logins;
        this.ids = ids;
    }

    /** The endpoints. */
    public List<Endpoint> endpoints() {
        List<Endpoint> all = new ArrayList<>(admins());
        all.addAll(tokens());
        return all;
    }

    private List<Endpoint> admins() {
        return List.of(
                Endpoint.reads(
                        ADMINS,
                        Access.ADMIN,
                        Doc.reads(ADMINS_TAG, "Lists administrators, by name.", "AdminList"),
                        call -> lists.of(call, Kind.ADMIN)),
                Endpoint.writes(
                        Method.POST,
                        ADMINS,
                        Access.ADMIN,
                        Doc.makes(
                                ADMINS_TAG,
                                "Makes an administrator.",
                                "NewAdmin",
                                "AdminWithSecret"),
                        this::createAdmin),
                Endpoint.reads(
                        ADMIN,
                        Access.ADMIN,
                        Doc.reads(ADMINS_TAG, "One administrator.", "Admin"),
                        this::getAdmin),
                Endpoint.writes(
                        Method.PATCH,
                        ADMIN,
                        Access.ADMIN,
                        Doc.takes(ADMINS_TAG, "Changes an administrator.", "AdminInput", "Admin"),
                        this::changeAdmin),
                Endpoint.writes(
                        Method.DELETE,
                        ADMIN,
                        Access.ADMIN,
                        Doc.does(ADMINS_TAG, "Deletes an administrator; the sessions end."),
                        call ->
                                desk.finish(
                                        call,
                                        new DeleteAdmin(call.variable("admin"), call.ifMatch()))),
                Endpoint.writes(
                        Method.POST,
                        ADMIN + ":reset",
                        Access.ADMIN,
                        Doc.takes(ADMINS_TAG, "Gives a new password.", "", "AdminWithSecret"),
                        this::reset));
    }

    private List<Endpoint> tokens() {
        return List.of(
                Endpoint.reads(
                        TOKENS,
                        Access.ADMIN,
                        Doc.reads(TOKENS_TAG, "Lists tokens, by name.", "TokenList"),
                        call -> lists.of(call, Kind.TOKEN)),
                Endpoint.writes(
                        Method.POST,
                        TOKENS,
                        Access.ADMIN,
                        Doc.makes(TOKENS_TAG, "Makes a token.", "NewToken", "TokenWithSecret"),
                        this::createToken),
                Endpoint.writes(
                        Method.DELETE,
                        TOKENS + "/{token}",
                        Access.ADMIN,
                        Doc.does(TOKENS_TAG, "Deletes a token, which stops working."),
                        call -> desk.finish(call, new DeleteToken(call.variable("token")))),
                Endpoint.reads(
                        "/v1/audit",
                        Access.ADMIN,
                        Doc.reads("audit", "Who did what, newest first.", "AuditList"),
                        call -> lists.of(call, Kind.AUDIT)));
    }

    private Response getAdmin(Call call) {
        Reading reading = desk.reading(call);
        return desk.show(reading, reading.resources().find(Type.ADMIN, call.variable("admin")));
    }

    private Response createAdmin(Call call) {
        Fields fields = new Fields(call.request().json());
        String name = fields.text("name");
        Permission role = role(fields).orElse(Permission.ADMIN);
        Optional<String> chosen = fields.optionalText("password");
        fields.end();
        String password = chosen.orElseGet(() -> PasswordRule.make(ids::secret));
        CreateAdmin create = new CreateAdmin(name, role, logins.hash(password), chosen.isEmpty());
        return chosen.isPresent()
                ? desk.make(call, create)
                : desk.make(call, create, "password", password);
    }

    private Response changeAdmin(Call call) {
        Fields fields = new Fields(call.request().json());
        ChangeAdmin change =
                new ChangeAdmin(
                        call.variable("admin"),
                        call.ifMatch(),
                        fields.optionalText("name"),
                        role(fields));
        fields.end();
        return desk.change(call, change);
    }

    private Response reset(Call call) {
        String password = PasswordRule.make(ids::secret);
        return desk.change(
                call,
                new SetPassword(
                        call.variable("admin"), logins.hash(password), true, Optional.empty()),
                "password",
                password);
    }

    private Response createToken(Call call) {
        Fields fields = new Fields(call.request().json());
        CreateToken create =
                new CreateToken(
                        fields.text("name"),
                        role(fields).orElse(Permission.VIEWER),
                        fields.instant("expiresAt"));
        fields.end();
        return desk.make(call, create, "token");
    }

    private static Optional<Permission> role(Fields fields) {
        return fields.optionalText("role").map(word -> Words.parse("role", word, Permission.class));
    }
}
