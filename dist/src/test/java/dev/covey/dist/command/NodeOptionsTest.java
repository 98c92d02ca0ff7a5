package dev.covey.dist.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covey.model.Link;
import dev.covey.model.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class NodeOptionsTest {

    @Command(name = "test")
    private static final class Options {
        @Mixin NodeOptions node = new NodeOptions();
    }

    private static List<Link> links(String... arguments) {
        Options options = new Options();
        new CommandLine(options).parseArgs(arguments);
        return options.node.plan().links();
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
}
