package dev.covey.master.api.door;

import dev.covey.master.api.auth.Caller;
import dev.covey.master.api.http.Refusals;
import dev.covey.master.api.http.Request;
import dev.covey.master.command.Asked;
import dev.covey.model.json.Json;
import dev.covey.runtime.ids.Ids;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * One request of someone who may make it.
 *
 * @param variables of the path, decoded
 * @param known absent only where everyone may call
 * @param requestId what the caller chose, or a new one
 */
public record Call(
        Request request, Map<String, String> variables, Optional<Caller> known, String requestId) {

    /** The header that makes a write repeatable once. */
    public static final String REQUEST_ID = "Request-Id";

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    /** The id that the caller chose, or a new one. */
    static String requestId(Request request, Ids ids) {
        String id = request.header(REQUEST_ID).orElseGet(ids::id);
        if (!ID.matcher(id).matches()) {
            throw Refusals.malformed(
                    "malformed_header",
                    "Expected header Request-Id to be 1-128 letters, digits or ._:-.");
        }
        return id;
    }

    /** Who asks. */
    public Caller caller() {
        return known.orElseThrow();
    }

    /** The value of a variable of the path. */
    public String variable(String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no variable " + name);
        }
        return value;
    }

    /** What is asked for, so that it is done once: method, path and body. */
    public Asked asked() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(Json.utf8(request.method() + " " + request.target().path() + "\n"));
        all.writeBytes(request.body());
        return new Asked(requestId, all.toByteArray());
    }

    /** The revision that the caller has read, from {@code If-Match}; {@code *} is any. */
    public OptionalLong ifMatch() {
        Optional<String> header = request.header("If-Match").map(String::strip);
        if (header.isEmpty() || header.get().equals("*")) {
            return OptionalLong.empty();
        }
        String plain = header.get().replaceAll("^\"|\"$", "");
        if (!plain.matches("[0-9]{1,18}")) {
            throw Refusals.malformed(
                    "malformed_header", "Expected header If-Match to be a revision in quotes.");
        }
        return OptionalLong.of(Long.parseLong(plain));
    }
}
