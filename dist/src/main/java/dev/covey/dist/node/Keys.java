package dev.covey.dist.node;

import dev.covey.master.command.Seals;
import dev.covey.master.dispatch.Issuer;
import dev.covey.master.reign.Seat;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.model.Sealed;
import dev.covey.model.Type;
import dev.covey.pki.ca.Authority;
import dev.covey.pki.ca.CertificateOrder;
import dev.covey.pki.ca.SigningRequest;
import dev.covey.pki.seal.Sealer;
import dev.covey.pki.x509.Fingerprint;
import dev.covey.runtime.ids.Ids;
import dev.covey.runtime.resource.Resources;
import dev.covey.runtime.store.Store;
import dev.covey.runtime.time.Clock;
import dev.covey.wire.Certificates;
import dev.covey.wire.MastersList;
import dev.covey.wire.v1.Renewed;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What a master's keys are used for. Safe from any thread. */
final class Keys implements Seals, Issuer {

    private final Identity identity;
    private final Store store;
    private final Clock clock;
    private final Ids ids;
    private final Sealer sealer;
    private final String cluster;

    Keys(Identity identity, String cluster, Store store, Clock clock, Ids ids) {
        this.identity = identity;
        this.cluster = cluster;
        this.store = store;
        this.clock = clock;
        this.ids = ids;
        this.sealer = new Sealer(identity.masterKeys().sealKeys(), ids::secret);
    }

    /** As the control plane takes them. */
    Seat.Secrets secrets() {
        return new Seat.Secrets(this::open, this, this::sign);
    }

    /** Signs the list of masters. */
    byte[] sign(byte[] content) {
        return authority().sign(MastersList.HEADING, content);
    }

    private Authority authority() {
        return identity.masterKeys().authority();
    }

    @Override
    public Sealed seal(String row, String secret) {
        return sealer.seal(row, secret);
    }

    @Override
    public String open(String row, Sealed sealed) {
        return sealer.openText(row, sealed);
    }

    @Override
    public CompletionStage<Renewed> renew(String node, byte[] signingRequest) {
        CompletableFuture<Renewed> answer = new CompletableFuture<>();
        try {
            answer.complete(issue(node, signingRequest));
        } catch (ProblemException e) {
            answer.completeExceptionally(e);
        }
        return answer;
    }

    /** Only for the key that is pinned: a renewal never changes who a node is. */
    private Renewed issue(String node, byte[] signingRequest) {
        SigningRequest request = SigningRequest.read(signingRequest);
        String pin = new Resources(store.view()).need(Type.NODE, node).spec().keyPin();
        if (!Fingerprint.ofKey(request.key()).equals(pin)) {
            throw new ProblemException(
                    new Problem.Forbidden(
                            "other_key",
                            "Expected a request for the pinned key of node '%s', but it is for"
                                            .formatted(node)
                                    + " another key. Join the machine anew."));
        }
        CertificateOrder order =
                CertificateOrder.node(cluster, node, request.key(), Set.of(), Set.of());
        List<X509Certificate> chain = authority().issue(order, clock.instant(), ids::secret);
        return Certificates.renewed(der(chain), der(identity.authorities().certificates()));
    }

    private static List<byte[]> der(List<X509Certificate> certificates) {
        return certificates.stream().map(Fingerprint::der).toList();
    }
}
