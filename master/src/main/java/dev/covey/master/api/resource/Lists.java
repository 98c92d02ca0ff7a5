package dev.covey.master.api.resource;

import dev.covey.master.api.auth.Authenticator;
import dev.covey.master.api.door.Call;
import dev.covey.master.api.http.Method;
import dev.covey.master.api.http.Refusals;
import dev.covey.master.api.http.Response;
import dev.covey.master.api.http.Sse;
import dev.covey.master.api.live.Kinds;
import dev.covey.master.api.live.Streams;
import dev.covey.master.api.read.Reading;
import dev.covey.master.api.shape.Shapes;
import dev.covey.model.Key;
import dev.covey.model.Kind;
import dev.covey.model.json.Json;
import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists of a kind, and the streams that tell their changes. Safe from any thread. */
public final class Lists {

    private final Desk desk;
    private final Streams streams;
    private final Authenticator authenticator;

    /** Lists from this desk, streams from these. */
    public Lists(Desk desk, Streams streams, Authenticator authenticator) {
        this.desk = desk;
        this.streams = streams;
        this.authenticator = authenticator;
    }

    /** A page of a list, or with {@code ?watch=true} a stream. */
    Response of(Call call, Kind kind) {
        if (call.request().target().flag("watch")) {
            return watch(call, EnumSet.of(kind), false, false);
        }
        Reading reading = desk.reading(call);
        Page page = Page.of(reading.resources().view(), kind, call.request().target());
        Shapes shapes = new Shapes(reading.resources(), desk.live());
        ObjectNode list = Json.object();
        ArrayNode items = list.putArray("items");
        for (String id : page.ids()) {
            Kinds.one(reading.resources(), new Key(kind, id))
                    .ifPresent(resource -> items.add(shapes.of(resource)));
        }
        page.next().ifPresent(next -> list.put("continue", next));
        list.put("revision", reading.resources().view().revision());
        return reading.mark(Response.json(list));
    }

    /** A stream of several kinds, with events named after them. */
    Response watch(Call call, Set<Kind> kinds, boolean metrics, boolean prefixed) {
        if (call.request().method() == Method.HEAD) {
            return Response.of(200, Sse.TYPE, new byte[0]); // nobody would end the stream
        }
        return streams.open(
                new Streams.Wish(kinds, metrics, prefixed, after(call), () -> stillKnown(call)));
    }

    private static OptionalLong after(Call call) {
        String last = call.request().header("Last-Event-ID").orElse("");
        if (last.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!last.matches("[0-9]{1,18}")) {
            throw Refusals.malformed(
                    "malformed_header", "Expected header Last-Event-ID to be a revision.");
        }
        return OptionalLong.of(Long.parseLong(last));
    }

    /** Sessions and tokens end while streams are open; who was forwarded is watched elsewhere. */
    private boolean stillKnown(Call call) {
        return call.caller().forwarded()
                || authenticator.caller(call.request(), desk.reader().local()).isPresent();
    }
}
