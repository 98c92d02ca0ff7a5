package dev.covey.master.command.fleet;

import dev.covey.master.command.Command;
import dev.covey.master.command.Drafted;
import dev.covey.master.command.Expect;
import dev.covey.master.command.Moment;
import dev.covey.model.JoinStringSpec;
import dev.covey.model.JoinStringStatus;
import dev.covey.model.Key;
import dev.covey.model.Kind;
import dev.covey.model.Meta;
import dev.covey.model.NodeSpec;
import dev.covey.model.NodeStatus;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.model.Resource;
import dev.covey.model.Type;
import dev.covey.pki.join.JoinAttempt;
import dev.covey.runtime.resource.Draft;
import dev.covey.runtime.resource.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lets a machine in with a join string, which is used up by the same transaction.
 *
 * @param secretId id of the join string
 */
public record JoinNode(String secretId, JoinAttempt attempt, Joiner joiner) implements Command {

    private static final int MOST_NODES = 5000;
    private static final int MOST_NAMES_TRIED = 100;

    @Override
    public Kind kind() {
        return Kind.NODE;
    }

    @Override
    public String verb() {
        return "join";
    }

    /**
     * Everything that stands in the way now. Who has no join string that is good learns nothing
     * else.
     */
    public List<Problem> faults(Moment moment) {
        Resources resources = moment.resources();
        List<Problem> faults = new ArrayList<>();
        note(faults, () -> invitation(moment));
        if (faults.isEmpty()) {
            note(faults, () -> Expect.unlocked(resources));
            note(faults, () -> checkPlace(resources));
            if (resources.named(Type.NODE, joiner.name()).isPresent()) {
                faults.add(new Problem.AlreadyExists(Kind.NODE, joiner.name()));
            }
        }
        return faults;
    }

    private static void note(List<Problem> faults, Runnable check) {
        try {
            check.run();
        } catch (ProblemException e) {
            faults.add(e.problem());
        }
    }

    /** The join string, if it is good for this machine. */
    private Resource<JoinStringSpec, JoinStringStatus> invitation(Moment moment) {
        Resource<JoinStringSpec, JoinStringStatus> string =
                moment.resources()
                        .get(Type.JOIN_STRING, secretId)
                        .orElseThrow(JoinAttempt::unknown);
        attempt.check(string.spec(), used(string), moment.now());
        return string;
    }

    private static JoinStringStatus used(Resource<JoinStringSpec, JoinStringStatus> string) {
        return string.status().orElse(new JoinStringStatus(List.of()));
    }

    @Override
    public Drafted draft(Moment moment) {
        Resources resources = moment.resources();
        Resource<JoinStringSpec, JoinStringStatus> string = invitation(moment);
        Expect.unlocked(resources);
        checkPlace(resources);
        Meta meta = Meta.first(joiner.id(), freeName(resources), moment.now());
        Draft draft = moment.draft();
        draft.create(meta, joiner.spec());
        draft.status(
                string.key(),
                new JoinStringStatus(
                        Stream.concat(used(string).usedBy().stream(), Stream.of(joiner.id()))
                                .toList()));
        draft.expectUnchanged(Key.specPrefix(Kind.NODE));
        return Drafted.of(
                draft,
                new Key(Kind.NODE, joiner.id()),
                "name " + meta.name() + ", join string " + string.name());
    }

    /** Refuses an address that another node has, unless the machines are told apart by ports. */
    private void checkPlace(Resources resources) {
        List<Resource<NodeSpec, NodeStatus>> nodes = resources.list(Type.NODE);
        if (nodes.size() >= MOST_NODES) {
            throw Expect.conflict(
                    "too_many_nodes", "Expected fewer than " + MOST_NODES + " nodes.");
        }
        for (Resource<NodeSpec, NodeStatus> node : nodes) {
            if (node.spec().keyPin().equals(joiner.keyPin())) {
                throw Expect.conflict(
                        "key_taken",
                        "Expected a machine that is no node yet, but node '%s' has the same key."
                                        .formatted(node.name())
                                + " Remove its data directory, or that node.");
            }
        }
        Place.mustBeFree(resources, joiner.id(), joiner.spec());
    }

    /** A name that was asked for must be free; one made up gets a number. */
    private String freeName(Resources resources) {
        String made = "node-" + joiner.id().substring(0, 8);
        String name = joiner.name().isEmpty() ? made : joiner.name();
        for (int i = 2; joiner.name().isEmpty() && i < MOST_NAMES_TRIED; i++) {
            if (resources.named(Type.NODE, name).isEmpty()) {
                return name;
            }
            name = made + "-" + i;
        }
        return name;
    }
}
