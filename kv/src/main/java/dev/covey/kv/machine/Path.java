package dev.covey.kv.machine;

import dev.covey.kv.Op;
import java.util.List;

/**
 * An operation with all its compares judged, before anything is done: etcd decides nested
 * transactions on the state before the outermost one.
 */
sealed interface Path {

    /** An operation that compares nothing. */
    record Plain(Op op) implements Path {
        @Override
        public List<Op> plain() {
            return List.of(op);
        }
    }

    /**
     * A transaction whose branch is chosen.
     *
     * @param failedCompare the place of the first compare that did not hold; -1 if all held
     * @param steps of the branch that is taken
     */
    record Chosen(int failedCompare, List<Path> steps) implements Path {
        @Override
        public List<Op> plain() {
            return steps.stream().flatMap(step -> step.plain().stream()).toList();
        }
    }

    /** All that will be done, in order. */
    List<Op> plain();

    static Path of(Keys keys, Op op) {
        if (!(op instanceof Op.Txn txn)) {
            return new Plain(op);
        }
        int failed = CompareJudge.firstFailing(keys, txn.compares());
        List<Op> branch = failed < 0 ? txn.success() : txn.failure();
        return new Chosen(failed, branch.stream().map(step -> of(keys, step)).toList());
    }
}
