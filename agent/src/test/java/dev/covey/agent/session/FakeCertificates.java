package dev.covey.agent.session;

import com.google.protobuf.ByteString;
import dev.covey.wire.MastersList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Certificates that are due when a test says so. */
final class FakeCertificates implements Certificates {
    boolean due;
    @Nullable String chain;

    @Override
    public boolean renewalDue() {
        return due;
    }

    @Override
    public byte[] signingRequest() {
        return new byte[] {1};
    }

    @Override
    public void renewed(List<byte[]> newChain, List<byte[]> authorities) {
        chain = ByteString.copyFrom(newChain.getFirst()).toStringUtf8();
        due = false;
    }

    @Override
    public boolean verify(String heading, byte[] content, byte[] signature) {
        return heading.equals(MastersList.HEADING)
                && Arrays.equals(signature, FakeMasters.SIGNATURE);
    }
}
