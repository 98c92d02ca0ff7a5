package dev.covey.etcd.watch;

import dev.covey.etcd.v3.WatchCreateRequest;
import dev.covey.kv.Commit;
import dev.covey.kv.Event;
import dev.covey.kv.KeyRange;
import dev.covey.kv.Space;
import dev.covey.runtime.store.Batch;
import dev.covey.runtime.store.Store;
import dev.covey.runtime.store.Watch;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One of the watches of a stream. */
final class OneWatch implements Consumer<Batch>, AutoCloseable {

    private final long id;
    private final WatchCreateRequest asked;
    private final KeyRange keys;
    private final Events events;
    private @Nullable Watch feed;
    private boolean closed;
    private boolean bookmarkWanted;
    private volatile boolean quiet;
    private volatile boolean notify;

    /** Where what happens goes. Called one after the other. */
    interface Events {
        /** Something happened. */
        void happened(OneWatch watch, long revision, List<Event> events);

        /** Everything up to a revision is told. */
        void bookmarked(OneWatch watch, long revision);

        /** The watch fell too far behind and must go on from a revision. */
        void cutOff(OneWatch watch, long delivered);

        /** What comes next is compacted. */
        void compacted(OneWatch watch, long floor);
    }

    OneWatch(long id, WatchCreateRequest asked, KeyRange keys, Events events) {
        this.id = id;
        this.asked = asked;
        this.keys = keys;
        this.events = events;
    }

    long id() {
        return id;
    }

    boolean wantsFragments() {
        return asked.getFragment();
    }

    boolean wantsPrevious() {
        return asked.getPrevKv();
    }

    /** Begins, or goes on after it was cut off. */
    void open(Store store, long after, Executor on) {
        Watch opened = store.watch(Space.USER, keys, after, this, on);
        synchronized (this) {
            feed = opened;
            if (closed) {
                opened.close();
            } else if (bookmarkWanted) {
                opened.requestBookmark();
            }
        }
    }

    synchronized void requestBookmark() {
        bookmarkWanted = true;
        if (feed != null) {
            feed.requestBookmark();
        }
    }

    /** Asks for a notice of progress if nothing has happened since the last time. */
    void tick() {
        if (asked.getProgressNotify()) {
            notify = quiet;
            quiet = true;
            if (notify) {
                requestBookmark();
            }
        }
    }

    /** Whether the bookmark that came was asked for by {@link #tick}. */
    boolean notifies() {
        boolean wanted = notify;
        notify = false;
        return wanted;
    }

    @Override
    public void accept(Batch batch) {
        switch (batch) {
            case Batch.Changes(Commit commit) -> changed(commit);
            case Batch.Bookmark(long revision) -> bookmarked(revision);
            case Batch.CutOff(long delivered) -> events.cutOff(this, delivered);
            case Batch.Compacted(long floor) -> events.compacted(this, floor);
        }
    }

    private void bookmarked(long revision) {
        synchronized (this) {
            bookmarkWanted = false;
        }
        events.bookmarked(this, revision);
    }

    private void changed(Commit commit) {
        List<Event> wanted = commit.events().stream().filter(this::wants).toList();
        if (!wanted.isEmpty()) {
            quiet = false;
            events.happened(this, commit.revision(), wanted);
        }
    }

    private boolean wants(Event event) {
        WatchCreateRequest.FilterType unwanted =
                switch (event.kind()) {
                    case PUT -> WatchCreateRequest.FilterType.NOPUT;
                    case DELETE -> WatchCreateRequest.FilterType.NODELETE;
                };
        return !asked.getFiltersList().contains(unwanted);
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (feed != null) {
            feed.close();
        }
    }
}
