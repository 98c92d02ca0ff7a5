package dev.covey.master.api.helidon;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import java.util.function.Supplier;

/**
 * The bytes of a connection: its preface, then by turns the header and the payload of a frame (RFC
 * 9113, 4.1). Leaves out each RST_STREAM that comes too late: see {@link Answering}.
 */
final class Frames implements Supplier<byte[]> {

    private static final int PREFACE_BYTES = 24;
    private static final int HEADER_BYTES = 9;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int RST_STREAM_BYTES = 4;

    private final DataReader reader;
    private final Answering answering;

    /** What comes before the next header. */
    private int bytesBefore = PREFACE_BYTES;

    Frames(DataReader reader, Answering answering) {
        this.reader = reader;
        this.answering = answering;
    }

    @Override
    public byte[] get() {
        if (bytesBefore > 0) {
            int bytes = bytesBefore;
            bytesBefore = 0;
            return reader.readBytes(bytes);
        }
        byte[] header = reader.readBytes(HEADER_BYTES);
        while (isLate(header)) {
            reader.skip(RST_STREAM_BYTES);
            header = reader.readBytes(HEADER_BYTES);
        }
        if (header[3] == HEADERS) {
            answering.headers(stream(header));
        }
        bytesBefore = size(header);
        return header;
    }

    private boolean isLate(byte[] header) {
        return header[3] == RST_STREAM
                && size(header) == RST_STREAM_BYTES
                && !answering.cancelled(stream(header));
    }

    private static int size(byte[] header) {
        return BufferData.create(header).readInt24();
    }

    /** The first bit is reserved. */
    private static int stream(byte[] header) {
        BufferData rest = BufferData.create(header);
        rest.skip(5);
        return rest.readInt32() & Integer.MAX_VALUE;
    }
}
