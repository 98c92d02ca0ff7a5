package dev.covey.master.command;

import dev.covey.kv.Bytes;
import dev.covey.kv.KeyRange;
import dev.covey.kv.KeyValue;
import dev.covey.kv.Op;
import dev.covey.kv.RangeFilter;
import dev.covey.kv.RangeOrder;
import dev.covey.kv.RangePart;
import dev.covey.kv.Reply;
import dev.covey.kv.Result;
import dev.covey.kv.Space;
import dev.covey.model.Key;
import dev.covey.model.Kind;
import dev.covey.runtime.store.View;
import java.util.Optional;

/** Finds out what a request did that was carried out before: what was written at its revision. */
final class Earlier {

    private Earlier() {}

    static Done done(View view, Kind kind, long revision) {
        Reply reply =
                view.query(
                        Space.SYSTEM,
                        new Op.Range(
                                KeyRange.prefix(Bytes.of(Key.specPrefix(kind))),
                                0,
                                1,
                                RangePart.KEYS,
                                RangeOrder.DEFAULT,
                                new RangeFilter(0, 0, revision, revision)));
        Optional<Key> made = subject(reply, kind);
        return new Done(
                made.isPresent() ? made : subject(written(view, kind, revision), kind),
                revision,
                Optional.empty(),
                true);
    }

    /** As it was then; the history may be compacted, which finds nothing. */
    private static Reply written(View view, Kind kind, long revision) {
        return view.query(
                Space.SYSTEM,
                new Op.Range(
                        KeyRange.prefix(Bytes.of(Key.specPrefix(kind))),
                        revision,
                        1,
                        RangePart.KEYS,
                        RangeOrder.DEFAULT,
                        new RangeFilter(revision, revision, 0, 0)));
    }

    private static Optional<Key> subject(Reply reply, Kind kind) {
        return reply instanceof Reply.Applied(long _, Result.Found found, boolean _)
                ? found.keys().stream().findFirst().map(kv -> key(kv, kind))
                : Optional.empty();
    }

    private static Key key(KeyValue kv, Kind kind) {
        return new Key(kind, kv.key().utf8().substring(Key.specPrefix(kind).length()));
    }
}
