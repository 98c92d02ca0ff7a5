package dev.covey.master.api.resource;

import dev.covey.master.api.door.Call;
import dev.covey.master.api.door.Endpoint;
import dev.covey.master.api.http.Response;
import dev.covey.master.api.live.Kinds;
import dev.covey.master.api.read.Reader;
import dev.covey.master.api.read.Reading;
import dev.covey.master.api.shape.Live;
import dev.covey.master.api.shape.Shapes;
import dev.covey.master.command.Actor;
import dev.covey.master.command.Command;
import dev.covey.master.command.Commands;
import dev.covey.master.command.Done;
import dev.covey.master.command.Moment;
import dev.covey.model.Key;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.model.Resource;
import dev.covey.model.json.Json;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What all endpoints do: read, show, and have commands carried out. Safe from any thread. */
public final class Desk {

    private static final long LONGEST_SECONDS = 15;

    private final Reader reader;
    private final Live live;
    private final Commands commands;

    /** Reads with this reader, writes through these commands. */
    public Desk(Reader reader, Live live, Commands commands) {
        this.reader = reader;
        this.live = live;
        this.commands = commands;
    }

    /** What a call is to be answered from. */
    Reading reading(Call call) {
        return reader.reading(call.request());
    }

    /** The reader behind it. */
    Reader reader() {
        return reader;
    }

    /** What is known beside the store. */
    Live live() {
        return live;
    }

    /** Shows one resource. */
    Response show(Reading reading, Resource<?, ?> resource) {
        ObjectNode shape = new Shapes(reading.resources(), live).of(resource);
        return reading.mark(Response.json(shape)).with("ETag", etag(resource.revision()));
    }

    /** Asks what would be, of the newest confirmed state; waits for a bounded time. */
    <T> T ask(Call call, Actor actor, Function<Moment, T> question) {
        return await(call, commands.ask(actor, question));
    }

    /** Carries out a command of the caller; waits for its outcome for a bounded time. */
    Done done(Call call, Command command) {
        return done(call, call.caller().actor(), command);
    }

    /** Carries out a command of someone; waits for its outcome for a bounded time. */
    Done done(Call call, Actor actor, Command command) {
        return await(call, commands.run(actor, call.asked(), command));
    }

    /** Waits for the end of something; after too long it is unknown. */
    static <T extends @Nullable Object> T await(Call call, CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(new Problem.Unknown(call.requestId()));
        } catch (TimeoutException e) {
            throw new ProblemException(new Problem.Unknown(call.requestId()));
        } catch (ExecutionException e) {
            throw unwrapped(e);
        }
    }

    /** The refusal that a stage ended with. */
    private static RuntimeException unwrapped(ExecutionException e) {
        Throwable cause = e.getCause();
        while (cause != null && cause.getCause() != null && !(cause instanceof ProblemException)) {
            cause = cause.getCause();
        }
        return cause instanceof RuntimeException known ? known : new IllegalStateException(e);
    }

    /** Carries out a command and shows what it changed. */
    Response change(Call call, Command command) {
        return shown(200, call, done(call, command));
    }

    /** Carries out a command and shows what it changed, and a secret under a name. */
    Response change(Call call, Command command, String secretName, String secret) {
        return shown(200, call, done(call, command).showing(secret), secretName);
    }

    /** Carries out a command that makes something and shows it. */
    Response make(Call call, Command command) {
        return shown(201, call, done(call, command));
    }

    /** Carries out a command that makes something with a secret, shown this once under a name. */
    Response make(Call call, Command command, String secretName) {
        return shown(201, call, done(call, command), secretName);
    }

    /** Carries out a command that makes something and shows it, and a secret under a name. */
    Response make(Call call, Command command, String secretName, String secret) {
        return shown(201, call, done(call, command).showing(secret), secretName);
    }

    /** Carries out a command that starts something and shows it. */
    Response accept(Call call, Command command) {
        Done done = done(call, command);
        Response response = shown(202, call, done);
        return done.subject().map(key -> response.with("Location", path(key))).orElse(response);
    }

    private static String path(Key key) {
        return Endpoint.SELF + "/" + key.kind().plural() + "/" + key.id();
    }

    /** Carries out a command that leaves nothing to show. */
    Response finish(Call call, Command command) {
        Done done = done(call, command);
        return written(Response.empty(), call, done);
    }

    private Response shown(int status, Call call, Done done) {
        return shown(status, call, done, "");
    }

    private Response shown(int status, Call call, Done done, String secretName) {
        var now = reader.local();
        Optional<? extends Resource<?, ?>> resource =
                done.subject().flatMap(key -> Kinds.one(now, key));
        if (resource.isEmpty()) {
            // It was made and deleted, or its history is gone: all that is known is that it is
            // done.
            return written(
                    Response.json(Json.object().put("revision", done.revision())), call, done);
        }
        ObjectNode shape = new Shapes(now, live).of(resource.get());
        done.secret().ifPresent(secret -> shape.put(secretName, secret));
        return written(Response.json(status, shape), call, done)
                .with("ETag", etag(resource.get().revision()));
    }

    /** Marks the answer to a write. */
    static Response written(Response response, Call call, Done done) {
        return response.with(Reading.REVISION, String.valueOf(done.revision()))
                .with(Call.REQUEST_ID, call.requestId());
    }

    private static String etag(long revision) {
        return "\"" + revision + "\"";
    }
}
