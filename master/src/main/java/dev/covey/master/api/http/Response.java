package dev.covey.master.api.http;

import dev.covey.model.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One answer.
 *
 * @param headers in the order they are sent
 */
public record Response(int status, Map<String, String> headers, Content content) {

    /** What follows the headers. */
    public sealed interface Content {

        /** Bytes of a known length; never to be written to. */
        @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
        record Bytes(byte[] bytes) implements Content {}

        /** Bytes that come over time; ends when the writer returns or the peer has gone. */
        record Stream(Writer writer) implements Content {}
    }

    /** Writes a stream; an {@link IOException} means that the peer has gone. */
    @FunctionalInterface
    public interface Writer {
        /** Writes until there is no more; each flush reaches the peer. */
        void write(OutputStream out) throws IOException;
    }

    private static final byte[] NOTHING = new byte[0];

    /** Keeps the order of the headers. */
    public Response {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** 200 with JSON. */
    public static Response json(Object value) {
        return json(200, value);
    }

    /** Any status with JSON. */
    public static Response json(int status, Object value) {
        return of(status, "application/json", Json.bytes(value));
    }

    /** 204 without content. */
    public static Response empty() {
        return new Response(204, Map.of(), new Content.Bytes(NOTHING));
    }

    /** Bytes of a media type; empty for none. */
    public static Response of(int status, String type, byte[] bytes) {
        Map<String, String> headers = type.isEmpty() ? Map.of() : Map.of("Content-Type", type);
        return new Response(status, headers, new Content.Bytes(bytes));
    }

    /** 200 with content that comes over time. */
    public static Response stream(String type, Writer writer) {
        return new Response(200, Map.of("Content-Type", type), new Content.Stream(writer));
    }

    /** The same with one more header, which replaces one of that name. */
    public Response with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Response(status, more, content);
    }

    /** The same without a body but with its length, as an answer to HEAD. */
    public Response withoutBody() {
        return switch (content) {
            case Content.Bytes(byte[] bytes) ->
                    new Response(status, headers, new Content.Bytes(NOTHING))
                            .with("Content-Length", String.valueOf(bytes.length));
            case Content.Stream _ -> new Response(status, headers, new Content.Bytes(NOTHING));
        };
    }
}
