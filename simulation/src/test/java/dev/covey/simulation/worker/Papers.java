package dev.covey.simulation.worker;

import dev.covey.agent.session.Certificates;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.wire.MastersList;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** Certificates without cryptography: the authority's signature is a digest. */
public final class Papers implements Certificates {

    /** The authority's signature of a list of masters. */
    public static byte[] sign(byte[] content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(MastersList.HEADING.getBytes(StandardCharsets.UTF_8));
            return digest.digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public boolean renewalDue() {
        return false;
    }

    @Override
    public byte[] signingRequest() {
        return new byte[0];
    }

    @Override
    public void renewed(List<byte[]> chain, List<byte[]> authorities) {
        throw new ProblemException(new Problem.Failed("simulated", "Nothing is renewed here."));
    }

    @Override
    public boolean verify(String heading, byte[] content, byte[] signature) {
        return MastersList.HEADING.equals(heading)
                && MessageDigest.isEqual(signature, sign(content));
    }
}
