package dev.covey.dist.store;

import dev.covey.etcd.entry.Knock;
import dev.covey.etcd.entry.Welcome;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.raft.server.Birth;
import dev.covey.raft.server.Resident;
import dev.covey.runtime.ids.Ids;
import dev.covey.runtime.quorum.PeerIds;
import dev.covey.runtime.task.Tasks;
import dev.covey.runtime.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Who a member is: what its directory says, or, if that is empty, what the other members say.
 *
 * @param peer its id in the group
 */
record Residence(String cluster, String peer, Birth birth) {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(200);

    /** Finds it; blocks while others are asked, within a bound. */
    static Residence find(StorePlan plan, Neighbours others, Clock clock, Ids ids) {
        Optional<Resident> there = Resident.of(plan.store());
        Residence asPlanned = new Residence(plan.cluster(), plan.node(), plan.birth());
        if (there.isPresent()) {
            return there.filter(found -> cameLater(found, plan.node()))
                    .map(found -> new Residence(found.cluster(), found.peer(), new Birth.Resume()))
                    .orElse(asPlanned);
        }
        Knock knock = new Knock("", ids.id(), plan.self().addresses(), 0);
        boolean founds = plan.birth() instanceof Birth.Found;
        if (others.none()) {
            return founds ? asPlanned : refuse("Nobody else is named in --initial-cluster.");
        }
        return founds
                ? judged(others.knock(knock), asPlanned)
                : admitted(others, knock, asPlanned, clock);
    }

    private static boolean cameLater(Resident found, String name) {
        return !PeerIds.mark(found.peer()).isEmpty() && PeerIds.name(found.peer()).equals(name);
    }

    private static Residence judged(Welcome welcome, Residence asPlanned) {
        return switch (welcome) {
            case Welcome.Become(var cluster, var peer) ->
                    new Residence(cluster, peer, new Birth.Join());
            case Welcome.Refused(var why) -> refuse(why);
            case Welcome.Removed(var why) -> refuse(why);
            case Welcome.Expected _, Welcome.Settled _, Welcome.Waiting _ -> asPlanned;
        };
    }

    private static Residence admitted(
            Neighbours others, Knock knock, Residence asPlanned, Clock clock) {
        long began = clock.nanos();
        while (true) {
            Welcome welcome = others.knock(knock);
            switch (welcome) {
                case Welcome.Waiting(var why) -> {
                    if (clock.since(began).compareTo(PATIENCE) > 0) {
                        throw new ProblemException(
                                new Problem.Unavailable(
                                        "Expected a member of --initial-cluster to say who this one"
                                                + " is, but: %s. Bring a majority of them up, then"
                                                        .formatted(why)
                                                + " start this one again.",
                                        PATIENCE));
                    }
                    Tasks.pause(PAUSE);
                }
                case Welcome.Expected _ ->
                        refuse("This member founds the cluster: use --initial-cluster-state new.");
                default -> {
                    return judged(welcome, asPlanned);
                }
            }
        }
    }

    private static Residence refuse(String why) {
        throw new ProblemException(new Problem.Conflict("not_admitted", why));
    }
}
