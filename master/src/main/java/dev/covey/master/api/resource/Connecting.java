package dev.covey.master.api.resource;

import dev.covey.master.api.door.Call;
import dev.covey.master.api.http.Fields;
import dev.covey.master.api.http.Problems;
import dev.covey.master.api.http.Response;
import dev.covey.master.command.Expect;
import dev.covey.master.command.work.StartOperation;
import dev.covey.model.Check;
import dev.covey.model.Problem;
import dev.covey.model.Role;
import dev.covey.model.json.Json;
import dev.covey.runtime.ids.Ids;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** {@code POST …/nodes}: starts the operation that brings a server in. */
public final class Connecting {

    private final Desk desk;
    private final Provisioner provisioner;
    private final Ids ids;

    /** Starts operations that this provisioner carries out. */
    public Connecting(Desk desk, Provisioner provisioner, Ids ids) {
        this.desk = desk;
        this.provisioner = provisioner;
        this.ids = ids;
    }

    Response connect(Call call) {
        Fields fields = new Fields(call.request().json());
        Set<Role> roles = Servers.roles(fields.optionalText("role"));
        String name = fields.optionalText("name").orElse("");
        String zone = fields.optionalText("zone").orElse("");
        Fields server = fields.fields("server").orElseThrow(() -> missing("server"));
        Provisioner.Access access = Servers.access(server);
        fields.end();
        if (!name.isEmpty()) {
            Check.name("name", name);
        }
        Check.text("zone", zone, 0, 63);
        Expect.unlocked(desk.reader().local());
        return access.hostKey().isEmpty()
                ? unconfirmed(access)
                : started(call, new Provisioner.Request(name, roles, zone, access));
    }

    private static RuntimeException missing(String field) {
        return new dev.covey.model.ProblemException(new Problem.Invalid(field, "given", "missing"));
    }

    /** Nobody has said that this is the right machine: the caller is shown its key and decides. */
    private Response unconfirmed(Provisioner.Access access) {
        String key = provisioner.hostKey(access.host(), access.port());
        Problem problem =
                new Problem.Conflict(
                        "host_key_unconfirmed",
                        "Expected the host key of %s, but none was given; it shows %s."
                                        .formatted(access.host(), key)
                                + " Compare it with the server's own and send it as hostKey.");
        return Response.of(
                Problems.status(problem),
                "application/problem+json",
                Json.bytes(Problems.details(problem).put("hostKey", key)));
    }

    private Response started(Call call, Provisioner.Request request) {
        Provisioner.Access access = request.access();
        String id = ids.id();
        provisioner.remember(id, access);
        Map<String, String> parameters = new HashMap<>();
        parameters.put("host", access.host());
        parameters.put("port", String.valueOf(access.port()));
        parameters.put("user", access.user());
        parameters.put("hostKey", access.hostKey().orElseThrow());
        parameters.put("name", request.name());
        parameters.put("zone", request.zone());
        parameters.put("roles", Servers.words(request.roles()));
        String subject = access.user() + "@" + access.host();
        return desk.accept(
                call, new StartOperation(id, Provisioner.NODE_CONNECT, subject, parameters));
    }
}
