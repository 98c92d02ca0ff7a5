package dev.covey.agent.meter;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.covey.agent.disk.RecordLog;
import dev.covey.agent.disk.Records;
import dev.covey.agent.driver.Reading;
import dev.covey.agent.driver.Reading.Bytes;
import dev.covey.wire.v1.UsageBatch;
import dev.covey.wire.v1.UsageMark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The durable count of a node's traffic. Every method returns when what it changed is on the disk,
 * or throws and has changed nothing. Bounded: at most {@value Tally#MOST_SEALED} batches wait for
 * their commit; beyond that, bytes are added up per user. Safe from any thread.
 */
public final class Journal implements Usage, AutoCloseable {

    private static final byte BEGIN = 1;
    private static final byte BASE = 2;
    private static final byte OPEN = 3;
    private static final byte GROW = 4;
    private static final byte SEAL = 5;
    private static final byte KEEP = 6;
    private static final byte COMMIT = 7;
    private static final byte END = 8;
    private static final long LEAST_REWRITE = 1 << 20;
    private static final int REWRITE_FACTOR = 3;

    private final Tally tally = new Tally();
    private Records log;
    private long rewriteAt;
    private UsageMark latest = UsageMark.getDefaultInstance();
    private boolean rebase;
    private boolean gapPending;

    /** Opens the journal in a file, which is made if it is missing. */
    public Journal(Path file) throws IOException {
        this(replay -> RecordLog.open(file, replay));
    }

    /** Opens the journal wherever it is. */
    public Journal(Records.Place place) throws IOException {
        log = place.open(this::replay);
        // What was lost may have been sent: it would be counted again from an older base.
        gapPending = log.damaged();
        rewriteAt = nextRewrite();
    }

    /** Whether the file was damaged; the next batch says that something may be missing. */
    public boolean damaged() {
        return log.damaged();
    }

    @Override
    public synchronized List<UsageBatch> sealed() {
        return tally.sealed();
    }

    /** Counts what a core's counters grew by since the reading before. */
    public synchronized void count(Reading reading) throws IOException {
        if (rebase) {
            restart(reading);
            return;
        }
        boolean begins = !reading.core().equals(tally.core());
        if (begins && latest.getCoreEpoch().equals(reading.core())) {
            // Masters know this core, this journal does not: it was lost as a whole.
            restart(reading);
            return;
        }
        if (begins) {
            boolean gap = tally.cutOff() || gapPending || tally.head().getGap();
            write(BEGIN, head(reading.core(), 1, gap));
            gapPending = false;
        }
        Map<Long, Bytes> grown = new HashMap<>();
        reading.users()
                .forEach(
                        (user, counter) -> {
                            Bytes growth = tally.growth(user, counter);
                            if (growth.up() > 0 || growth.down() > 0) {
                                grown.put(user, growth);
                            }
                        });
        for (UsageBatch rows : Rows.chunks(grown)) {
            write(GROW, rows);
        }
        if (begins || !grown.isEmpty()) {
            log.force();
        }
    }

    /** The core ended after its last reading: nothing is missing of it. */
    public synchronized void end() throws IOException {
        write(END, UsageBatch.getDefaultInstance());
        log.force();
    }

    /** Makes batches of what was counted, as far as masters may be told more now. */
    public synchronized boolean seal() throws IOException {
        boolean any = false;
        while (tally.canSeal()) {
            write(SEAL, tally.nextBatch());
            any = true;
        }
        if (any) {
            log.force();
        }
        if (log.size() > rewriteAt) {
            rewrite();
        }
        return any;
    }

    // Counting on from an older base would count twice, so a mark from ahead makes a new base.
    @Override
    public synchronized void committed(UsageMark mark) throws IOException {
        latest = mark;
        if (tally.behind(mark)) {
            tally.forget();
            tally.begin(head(mark.getCoreEpoch(), mark.getSeq() + 1, true));
            rebase = true;
            return;
        }
        log.append(COMMIT, mark.toByteString());
        tally.commit(mark);
    }

    @Override
    public synchronized void close() throws IOException {
        log.close();
    }

    private void restart(Reading reading) throws IOException {
        boolean known = latest.getCoreEpoch().equals(reading.core());
        tally.begin(head(reading.core(), known ? latest.getSeq() + 1 : 1, true));
        Rows.chunks(reading.users()).forEach(tally::addBase);
        rewrite();
        rebase = false;
    }

    private static UsageBatch head(String core, long seq, boolean gap) {
        return UsageBatch.newBuilder().setCoreEpoch(core).setSeq(seq).setGap(gap).build();
    }

    private void write(byte kind, UsageBatch body) throws IOException {
        log.append(kind, body.toByteString());
        apply(kind, body);
    }

    private void apply(byte kind, UsageBatch body) {
        switch (kind) {
            case BEGIN -> tally.begin(body);
            case BASE -> tally.addBase(body);
            case OPEN -> tally.addOpen(body);
            case GROW -> tally.grow(body);
            case SEAL -> tally.seal(body);
            case KEEP -> tally.keep(body);
            case END -> tally.end();
            default -> throw new IllegalStateException("a record of kind " + kind);
        }
    }

    private void replay(Records.Entry entry) {
        try {
            if (entry.kind() == COMMIT) {
                tally.commit(UsageMark.parseFrom(entry.body()));
            } else {
                apply(entry.kind(), UsageBatch.parseFrom(entry.body()));
            }
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the journal holds what no version wrote", e);
        }
    }

    private void rewrite() throws IOException {
        List<Records.Entry> entries = new ArrayList<>();
        add(entries, BEGIN, List.of(tally.head()));
        add(entries, BASE, tally.baseRows());
        add(entries, KEEP, tally.sealed());
        add(entries, OPEN, tally.openRows());
        if (!tally.cutOff()) {
            add(entries, END, List.of(UsageBatch.getDefaultInstance()));
        }
        log = log.rewrite(entries);
        rewriteAt = nextRewrite();
    }

    private static void add(List<Records.Entry> to, byte kind, List<UsageBatch> bodies) {
        for (UsageBatch body : bodies) {
            ByteString bytes = body.toByteString();
            to.add(new Records.Entry(kind, bytes));
        }
    }

    private long nextRewrite() throws IOException {
        return Math.max(LEAST_REWRITE, log.size() * REWRITE_FACTOR);
    }
}
