package dev.covey.master.command.vpn;

import dev.covey.model.Resource;
import dev.covey.model.Type;
import dev.covey.runtime.resource.Draft;
import dev.covey.runtime.resource.Resources;

/** What is referred to must still exist when the reference is written. */
final class References {

    private References() {}

    /** The route, unless there is none, must be as it was read. */
    static void route(Draft draft, Resources resources, String id) {
        if (!id.isEmpty()) {
            Resource<?, ?> route = resources.need(Type.ROUTE, id);
            draft.expect(route.key().specRow(), route.revision());
        }
    }
}
