package dev.covey.etcd.door;

import dev.covey.kv.codec.Encoder;
import java.util.Arrays;

/** What became of a question to the leader. */
public sealed interface Heard {

    /** It was answered. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Answered(byte[] body) implements Heard {}

    /** Who was asked does not lead; nothing was done. */
    record Elsewhere() implements Heard {}

    /** The leader has too much to do; nothing was done. */
    record Busy() implements Heard {}

    /** It may have been done or not. */
    record Unknown() implements Heard {}

    /** As the bytes that go from member to member. */
    default byte[] encoded() {
        return switch (this) {
            case Answered(byte[] body) -> new Encoder(body.length + 1).octet(0).raw(body).toArray();
            case Elsewhere _ -> new byte[] {1};
            case Busy _ -> new byte[] {2};
            case Unknown _ -> new byte[] {3};
        };
    }

    /** What bytes from another member say; whatever cannot be understood is unknown. */
    static Heard decoded(byte[] bytes) {
        return switch (bytes.length == 0 ? 3 : bytes[0]) {
            case 0 -> new Answered(Arrays.copyOfRange(bytes, 1, bytes.length));
            case 1 -> new Elsewhere();
            case 2 -> new Busy();
            default -> new Unknown();
        };
    }
}
