package dev.covey.master.api;

import dev.covey.model.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Reads server-sent events. */
public final class EventReader implements AutoCloseable {

    private static final int MOST = 10_000;

    private final InputStream in;
    private final BufferedReader lines;

    /** One event; id is empty if it has none. */
    public record Event(String name, String id, JsonNode data) {}

    EventReader(InputStream in) {
        this.in = in;
        this.lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    /** The next event. */
    public Event next() throws IOException {
        String name = "";
        String id = "";
        String data = "";
        String line = lines.readLine();
        while (line != null) {
            if (line.isEmpty() && !data.isEmpty()) {
                return new Event(name, id, Json.readTree(Json.utf8(data)));
            }
            name = line.startsWith("event: ") ? line.substring(7) : name;
            id = line.startsWith("id: ") ? line.substring(4) : id;
            data = line.startsWith("data: ") ? line.substring(6) : data;
            line = lines.readLine();
        }
        throw new IOException("the stream has ended");
    }

    /** The next event that is wanted; others are passed over. */
    public Event next(Predicate<Event> wanted) throws IOException {
        for (int i = 0; i < MOST; i++) {
            Event event = next();
            if (wanted.test(event)) {
                return event;
            }
        }
        throw new IOException("too many other events");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
