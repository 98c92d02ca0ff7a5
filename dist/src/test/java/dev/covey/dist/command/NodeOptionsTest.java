package dev.covey.dist.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covey.dist.directory.DataDirectory;
import dev.covey.dist.directory.NodeFile;
import dev.covey.model.Link;
import dev.covey.model.Ports;
import dev.covey.model.ProblemException;
import dev.covey.model.Role;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class NodeOptionsTest {

    @Command(name = "test")
    private static final class Options {
        @Mixin NodeOptions node = new NodeOptions();
    }

    private static final Optional<String> NONE = Optional.empty();

    @TempDir Path temp;

    private static NodeOptions options(String... arguments) {
        Options options = new Options();
        new CommandLine(options).parseArgs(arguments);
        return options.node;
    }

    private static List<Link> links(String... arguments) {
        return options(arguments).plan().links();
    }

    @Test
    void linksAreNumberedFromZeroToSevenAndHaveAPriority() {
        assertThat(links("--link7", "10.0.0.7", "--link0=10.0.0.1,priority=20"))
                .containsExactly(new Link(0, "10.0.0.1", 20), new Link(7, "10.0.0.7", 0));
        assertThatThrownBy(() -> links("--link8", "10.0.0.8"))
                .isInstanceOf(CommandLine.UnmatchedArgumentException.class);
        assertThatThrownBy(() -> links("--link1", "10.0.0.1,prio=1"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("link1");
    }

    @Test
    void withoutLinksTheNodeIsReachedWhereItsDefaultRouteLeads() {
        assertThat(links()).hasSize(1).allMatch(link -> link.number() == 0);
    }

    @Test
    void aNodeThatIsThereTakesWhatCanBeChanged() {
        DataDirectory directory = holding(Set.of(Role.MASTER, Role.WORKER));
        assertThat(options("--port-base", "8440", "--listen", "0.0.0.0").change(directory))
                .isFalse();
        assertThat(options("--zone", "b", "--node-name", "beta").change(directory))
                .as("needs no restart")
                .isFalse();
        assertThat(options("--listen", "127.0.0.1").change(directory)).isTrue();
        assertThat(options("--public-address", "vpn.test").change(directory)).isTrue();

        NodeFile node = directory.node().orElseThrow();
        assertThat(node)
                .isEqualTo(
                        node(Set.of(Role.MASTER, Role.WORKER))
                                .with("beta", "b", "vpn.test")
                                .with("127.0.0.1", NONE, NONE));
    }

    @Test
    void aNodeThatIsThereRefusesTheRestWithTheRemedy() {
        DataDirectory directory = holding(Set.of(Role.MASTER));
        refused(directory, "--port-base 8440, with which", "--port-base", "9000");
        refused(directory, "'covey node readdress'", "--link1", "10.0.0.9");
        refused(directory, "'covey node readdress'", "--link0", "10.0.0.1,priority=7");
        refused(directory, "--listen 192.0.2.77 to be an address", "--listen", "192.0.2.77");
        refused(directory, "--tls-cert and --tls-key together", "--tls-cert", "c.pem");
        refused(directory, "publicAddress", "--public-address", "no host");

        DataDirectory worker = holding(Set.of(Role.WORKER));
        refused(worker, "'covey node update NODE --zone b'", "--zone", "b");
        refused(worker, "'covey node rename NODE beta'", "--node-name", "beta");
        refused(worker, "NODE --public-address vpn.test'", "--public-address", "vpn.test");
    }

    private static void refused(DataDirectory directory, String why, String... arguments) {
        NodeFile before = directory.node().orElseThrow();
        assertThatThrownBy(() -> options(arguments).change(directory))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(why);
        assertThat(directory.node()).contains(before);
    }

    private DataDirectory holding(Set<Role> roles) {
        DataDirectory directory = new DataDirectory(temp.resolve(roles.toString()));
        directory.prepare();
        directory.write(node(roles));
        return directory;
    }

    private static NodeFile node(Set<Role> roles) {
        return new NodeFile(
                "c-1",
                "home",
                "n-1",
                "alpha",
                roles,
                "a",
                List.of(new Link(0, "10.0.0.1", 0)),
                "10.0.0.1",
                Ports.at(8440),
                "0.0.0.0",
                NONE,
                NONE,
                true);
    }
}
