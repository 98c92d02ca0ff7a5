package dev.covey.simulation.worker;

import dev.covey.agent.disk.Records;
import dev.covey.agent.session.MasterBook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A machine's disk: what was forced survives everything. For one thread. */
public final class Disk {

    private final Map<String, Content> logs = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();

    private static final class Content {
        final List<Records.Entry> written = new ArrayList<>();
        int forced;
    }

    /** Where a log is. */
    public Records.Place log(String name) {
        return replay -> {
            Content content = logs.computeIfAbsent(name, _ -> new Content());
            content.written.forEach(replay);
            return new Log(name, content);
        };
    }

    /** Where a text is. */
    public MasterBook.Shelf shelf(String name) {
        return new MasterBook.Shelf() {
            @Override
            public Optional<String> read() {
                return Optional.ofNullable(texts.get(name));
            }

            @Override
            public void write(String text) {
                texts.put(name, text);
            }
        };
    }

    /** The power fails: what was not forced is gone. */
    public void losePower() {
        logs.values().forEach(c -> c.written.subList(c.forced, c.written.size()).clear());
    }

    private final class Log implements Records {
        private final String name;
        private final Content content;

        Log(String name, Content content) {
            this.name = name;
            this.content = content;
        }

        @Override
        public boolean damaged() {
            return false;
        }

        @Override
        public long size() {
            return content.written.stream().mapToLong(e -> e.body().size()).sum();
        }

        @Override
        public void append(byte kind, com.google.protobuf.ByteString body) {
            content.written.add(new Entry(kind, body));
        }

        @Override
        public void force() {
            content.forced = content.written.size();
        }

        @Override
        public Records rewrite(Iterable<Entry> entries) {
            Content next = new Content();
            Consumer<Entry> add = next.written::add;
            entries.forEach(add);
            next.forced = next.written.size();
            logs.put(name, next);
            return new Log(name, next);
        }

        @Override
        public void close() {}
    }
}
