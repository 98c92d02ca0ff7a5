package dev.covey.cli.command;

import dev.covey.cli.client.EventStream;
import dev.covey.cli.client.ExitCode;
import dev.covey.cli.client.Refusal;
import dev.covey.cli.output.Cells;
import dev.covey.cli.output.Output;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Shows the stages of an operation, one line for each change, until it has ended. */
final class Follow {

    @Option(
            names = "--wait",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Wait until it has ended (default), or return at once.")
    boolean wait = true;

    private final Map<String, String> shown = new HashMap<>();
    private int loggedLines;

    /** Follows to the end unless told not to; a failed operation is a refusal. */
    void until(Connection connection, JsonNode operation) {
        Output output = connection.output();
        String id = operation.path("id").asString();
        if (!wait) {
            output.done(operation, "Operation " + id + " has started.");
            return;
        }
        JsonNode last = follow(connection, output, id);
        if (output.machine()) {
            output.document(last);
        }
        if (!last.at("/status/state").asString().equals("Succeeded")) {
            throw new Refusal(
                    ExitCode.FAILED,
                    "The operation has not succeeded. See 'covey operation show "
                            + id
                            + "'; 'covey operation retry' tries again.");
        }
    }

    private JsonNode follow(Connection connection, Output output, String id) {
        for (int tries = 0; tries < 30; tries++) {
            try (EventStream events =
                    new EventStream(
                            connection.client().events(Api.of("operations") + "?watch=true"))) {
                for (var event = events.next(); event.isPresent(); event = events.next()) {
                    JsonNode item = event.get().item();
                    if (item.path("id").asString("").equals(id) && ended(output, item)) {
                        return item;
                    }
                }
            } catch (IOException e) {
                output.note("The stream of events broke off; asking again.");
            }
        }
        throw new Refusal(ExitCode.UNAVAILABLE, "The stream of events breaks off again and again.");
    }

    private boolean ended(Output output, JsonNode operation) {
        JsonNode status = operation.path("status");
        for (JsonNode stage : status.path("stages")) {
            String name = Cells.text(stage.path("name"));
            String state = Cells.text(stage.path("state"));
            if (!state.equals("Pending") && !state.equals(shown.put(name, state))) {
                String message = Cells.text(stage.path("message"));
                output.note("%-10s %-10s %s".formatted(name, state, message).stripTrailing());
            }
        }
        JsonNode log = status.path("log");
        for (; loggedLines < log.size(); loggedLines++) {
            output.note("           " + Cells.text(log.get(loggedLines)));
        }
        return switch (status.path("state").asString("")) {
            case "Succeeded", "Failed", "Cancelled" -> true;
            default -> false;
        };
    }
}
