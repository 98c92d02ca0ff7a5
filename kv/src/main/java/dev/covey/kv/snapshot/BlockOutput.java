package dev.covey.kv.snapshot;

import dev.covey.kv.codec.Encoder;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32C;

/** Gathers records into blocks. For one thread. */
final class BlockOutput {

    private final OutputStream stream;
    private final Encoder block = new Encoder(Format.BLOCK * 2);
    private long records;

    BlockOutput(OutputStream stream) throws IOException {
        this.stream = stream;
        new Encoder().fixed64(Format.MAGIC).fixed32(Format.VERSION).drainTo(stream);
    }

    /** Begins a record; its fields are written to what is returned. */
    Encoder record(int tag) throws IOException {
        if (block.size() >= Format.BLOCK) {
            flush();
        }
        records++;
        return block.octet(tag);
    }

    /** Writes the record that counts the others, and all that is not yet written. */
    void finish() throws IOException {
        long others = records;
        record(Format.END).number(others);
        flush();
        stream.flush();
    }

    private void flush() throws IOException {
        byte[] length = new Encoder(Integer.BYTES).fixed32(block.size()).toArray();
        CRC32C checksum = new CRC32C();
        checksum.update(length);
        block.addTo(checksum);
        stream.write(length);
        block.fixed32((int) checksum.getValue()).drainTo(stream);
    }
}
