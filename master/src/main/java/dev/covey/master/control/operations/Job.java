package dev.covey.master.control.operations;

import java.util.List;

/** How operations of one type are carried out. Runs on a thread of its own and may block it. */
public interface Job {
    /** The type of operation, such as {@code node-connect}. */
    String type();

    /** The names of its stages, in order; at most 32. */
    List<String> stages();

    /**
     * Whether the next active master may run it again from the start after this one is gone. What
     * cannot be repeated, such as a job whose credentials were only in memory, fails then with a
     * sentence that says so.
     */
    boolean resumable();

    /**
     * Does it.
     *
     * @return what came of it, such as the id of a node
     * @throws dev.covey.model.ProblemException for a failure with a reason
     */
    String run(JobContext context) throws Exception;
}
