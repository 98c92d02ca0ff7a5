package dev.covey.dist.store;

import dev.covey.pki.Randomness;
import dev.covey.pki.ca.Authority;
import dev.covey.pki.ca.CertificateOrder;
import dev.covey.pki.x509.P256Key;
import dev.covey.pki.x509.PeerName;
import dev.covey.pki.x509.Pem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** An authority and what it issued, as files of a directory. */
final class StorePki {

    private final Path directory;
    private final Randomness random = Randomness.of(new SecureRandom());
    private final Authority authority = Authority.make("c", Instant.now(), random);

    /** The certificate of the authority. */
    final Path ca;

    StorePki(Path directory) throws IOException {
        this.directory = directory;
        ca = write("ca.pem", Pem.text(List.of(authority.certificate())));
    }

    /** Issues FILES.crt and FILES.key. */
    void issue(PeerName name, String files) throws IOException {
        P256Key key = P256Key.make();
        CertificateOrder order =
                new CertificateOrder(
                        name,
                        key.publicKey(),
                        Set.of("localhost"),
                        Set.of("127.0.0.1"),
                        Duration.ofDays(1));
        write(files + ".crt", Pem.text(authority.issue(order, Instant.now(), random)));
        write(files + ".key", key.pem());
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(file(name), text);
    }
}
