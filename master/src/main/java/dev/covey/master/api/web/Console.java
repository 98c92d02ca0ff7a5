package dev.covey.master.api.web;

import dev.covey.master.api.http.Refusals;
import dev.covey.master.api.http.Request;
import dev.covey.master.api.http.Response;
import dev.covey.pki.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Serves the console under every path that nothing else has: files as they are, and for paths of
 * pages the one document that shows them all. Files whose names carry a hash never change and are
 * kept for a year. Safe from any thread.
 */
public final class Console implements Function<Request, Response> {

    private static final String INDEX = "index.html";
    private static final Pattern HASHED = Pattern.compile(".*[-.][A-Za-z0-9_-]{8,}\\.[a-z0-9]+$");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,128}");
    private static final List<String> API =
            List.of("v1", "sub", "healthz", "readyz", "metrics", "package", "install.sh");

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                + " font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self';"
                + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static final Map<String, String> TYPES =
            Map.ofEntries(
                    Map.entry("html", "text/html; charset=utf-8"),
                    Map.entry("js", "text/javascript; charset=utf-8"),
                    Map.entry("css", "text/css; charset=utf-8"),
                    Map.entry("json", "application/json"),
                    Map.entry("map", "application/json"),
                    Map.entry("svg", "image/svg+xml"),
                    Map.entry("png", "image/png"),
                    Map.entry("ico", "image/x-icon"),
                    Map.entry("webmanifest", "application/manifest+json"),
                    Map.entry("txt", "text/plain; charset=utf-8"),
                    Map.entry("woff2", "font/woff2"));

    private final String folder;
    private final Map<String, Asset> assets = new ConcurrentHashMap<>();

    /**
     * One file.
     *
     * @param zipped the same compressed by gzip; absent if there is none
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    private record Asset(byte[] content, Optional<byte[]> zipped, String tag) {}

    /**
     * Serves a folder of the class path.
     *
     * @param folder with a slash at both ends, such as {@code /console/}
     */
    public Console(String folder) {
        this.folder = folder;
    }

    @Override
    public Response apply(Request request) {
        List<String> segments = request.target().segments();
        boolean ours = segments.isEmpty() || !API.contains(segments.getFirst());
        if (!ours) {
            throw Refusals.noSuchPath();
        }
        if (!request.method().safe()) {
            throw Refusals.methodNotAllowed("GET, HEAD");
        }
        String name = name(segments);
        Optional<Asset> asset = asset(name);
        if (asset.isPresent()) {
            return file(request, name, asset.get());
        }
        boolean page = !name.contains(".") && accepts(request, "text/html");
        Optional<Asset> index = page ? asset(INDEX) : Optional.empty();
        return file(request, INDEX, index.orElseThrow(Refusals::noSuchPath));
    }

    /** Only names that a build makes; what else could be in the class path is out of reach. */
    private static String name(List<String> segments) {
        if (segments.isEmpty()) {
            return INDEX;
        }
        boolean plain =
                segments.size() <= 8 && segments.stream().allMatch(s -> NAME.matcher(s).matches());
        return plain ? String.join("/", segments) : "-";
    }

    private Response file(Request request, String name, Asset asset) {
        String etag = "\"" + asset.tag() + "\"";
        Response response;
        if (request.header("If-None-Match").orElse("").contains(etag)) {
            response = new Response(304, Map.of(), Response.empty().content());
        } else if (asset.zipped().isPresent()
                && request.header("Accept-Encoding").orElse("").contains("gzip")) {
            response =
                    Response.of(200, type(name), asset.zipped().get())
                            .with("Content-Encoding", "gzip");
        } else {
            response = Response.of(200, type(name), asset.content());
        }
        return response.with("ETag", etag)
                .with("Vary", "Accept-Encoding")
                .with("Content-Security-Policy", POLICY)
                .with("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
                .with("Cross-Origin-Opener-Policy", "same-origin")
                .with("Cache-Control", caching(name));
    }

    private static String caching(String name) {
        return HASHED.matcher(name).matches() ? "public, max-age=31536000, immutable" : "no-cache";
    }

    private static String type(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return TYPES.getOrDefault(ending, "application/octet-stream");
    }

    private static boolean accepts(Request request, String type) {
        String accept = request.header("Accept").orElse("*/*");
        return accept.contains(type) || accept.contains("*/*");
    }

    /** What is there is kept; what is not is asked for again, so that nobody fills the memory. */
    private Optional<Asset> asset(String name) {
        Asset known = assets.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Asset> read =
                read(name)
                        .map(
                                content ->
                                        new Asset(
                                                content,
                                                read(name + ".gz"),
                                                Digest.hex(content).substring(0, 32)));
        read.ifPresent(asset -> assets.put(name, asset));
        return read;
    }

    private Optional<byte[]> read(String name) {
        try (InputStream in = Console.class.getResourceAsStream(folder + name)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
