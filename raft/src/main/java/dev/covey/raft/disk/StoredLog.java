package dev.covey.raft.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.thirdparty.com.google.protobuf.InvalidProtocolBufferException;
import org.jspecify.annotations.Nullable;

/**
 * The log of a member that is not running, entry by entry, over all its files. Beyond the checksums
 * of {@link Segment} it sees what no checksum tells: a file that is missing, or an entry that is
 * not the next one.
 */
public final class StoredLog {

    private static final Pattern NAME =
            Pattern.compile("log_(?:inprogress_(\\d{1,18})|(\\d{1,18})-(\\d{1,18}))");

    private final List<Part> parts;
    private long first = 0;
    private long last = -1;
    private long term;
    private Reach.@Nullable Flaw flaw;

    private StoredLog(List<Part> parts) {
        this.parts = parts;
    }

    /**
     * Reads what is there.
     *
     * @param directory that holds the segments; need not exist
     * @param after hands over only entries after this one, and passes over files that end before
     *     it: what is wrong with them is harmless
     */
    public static Reach read(Path directory, long after, Consumer<LogEntryProto> taker)
            throws IOException {
        List<Part> needed =
                parts(directory).stream().filter(part -> part.open() || part.end > after).toList();
        return new StoredLog(needed).readAll(after, taker);
    }

    private static List<Part> parts(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(Part::of)
                    .flatMap(Optional::stream)
                    .sorted(Comparator.comparingLong(Part::begin).thenComparing(Part::open))
                    .toList();
        }
    }

    private Reach readAll(long after, Consumer<LogEntryProto> taker) throws IOException {
        for (Part part : parts) {
            if (part.equals(parts.getFirst())) {
                first = part.begin;
                last = part.begin - 1;
            }
            flaw = read(part, after, taker);
            if (flaw != null) {
                break;
            }
        }
        return new Reach(first, last, term, Optional.ofNullable(flaw));
    }

    private Reach.@Nullable Flaw read(Part part, long after, Consumer<LogEntryProto> taker)
            throws IOException {
        if (part.begin != last + 1) {
            return part.flaw(
                    "entries %d to %d before it are missing".formatted(last + 1, part.begin - 1));
        }
        Segment segment = new Segment(Files.readAllBytes(part.file));
        String[] wrong = {""};
        OptionalInt bad =
                segment.read(
                        (at, body) -> {
                            wrong[0] = take(at, body, after, taker);
                            return wrong[0].isEmpty();
                        });
        if (bad.isPresent()) {
            Reach.Flaw found =
                    part.flaw(
                            "the record at byte %d, entry %d, is not what was written"
                                    .formatted(bad.getAsInt(), last + 1));
            return new Reach.Flaw(found.what(), part.open() && segment.isTorn(bad.getAsInt()));
        }
        if (!wrong[0].isEmpty()) {
            return part.flaw(wrong[0]);
        }
        return part.open() || last == part.end
                ? null
                : part.flaw(
                        "it ends with entry %d, but its name says %d".formatted(last, part.end));
    }

    private String take(int at, ByteBuffer body, long after, Consumer<LogEntryProto> taker) {
        LogEntryProto entry;
        try {
            entry = LogEntryProto.parseFrom(ByteString.copyFrom(body));
        } catch (InvalidProtocolBufferException e) {
            return "the record at byte %d is no entry of a log".formatted(at);
        }
        if (entry.getIndex() != last + 1 || entry.getTerm() < term) {
            return "expected entry %d at byte %d in term %d or later, but it is %d in term %d"
                    .formatted(last + 1, at, term, entry.getIndex(), entry.getTerm());
        }
        last = entry.getIndex();
        term = entry.getTerm();
        if (last > after) {
            taker.accept(entry);
        }
        return "";
    }

    /** One file; {@code end} is -1 for the one that is written to. */
    private record Part(Path file, long begin, long end) {

        static Optional<Part> of(Path file) {
            Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
            if (!name.matches()) {
                return Optional.empty();
            }
            boolean open = name.group(1) != null;
            return Optional.of(
                    new Part(
                            file,
                            Long.parseLong(name.group(open ? 1 : 2)),
                            open ? -1 : Long.parseLong(name.group(3))));
        }

        boolean open() {
            return end < 0;
        }

        Reach.Flaw flaw(String why) {
            return new Reach.Flaw(new DamagedFileException(file, why), false);
        }
    }
}
