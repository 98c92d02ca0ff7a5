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

/** An authority, and what it vouches for, as files in one directory. */
final class Papers {

    private final Path directory;
    private final Randomness random = Randomness.of(new SecureRandom());
    private final Authority authority = Authority.make("c", Instant.now(), random);

    Papers(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
        write("ca.pem", Pem.text(List.of(authority.certificate())));
    }

    Path ca() {
        return file("ca.pem");
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    /** Makes a certificate and its key; the flags that name them begin with a prefix. */
    List<String> of(PeerName name, String prefix) throws IOException {
        P256Key key = P256Key.make();
        CertificateOrder order =
                new CertificateOrder(
                        name,
                        key.publicKey(),
                        Set.of("localhost"),
                        Set.of("127.0.0.1"),
                        Duration.ofDays(1));
        String file = name.kind().word() + "-" + name.id();
        Path chain = write(file + ".crt", Pem.text(authority.issue(order, Instant.now(), random)));
        return List.of(
                "--%scert-file=%s".formatted(prefix, chain),
                "--%skey-file=%s".formatted(prefix, write(file + ".key", key.pem())),
                "--%strusted-ca-file=%s".formatted(prefix, ca()));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(file(name), text);
    }
}
