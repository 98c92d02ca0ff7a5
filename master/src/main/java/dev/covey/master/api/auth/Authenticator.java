package dev.covey.master.api.auth;

import dev.covey.master.api.http.Request;
import dev.covey.master.command.Actor;
import dev.covey.master.rows.SecretIndex;
import dev.covey.model.AdminSpec;
import dev.covey.model.NoStatus;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.model.Resource;
import dev.covey.model.SessionSpec;
import dev.covey.model.Type;
import dev.covey.pki.Digest;
import dev.covey.pki.token.Tokens;
import dev.covey.runtime.resource.Resources;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out who sent a request. Safe from any thread. */
public final class Authenticator {

    private static final String BEARER = "Bearer ";

    private final InstantSource time;
    private final @Nullable LocalRoot root;

    /**
     * Judges by cluster time.
     *
     * @param root how root on this machine is recognised; null for not at all
     */
    public Authenticator(InstantSource time, @Nullable LocalRoot root) {
        this.time = time;
        this.root = root;
    }

    /**
     * Who it is as of a view; absent if nobody that the view knows. A cookie without the token that
     * writes must repeat is refused.
     */
    public Optional<Caller> caller(Request request, Resources resources) {
        Optional<Actor> forwarded = Forwarded.actor(request, resources);
        if (forwarded.isPresent()) {
            return forwarded.map(actor -> new Caller(actor, Optional.empty(), true));
        }
        Optional<String> authorization = request.header("Authorization");
        return authorization.isPresent()
                ? bearer(request, authorization.get(), resources)
                : session(request, resources);
    }

    /** True if the request carries something that could make its sender known. */
    public static boolean tries(Request request) {
        return request.header("Authorization").isPresent() || Cookies.value(request).isPresent();
    }

    private Optional<Caller> bearer(Request request, String header, Resources resources) {
        if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.empty();
        }
        String token = header.substring(BEARER.length()).strip();
        Optional<Actor> local = root == null ? Optional.empty() : root.recognise(request, token);
        return local.or(() -> token(token, resources))
                .map(actor -> new Caller(actor, Optional.empty(), false));
    }

    private Optional<Actor> token(String token, Resources resources) {
        if (!Tokens.isApi(token)) {
            return Optional.empty();
        }
        String hash = Tokens.hash(token);
        return SecretIndex.TOKEN
                .id(resources.view(), hash)
                .flatMap(id -> resources.get(Type.TOKEN, id))
                .filter(t -> Digest.same(t.spec().tokenHash(), hash))
                .filter(t -> t.spec().expiresAt().map(this::isAhead).orElse(true))
                .map(t -> new Actor("token:" + t.name(), t.spec().role()));
    }

    private Optional<Caller> session(Request request, Resources resources) {
        Optional<String> cookie = Cookies.value(request);
        if (cookie.isEmpty()) {
            return Optional.empty();
        }
        String id = Cookies.sessionId(cookie.get());
        return resources
                .get(Type.SESSION, id)
                .filter(s -> isAhead(s.spec().expiresAt()))
                .flatMap(s -> admin(s, resources))
                .map(admin -> caller(request, id, admin, cookie.get()));
    }

    private static Optional<Resource<AdminSpec, NoStatus>> admin(
            Resource<SessionSpec, NoStatus> session, Resources resources) {
        return resources.get(Type.ADMIN, session.spec().admin());
    }

    private static Caller caller(
            Request request, String id, Resource<AdminSpec, NoStatus> admin, String cookie) {
        String repeated = request.header(Cookies.CSRF_HEADER).orElse("");
        if (!request.method().safe() && !Digest.same(Cookies.csrf(cookie), repeated)) {
            throw new ProblemException(
                    new Problem.Forbidden(
                            "csrf",
                            "Expected the session's token in the header "
                                    + Cookies.CSRF_HEADER
                                    + ". Read it from /v1/session."));
        }
        return new Caller(
                new Actor("admin:" + admin.name(), admin.spec().role()),
                Optional.of(new Caller.Session(id, admin.id(), admin.spec().mustChangePassword())),
                false);
    }

    private boolean isAhead(java.time.Instant at) {
        return at.isAfter(time.instant());
    }
}
