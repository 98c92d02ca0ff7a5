package dev.covey.pki.identity;

import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.pki.secretfile.SecretFile;
import dev.covey.pki.x509.Authorities;
import dev.covey.pki.x509.P256Key;
import dev.covey.pki.x509.Pem;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * The directory {@code pki} of a node: {@code node.key}, {@code node.crt}, {@code authorities.crt},
 * mode 0700 with files of mode 0600. Each file is replaced as a whole; a crash between two leaves a
 * set that fits together. One process uses a directory.
 */
public final class IdentityDirectory {

    private final Path key;
    private final Path certificate;
    private final Path authorities;

    /** The identity in this directory, which is made if it is missing. */
    public IdentityDirectory(Path directory) {
        SecretFile.ownDirectory(directory);
        key = directory.resolve("node.key");
        certificate = directory.resolve("node.crt");
        authorities = directory.resolve("authorities.crt");
    }

    /** The node's key; made and stored at the first call. */
    public P256Key key() {
        Optional<P256Key> stored = storedKey();
        if (stored.isPresent()) {
            return stored.get();
        }
        P256Key made = P256Key.make();
        SecretFile.write(key, made.pem());
        return made;
    }

    /** The identity, or empty if this node belongs to no cluster. A damaged one is refused. */
    public Optional<NodeIdentity> load() {
        Optional<String> chain = SecretFile.readText(certificate, Pem.MOST);
        if (chain.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new NodeIdentity(
                        storedKey().orElseThrow(() -> missing(key)),
                        Pem.certificates(chain.get()),
                        Authorities.parse(
                                SecretFile.readText(authorities, Pem.MOST)
                                        .orElseThrow(() -> missing(authorities)))));
    }

    /** Stores the identity after joining or a renewal. */
    public void store(NodeIdentity identity) {
        if (!identity.key().pin().equals(key().pin())) {
            throw new IllegalArgumentException("the identity is for another key");
        }
        // A crash between these steps must leave a certificate that the authorities beside it
        // signed:
        // both the old and the new are believed while the certificate is replaced.
        SecretFile.write(authorities, withOld(identity.authorities()).pem());
        SecretFile.write(certificate, Pem.text(identity.chain()));
        SecretFile.write(authorities, identity.authorities().pem());
    }

    /** Deletes certificate, key and authorities: the node has left its cluster. */
    public void wipe() {
        SecretFile.delete(certificate);
        SecretFile.delete(key);
        SecretFile.delete(authorities);
    }

    private Authorities withOld(Authorities next) {
        Optional<X509Certificate> signer =
                load().flatMap(old -> old.authorities().signerOf(old.certificate()));
        return signer.map(next::with).orElse(next);
    }

    private Optional<P256Key> storedKey() {
        return SecretFile.readText(key, Pem.MOST).map(P256Key::readPem);
    }

    private static ProblemException missing(Path file) {
        return new ProblemException(
                new Problem.Failed(
                        "identity_incomplete",
                        "Expected "
                                + file
                                + " beside the node's certificate, but it is missing. Restore the"
                                + " data directory as a whole, or join again."));
    }
}
