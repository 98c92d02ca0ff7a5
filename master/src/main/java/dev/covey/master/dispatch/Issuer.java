package dev.covey.master.dispatch;

import dev.covey.wire.v1.Renewed;
import java.util.concurrent.CompletionStage;

/** Renews certificates of nodes. Safe for use by many threads; does not block. */
@FunctionalInterface
public interface Issuer {
    /**
     * Issues a certificate for the key that a node has pinned.
     *
     * @param signingRequest PKCS#10, DER
     * @return the chain; a {@link dev.covey.model.ProblemException} for a refusal
     */
    CompletionStage<Renewed> renew(String node, byte[] signingRequest);
}
