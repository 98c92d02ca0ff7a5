package dev.covey.dist.birth;

import dev.covey.dist.directory.DataDirectory;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.pki.ca.Authority;
import dev.covey.pki.identity.NodeIdentity;
import dev.covey.pki.secretfile.SecretFile;
import dev.covey.pki.wrap.KeyWrap;
import dev.covey.pki.x509.P256Key;
import java.nio.file.Path;
import java.security.interfaces.ECPublicKey;

/**
 * What only masters have: the cluster authority's key and the key that seals secrets in the
 * database. On disk and on the way to a new master both are encrypted for one node's key.
 *
 * @param sealingKey 32 bytes
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record MasterSecrets(Authority authority, byte[] sealingKey) {

    /** The length of a sealing key in bytes. */
    public static final int SEALING_KEY_BYTES = 32;

    private static final String PURPOSE = "covey sealing key";
    private static final int LARGEST = 8192;

    /** The sealing key, encrypted so that only one node can open it. */
    public byte[] sealingKeyFor(ECPublicKey node) {
        return KeyWrap.wrap(sealingKey, node, PURPOSE);
    }

    /** Opens what a master sent. */
    public static MasterSecrets unwrap(
            byte[] wrappedAuthority,
            byte[] wrappedSealingKey,
            P256Key node,
            dev.covey.pki.x509.Authorities known) {
        return new MasterSecrets(
                Authority.unwrap(wrappedAuthority, node, known),
                KeyWrap.unwrap(wrappedSealingKey, node, PURPOSE));
    }

    /** Keeps both in a data directory, encrypted for its own node. */
    public void store(DataDirectory directory, P256Key node) {
        SecretFile.write(authorityFile(directory), authority.wrapFor(node.publicKey()));
        SecretFile.write(sealingFile(directory), sealingKeyFor(node.publicKey()));
    }

    /** Reads both from a data directory. */
    public static MasterSecrets load(DataDirectory directory, NodeIdentity identity) {
        return unwrap(
                read(authorityFile(directory)),
                read(sealingFile(directory)),
                identity.key(),
                identity.authorities());
    }

    private static Path authorityFile(DataDirectory directory) {
        return directory.pki().resolve("ca.key");
    }

    private static Path sealingFile(DataDirectory directory) {
        return directory.pki().resolve("seal.key");
    }

    private static byte[] read(Path file) {
        return SecretFile.read(file, LARGEST)
                .orElseThrow(
                        () ->
                                new ProblemException(
                                        new Problem.Failed(
                                                "master_secrets",
                                                "Expected %s on a master, but it is not there."
                                                                .formatted(file)
                                                        + " Restore it from a copy, or join this"
                                                        + " machine anew.")));
    }

    @Override
    public String toString() {
        return "MasterSecrets[•••]";
    }
}
