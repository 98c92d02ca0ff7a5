package dev.covey.raft.seal;

import dev.covey.raft.disk.DamagedFileException;
import dev.covey.raft.disk.Replaced;
import dev.covey.runtime.ids.Ids;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The contents of the file.
 *
 * @param start of the process that wrote it
 * @param trace of this member's own directory
 * @param others by node id
 */
public record Seal(Start start, Trace trace, Map<String, Memory> others) {

    private static final String FORMAT = "covey-seal 1";

    /** Copies the map. */
    public Seal {
        others = Map.copyOf(others);
    }

    /** That of a directory which was never started. */
    static Seal fresh(Ids ids) {
        return new Seal(Start.fresh(ids), Trace.NONE, Map.of());
    }

    Seal with(Start now) {
        return new Seal(now, trace, others);
    }

    Seal with(Trace now) {
        return new Seal(start, now, others);
    }

    Seal with(String node, Memory memory) {
        Map<String, Memory> more = new HashMap<>(others);
        more.put(node, memory);
        return new Seal(start, trace, more);
    }

    /** Remembers only members. */
    Seal only(java.util.Set<String> nodes) {
        Map<String, Memory> fewer = new HashMap<>(others);
        fewer.keySet().retainAll(nodes);
        return new Seal(start, trace, fewer);
    }

    void write(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(FORMAT);
        lines.add("start " + start);
        lines.add("vote " + trace.term() + " " + trace.vote());
        lines.add("members " + trace.members() + " " + trace.membersSum());
        lines.add("held " + trace.held());
        new TreeMap<>(others).forEach((node, memory) -> lines.add("node " + line(node, memory)));
        Replaced.write(file, lines);
    }

    /** A memory as text, on one line. */
    static String line(String node, Memory memory) {
        return node + " " + memory.start() + " " + memory.held() + " " + memory.asOf();
    }

    /** Reads what {@link #line} wrote, after so many words. */
    static Map.Entry<String, Memory> parse(String[] words, int from) {
        return Map.entry(
                words[from],
                new Memory(
                        start(words, from + 1),
                        Long.parseLong(words[from + 4]),
                        Long.parseLong(words[from + 5])));
    }

    static Start start(String[] words, int from) {
        return new Start(words[from], Long.parseLong(words[from + 1]), words[from + 2]);
    }

    /**
     * Reads the file.
     *
     * @throws DamagedFileException if it is not what was written
     */
    static Seal read(Path file) throws IOException {
        List<String> lines = Replaced.read(file);
        if (lines.size() < 5 || !lines.getFirst().equals(FORMAT)) {
            throw new DamagedFileException(file, "expected '" + FORMAT + "'");
        }
        String[] vote = lines.get(2).split(" ", -1);
        String[] members = lines.get(3).split(" ", -1);
        Map<String, Memory> others = new HashMap<>();
        for (String line : lines.subList(5, lines.size())) {
            Map.Entry<String, Memory> one = parse(line.split(" ", -1), 1);
            others.put(one.getKey(), one.getValue());
        }
        return new Seal(
                start(lines.get(1).split(" ", -1), 1),
                new Trace(
                        Long.parseLong(vote[1]),
                        vote[2],
                        Long.parseLong(members[1]),
                        members[2],
                        Long.parseLong(lines.get(4).split(" ", -1)[1])),
                others);
    }
}
