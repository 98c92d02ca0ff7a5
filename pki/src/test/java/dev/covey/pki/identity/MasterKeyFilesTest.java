package dev.covey.pki.identity;

import static dev.covey.pki.TestTrust.NOW;
import static dev.covey.pki.TestTrust.RANDOM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.pki.Refusals;
import dev.covey.pki.x509.Authorities;
import dev.covey.pki.x509.P256Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyFilesTest {

    @TempDir Path directory;

    private final P256Key node = P256Key.make();
    private final MasterKeys keys = MasterKeys.make("c1", NOW, RANDOM);
    private final Authorities known = Authorities.of(keys.authority().certificate());

    @Test
    void onlyTheNodeThatStoredThemOpensThem() {
        MasterKeyFiles files = new MasterKeyFiles(directory);
        assertThat(files.load(node, known)).isEmpty();
        files.store(keys, node);
        MasterKeys read = files.load(node, known).orElseThrow();
        assertThat(read.sealKeys()).isEqualTo(keys.sealKeys());
        assertThat(read.authority().certificate()).isEqualTo(keys.authority().certificate());
        assertThat(Refusals.code(() -> files.load(P256Key.make(), known)))
                .isEqualTo("wrapped_key_unreadable");
    }

    @Test
    void aCopyOfTheFilesShowsNoKey() throws IOException {
        new MasterKeyFiles(directory).store(keys, node);
        String both =
                Files.readString(directory.resolve("ca.key"))
                        + Files.readString(directory.resolve("seal.key"));
        assertThat(both).doesNotContain("PRIVATE KEY").doesNotContain("SEAL KEY");
    }

    @Test
    void damagedOrMissingFilesAreRefused() throws IOException {
        MasterKeyFiles files = new MasterKeyFiles(directory);
        files.store(keys, node);
        Files.writeString(directory.resolve("ca.key"), "x");
        assertThat(Refusals.code(() -> files.load(node, known)))
                .isEqualTo("master_keys_unreadable");
        files.store(keys, node);
        Files.delete(directory.resolve("seal.key"));
        assertThat(Refusals.code(() -> files.load(node, known)))
                .isEqualTo("master_keys_unreadable");
        files.wipe();
        assertThat(files.load(node, known)).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void theyTravelToAnotherMasterWrapped() {
        P256Key other = P256Key.make();
        byte[] box = keys.wrapFor(other.publicKey());
        MasterKeys opened = MasterKeys.unwrap(box, other, known);
        assertThat(opened.sealKeys()).isEqualTo(keys.sealKeys());
        assertThat(opened.authority().certificate()).isEqualTo(keys.authority().certificate());
        assertThat(Refusals.code(() -> MasterKeys.unwrap(box, node, known)))
                .isEqualTo("wrapped_key_unreadable");
    }
}
