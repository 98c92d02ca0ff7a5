package dev.covey.etcd.turn;

import dev.covey.etcd.door.Door;
import dev.covey.kv.Bytes;
import dev.covey.kv.KeyRange;
import dev.covey.kv.KeyValue;
import dev.covey.runtime.store.View;
import io.grpc.Status;
import java.util.concurrent.CompletableFuture;

/** The wait of one client for its turn: for the one before it to go, and then for the next. */
final class Turn {

    private final Door door;
    private final Bytes name;
    private final Place place;
    private final CompletableFuture<Place> come = new CompletableFuture<>();

    Turn(Door door, Bytes name, Place place) {
        this.door = door;
        this.name = name;
        this.place = place;
    }

    /** Ends when it is its turn; whoever ends it before ends the wait. */
    CompletableFuture<Place> come() {
        advance();
        return come;
    }

    private void advance() {
        door.view(true).thenAccept(this::look).exceptionally(this::fail);
    }

    private void look(View view) {
        if (place.isHeld(view)) {
            place.ahead(view, name).ifPresentOrElse(this::behind, () -> come.complete(place));
        } else {
            fail(Status.UNKNOWN.withDescription("mutex: session is expired").asException());
        }
    }

    private void behind(KeyValue ahead) {
        Place before = new Place(ahead.key(), ahead.createRevision());
        CompletableFuture<Void> gone = new CompletableFuture<>();
        Vigil vigil =
                new Vigil(
                        door.store(),
                        KeyRange.single(before.key()),
                        view -> {
                            if (!before.isHeld(view)) {
                                gone.complete(null);
                            }
                        });
        var _ = come.whenComplete((_, _) -> vigil.close());
        var _ =
                gone.thenRun(
                        () -> {
                            vigil.close();
                            advance();
                        });
        vigil.begin();
    }

    private Void fail(Throwable why) {
        come.completeExceptionally(why);
        return null;
    }
}
