package dev.covey.pki.secretfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.pki.Refusals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFileTest {

    @TempDir Path directory;

    @Test
    void aFileIsReadableByItsOwnerOnlyAndReplacedAsAWhole() throws IOException {
        Path file = directory.resolve("key");
        SecretFile.write(file, "first and longer");
        SecretFile.write(file, "second");
        assertThat(SecretFile.readText(file, 100)).contains("second");
        assertThat(modeOf(file)).isEqualTo("rw-------");
        assertThat(directory.toFile().list()).containsExactly("key");
    }

    @Test
    void aRemainderOfACrashedWriteIsReplaced() throws IOException {
        Path file = directory.resolve("key");
        Files.writeString(directory.resolve(".key.new"), "half");
        SecretFile.write(file, "whole");
        assertThat(SecretFile.readText(file, 100)).contains("whole");
        assertThat(directory.toFile().list()).containsExactly("key");
    }

    @Test
    void aFileThatOthersMayReadIsTakenFromThem() throws IOException {
        Path file = Files.writeString(directory.resolve("key"), "x");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(SecretFile.readText(file, 100)).contains("x");
        assertThat(modeOf(file)).isEqualTo("rw-------");
    }

    @Test
    void aMissingFileIsEmptyAndDeletingItIsNoError() {
        Path file = directory.resolve("none");
        assertThat(SecretFile.read(file, 10)).isEmpty();
        SecretFile.delete(file);
    }

    @Test
    void aFileBeyondTheBoundIsRefused() {
        Path file = directory.resolve("big");
        SecretFile.write(file, new byte[11]);
        assertThat(Refusals.code(() -> SecretFile.read(file, 10))).isEqualTo("file_not_read");
        assertThat(SecretFile.read(file, 11)).isPresent();
    }

    @Test
    void aDirectoryThatIsMissingIsNamed() {
        var problem =
                Refusals.of(() -> SecretFile.write(directory.resolve("no/such/file"), "secret"));
        assertThat(problem.code()).isEqualTo("file_not_written");
        assertThat(problem.message()).contains("no/such/file").doesNotContain("secret,");
    }

    @Test
    void aDirectoryIsMadeOrTakenFromOthers() throws IOException {
        Path made = directory.resolve("a/b");
        SecretFile.ownDirectory(made);
        assertThat(modeOf(made)).isEqualTo("rwx------");
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-xr-x"));
        SecretFile.ownDirectory(made);
        assertThat(modeOf(made)).isEqualTo("rwx------");
    }

    @Test
    void manyWritersLeaveOneWholeContent() throws Exception {
        Path file = directory.resolve("key");
        try (var tasks = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                String content = String.valueOf(i).repeat(500);
                tasks.execute(() -> SecretFile.write(file, content));
            }
        }
        String left = SecretFile.readText(file, 10_000).orElseThrow();
        assertThat(left.replace(left.substring(0, left.length() / 500), "")).isEmpty();
    }

    private static String modeOf(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
