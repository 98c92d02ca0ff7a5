package dev.covey.cli.command;

import dev.covey.cli.client.EventStream;
import dev.covey.cli.client.ExitCode;
import dev.covey.cli.client.Refusal;
import dev.covey.cli.output.Cells;
import dev.covey.cli.output.Output;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Shows the stages of an operation and what it says in each, until it has ended. */
final class Follow {

    private static final int MOST_TRIES = 30;

    @Option(
            names = "--wait",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Wait until it has ended (default), or return at once.")
    boolean wait = true;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description = "How long to wait at most, such as 10m; default: 1h.")
    String timeout = "1h";

    private final Set<String> begun = new HashSet<>();
    private List<String> logged = List.of();

    /** Follows to the end unless told not to; a failed operation is a refusal. */
    void until(Connection connection, JsonNode operation, InstantSource clock) {
        Output output = connection.output();
        String id = operation.path("id").asString();
        if (!wait) {
            output.done(operation, "Operation " + id + " has started.");
            return;
        }
        logged = lines(operation.path("status"));
        JsonNode last = follow(connection, id, clock);
        if (output.machine()) {
            output.document(last);
        }
        JsonNode status = last.path("status");
        String state = Cells.text(status.path("state"));
        if (!state.equals("Succeeded")) {
            throw new Refusal(
                    ExitCode.FAILED,
                    "%s: %s 'covey operation retry %s' tries again."
                            .formatted(state, Cells.text(status.path("result")), id));
        }
    }

    private JsonNode follow(Connection connection, String id, InstantSource clock) {
        Output output = connection.output();
        Instant end = clock.instant().plus(Api.span(timeout));
        for (int tries = 0; tries < MOST_TRIES && clock.instant().isBefore(end); tries++) {
            try (EventStream events =
                    new EventStream(
                            connection.client().events(Api.of("operations") + "?watch=true"))) {
                var event = events.next(() -> clock.instant().isBefore(end));
                while (event.isPresent()) {
                    JsonNode item = event.get().item();
                    if (item.path("id").asString("").equals(id) && ended(output, item)) {
                        return item;
                    }
                    event = events.next(() -> clock.instant().isBefore(end));
                }
            } catch (IOException e) {
                output.note("The stream of events broke off; asking again.");
            }
        }
        if (!clock.instant().isBefore(end)) {
            throw new Refusal(
                    ExitCode.UNKNOWN,
                    "The operation goes on, but %s are over. See 'covey operation show %s'."
                            .formatted(timeout, id));
        }
        throw new Refusal(ExitCode.UNAVAILABLE, "The stream of events breaks off again and again.");
    }

    private boolean ended(Output output, JsonNode operation) {
        JsonNode status = operation.path("status");
        if (status.path("attempt").asInt(0) < operation.path("attempt").asInt(0)) {
            return false; // how it went the last time
        }
        for (JsonNode stage : status.path("stages")) {
            String name = Cells.text(stage.path("name"));
            if (!stage.path("state").asString("").equals("Pending") && begun.add(name)) {
                output.note(name);
            }
        }
        log(output, status);
        return switch (status.path("state").asString("")) {
            case "Succeeded", "Failed", "Cancelled" -> true;
            default -> false;
        };
    }

    /** The reason of a failure is its last line, and is said at the end. */
    private void log(Output output, JsonNode status) {
        String result = Cells.text(status.path("result"));
        List<String> log = lines(status);
        for (String line : log.subList(known(log), log.size())) {
            if (!line.equals(result)) {
                output.note("  " + line);
            }
        }
        logged = log;
    }

    /** How many lines are known: masters keep the last ones only, so what is new is at the end. */
    private int known(List<String> log) {
        int many = Math.min(logged.size(), log.size());
        while (!logged.subList(logged.size() - many, logged.size()).equals(log.subList(0, many))) {
            many--;
        }
        return many;
    }

    private static List<String> lines(JsonNode status) {
        return status.path("log").valueStream().map(Cells::text).toList();
    }
}
