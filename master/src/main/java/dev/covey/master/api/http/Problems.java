package dev.covey.master.api.http;

import dev.covey.model.Problem;
import dev.covey.model.json.Json;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/** Makes problem details (RFC 9457) of refusals: the one place where a refusal gets a status. */
public final class Problems {

    private static final String TYPE = "application/problem+json";

    private Problems() {}

    /** The answer to a refused request. */
    public static Response response(Problem problem) {
        Response response = Response.of(status(problem), TYPE, Json.bytes(details(problem)));
        return switch (problem) {
            case Problem.Unavailable(String _, Duration retryAfter) ->
                    response.with("Retry-After", seconds(retryAfter));
            case Problem.LimitReached _ -> response.with("Retry-After", "60");
            case Problem.Unauthenticated _ ->
                    response.with("WWW-Authenticate", "Bearer realm=\"covey\"");
            case Problem.Invalid _,
                    Problem.Malformed _,
                    Problem.NotFound _,
                    Problem.AlreadyExists _,
                    Problem.Moved _,
                    Problem.Conflict _,
                    Problem.Forbidden _,
                    Problem.Locked _,
                    Problem.Unknown _,
                    Problem.Failed _ ->
                    response;
        };
    }

    /** The answer to a request that met a mistake of ours; the details are in the log only. */
    public static Response internal() {
        ObjectNode details = Json.object();
        details.put("type", "urn:covey:problem:internal");
        details.put("title", title(500));
        details.put("status", 500);
        details.put("code", "internal");
        details.put("detail", "The server made a mistake; its log says more.");
        return Response.of(500, TYPE, Json.bytes(details));
    }

    /** The status that belongs to a refusal. */
    public static int status(Problem problem) {
        return switch (problem) {
            case Problem.Invalid _ -> 400;
            case Problem.Malformed malformed -> status(malformed.code());
            case Problem.Unauthenticated _ -> 401;
            case Problem.Forbidden _ -> 403;
            case Problem.NotFound _ -> 404;
            case Problem.AlreadyExists _, Problem.Conflict _ -> 409;
            case Problem.Moved _ -> 412;
            case Problem.Locked _ -> 423;
            case Problem.LimitReached limit -> limit.code().equals("quota") ? 507 : 429;
            case Problem.Failed _ -> 502;
            case Problem.Unavailable _ -> 503;
            case Problem.Unknown _ -> 504;
        };
    }

    /** The content of the answer. */
    public static ObjectNode details(Problem problem) {
        int status = status(problem);
        ObjectNode details = Json.object();
        details.put("type", "urn:covey:problem:" + problem.code());
        details.put("title", title(status));
        details.put("status", status);
        details.put("code", problem.code());
        details.put("detail", problem.message());
        switch (problem) {
            case Problem.Invalid(String field, String expected, String found) ->
                    details.put("field", field).put("expected", expected).put("found", found);
            case Problem.NotFound(var kind, String name) ->
                    details.put("kind", kind.word()).put("name", name);
            case Problem.AlreadyExists(var kind, String name) ->
                    details.put("kind", kind.word()).put("name", name);
            case Problem.Moved(var key, long expected, long found) ->
                    details.put("resource", key.toString())
                            .put("expectedRevision", expected)
                            .put("revision", found);
            case Problem.Locked(String operation, String _) -> details.put("operation", operation);
            case Problem.Unknown(String requestId) -> details.put("requestId", requestId);
            case Problem.Unavailable(String _, Duration retryAfter) ->
                    details.put("retryAfterSeconds", Math.max(1, retryAfter.toSeconds()));
            case Problem.Malformed _,
                    Problem.Conflict _,
                    Problem.Unauthenticated _,
                    Problem.Forbidden _,
                    Problem.LimitReached _,
                    Problem.Failed _ -> {}
        }
        return details;
    }

    private static int status(String code) {
        return switch (code) {
            case Refusals.NO_SUCH_PATH -> 404;
            case Refusals.METHOD_NOT_ALLOWED -> 405;
            case Refusals.TOO_LARGE -> 413;
            case Refusals.UNSUPPORTED_MEDIA_TYPE -> 415;
            default -> 400;
        };
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad request";
            case 401 -> "Who are you?";
            case 403 -> "Not allowed";
            case 404 -> "Not found";
            case 405 -> "Method not allowed";
            case 409 -> "Conflict";
            case 412 -> "It has changed";
            case 413 -> "Too large";
            case 415 -> "Unsupported media type";
            case 423 -> "Locked";
            case 429 -> "Too many";
            case 502 -> "The outside failed";
            case 503 -> "Unavailable";
            case 504 -> "Outcome unknown";
            case 507 -> "No room";
            default -> "Error";
        };
    }

    private static String seconds(Duration time) {
        return String.valueOf(Math.max(1, time.toSeconds()));
    }
}
