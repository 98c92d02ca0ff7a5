package dev.covey.master.api.resource;

import dev.covey.master.api.auth.Forwarded;
import dev.covey.master.api.auth.Throttle;
import dev.covey.master.api.http.Request;
import dev.covey.master.api.read.Reader;
import dev.covey.master.command.Actor;
import dev.covey.model.AdminSpec;
import dev.covey.model.NoStatus;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.model.Resource;
import dev.covey.model.Type;
import dev.covey.pki.password.PasswordRule;
import dev.covey.pki.password.Passwords;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks passwords, at a pace at which guessing is hopeless. Safe from any thread; blocks. */
public final class Logins {

    private static final Logger LOG = LoggerFactory.getLogger(Logins.class);
    private static final int LONGEST_NAME = 63;

    private final Reader reader;
    private final Passwords passwords;
    private final Throttle throttle;
    private final Consumer<String> loggedIn;

    /**
     * Checks against a store.
     *
     * @param loggedIn is told the name of each administrator who has logged in
     */
    public Logins(
            Reader reader, Passwords passwords, Throttle throttle, Consumer<String> loggedIn) {
        this.reader = reader;
        this.passwords = passwords;
        this.throttle = throttle;
        this.loggedIn = loggedIn;
    }

    /**
     * The administrator with this name and password; a wrong name takes as long as a wrong word.
     */
    Resource<AdminSpec, NoStatus> check(Request request, String name, String password) {
        String key = name.substring(0, Math.min(name.length(), LONGEST_NAME));
        String address = Forwarded.origin(request, reader.local()).getHostAddress();
        throttle.check(key, address);
        Optional<Resource<AdminSpec, NoStatus>> admin =
                reader.local().named(Type.ADMIN, key).filter(_ -> key.equals(name));
        boolean right =
                admin.map(a -> passwords.verify(password, a.spec().passwordHash()))
                        .orElseGet(() -> passwords.verifyNobody(password));
        if (!right) {
            throttle.failed(key, address);
            LOG.warn("a login from {} failed", address);
            throw new ProblemException(
                    new Problem.Unauthenticated(
                            "Expected the name and password of an administrator, but they do not"
                                    + " fit."));
        }
        throttle.succeeded(key, address);
        return admin.orElseThrow();
    }

    /** What is stored for a password that someone has chosen. */
    String hash(String password) {
        PasswordRule.check(password);
        return passwords.hash(password);
    }

    Actor actor(Resource<AdminSpec, NoStatus> admin) {
        return new Actor("admin:" + admin.name(), admin.spec().role());
    }

    void loggedIn(String name) {
        loggedIn.accept(name);
    }
}
