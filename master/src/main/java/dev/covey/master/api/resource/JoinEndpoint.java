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
import dev.covey.model.Permission;
import dev.covey.model.Ports;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.model.Type;
import dev.covey.model.json.Json;
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
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /v1/join}: lets a machine in that has a join string, or says what keeps it out. */
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
                        this::join),
                Endpoint.writes(
                        Method.POST,
                        "/v1/join:check",
                        Access.PUBLIC,
                        Doc.takes(
                                "join",
                                "Says what stands in the way of joining; lets nobody in.",
                                "Join",
                                "JoinCheck"),
                        this::check));
    }

    /** Who wants in, as what, and whether its clock agrees. */
    private record Wish(
            SigningRequest signing, Actor actor, JoinNode join, Optional<Problem> clock) {}

    private Wish wish(Call call) {
        Fields fields = new Fields(call.request().json());
        String secretId = fields.text("secretId");
        JoinSecret secret = JoinSecret.parse(fields.text("secret"));
        SigningRequest signing = SigningRequest.read(base64(fields.text("signingRequest")));
        Joiner joiner = joiner(fields, signing);
        Optional<Problem> clock = clockFault(fields);
        fields.optionalText("version");
        fields.end();
        Check.id("secretId", secretId);
        JoinAttempt attempt =
                new JoinAttempt(
                        secret,
                        Forwarded.origin(call.request(), desk.reader().local()),
                        joiner.roles());
        Actor actor = new Actor("join:" + secretId, Permission.ADMIN);
        return new Wish(signing, actor, new JoinNode(secretId, attempt, joiner), clock);
    }

    private Response check(Call call) {
        Wish wish = wish(call);
        List<Problem> faults = desk.ask(call, wish.actor(), wish.join()::faults);
        wish.clock().ifPresent(faults::add);
        return Response.json(rehearsal(faults));
    }

    private Response join(Call call) {
        Wish wish = wish(call);
        if (wish.clock().isPresent()) {
            throw new ProblemException(wish.clock().get());
        }
        Done done = desk.done(call, wish.actor(), wish.join());
        Resources resources = desk.reader().local();
        var node = resources.need(Type.NODE, done.key().id());
        if (!node.spec().keyPin().equals(wish.join().joiner().keyPin())) {
            throw Expect.conflict("already_done", "This request id has let another machine in.");
        }
        ObjectNode answer = enrolment.papers(resources, node, wish.signing());
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
                        Servers.roles(Optional.of(String.join(",", roles))),
                        fields.optionalText("zone").orElse(""),
                        Servers.links(fields.list("links").orElse(List.of())),
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

    /** Every fault, and, for who may know, where the masters are, so that all can be dialled. */
    private ObjectNode rehearsal(List<Problem> faults) {
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("faults");
        faults.forEach(f -> list.addObject().put("code", f.code()).put("detail", f.message()));
        ArrayNode masters = answer.putArray("masters");
        boolean stranger = faults.stream().anyMatch(JoinEndpoint::ofStranger);
        if (!stranger) {
            desk.reader().local().list(Type.NODE).stream()
                    .filter(node -> node.spec().master())
                    .forEach(
                            node ->
                                    masters.addObject()
                                            .put("name", node.name())
                                            .put("address", node.spec().address())
                                            .set("ports", Json.tree(node.spec().ports())));
        }
        return answer;
    }

    private static boolean ofStranger(Problem fault) {
        return fault instanceof Problem.Unauthenticated || fault instanceof Problem.Forbidden;
    }

    private Optional<Problem> clockFault(Fields fields) {
        long millis =
                fields.number("clockMillis").orElseThrow(() -> invalid("clockMillis", "a number"));
        Instant now = time.instant();
        Duration offset = Duration.ofMillis(Math.abs(millis - now.toEpochMilli()));
        return offset.compareTo(MOST_CLOCK_OFFSET) <= 0
                ? Optional.empty()
                : Optional.of(
                        new Problem.Conflict(
                                "clock_offset",
                                "Expected this machine's clock to agree with the cluster's (%s), but"
                                                .formatted(now)
                                        + " it is %d s off. Set it and join again."
                                                .formatted(offset.toSeconds())));
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
