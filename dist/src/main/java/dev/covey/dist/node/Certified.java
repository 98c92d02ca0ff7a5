package dev.covey.dist.node;

import dev.covey.agent.session.Certificates;
import dev.covey.pki.ca.SigningRequest;
import dev.covey.pki.identity.Renewal;
import dev.covey.pki.x509.Authorities;
import dev.covey.pki.x509.Pem;
import java.util.List;

/** The node's certificates as its agent sees them. Safe from any thread. */
record Certified(Surroundings around) implements Certificates {

    @Override
    public boolean renewalDue() {
        return Renewal.due(around.identity().current().certificate(), around.clock());
    }

    @Override
    public byte[] signingRequest() {
        return SigningRequest.make(around.identity().current().key());
    }

    @Override
    public void renewed(List<byte[]> chain, List<byte[]> authorities) {
        around.identity()
                .renewed(
                        chain.stream().map(Pem::certificate).toList(),
                        new Authorities(authorities.stream().map(Pem::certificate).toList()));
    }

    @Override
    public boolean verify(String heading, byte[] content, byte[] signature) {
        return around.identity().authorities().verify(heading, content, signature);
    }
}
