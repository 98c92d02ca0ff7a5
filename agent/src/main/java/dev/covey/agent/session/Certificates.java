package dev.covey.agent.session;

import java.util.List;

/** The node's certificate and whom it believes. Safe from any thread. */
public interface Certificates {

    /** Whether the certificate should be renewed now. */
    boolean renewalDue();

    /** A signing request for the node's own key, PKCS#10 in DER. */
    byte[] signingRequest();

    /**
     * Takes up a renewed certificate; connections made from now on show it. What does not fit this
     * node is refused with a {@link dev.covey.model.ProblemException}.
     *
     * @param chain DER, the node's own first
     * @param authorities DER, the issuing one first
     */
    void renewed(List<byte[]> chain, List<byte[]> authorities);

    /** Whether an authority of the cluster signed the content under a heading. */
    boolean verify(String heading, byte[] content, byte[] signature);
}
