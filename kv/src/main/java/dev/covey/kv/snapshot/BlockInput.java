package dev.covey.kv.snapshot;

import dev.covey.kv.codec.Decoder;
import dev.covey.kv.codec.Encoder;
import dev.covey.kv.codec.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32C;

/** Takes records out of blocks. For one thread. */
final class BlockInput {

    private final InputStream stream;
    private Decoder block;
    private long records;

    BlockInput(InputStream stream) throws IOException {
        this.stream = stream;
        this.block = new Decoder(exactly(Long.BYTES + Integer.BYTES));
        if (block.fixed64() != Format.MAGIC) {
            throw new MalformedException("Expected a snapshot, but it begins otherwise.");
        }
        int version = block.fixed32();
        if (version != Format.VERSION) {
            throw new MalformedException(
                    "Expected a snapshot of format "
                            + Format.VERSION
                            + ", but it is "
                            + version
                            + ". Run a newer Covey on this node.");
        }
    }

    /** The fields of the next record come out of this, its tag first. */
    Decoder next() throws IOException {
        if (block.remaining() == 0) {
            block = nextBlock();
        }
        records++;
        return block;
    }

    /** Checks the record that counts the others, whose tag is read, and that nothing follows. */
    void finish() throws IOException {
        long others = block.number();
        if (others != records - 1 || block.remaining() > 0 || stream.read() >= 0) {
            throw new MalformedException(
                    "Expected %d records and then the end, but found %d or more."
                            .formatted(others, records - 1));
        }
    }

    private Decoder nextBlock() throws IOException {
        int length = new Decoder(exactly(Integer.BYTES)).fixed32();
        if (length <= 0 || length > Format.MAX_BLOCK) {
            throw new MalformedException("Expected a block, but its length is " + length + ".");
        }
        byte[] payload = exactly(length);
        int checksum = new Decoder(exactly(Integer.BYTES)).fixed32();
        CRC32C expected = new CRC32C();
        expected.update(new Encoder(Integer.BYTES).fixed32(length).toArray());
        expected.update(payload);
        if (checksum != (int) expected.getValue()) {
            throw new MalformedException("Expected a sound block, but its checksum is wrong.");
        }
        return new Decoder(payload);
    }

    private byte[] exactly(int count) throws IOException {
        byte[] bytes = stream.readNBytes(count);
        if (bytes.length < count) {
            throw new MalformedException("Expected more of the snapshot, but it ends here.");
        }
        return bytes;
    }
}
