package dev.covey.master.command;

import dev.covey.model.Meta;
import dev.covey.runtime.ids.Ids;
import dev.covey.runtime.resource.Draft;
import dev.covey.runtime.resource.Resources;
import java.time.Instant;

/**
 * When and by whom a command is judged.
 *
 * @param resources at one revision
 * @param now cluster time
 */
public record Moment(Resources resources, Instant now, Ids ids, Actor actor) {

    /** A new draft against this moment. */
    public Draft draft() {
        return new Draft(resources.view());
    }

    /** The identity of a new resource. */
    public Meta fresh(String name) {
        return Meta.first(ids.id(), name, now);
    }
}
