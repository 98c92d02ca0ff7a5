package dev.covey.simulation.master;

import dev.covey.master.control.operations.Job;
import dev.covey.master.control.operations.JobContext;
import dev.covey.master.control.operations.Jobs;
import dev.covey.model.Kind;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.simulation.chronicle.Chronicle;
import dev.covey.simulation.chronicle.Names;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Jobs with effects outside that can be seen: a {@code chore} can be taken over by the next active
 * master, an {@code errand} cannot. For one thread.
 */
public final class Chores {

    private static final List<String> STAGES = List.of("pack", "carry", "unpack");

    private final Chronicle chronicle;
    private final Names names;
    private final Set<String> failing = new HashSet<>();

    /** Jobs whose effects are told to a chronicle. */
    public Chores(Chronicle chronicle, Names names) {
        this.chronicle = chronicle;
        this.names = names;
    }

    /** Both of them. */
    public Jobs jobs() {
        return new Jobs(List.of(new Chore("chore", true), new Chore("errand", false)));
    }

    /** Has a stage fail from now on, or no longer. */
    public void fail(String stage, boolean fails) {
        boolean _ = fails ? failing.add(stage) : failing.remove(stage);
    }

    private final class Chore implements Job {
        private final String type;
        private final boolean resumable;

        Chore(String type, boolean resumable) {
            this.type = type;
            this.resumable = resumable;
        }

        @Override
        public String type() {
            return type;
        }

        @Override
        public List<String> stages() {
            return STAGES;
        }

        @Override
        public boolean resumable() {
            return resumable;
        }

        @Override
        public String run(JobContext context) throws InterruptedException {
            String who = "effect of " + names.of(Kind.OPERATION, context.operation());
            try {
                for (String stage : STAGES) {
                    context.stage(stage);
                    if (failing.contains(stage)) {
                        throw new ProblemException(
                                new Problem.Failed(
                                        "broken", "Expected to " + stage + ", but it broke."));
                    }
                    chronicle.say(
                            who,
                            "%s is carried out in epoch %s"
                                    .formatted(stage, context.scope().epoch()));
                }
                return "everything is unpacked";
            } catch (ProblemException e) {
                chronicle.say(who, "stops: " + e.problem().message());
                throw e;
            }
        }
    }
}
