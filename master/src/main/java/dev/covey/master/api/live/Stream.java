package dev.covey.master.api.live;

import dev.covey.master.api.http.Sse;
import dev.covey.master.api.read.Reader;
import dev.covey.master.api.shape.Live;
import dev.covey.master.api.shape.Shapes;
import dev.covey.master.telemetry.NodeFigures;
import dev.covey.model.Key;
import dev.covey.model.Kind;
import dev.covey.model.Resource;
import dev.covey.model.Role;
import dev.covey.model.Type;
import dev.covey.model.json.Json;
import dev.covey.runtime.quorum.Member;
import dev.covey.runtime.quorum.QuorumView;
import dev.covey.runtime.resource.Resources;
import dev.covey.runtime.store.Store;
import dev.covey.runtime.time.Clock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** One client's stream, on its own thread. */
final class Stream {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int SECONDS_BETWEEN_COMMENTS = 5;
    private static final int SECONDS_BETWEEN_BOOKMARKS = 30;
    private static final int MOST_LINES = 200;

    private final Store store;
    private final Reader reader;
    private final Live live;
    private final Streams.Wish wish;
    private final Sse sse;
    private final Clock clock;
    private long seconds;
    private long begun;
    private Roles roles;

    /** What nodes show that stands in no row: who is active and who votes. */
    private record Roles(Optional<String> leader, List<String> voters) {
        static Roles of(QuorumView group) {
            return new Roles(group.leader(), group.voters().stream().map(Member::node).toList());
        }
    }

    Stream(Store store, Reader reader, Live live, Clock clock, Streams.Wish wish, Sse sse) {
        this.store = store;
        this.clock = clock;
        this.reader = reader;
        this.live = live;
        this.wish = wish;
        this.sse = sse;
        this.roles = Roles.of(live.quorum().view());
    }

    void run() throws IOException {
        Resources start = reader.local();
        Affected affected = new Affected(wish.kinds(), cluster(start));
        long after = wish.after().orElse(start.view().revision());
        if (after > start.view().revision()) {
            resync();
            return;
        }
        if (wish.kinds().contains(Kind.USER)) {
            start.list(Type.USER).forEach(user -> affected.user(user.id(), user.spec()));
        }
        try (Changes changes = new Changes(store, after)) {
            if (wish.after().isEmpty()) {
                everything(start);
            }
            follow(changes, affected);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void everything(Resources resources) throws IOException {
        Shapes shapes = new Shapes(resources, live);
        long revision = resources.view().revision();
        for (Kind kind : wish.kinds()) {
            for (Resource<?, ?> resource : present(resources, kind)) {
                sse.send(name(kind, "put"), shapes.of(resource));
            }
        }
        sse.send("synced", revision, Json.object().put("revision", revision));
        sse.flush();
    }

    /** Of what only grows, the newest. */
    private static List<? extends Resource<?, ?>> present(Resources resources, Kind kind) {
        List<? extends Resource<?, ?>> all = Kinds.all(resources, kind);
        boolean grows = kind == Kind.EVENT || kind == Kind.AUDIT;
        return grows ? all.subList(Math.max(0, all.size() - MOST_LINES), all.size()) : all;
    }

    private void follow(Changes changes, Affected affected)
            throws IOException, InterruptedException {
        begun = clock.nanos();
        while (wish.allowed().getAsBoolean()) {
            Changes.Taken taken = changes.take(SECOND);
            if (taken.broken()) {
                resync();
                return;
            }
            if (!taken.rows().isEmpty()) {
                changed(taken, affected);
            }
            beat(taken.revision());
        }
    }

    private void changed(Changes.Taken taken, Affected affected) throws IOException {
        Resources now = reader.local();
        Shapes shapes = new Shapes(now, live);
        for (Key key : affected.by(taken.rows(), now)) {
            Optional<? extends Resource<?, ?>> resource = Kinds.one(now, key);
            if (resource.isPresent()) {
                sse.send(name(key.kind(), "put"), taken.revision(), shapes.of(resource.get()));
            } else {
                ObjectNode gone = Json.object().put("id", key.id());
                sse.send(name(key.kind(), "delete"), taken.revision(), gone);
            }
        }
        sse.flush();
    }

    /** Once a second: figures; now and then a sign of life. */
    private void beat(long revision) throws IOException {
        if (clock.since(begun).toSeconds() <= seconds) {
            return;
        }
        seconds = clock.since(begun).toSeconds();
        rolesChanged(revision);
        if (wish.metrics()) {
            for (NodeFigures figures : live.telemetry().latest()) {
                sse.send("metrics.put", figures);
            }
            sse.flush();
        }
        if (seconds % SECONDS_BETWEEN_BOOKMARKS == 0) {
            sse.send("bookmark", revision, Json.object().put("revision", revision));
            sse.flush();
        } else if (seconds % SECONDS_BETWEEN_COMMENTS == 0) {
            sse.comment();
        }
    }

    private void rolesChanged(long revision) throws IOException {
        Roles now = Roles.of(live.quorum().view());
        if (now.equals(roles) || !wish.kinds().contains(Kind.NODE)) {
            return;
        }
        roles = now;
        Resources resources = reader.local();
        Shapes shapes = new Shapes(resources, live);
        for (var node : resources.list(Type.NODE)) {
            if (!node.spec().roles().equals(Set.of(Role.WORKER))) {
                sse.send(name(Kind.NODE, "put"), revision, shapes.of(node));
            }
        }
        sse.flush();
    }

    private void resync() throws IOException {
        sse.send("resync", Json.object());
        sse.flush();
    }

    private String name(Kind kind, String event) {
        return wish.prefixed() ? kind.plural() + "." + event : event;
    }

    private static Optional<String> cluster(Resources resources) {
        return resources.list(Type.CLUSTER).stream()
                .filter(c -> c.spec().self())
                .map(Resource::id)
                .findFirst();
    }
}
