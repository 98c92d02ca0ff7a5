package dev.covey.master.command.access;

import dev.covey.master.command.Expect;
import dev.covey.master.command.Moment;
import dev.covey.model.AdminSpec;
import dev.covey.model.Key;
import dev.covey.model.Kind;
import dev.covey.model.NoStatus;
import dev.covey.model.Permission;
import dev.covey.model.Resource;
import dev.covey.model.Type;
import dev.covey.runtime.resource.Draft;

/** What holds for all administrators together. */
final class Admins {

    /** Sessions that one transaction ends; whoever has more than these has them expire. */
    private static final int MOST_SESSIONS = 100;

    private Admins() {}

    /** Refuses if nobody else with the role admin would be left. */
    static void notTheLast(Draft draft, Moment moment, Resource<AdminSpec, NoStatus> leaving) {
        boolean another =
                moment.resources().list(Type.ADMIN).stream()
                        .anyMatch(
                                a ->
                                        !a.id().equals(leaving.id())
                                                && a.spec().role() == Permission.ADMIN);
        if (leaving.spec().role() == Permission.ADMIN && !another) {
            throw Expect.conflict(
                    "last_admin",
                    "Expected another administrator with the role admin, but '"
                            + leaving.name()
                            + "' is the last. Make another one first.");
        }
        draft.expectUnchanged(Key.specPrefix(Kind.ADMIN));
    }

    /** Ends the sessions of an administrator but one. */
    static void endSessions(Draft draft, Moment moment, String admin, String keep) {
        moment.resources().list(Type.SESSION).stream()
                .filter(s -> s.spec().admin().equals(admin) && !s.id().equals(keep))
                .limit(MOST_SESSIONS)
                .forEach(draft::delete);
    }
}
