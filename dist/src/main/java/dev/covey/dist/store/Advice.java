package dev.covey.dist.store;

import dev.covey.etcd.door.MemberIds;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.raft.server.Resident;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The next commands when a member does not go on with its directory. */
final class Advice {

    /** Codes of refusals that mean: this directory is not to be used any more. */
    private static final Set<String> SPENT = Set.of("store_damaged", "store_outdated");

    /** Lines for a person; none if the refusal says all there is to say. */
    static List<String> on(Problem problem, StoreOptions options) {
        if (!SPENT.contains(problem.code())) {
            return List.of();
        }
        Path directory = StorePlan.directory(options);
        List<String> lines = new ArrayList<>();
        if (!alone(directory, lines)) {
            String urls =
                    Objects.requireNonNullElse(options.advertisePeerUrls, options.listenPeerUrls);
            lines.add("While a majority of the others is well, nothing is lost. There:");
            lines.add(
                    "  etcdctl member remove %s"
                            .formatted(Long.toHexString(MemberIds.of(peer(directory, options)))));
            lines.add("  etcdctl member add %s --peer-urls=%s".formatted(options.name, urls));
            lines.add("Here, with the flags as before:");
            lines.add("  mv %s %s.bad".formatted(directory, directory));
            lines.add("  covey store ... --initial-cluster-state=existing");
            lines.add("If no other member is well:");
        }
        lines.add("  covey store salvage %s FILE".formatted(directory));
        lines.add("  covey store restore FILE --data-dir NEW-DIRECTORY");
        return lines;
    }

    /** The member's own id, if the directory still tells it. */
    private static String peer(Path directory, StoreOptions options) {
        try {
            return Resident.of(StorePlan.store(directory))
                    .map(Resident::peer)
                    .orElseGet(() -> StorePlan.node(options.name));
        } catch (ProblemException e) {
            return StorePlan.node(options.name);
        }
    }

    /** Says what can be saved of a member that is the only one. */
    private static boolean alone(Path directory, List<String> lines) {
        try {
            Findings findings = Findings.in(directory);
            if (!findings.survivor().alone()) {
                return false;
            }
            lines.add("This is the only member. What can be saved:");
            lines.addAll(findings.lines());
            lines.addAll(findings.damage());
            return true;
        } catch (ProblemException e) {
            lines.add(e.problem().message());
            return false;
        }
    }

    private Advice() {}
}
