package dev.covey.dist.node;

import dev.covey.dist.directory.NodeFile;
import dev.covey.model.ProblemException;
import dev.covey.pki.identity.CertificateFiles;
import dev.covey.pki.tls.LiveCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate that was given for the port of console and API, read again when its files change:
 * whoever renews it has nothing to tell Covey. While it cannot be read, what was shown before is
 * shown on; at first that is the cluster's own. Safe from any thread.
 */
final class BoughtCertificate {

    /** How often its files are looked at. */
    static final Duration LOOK = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(BoughtCertificate.class);

    private final Path certificate;
    private final Path key;
    private final LiveCredentials own;
    private final LiveCredentials shown;
    private String stamp = "";
    private boolean loaded;

    private BoughtCertificate(Path certificate, Path key, LiveCredentials own) {
        this.certificate = certificate;
        this.key = key;
        this.own = own;
        this.shown = new LiveCredentials(own.current());
        look();
    }

    /** The one that this node was given, if it was given one; {@code own} stands in for it. */
    static Optional<BoughtCertificate> of(NodeFile node, LiveCredentials own) {
        return node.certificate()
                .flatMap(
                        certificate ->
                                node.certificateKey()
                                        .map(
                                                key ->
                                                        new BoughtCertificate(
                                                                Path.of(certificate),
                                                                Path.of(key),
                                                                own)));
    }

    /** What is shown to everybody who does not ask for the cluster's own. */
    LiveCredentials shown() {
        return shown;
    }

    /** Reads the files if they changed since the last look. */
    synchronized void look() {
        if (!loaded) {
            shown.swap(own.current());
        }
        String found = stamp(certificate) + stamp(key);
        if (found.equals(stamp)) {
            return;
        }
        stamp = found;
        try {
            shown.swap(CertificateFiles.load(certificate, key));
            loaded = true;
            LOG.info("The certificate {} is shown to clients from now on.", certificate);
        } catch (ProblemException e) {
            // Often a moment between the writing of two files; the next change is looked at.
            LOG.error(
                    "{} {} is shown meanwhile.",
                    e.getMessage(),
                    loaded ? "The one before" : "The cluster's own certificate");
        }
    }

    private static String stamp(Path file) {
        try {
            return Files.getLastModifiedTime(file)
                    + "/"
                    + Files.size(file)
                    + "/"
                    + file.toRealPath();
        } catch (IOException e) {
            return "none/";
        }
    }
}
