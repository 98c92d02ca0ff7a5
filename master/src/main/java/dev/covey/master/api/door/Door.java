package dev.covey.master.api.door;

import dev.covey.master.api.auth.Authenticator;
import dev.covey.master.api.auth.Caller;
import dev.covey.master.api.auth.Forwarded;
import dev.covey.master.api.http.Method;
import dev.covey.master.api.http.Problems;
import dev.covey.master.api.http.Request;
import dev.covey.master.api.http.Response;
import dev.covey.master.api.http.RouteTable;
import dev.covey.master.api.read.Reader;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.runtime.ids.Ids;
import dev.covey.runtime.store.Leadership;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers every request; never throws. Safe from any thread. */
public final class Door implements Function<Request, Response> {

    private static final Logger LOG = LoggerFactory.getLogger(Door.class);

    private final RouteTable<Endpoint> routes;
    private final Authenticator authenticator;
    private final Reader reader;
    private final Elsewhere elsewhere;
    private final Ids ids;

    /**
     * What answers what is not answered here.
     *
     * @param pages what is served under paths without an endpoint
     */
    public record Elsewhere(
            Leadership leadership, Forwarder forwarder, Function<Request, Response> pages) {}

    /** A door to endpoints. */
    public Door(
            List<Endpoint> endpoints,
            Authenticator authenticator,
            Reader reader,
            Elsewhere elsewhere,
            Ids ids) {
        this.routes = new RouteTable<>();
        endpoints.forEach(endpoint -> routes.add(endpoint.route(), endpoint));
        this.authenticator = authenticator;
        this.reader = reader;
        this.elsewhere = elsewhere;
        this.ids = ids;
    }

    @Override
    public Response apply(Request request) {
        Response response = Hardening.of(answer(request));
        return request.method() == Method.HEAD ? response.withoutBody() : response;
    }

    private Response answer(Request request) {
        try {
            return enter(request);
        } catch (ProblemException e) {
            return Problems.response(e.problem());
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("{} {} failed", request.method(), safe(request.target().path()), e);
            return Problems.internal();
        }
    }

    private Response enter(Request request) {
        List<String> segments = Paths.canonical(request.target().segments(), reader.local());
        Optional<RouteTable.Match<Endpoint>> match = routes.lookup(request.method(), segments);
        if (match.isEmpty()) {
            return elsewhere.pages().apply(request);
        }
        Endpoint endpoint = match.get().value();
        Call call =
                new Call(
                        request,
                        match.get().variables(),
                        admitted(request, endpoint.access()),
                        Call.requestId(request, ids));
        return endpoint.reach() == Reach.LOCAL || elsewhere.leadership().standing().isActive()
                ? endpoint.handler().handle(call)
                : forwarded(endpoint, call);
    }

    private Response forwarded(Endpoint endpoint, Call call) {
        boolean already = Forwarded.is(call.request());
        Optional<Response> answer =
                already ? Optional.empty() : elsewhere.forwarder().forward(call);
        if (answer.isPresent()) {
            return answer.get();
        }
        if (endpoint.reach() == Reach.LIVE && !already) {
            return endpoint.handler().handle(call);
        }
        throw new ProblemException(
                new Problem.Unavailable(
                        "Expected an active master, but none can be reached from here. Nothing was"
                                + " done. Try again in a moment.",
                        Duration.ofSeconds(1)));
    }

    private Optional<Caller> admitted(Request request, Access access) {
        boolean near = access == Access.NEARBY && request.peer().address().isLoopbackAddress();
        if (access == Access.PUBLIC || near) {
            return Optional.empty();
        }
        Caller caller = known(request).orElseThrow(Door::unknown);
        boolean mustChange = caller.session().map(Caller.Session::mustChangePassword).orElse(false);
        if (mustChange && access != Access.OWN) {
            throw new ProblemException(
                    new Problem.Forbidden(
                            "password_change_required",
                            "Expected the given password to be replaced first. POST"
                                    + " /v1/session:password."));
        }
        if (access == Access.ADMIN && !caller.isAdmin()) {
            throw new ProblemException(
                    new Problem.Forbidden(
                            "viewer",
                            "Expected the role admin, but "
                                    + caller.actor().name()
                                    + " may only look."));
        }
        return Optional.of(caller);
    }

    /** Whoever logged in a moment ago on another master may not be known here yet. */
    private Optional<Caller> known(Request request) {
        Optional<Caller> here = authenticator.caller(request, reader.local());
        return here.isPresent() || !Authenticator.tries(request)
                ? here
                : reader.fresh().flatMap(fresh -> authenticator.caller(request, fresh));
    }

    private static ProblemException unknown() {
        return new ProblemException(
                new Problem.Unauthenticated(
                        "Expected a token or a session, but there is none that is valid. Log in."));
    }

    /** A subscription's path holds its secret. */
    private static String safe(String path) {
        return path.startsWith("/sub/") ? "/sub/…" : path;
    }
}
