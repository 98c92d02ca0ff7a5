package dev.covey.etcd.watch;

import dev.covey.etcd.v3.Event;
import dev.covey.etcd.v3.WatchResponse;
import dev.covey.kv.Limits;
import java.util.ArrayList;
import java.util.List;

/** Splits what is too long for one message. */
final class Fragments {

    /** Longer responses are split, in bytes; etcd's bound. */
    static final int LONGEST = Limits.MAX_REQUEST_BYTES + (512 << 10);

    /** The response in pieces; all but the last say that more is to come. */
    static List<WatchResponse> of(WatchResponse whole) {
        if (whole.getSerializedSize() < LONGEST) {
            return List.of(whole);
        }
        List<WatchResponse> pieces = new ArrayList<>();
        WatchResponse empty = whole.toBuilder().clearEvents().build();
        WatchResponse.Builder piece = empty.toBuilder();
        int size = 0;
        for (Event event : whole.getEventsList()) {
            if (piece.getEventsCount() > 0 && size + event.getSerializedSize() > LONGEST / 2) {
                pieces.add(piece.setFragment(true).build());
                piece = empty.toBuilder();
                size = 0;
            }
            piece.addEvents(event);
            size += event.getSerializedSize();
        }
        pieces.add(piece.build());
        return pieces;
    }

    private Fragments() {}
}
