package dev.covey.dist.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covey.model.Link;
import dev.covey.model.Ports;
import dev.covey.model.ProblemException;
import dev.covey.model.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataDirectoryTest {

    @TempDir Path temp;

    private static NodeFile node() {
        return new NodeFile(
                "c-1",
                "home",
                "n-1",
                "alpha",
                Set.of(Role.MASTER, Role.WORKER),
                "",
                List.of(new Link(0, "10.0.0.1", 0)),
                "10.0.0.1",
                Ports.at(8440),
                "0.0.0.0",
                Optional.empty(),
                Optional.empty(),
                true);
    }

    @Test
    void aNodeReadsBackAsItWasWritten() throws IOException {
        DataDirectory directory = new DataDirectory(temp.resolve("d"));
        assertThat(directory.node()).isEmpty();
        directory.prepare();
        directory.write(node());
        assertThat(directory.node()).contains(node());
        assertThat(Files.getPosixFilePermissions(directory.root().resolve("node.json")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(directory.pki()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void aDirectoryOfAnotherFormatIsRefusedAndLeftAlone() throws IOException {
        DataDirectory directory = new DataDirectory(temp);
        directory.prepare();
        directory.write(node());
        Files.writeString(temp.resolve("format"), "99\n");
        assertThatThrownBy(directory::node)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("format '99'");
        assertThat(temp.resolve("node.json")).exists();
    }

    @Test
    void aSecondHolderIsToldWhichProcessHasIt() {
        DataDirectory directory = new DataDirectory(temp);
        directory.prepare();
        try (DirectoryLock _ = directory.lock()) {
            assertThatThrownBy(directory::lock)
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
        directory.lock().close();
    }

    @Test
    void aMutilatedNodeFileIsRefusedWithoutAStackTrace() throws IOException {
        DataDirectory directory = new DataDirectory(temp);
        directory.prepare();
        for (String bad : List.of("", "{", "{\"nodeId\":\"../../x\"}", "[1]")) {
            Files.writeString(temp.resolve("node.json"), bad);
            assertThatThrownBy(directory::node).isInstanceOf(ProblemException.class);
        }
    }
}
