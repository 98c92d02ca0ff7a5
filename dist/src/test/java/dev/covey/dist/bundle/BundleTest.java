package dev.covey.dist.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covey.model.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A home whose packer only says that it ran. */
final class BundleTest {
    @TempDir Path home;
    @TempDir Path folder;

    @BeforeEach
    void install() throws IOException {
        Files.createDirectories(home.resolve("lib"));
        Files.writeString(home.resolve("lib/covey.jar"), "one");
        packer("echo run >>'" + home.resolve("runs") + "'; cat \"$0\" >\"$1\"");
    }

    @Test
    void theProgramIsPackedOnce() throws IOException {
        Tarball first = new Bundle(home, folder).tarball();
        Tarball again = new Bundle(home, folder).tarball();

        assertThat(again).isEqualTo(first);
        assertThat(first.sha256()).matches("[0-9a-f]{64}");
        assertThat(home.resolve("runs")).hasContent("run");
    }

    @Test
    void aNewProgramIsPackedAnewAndTheOldFileGoes() throws IOException {
        Path old = new Bundle(home, folder).tarball().file();
        Files.writeString(home.resolve("lib/covey.jar"), "longer");

        Path now = new Bundle(home, folder).tarball().file();

        assertThat(now).exists().isNotEqualTo(old);
        assertThat(old).doesNotExist();
    }

    @Test
    void aFileThatWentAwayIsPackedAgain() throws IOException {
        Bundle bundle = new Bundle(home, folder);
        Files.delete(bundle.tarball().file());

        assertThat(bundle.tarball().file()).exists();
    }

    @Test
    void whatThePackerSaysIsInTheRefusal() throws IOException {
        packer("echo 'no space left' >&2; exit 1");

        assertThatThrownBy(() -> new Bundle(home, folder).tarball())
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("no space left");
    }

    @Test
    void theScriptNamesThePackageAndItsDigest() {
        Bundle bundle = new Bundle(home, folder);

        String script = bundle.installScript("https://[2001:db8::1]:8443/package");

        assertThat(script)
                .startsWith("#!/bin/sh")
                .contains("folder='https://[2001:db8::1]:8443/package'")
                .contains("='" + bundle.tarball().sha256() + "'")
                .contains("=''")
                .doesNotContain("@URL@", "@AMD64@", "@ARM64@");
    }

    @Test
    void aPackageForAnotherKindOfMachineIsServedWhenItIsPutThere() throws IOException {
        Bundle bundle = new Bundle(home, folder);
        Tarball own = bundle.tarball();
        String other = own.architecture().equals("arm64") ? "amd64" : "arm64";
        assertThat(bundle.tarball(other)).isEmpty();

        Files.writeString(folder.resolve("covey-linux-" + other + ".tar.gz"), "a package");

        Tarball put = bundle.tarball(other).orElseThrow();
        assertThat(put.architecture()).isEqualTo(other);
        assertThat(bundle.installScript("https://a.test/package")).contains(put.sha256());
        Files.writeString(home.resolve("lib/covey.jar"), "a new version");
        assertThat(new Bundle(home, folder).tarball().file()).isNotEqualTo(own.file());
        assertThat(put.file()).as("stays when the own one is packed anew").exists();
    }

    @Test
    void aUrlThatWouldBreakOutOfTheScriptIsRefused() {
        assertThatThrownBy(() -> new Bundle(home, folder).installScript("https://x/'; rm -rf /;'"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("folderUrl");
    }

    private void packer(String body) throws IOException {
        Path packer = home.resolve("bin/covey-bundle");
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(packer, "#!/bin/sh\n" + body + "\n");
        assertThat(packer.toFile().setExecutable(true)).isTrue();
    }
}
