package dev.covey.kv.machine;

import dev.covey.kv.Bytes;
import dev.covey.kv.Claim;
import dev.covey.kv.Command;
import dev.covey.kv.Commit;
import dev.covey.kv.Epoch;
import dev.covey.kv.Limits;
import dev.covey.kv.Op;
import dev.covey.kv.Refusal;
import dev.covey.kv.Reply;
import dev.covey.kv.Request;
import dev.covey.kv.RequestId;
import dev.covey.kv.Result;
import dev.covey.kv.Space;
import dev.covey.kv.codec.BatchCodec;
import dev.covey.kv.codec.UnknownCommandException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The state in the middle of a batch. For one thread. */
final class StateDraft {

    private static final long LEAP = 1L << 40;
    private static final Result DONE = new Result.Done();

    private final long term;
    private final SpaceDraft system;
    private final SpaceDraft user;
    private final List<Commit> commits = new ArrayList<>();
    private MemoryDraft memory;
    private Control control;

    StateDraft(State before, long term) {
        this.term = term;
        system = new SpaceDraft(before.system());
        user = new SpaceDraft(before.user());
        memory = new MemoryDraft(before.memory());
        control = before.control();
    }

    State finish() {
        system.sweep();
        user.sweep();
        return new State(system.finish(), user.finish(), memory.finish(), control);
    }

    List<Commit> commits() {
        return commits;
    }

    Reply handle(BatchCodec.Item item) {
        Request request = item.request();
        control = at(control.position() + 1);
        if (request == null) {
            return new Reply.Refused(new Refusal.TooLarge(item.bytes()));
        }
        RequestId id = request.id();
        if (id == null) {
            return carryOut(request);
        }
        if (id.since() >= control.position()) {
            long last = control.position() - 1;
            return new Reply.Refused(new Refusal.OutOfRange("since", id.since(), last));
        }
        Reply known = memory.answer(id);
        if (known != null) {
            return known;
        }
        long before = system.revision() + user.revision();
        Reply reply = carryOut(request);
        boolean changed = system.revision() + user.revision() > before;
        boolean order = !(request.command() instanceof Command.Execute);
        if (reply instanceof Reply.Applied && (changed || order)) {
            memory.remember(id, control.position(), reply);
        }
        return reply;
    }

    private Control at(long position) {
        return new Control(position, control.incarnation(), control.claim(), control.level());
    }

    private Reply carryOut(Request request) {
        Epoch epoch = request.epoch();
        Claim claim = control.claim();
        if (epoch != null && (claim == null || !claim.epoch().equals(epoch))) {
            return new Reply.Refused(new Refusal.StaleEpoch(claim));
        }
        Refusal refusal = RequestCheck.refusal(request.command());
        return refusal == null ? carryOut(request.command()) : new Reply.Refused(refusal);
    }

    private Reply carryOut(Command command) {
        return switch (command) {
            case Command.Execute(Space space, Op op) -> execute(space, op);
            case Command.Compact(Space space, long revision) -> compact(draft(space), revision);
            case Command.TakeOver(Claim claim) -> takeOver(claim);
            case Command.RaiseLevel(int level) -> raiseLevel(level);
            case Command.SetQuota(Space space, long bytes) -> {
                draft(space).setQuota(bytes);
                yield applied(draft(space), DONE);
            }
            case Command.Renew(long incarnation) -> renew(incarnation);
            case Command.GrantLease(Space space, long lease, long seconds) ->
                    grant(draft(space), lease, seconds);
            case Command.RevokeLease(Space space, long lease) -> revoke(draft(space), lease);
            case Command.Guarded(Bytes row, long revision, Command guarded) -> {
                Version found = system.newest(row);
                long now = found == null || !found.exists() ? 0 : found.mod();
                yield now == revision
                        ? carryOut(guarded)
                        : new Reply.Refused(new Refusal.Overtaken(now, revision));
            }
        };
    }

    private SpaceDraft draft(Space space) {
        return switch (space) {
            case SYSTEM -> system;
            case USER -> user;
        };
    }

    private static Reply applied(SpaceDraft draft, Result result) {
        return new Reply.Applied(draft.revision(), result, false);
    }

    private Reply execute(Space space, Op op) {
        SpaceDraft draft = draft(space);
        Writing writing = new Writing(draft, space);
        Path path = Path.of(draft, op);
        Refusal refusal = writing.refusal(path);
        if (refusal != null) {
            return new Reply.Refused(refusal);
        }
        Result result = writing.run(path);
        seal(draft);
        return applied(draft, result);
    }

    private void seal(SpaceDraft draft) {
        Commit commit = draft.seal();
        if (commit != null) {
            commits.add(commit);
        }
    }

    private static Reply grant(SpaceDraft draft, long lease, long seconds) {
        LeasesDraft leases = draft.leases();
        if (leases.has(lease)) {
            return new Reply.Refused(new Refusal.LeaseExists(lease));
        }
        if (leases.count() >= Limits.MAX_LEASES) {
            return new Reply.Refused(new Refusal.TooManyLeases(leases.count()));
        }
        leases.grant(lease, seconds);
        return applied(draft, DONE);
    }

    private Reply revoke(SpaceDraft draft, long lease) {
        if (!draft.leases().has(lease)) {
            return new Reply.Refused(new Refusal.LeaseNotFound(lease));
        }
        draft.revoke(lease);
        seal(draft);
        return applied(draft, DONE);
    }

    private static Reply compact(SpaceDraft draft, long revision) {
        if (revision <= draft.floor()) {
            return new Reply.Refused(new Refusal.Compacted(revision, draft.floor()));
        }
        if (revision > draft.revision()) {
            return new Reply.Refused(new Refusal.FutureRevision(revision, draft.revision()));
        }
        draft.compact(revision);
        return applied(draft, DONE);
    }

    /** The same claim again is the repetition of one whose answer was lost. */
    private Reply takeOver(Claim claim) {
        Claim stored = control.claim();
        boolean ours =
                claim.epoch().incarnation() == control.incarnation()
                        && claim.epoch().term() == term;
        boolean above = stored == null || claim.epoch().compareTo(stored.epoch()) > 0;
        if (!claim.equals(stored) && !(ours && above)) {
            return new Reply.Refused(new Refusal.ClaimOutdated(stored));
        }
        control = new Control(control.position(), control.incarnation(), claim, control.level());
        return applied(system, DONE);
    }

    private Reply raiseLevel(int level) {
        if (level > Limits.SUPPORTED_LEVEL) {
            throw new UnknownCommandException("feature level", level);
        }
        if (level < control.level()) {
            return new Reply.Refused(
                    new Refusal.OutOfRange("feature level", level, control.level()));
        }
        @Nullable Claim claim = control.claim();
        control = new Control(control.position(), control.incarnation(), claim, level);
        return applied(system, DONE);
    }

    private Reply renew(long incarnation) {
        if (incarnation <= control.incarnation()) {
            return new Reply.Refused(
                    new Refusal.OutOfRange("incarnation", incarnation, control.incarnation()));
        }
        system.renew();
        user.renew();
        long position = (control.position() / LEAP + 1) * LEAP;
        memory = new MemoryDraft(RequestMemory.empty(position));
        control = new Control(position, incarnation, null, control.level());
        return applied(system, DONE);
    }
}
