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
 * and on a master {@code server.key}, mode 0700 with files of mode 0600. Each file is replaced as a
 * whole; a crash between two leaves a set that fits together. One process uses a directory.
 */
public final class IdentityDirectory {

    private final Path key;
    private final Path serverKey;
    private final Path certificate;
    private final Path authorities;

    /** The identity in this directory, which is made if it is missing. */
    public IdentityDirectory(Path directory) {
        SecretFile.ownDirectory(directory);
        key = directory.resolve("node.key");
        serverKey = directory.resolve("server.key");
        certificate = directory.resolve("node.crt");
        authorities = directory.resolve("authorities.crt");
    }

    /** The node's key; made and stored at the first call. */
    public P256Key key() {
        return keptIn(key);
    }

    /**
     * The key of the port of console and API, which stays, for people pin it in lines that they
     * paste; made and stored at the first call.
     */
    public P256Key serverKey() {
        return keptIn(serverKey);
    }

    private static P256Key keptIn(Path file) {
        return stored(file)
                .orElseGet(
                        () -> {
                            P256Key made = P256Key.make();
                            SecretFile.write(file, made.pem());
                            return made;
                        });
    }

    /** The identity, or empty if this node belongs to no cluster. A damaged one is refused. */
    public Optional<NodeIdentity> load() {
        Optional<String> chain = SecretFile.readText(certificate, Pem.MOST);
        if (chain.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new NodeIdentity(
                        stored(key).orElseThrow(() -> missing(key)),
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

    /** Deletes certificate, keys and authorities: the node has left its cluster. */
    public void wipe() {
        SecretFile.delete(certificate);
        SecretFile.delete(key);
        SecretFile.delete(serverKey);
        SecretFile.delete(authorities);
    }

    private Authorities withOld(Authorities next) {
        Optional<X509Certificate> signer =
                load().flatMap(old -> old.authorities().signerOf(old.certificate()));
        return signer.map(next::with).orElse(next);
    }

    private static Optional<P256Key> stored(Path file) {
        return SecretFile.readText(file, Pem.MOST).map(P256Key::readPem);
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
