package dev.covey.dist.birth;

import dev.covey.dist.preflight.GivenCertificate;
import dev.covey.dist.preflight.OwnAddress;
import dev.covey.dist.preflight.Preflight;
import dev.covey.model.Link;
import dev.covey.model.Ports;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What this machine is to be, before anything is made.
 *
 * @param certificate PEM file for the console's port; absent for one of the cluster's own
 */
public record NodePlan(
        String name,
        String zone,
        List<Link> links,
        String publicAddress,
        Ports ports,
        String listen,
        Optional<Path> certificate,
        Optional<Path> certificateKey) {

    /** Every fault that stands in the way of making it, as sentences. */
    public List<String> faults(Path dataDirectory, boolean master, Instant now) {
        List<String> faults = new ArrayList<>(Preflight.disk(dataDirectory));
        faults.addAll(Preflight.ports(listen, ports, master));
        faults.addAll(Preflight.addresses(links.stream().map(Link::address).toList()));
        faults.addAll(certificateFaults(certificate, certificateKey, publicAddress, now));
        return faults;
    }

    /** Every fault of a certificate that is given for the console's port, as sentences. */
    public static List<String> certificateFaults(
            Optional<Path> certificate, Optional<Path> key, String publicAddress, Instant now) {
        if (certificate.isPresent() != key.isPresent()) {
            return List.of(
                    "Expected --tls-cert and --tls-key together, but only one is given. Give"
                            + " both.");
        }
        return certificate
                .map(file -> GivenCertificate.faults(file, key.orElseThrow(), publicAddress, now))
                .orElse(List.of());
    }

    /** Refuses if there are faults, naming all of them. */
    public static void check(List<String> faults) {
        if (!faults.isEmpty()) {
            throw new ProblemException(
                    new Problem.Conflict("preflight_failed", String.join("\n", faults)));
        }
    }

    /** What a person should know although nothing is wrong. */
    public List<String> warnings() {
        return OwnAddress.isPrivate(publicAddress)
                ? List.of(
                        "The address %s is private: only machines of the same network reach it."
                                        .formatted(publicAddress)
                                + " Give --public-address if users come from elsewhere.")
                : List.of();
    }
}
