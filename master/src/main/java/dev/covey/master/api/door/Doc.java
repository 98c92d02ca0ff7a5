package dev.covey.master.api.door;

/**
 * What the API's document says of an endpoint.
 *
 * @param tag the group it is in
 * @param summary one line
 * @param request name of the schema of the body; empty for no body
 * @param status of success
 * @param response name of the schema of the answer, or a media type; empty for no content
 */
public record Doc(String tag, String summary, String request, int status, String response) {

    /** An endpoint that is read. */
    public static Doc reads(String tag, String summary, String response) {
        return new Doc(tag, summary, "", 200, response);
    }

    /** An endpoint that takes a body and answers with what it changed. */
    public static Doc takes(String tag, String summary, String request, String response) {
        return new Doc(tag, summary, request, 200, response);
    }

    /** An endpoint that makes something. */
    public static Doc makes(String tag, String summary, String request, String response) {
        return new Doc(tag, summary, request, 201, response);
    }

    /** An endpoint that answers with nothing. */
    public static Doc does(String tag, String summary) {
        return new Doc(tag, summary, "", 204, "");
    }
}
