package dev.covey.pki.keys;

import dev.covey.pki.Randomness;
import java.nio.ByteBuffer;
import java.util.UUID;

/** Random UUIDs (RFC 9562, version 4), such as VLESS clients authenticate with. */
public final class Uuids {

    private Uuids() {}

    /** A UUID in lower case: 122 random bits. */
    public static String make(Randomness random) {
        ByteBuffer bytes = ByteBuffer.wrap(random.bytes(16));
        long high = (bytes.getLong() & ~0xF000L) | 0x4000L;
        long low = (bytes.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }
}
