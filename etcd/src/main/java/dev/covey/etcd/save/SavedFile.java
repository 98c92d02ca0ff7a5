package dev.covey.etcd.save;

import dev.covey.kv.codec.Decoder;
import dev.covey.kv.codec.MalformedException;
import dev.covey.kv.machine.State;
import dev.covey.kv.snapshot.SnapshotReader;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * A save that was read and is sound.
 *
 * @param state of a new store
 * @param sum the SHA-256 that stands at its end, in hexadecimal
 */
public record SavedFile(State state, String sum) {

    private static final int BUFFER = 1 << 16;

    /**
     * Reads a file.
     *
     * @throws ProblemException if it is no save, is damaged in any way, or cannot be read
     */
    public static SavedFile read(Path file) {
        try {
            return sound(file);
        } catch (IOException e) {
            throw refusal("save_unusable", "Expected to read %s, but: %s.".formatted(file, e));
        }
    }

    private static SavedFile sound(Path file) throws IOException {
        long size = Files.size(file);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
            byte[] head = in.readNBytes(Saved.HEAD);
            long length = lengthOf(file, head);
            long body = size - Saved.SUM;
            if (length < 0
                    || length > size
                    || Saved.HEAD + length + Saved.padding(length) != body) {
                throw damaged(file, "it is not as long as it says");
            }
            String sum = summed(file, head, in, body);
            try (InputStream again = Files.newInputStream(file)) {
                again.skipNBytes(Saved.HEAD);
                return new SavedFile(state(file, new Part(again, length)), sum);
            }
        }
    }

    private static long lengthOf(Path file, byte[] head) {
        boolean ours = head.length == Saved.HEAD && new Decoder(head).fixed64() == Saved.MAGIC;
        if (!ours) {
            throw refusal(
                    "save_foreign",
                    "Expected a file that 'etcdctl snapshot save' wrote from Covey, but %s is none."
                            .formatted(file));
        }
        Decoder in = new Decoder(head);
        in.fixed64();
        int version = in.fixed32();
        if (version != Saved.VERSION) {
            throw refusal(
                    "save_newer",
                    "Expected %s to be of format %d, but it is %d. Use a newer Covey."
                            .formatted(file, Saved.VERSION, version));
        }
        return in.fixed64();
    }

    /** Nothing of it is looked at before all of it is known to be what was written. */
    private static String summed(Path file, byte[] head, InputStream rest, long body)
            throws IOException {
        MessageDigest digest = Saved.sum();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in =
                new SequenceInputStream(
                        new ByteArrayInputStream(head), new Part(rest, body - head.length))) {
            for (int many = in.read(buffer); many > 0; many = in.read(buffer)) {
                digest.update(buffer, 0, many);
            }
            byte[] found = digest.digest();
            if (!MessageDigest.isEqual(found, rest.readNBytes(Saved.SUM))) {
                throw damaged(file, "its checksum is wrong");
            }
            return HexFormat.of().formatHex(found);
        }
    }

    private static State state(Path file, InputStream in) throws IOException {
        try {
            State state = SnapshotReader.read(new BufferedInputStream(in, BUFFER));
            if (!Kept.isAll(state)) {
                throw damaged(file, "it holds more than users and roles beside the user space");
            }
            return state;
        } catch (MalformedException e) {
            throw damaged(file, String.valueOf(e.getMessage()));
        }
    }

    private static ProblemException damaged(Path file, String why) {
        return refusal(
                "save_damaged",
                "Expected %s to be what was saved, but %s. Use another copy.".formatted(file, why));
    }

    private static ProblemException refusal(String code, String message) {
        return new ProblemException(new Problem.Conflict(code, message));
    }

    /** Some of a stream that goes on; closing this leaves it open. */
    private static final class Part extends InputStream {
        private final InputStream whole;
        private long left;

        Part(InputStream whole, long left) {
            this.whole = whole;
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            int many = left == 0 ? -1 : whole.read(into, from, (int) Math.min(most, left));
            left -= Math.max(0, many);
            return many;
        }
    }
}
