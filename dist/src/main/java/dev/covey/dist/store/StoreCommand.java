package dev.covey.dist.store;

import dev.covey.model.ProblemException;
import dev.covey.runtime.ids.Ids;
import dev.covey.runtime.task.AtExit;
import dev.covey.runtime.task.Tasks;
import dev.covey.runtime.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the database alone. */
@Command(
        name = "store",
        subcommands = {StoreRestore.class, StoreSalvage.class},
        description = "Runs the database alone: an etcd v3 server, with etcd's flags.")
public final class StoreCommand implements Runnable {

    private static final Duration LONGEST_END = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofMillis(200);

    @Spec @Nullable CommandSpec spec;

    @Mixin StoreOptions options = new StoreOptions();

    @Override
    public void run() {
        AtExit exit = new AtExit(LONGEST_END);
        try (StoreNode node = new StoreNode(options, Clock.system(), Ids.secure(), this::say)) {
            while (!node.ready() && exit.told().getCount() > 0) {
                node.mustGoOn();
                Tasks.pause(LOOK);
            }
            say("The store is ready.");
            node.awaitEndOr(exit.told(), LOOK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ProblemException e) {
            Advice.on(e.problem(), options).forEach(this::say);
            throw e;
        } finally {
            exit.done();
        }
    }

    private void say(String text) {
        var line = java.util.Objects.requireNonNull(spec).commandLine();
        line.getErr().println(text);
        line.getErr().flush();
    }
}
