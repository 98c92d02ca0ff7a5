package dev.covey.master.api.http;

import dev.covey.model.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.node.ObjectNode;

/** One request. For the thread that handles it. */
public final class Request {

    /** The largest body that is read, in bytes. */
    public static final int LARGEST_BODY = 256 * 1024;

    private final Method method;
    private final Target target;
    private final Headers headers;
    private final Body body;
    private final Peer peer;
    private byte @org.jspecify.annotations.Nullable [] bytes;

    /** A request with a body that was not read yet. */
    public Request(Method method, Target target, Headers headers, Body body, Peer peer) {
        this.method = method;
        this.target = target;
        this.headers = headers;
        this.body = body;
        this.peer = peer;
    }

    /** What is to be done. */
    public Method method() {
        return method;
    }

    /** What it is to be done to. */
    public Target target() {
        return target;
    }

    /** Who is at the other end. */
    public Peer peer() {
        return peer;
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
        return headers.first(name);
    }

    /** A header that holds a number; anything else is refused. */
    public OptionalLong number(String header) {
        Optional<String> value = header(header);
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!value.get().matches("[0-9]{1,18}")) {
            throw Refusals.malformed(
                    "malformed_header", "Expected header " + header + " to be a number.");
        }
        return OptionalLong.of(Long.parseLong(value.get()));
    }

    /** The value of a cookie (RFC 6265), if it was sent. */
    public Optional<String> cookie(String name) {
        for (String pair : header("Cookie").orElse("").split(";", 64)) {
            String trimmed = pair.strip();
            if (trimmed.startsWith(name + "=")) {
                return Optional.of(trimmed.substring(name.length() + 1));
            }
        }
        return Optional.empty();
    }

    /** The whole body; larger than {@link #LARGEST_BODY} is refused. */
    public byte[] body() {
        byte[] read = bytes;
        if (read == null) {
            read = readBody();
            bytes = read;
        }
        return read;
    }

    /** The body as a JSON object; no body is an empty object. */
    public ObjectNode json() {
        byte[] content = body();
        if (content.length == 0) {
            return Json.object();
        }
        String type = header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        String plain = type.split(";", 2)[0].strip();
        if (!plain.equals("application/json") && !plain.equals("application/merge-patch+json")) {
            throw Refusals.wrongType("application/json");
        }
        return Json.readObject(content);
    }

    private byte[] readBody() {
        try {
            byte[] read = body.stream().readNBytes(LARGEST_BODY + 1);
            if (read.length > LARGEST_BODY) {
                throw Refusals.tooLarge(LARGEST_BODY);
            }
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
