package dev.covey.raft.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Small files of text that are replaced as a whole and end with a checksum, so that they are found
 * as they were written last, or not at all.
 */
public final class Replaced {

    private static final String SUM = "sum ";

    /** Replaces a file, durably: not even a power cut leaves something between old and new. */
    public static void write(Path file, List<String> lines) throws IOException {
        String text = String.join("\n", lines) + "\n";
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel out =
                FileChannel.open(
                        fresh,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            out.write(
                    ByteBuffer.wrap(
                            (text + SUM + sum(text) + "\n").getBytes(StandardCharsets.ISO_8859_1)));
            out.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        Durable.nameOf(file);
    }

    /**
     * The lines of a file without its checksum.
     *
     * @throws DamagedFileException if they are not what was written
     */
    public static List<String> read(Path file) throws IOException {
        String all = Files.readString(file, StandardCharsets.ISO_8859_1);
        int at = all.lastIndexOf("\n" + SUM) + 1;
        String text = all.substring(0, at);
        if (at == 0 || !all.substring(at).equals(SUM + sum(text) + "\n")) {
            throw new DamagedFileException(file, "its checksum is wrong");
        }
        return text.lines().toList();
    }

    private static String sum(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.ISO_8859_1));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    private Replaced() {}
}
