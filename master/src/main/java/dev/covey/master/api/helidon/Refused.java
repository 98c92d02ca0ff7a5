package dev.covey.master.api.helidon;

import dev.covey.master.api.http.Problems;
import dev.covey.master.api.http.Response;
import dev.covey.model.Problem;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;

/** What is answered to bytes that are no request; nothing of the bytes comes back. */
final class Refused implements DirectHandler {

    private static final Response TOO_LARGE =
            Problems.response(new Problem.Malformed("too_large", "Expected a smaller body."));
    private static final Response MALFORMED =
            Problems.response(
                    new Problem.Malformed(
                            "malformed_http", "Expected an HTTP request (RFC 9110)."));

    @Override
    public TransportResponse handle(
            TransportRequest request,
            EventType event,
            Status status,
            ServerResponseHeaders headers,
            String message) {
        Response response = response(event, status.code());
        Response.Content.Bytes content = (Response.Content.Bytes) response.content();
        return TransportResponse.builder()
                .status(Status.create(response.status()))
                .headers(headers)
                .header(HeaderNames.CONTENT_TYPE, response.headers().get("Content-Type"))
                .keepAlive(false)
                .entity(content.bytes())
                .build();
    }

    private static Response response(EventType event, int status) {
        return switch (event) {
            case PAYLOAD_TOO_LARGE -> TOO_LARGE;
            case BAD_REQUEST, FORBIDDEN, HTTP_VERSION_NOT_SUPPORTED, OTHER ->
                    status == 413 ? TOO_LARGE : MALFORMED;
            case INTERNAL_ERROR -> Problems.internal();
        };
    }
}
