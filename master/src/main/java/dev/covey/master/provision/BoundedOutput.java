package dev.covey.master.provision;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Keeps the first bytes and drops the rest, so that a server cannot fill a master's memory. */
final class BoundedOutput extends OutputStream {

    private final int most;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    BoundedOutput(int most) {
        this.most = most;
    }

    @Override
    public synchronized void write(int b) {
        if (kept.size() < most) {
            kept.write(b);
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        kept.write(bytes, offset, Math.min(length, Math.max(0, most - kept.size())));
    }

    synchronized String text() {
        return kept.toString(StandardCharsets.UTF_8);
    }
}
