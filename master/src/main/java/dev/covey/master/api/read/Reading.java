package dev.covey.master.api.read;

import dev.covey.master.api.http.Response;
import dev.covey.runtime.resource.Resources;
import java.util.OptionalLong;

/**
 * What is read.
 *
 * @param staleSeconds how old it may be; absent if it is up to date
 */
public record Reading(Resources resources, OptionalLong staleSeconds) {

    /** The revision that an answer says it was made of. */
    public static final String REVISION = "Covey-Revision";

    private static final String STALE = "Covey-Stale-Seconds";

    /** The answer, saying what it was made of. */
    public Response mark(Response response) {
        Response marked = response.with(REVISION, String.valueOf(resources.view().revision()));
        return staleSeconds.isPresent()
                ? marked.with(STALE, String.valueOf(staleSeconds.getAsLong()))
                : marked;
    }
}
