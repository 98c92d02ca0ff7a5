package dev.covey.pki.identity;

import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.pki.ca.Authority;
import dev.covey.pki.seal.SealKeys;
import dev.covey.pki.secretfile.SecretFile;
import dev.covey.pki.wrap.KeyWrap;
import dev.covey.pki.x509.Authorities;
import dev.covey.pki.x509.P256Key;
import dev.covey.pki.x509.Pem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code ca.key} and {@code seal.key} in a master's directory {@code pki}: each encrypted to the
 * node's own key, mode 0600. Only masters have them.
 */
public final class MasterKeyFiles {

    private static final String LABEL = "COVEY WRAPPED KEY";
    private static final String SEAL_PURPOSE = "seal keys";

    private final Path authority;
    private final Path seal;

    /** The files in this directory, which is made if it is missing. */
    public MasterKeyFiles(Path directory) {
        SecretFile.ownDirectory(directory);
        authority = directory.resolve("ca.key");
        seal = directory.resolve("seal.key");
    }

    /** Stores the keys so that only this node can open them. */
    public void store(MasterKeys keys, P256Key node) {
        byte[] sealKeys = keys.sealKeys().pem().getBytes(StandardCharsets.UTF_8);
        write(seal, KeyWrap.wrap(sealKeys, node.publicKey(), SEAL_PURPOSE));
        write(authority, keys.authority().wrapFor(node.publicKey()));
    }

    /**
     * The keys, or empty if this node holds none. Damaged ones are refused.
     *
     * @param known must have the authority's certificate
     */
    public Optional<MasterKeys> load(P256Key node, Authorities known) {
        Optional<byte[]> authorityBox = read(authority);
        Optional<byte[]> sealBox = read(seal);
        if (authorityBox.isEmpty()) {
            // Also after a crash while storing the first time, which wrote only the other.
            return Optional.empty();
        }
        byte[] sealKeys =
                KeyWrap.unwrap(sealBox.orElseThrow(() -> unreadable(seal)), node, SEAL_PURPOSE);
        return Optional.of(
                new MasterKeys(
                        Authority.unwrap(authorityBox.get(), node, known),
                        SealKeys.parse(new String(sealKeys, StandardCharsets.UTF_8))));
    }

    /** Deletes the keys: the node is a master no longer. */
    public void wipe() {
        SecretFile.delete(authority);
        SecretFile.delete(seal);
    }

    private static void write(Path file, byte[] box) {
        SecretFile.write(file, Pem.text(LABEL, box));
    }

    private static Optional<byte[]> read(Path file) {
        return SecretFile.readText(file, Pem.MOST).map(text -> only(file, text));
    }

    private static byte[] only(Path file, String text) {
        List<byte[]> blocks = Pem.blocks(text, LABEL);
        if (blocks.size() != 1) {
            throw unreadable(file);
        }
        return blocks.getFirst();
    }

    private static ProblemException unreadable(Path file) {
        return new ProblemException(
                new Problem.Failed(
                        "master_keys_unreadable",
                        "Expected the wrapped key in "
                                + file
                                + ", but it is missing or changed. Restore the data directory from"
                                + " a backup, or join this master again."));
    }
}
