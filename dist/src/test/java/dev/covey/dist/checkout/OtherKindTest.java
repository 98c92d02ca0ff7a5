package dev.covey.dist.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages for another kind of machine than the one that packs, of a program in name only. */
final class OtherKindTest {

    @TempDir Path work;

    @Test
    void thePackageHasTheRuntimeAndTheCoreOfThatKindAndNoneOfThisOne() throws IOException {
        Path app = app();
        Bash.program(work.resolve("runtime/bin/java"), "java of that kind");
        Bash.program(work.resolve("core"), "core of that kind");

        Bash.Result result =
                pack(app, "%1$s/runtime %1$s/core".formatted(work), "bin/xray", "bin/java");

        assertThat(result.err()).contains("packing covey-linux-arm64.tar.gz");
        assertThat(result.out()).contains("core of that kind", "java of that kind");
        assertThat(result.out()).contains("Architecture: arm64").doesNotContain("this machine's");
    }

    @Test
    void withoutARuntimeOfThatKindThereIsNoPackage() throws IOException {
        Bash.Result result = pack(app(), "'' ''");

        assertThat(result.exit()).isNotZero();
        assertThat(work.resolve("out")).isEmptyDirectory();
    }

    private Path app() throws IOException {
        Path app = work.resolve("app");
        Bash.program(
                app.resolve("bin/covey-bundle"),
                Files.readString(Bash.ROOT.resolve("dist/src/main/package/bin/covey-bundle")));
        Bash.program(app.resolve("bin/xray"), "this machine's core");
        Files.createDirectories(app.resolve("lib"));
        Files.createDirectories(app.resolve("share"));
        return app;
    }

    /** Packs, then prints these files of the tarball and what the .deb says of itself. */
    private Bash.Result pack(Path app, String of, String... files) {
        return Bash.withTools(
                work,
                Map.of(),
                """
                . '%1$s/tools/package.sh' && root='%1$s' app='%2$s' out='%3$s/out' && mkdir "$out"
                make_package "$out" arm64 1.0 %4$s || exit 1
                for file in %5$s; do
                    tar -xzOf "$out"/covey-linux-arm64.tar.gz --wildcards "*$file"
                done
                ! have dpkg-deb || dpkg-deb -f "$out"/covey_1.0_arm64.deb
                """
                        .formatted(Bash.ROOT, app, work, of, String.join(" ", files)));
    }
}
