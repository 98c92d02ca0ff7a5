package dev.covey.dist.command;

import dev.covey.cli.command.Connection;
import dev.covey.dist.birth.Founding;
import dev.covey.dist.birth.NodePlan;
import dev.covey.dist.directory.DataDirectory;
import dev.covey.model.Role;
import dev.covey.pki.password.PasswordRule;
import dev.covey.runtime.ids.Ids;
import dev.covey.runtime.time.Clock;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Founds a cluster. */
@Command(name = "create", description = "Founds a cluster on this machine and runs its first node.")
final class CreateCommand implements Runnable {

    @Mixin Connection connection = new Connection();
    @Mixin NodeOptions options = new NodeOptions();

    @Parameters(paramLabel = "NAME", description = "The cluster's name.")
    String name = "";

    @Option(names = "--no-worker", description = "A master that carries no traffic.")
    boolean noWorker;

    @Option(names = "--service", description = "Run in the background, also after logout.")
    boolean service;

    @Override
    public void run() {
        DataDirectory directory = new DataDirectory(connection.dataDirectory());
        Nodes.needNone(directory);
        found(directory, name, options.plan(), noWorker);
        connection.output().note("Cluster '" + name + "' is founded.");
        connection
                .output()
                .note("The password of 'admin' is in " + directory.adminPassword() + ".");
        if (service) {
            connection.output().note(Nodes.serve(directory, false));
            Nodes.ready(connection.output(), directory);
        } else {
            Nodes.run(directory, () -> Nodes.ready(connection.output(), directory));
        }
    }

    /** Founds a cluster after all checks; returns the first administrator's password. */
    static String found(DataDirectory directory, String name, NodePlan plan, boolean noWorker) {
        NodePlan.check(plan.faults(directory.root(), true, Clock.system().instant()));
        Ids ids = Ids.secure();
        String password = PasswordRule.make(ids::secret);
        Set<Role> roles = noWorker ? Set.of(Role.MASTER) : Set.of(Role.MASTER, Role.WORKER);
        new Founding(Clock.system(), ids).found(directory, name, plan, roles, password);
        return password;
    }
}
