package dev.covey.dist.node;

import dev.covey.dist.bundle.Bundle;
import dev.covey.dist.bundle.Tarball;
import dev.covey.dist.program.Version;
import dev.covey.master.api.resource.Provisioner;
import dev.covey.master.api.system.PackageSource;
import dev.covey.master.provision.ConnectJob;
import dev.covey.master.provision.Login;
import dev.covey.master.provision.Server;
import dev.covey.master.provision.Ssh;
import dev.covey.master.provision.Vault;
import dev.covey.model.Endpoint;
import dev.covey.model.NodeSpec;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.model.Resource;
import dev.covey.model.Type;
import dev.covey.runtime.resource.Resources;
import dev.covey.runtime.store.Store;
import dev.covey.runtime.task.Tasks;
import dev.covey.runtime.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** How new servers come by the program. Safe from any thread. */
final class Provisioning implements Provisioner, PackageSource {

    private final Vault vault;
    private final Bundle bundle;

    Provisioning(Bundle bundle, Clock clock) {
        this.bundle = bundle;
        this.vault = new Vault(clock::nanos);
    }

    /** Packs the program before the first server asks for it. */
    void prepare() {
        bundle.prepare();
    }

    /** Carries out the operations that bring servers in. */
    ConnectJob job(Store store, ConnectJob.Invitation invitation) {
        return new ConnectJob(
                new ConnectJob.Ports(
                        vault,
                        () -> {
                            Tarball tarball = bundle.tarball();
                            return new ConnectJob.Parcel(tarball.file(), tarball.sha256());
                        },
                        Version.text(),
                        () -> masters(new Resources(store.view())),
                        invitation,
                        Tasks::pause));
    }

    /** Where a server must be able to reach masters: the API to join, the agents' port to work. */
    private static List<Endpoint> masters(Resources resources) {
        return resources.list(Type.NODE).stream()
                .map(Resource::spec)
                .filter(NodeSpec::master)
                .flatMap(
                        spec ->
                                Stream.of(spec.ports().https(), spec.ports().agents())
                                        .map(port -> new Endpoint(spec.address(), port)))
                .toList();
    }

    @Override
    public String hostKey(String host, int port) {
        try (Ssh ssh = new Ssh()) {
            return ssh.hostKey(new Server(host, port, "root"));
        }
    }

    @Override
    public void remember(String operation, Access access) {
        Login login =
                access.privateKey()
                        .<Login>map(Login.PrivateKey::new)
                        .orElseGet(() -> new Login.Password(access.password().orElse("")));
        vault.keep(operation, login);
    }

    @Override
    public Archive archive(String architecture) {
        return bundle.tarball(architecture)
                .map(tarball -> new Archive(tarball.file(), tarball.sha256()))
                .orElseThrow(
                        () ->
                                new ProblemException(
                                        new Problem.Failed(
                                                "package_missing",
                                                "Expected a package for "
                                                        + architecture
                                                        + ", but this master has none. Make it with"
                                                        + " './dev package' and put it into the"
                                                        + " folder 'package' of the data"
                                                        + " directory.")));
    }

    @Override
    public String installScript(String folderUrl) {
        return bundle.installScript(folderUrl);
    }
}
