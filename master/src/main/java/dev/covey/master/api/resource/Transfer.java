package dev.covey.master.api.resource;

import dev.covey.master.api.door.Call;
import dev.covey.master.api.http.Response;
import dev.covey.master.api.read.Reading;
import dev.covey.master.command.Expect;
import dev.covey.master.command.fleet.NoteTransfer;
import dev.covey.model.NodeSpec;
import dev.covey.model.NodeStatus;
import dev.covey.model.Resource;
import dev.covey.model.Type;
import dev.covey.runtime.quorum.Member;
import dev.covey.runtime.quorum.Quorum;
import dev.covey.runtime.quorum.QuorumView;
import java.util.Optional;

/** Hands the lead to another master, and keeps the one that has it from being removed. */
public final class Transfer {

    private final Desk desk;
    private final Quorum quorum;

    /** Asks this quorum. */
    public Transfer(Desk desk, Quorum quorum) {
        this.desk = desk;
        this.quorum = quorum;
    }

    Response makeMaster(Call call) {
        Reading reading = desk.reading(call);
        Resource<NodeSpec, NodeStatus> node =
                reading.resources().find(Type.NODE, call.variable("node"));
        Expect.unlocked(reading.resources());
        QuorumView view = quorum.view();
        if (view.leader().filter(node.id()::equals).isEmpty()) {
            checkVoter(node, view);
            desk.done(call, new NoteTransfer(node.id()));
            Desk.await(call, quorum.transferLeadership(node.id()));
        }
        return desk.show(desk.reading(call), node);
    }

    private static void checkVoter(Resource<NodeSpec, NodeStatus> node, QuorumView view) {
        Optional<Member> member = view.member(node.id());
        if (!node.spec().master() || member.filter(Member::votes).isEmpty()) {
            throw Expect.conflict(
                    "not_a_standby",
                    "Expected node '%s' to be a standby master that votes, but it is not."
                                    .formatted(node.name())
                            + " Join it as a master and wait until it votes; see 'covey masters'.");
        }
    }

    /** The active master cannot be removed: it would have to carry out its own removal. */
    void mayGo(String name) {
        Resource<NodeSpec, NodeStatus> node = desk.reader().local().find(Type.NODE, name);
        QuorumView view = quorum.view();
        boolean others = view.voters().stream().anyMatch(m -> !m.node().equals(node.id()));
        if (view.leader().filter(node.id()::equals).isPresent() && others) {
            throw Expect.conflict(
                    "active_master",
                    "Expected node '%s' not to be the active master. Make another one it first, with"
                                    .formatted(node.name())
                            + " 'covey master transfer'.");
        }
    }
}
