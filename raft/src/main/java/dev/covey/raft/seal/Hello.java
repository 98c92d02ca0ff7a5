package dev.covey.raft.seal;

import dev.covey.runtime.quorum.PeerIds;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a member tells each other one, when it starts and every second from then on.
 *
 * @param start of the process that says it
 * @param last the last entry in its directory, while nothing was added to it since the start
 * @param held the last entry that it has on its disk now, committed
 * @param known what it remembers of all members
 */
record Hello(Start start, long last, long held, Map<String, Memory> known) {

    /** Stands for the last entry of a member that adds entries: it was judged before it did. */
    static final long TAKES_PART = Long.MAX_VALUE;

    private static final int MOST_NODES = 64;
    private static final int MOST_BYTES = 32 << 10;

    Hello {
        known = Map.copyOf(known);
    }

    byte[] toBytes() {
        List<String> lines = new ArrayList<>();
        lines.add("hello " + start + " " + last + " " + held);
        known.forEach((node, memory) -> lines.add("node " + Seal.line(node, memory)));
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads what another member sent.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    static Hello of(byte[] body) {
        List<String> lines = new String(body, StandardCharsets.UTF_8).lines().toList();
        if (body.length > MOST_BYTES || lines.isEmpty() || lines.size() > MOST_NODES + 1) {
            throw new IllegalArgumentException("no hello");
        }
        String[] first = lines.getFirst().split(" ", -1);
        if (first.length != 6) {
            throw new IllegalArgumentException("no hello");
        }
        Map<String, Memory> known = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] words = line.split(" ", -1);
            if (words.length != 7) {
                throw new IllegalArgumentException("no memory");
            }
            PeerIds.check("node", words[1]);
            Map.Entry<String, Memory> one = Seal.parse(words, 1);
            known.put(one.getKey(), one.getValue());
        }
        return new Hello(
                Seal.start(first, 1), Long.parseLong(first[4]), Long.parseLong(first[5]), known);
    }
}
