package dev.covey.master.api.resource;

import dev.covey.master.api.auth.Forwarded;
import dev.covey.master.api.door.Access;
import dev.covey.master.api.door.Call;
import dev.covey.master.api.door.Doc;
import dev.covey.master.api.door.Endpoint;
import dev.covey.master.api.http.Fields;
import dev.covey.master.api.http.Method;
import dev.covey.master.api.http.Response;
import dev.covey.master.command.Actor;
import dev.covey.master.command.Done;
import dev.covey.master.command.Expect;
import dev.covey.master.command.fleet.JoinNode;
import dev.covey.master.command.fleet.Joiner;
import dev.covey.model.Check;
import dev.covey.model.Link;
import dev.covey.model.Permission;
import dev.covey.model.Ports;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.model.Type;
import dev.covey.pki.ca.SigningRequest;
import dev.covey.pki.join.JoinAttempt;
import dev.covey.pki.join.JoinSecret;
import dev.covey.pki.x509.Fingerprint;
import dev.covey.runtime.ids.Ids;
import dev.covey.runtime.resource.Resources;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /v1/join}: lets a machine in that has a join string. */
public final class JoinEndpoint {

    private static final Duration MOST_CLOCK_OFFSET = Duration.ofMinutes(10);

    private final Desk desk;
    private final Enrolment enrolment;
    private final InstantSource time;
    private final Ids ids;

    /** Lets machines in by cluster time. */
    public JoinEndpoint(Desk desk, Enrolment enrolment, InstantSource time, Ids ids) {
        this.desk = desk;
        this.enrolment = enrolment;
        this.time = time;
        this.ids = ids;
    }

    /** The endpoint. */
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.writes(
                        Method.POST,
                        "/v1/join",
                        Access.PUBLIC,
                        Doc.takes(
                                "join", "Lets a machine in with a join string.", "Join", "Joined"),
                        this::join));
    }

    private Response join(Call call) {
        Fields fields = new Fields(call.request().json());
        String secretId = fields.text("secretId");
        JoinSecret secret = JoinSecret.parse(fields.text("secret"));
        SigningRequest signing = SigningRequest.read(base64(fields.text("signingRequest")));
        Joiner joiner = joiner(fields, signing);
        checkClock(fields);
        fields.optionalText("version");
        fields.end();
        Check.id("secretId", secretId);
        JoinAttempt attempt =
                new JoinAttempt(
                        secret,
                        Forwarded.origin(call.request(), desk.reader().local()),
                        joiner.roles());
        Done done =
                desk.done(
                        call,
                        new Actor("join:" + secretId, Permission.ADMIN),
                        new JoinNode(secretId, attempt, joiner));
        Resources resources = desk.reader().local();
        var node = resources.need(Type.NODE, done.key().id());
        if (!node.spec().keyPin().equals(joiner.keyPin())) {
            throw Expect.conflict("already_done", "This request id has let another machine in.");
        }
        ObjectNode answer = enrolment.papers(resources, node, signing);
        return Desk.written(Response.json(answer), call, done);
    }

    private Joiner joiner(Fields fields, SigningRequest signing) {
        List<String> roles =
                fields.texts("roles").orElseThrow(() -> invalid("roles", "a list of roles"));
        Fields ports = fields.fields("ports").orElseThrow(() -> invalid("ports", "given"));
        Joiner joiner =
                new Joiner(
                        ids.id(),
                        fields.optionalText("name").orElse(""),
                        Servers.roles(java.util.Optional.of(String.join(",", roles))),
                        fields.optionalText("zone").orElse(""),
                        fields.list("links").stream().map(JoinEndpoint::link).toList(),
                        fields.text("publicAddress"),
                        ports(ports),
                        Fingerprint.ofKey(signing.key()));
        ports.end();
        if (!joiner.name().isEmpty()) {
            Check.name("name", joiner.name());
        }
        joiner.spec();
        return joiner;
    }

    private static Link link(Fields fields) {
        Link link =
                new Link(
                        need(fields, "number", 7),
                        fields.text("address"),
                        fields.number("priority", 0, 255).orElse(0));
        fields.end();
        return link;
    }

    private static Ports ports(Fields fields) {
        return new Ports(
                need(fields, "https", 65535),
                need(fields, "agents", 65535),
                need(fields, "raft", 65535),
                need(fields, "inbound", 65535));
    }

    private static int need(Fields fields, String name, int most) {
        return fields.number(name, 0, most).orElseThrow(() -> invalid(name, "a number"));
    }

    private void checkClock(Fields fields) {
        long millis =
                fields.number("clockMillis").orElseThrow(() -> invalid("clockMillis", "a number"));
        Instant now = time.instant();
        Duration offset = Duration.ofMillis(Math.abs(millis - now.toEpochMilli()));
        if (offset.compareTo(MOST_CLOCK_OFFSET) > 0) {
            throw Expect.conflict(
                    "clock_offset",
                    "Expected this machine's clock to agree with the cluster's (%s), but it is %d s"
                                    .formatted(now, offset.toSeconds())
                            + " off. Set it and join again.");
        }
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    new Problem.Invalid("signingRequest", "base64", "something else"));
        }
    }

    private static ProblemException invalid(String field, String expected) {
        return new ProblemException(new Problem.Invalid(field, expected, "missing"));
    }
}
