package dev.covey.master.control.cluster;

import dev.covey.model.ClusterSpec;
import dev.covey.model.ClusterStatus;
import dev.covey.model.ClusterStatus.State;
import dev.covey.model.EventSpec;
import dev.covey.model.EventSpec.Severity;
import dev.covey.model.Key;
import dev.covey.model.Kind;
import dev.covey.model.NodeSpec;
import dev.covey.model.NodeStatus;
import dev.covey.model.Resource;
import dev.covey.model.Type;
import dev.covey.model.json.Words;
import dev.covey.runtime.control.Controller;
import dev.covey.runtime.control.Output;
import dev.covey.runtime.control.Plan;
import dev.covey.runtime.control.Situation;
import dev.covey.runtime.resource.Draft;
import dev.covey.runtime.store.RowChange;
import dev.covey.runtime.store.View;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes the status of this cluster. Its one key stands for the cluster. */
public final class ClusterController implements Controller {
    private static final String SELF = "self";
    private static final Duration OFTEN = Duration.ofSeconds(5);

    private final Health health;

    /** Judges by what the active master knows of itself. */
    public ClusterController(Health health) {
        this.health = health;
    }

    @Override
    public String name() {
        return "cluster";
    }

    @Override
    public Set<String> inputs() {
        return Set.of(
                Key.specPrefix(Kind.CLUSTER),
                Key.specPrefix(Kind.NODE),
                Key.statusPrefix(Kind.NODE));
    }

    @Override
    public Set<Output> outputs() {
        return Set.of(Output.status(Kind.CLUSTER));
    }

    @Override
    public Collection<String> keys(View view) {
        return List.of(SELF);
    }

    @Override
    public Collection<String> touched(RowChange change, View view) {
        return List.of(SELF);
    }

    @Override
    public Plan reconcile(String key, Situation situation) {
        return situation.resources().list(Type.CLUSTER).stream()
                .filter(c -> c.spec().self())
                .findFirst()
                .map(cluster -> plan(cluster, situation).lookingAgain(OFTEN))
                .orElse(Plan.later(OFTEN));
    }

    private Plan plan(Resource<ClusterSpec, ClusterStatus> cluster, Situation situation) {
        List<Resource<NodeSpec, NodeStatus>> nodes = situation.resources().list(Type.NODE);
        List<String> warnings = Warnings.of(nodes, health, cluster.status());
        ClusterStatus now = judge(nodes, warnings);
        Draft draft = situation.draft();
        draft.status(cluster.key(), now);
        tell(situation, draft, cluster, now);
        String why = now.why().isEmpty() ? "" : ": " + now.why();
        return Plan.of(draft, "the cluster is " + Words.of(now.state()) + why);
    }

    private static ClusterStatus judge(
            List<Resource<NodeSpec, NodeStatus>> nodes, List<String> warnings) {
        List<String> lost =
                nodes.stream()
                        .filter(n -> is(n, NodeStatus.State.LOST))
                        .map(Resource::name)
                        .sorted()
                        .toList();
        if (!lost.isEmpty()) {
            String why = lost.size() == 1 ? "Node '%s' is lost." : "%2$d nodes are lost.";
            return new ClusterStatus(
                    State.DEGRADED, why.formatted(lost.getFirst(), lost.size()), warnings);
        }
        if (nodes.stream().noneMatch(n -> is(n, NodeStatus.State.READY))) {
            return new ClusterStatus(State.PROVISIONING, "No node is ready yet.", warnings);
        }
        boolean clock = warnings.stream().anyMatch(Warnings::isClock);
        return clock
                ? new ClusterStatus(State.DEGRADED, "A clock is wrong.", warnings)
                : new ClusterStatus(State.ACTIVE, "", warnings);
    }

    private static boolean is(Resource<NodeSpec, NodeStatus> node, NodeStatus.State state) {
        return node.status().filter(s -> s.state() == state).isPresent();
    }

    private static void tell(
            Situation situation,
            Draft draft,
            Resource<ClusterSpec, ClusterStatus> cluster,
            ClusterStatus now) {
        Optional<ClusterStatus> before = cluster.status();
        String subject = cluster.key().toString();
        if (before.filter(s -> s.state() == now.state()).isEmpty()) {
            boolean bad = now.state() == State.DEGRADED;
            Severity severity = bad ? Severity.WARNING : Severity.NOTICE;
            String text =
                    "The cluster is %s. %s".formatted(Words.of(now.state()), now.why()).strip();
            situation.event(draft, new EventSpec(severity, "cluster_state", subject, text));
        }
        List<String> known = before.map(ClusterStatus::warnings).orElse(List.of());
        now.warnings().stream()
                .filter(w -> !known.contains(w))
                .forEach(
                        w ->
                                situation.event(
                                        draft,
                                        new EventSpec(severity(w), "cluster_warning", subject, w)));
    }

    private static Severity severity(String warning) {
        return Warnings.isClock(warning) ? Severity.ALARM : Severity.WARNING;
    }
}
