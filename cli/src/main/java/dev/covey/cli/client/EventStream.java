package dev.covey.cli.client;

import dev.covey.model.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads server-sent events (WHATWG HTML, section 9.2). For one thread. */
public final class EventStream implements AutoCloseable {

    private static final int LONGEST_LINE = 4 << 20;

    private final BufferedReader reader;

    /**
     * One event.
     *
     * @param name such as {@code put}
     */
    public record Event(String name, JsonNode item) {}

    /** Reads a stream; closing this closes it. */
    public EventStream(InputStream in) {
        this.reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    /** The next event; empty at the end of the stream. */
    public Optional<Event> next() throws IOException {
        return next(() -> true);
    }

    /**
     * The next event; empty at the end of the stream, or when a line has come and it goes on no
     * longer. Masters send a line every few seconds.
     */
    public Optional<Event> next(BooleanSupplier goesOn) throws IOException {
        String name = "message";
        StringBuilder content = new StringBuilder();
        for (String line = read(goesOn); line != null; line = read(goesOn)) {
            if (line.startsWith("event:")) {
                name = line.substring(6).strip();
            } else if (line.startsWith("data:") && content.length() < LONGEST_LINE) {
                content.append(line.substring(5).strip());
            } else if (line.isEmpty() && !content.isEmpty()) {
                return Optional.of(new Event(name, Json.readTree(Json.utf8(content.toString()))));
            }
        }
        return Optional.empty();
    }

    private @Nullable String read(BooleanSupplier goesOn) throws IOException {
        return goesOn.getAsBoolean() ? reader.readLine() : null;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
