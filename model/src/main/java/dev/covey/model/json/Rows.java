package dev.covey.model.json;

import dev.covey.model.Kind;
import dev.covey.model.Meta;
import dev.covey.model.Resource;
import dev.covey.model.Spec;
import dev.covey.model.Status;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How resources lie in the store: one row for meta and specification, one for the status. */
public final class Rows {

    /** The content of a specification row. */
    private record SpecRow(Meta meta, JsonNode spec) {}

    private Rows() {}

    /**
     * The row of a specification; keeps the fields of the row it replaces that are unknown here.
     */
    public static byte[] spec(Meta meta, Spec spec, Optional<byte[]> replaced) {
        ObjectNode row = Json.object();
        row.set("meta", Json.tree(meta));
        row.set("spec", Json.tree(spec));
        replaced.map(Json::readTree)
                .ifPresent(old -> keepUnknown(row, old, known(Kind.of(spec), old)));
        return Json.bytes(row);
    }

    /** The row of a status; keeps the fields of the row it replaces that are unknown here. */
    public static byte[] status(Status status, Optional<byte[]> replaced) {
        ObjectNode row = Json.tree(status);
        replaced.map(Json::readTree)
                .ifPresent(
                        old -> keepUnknown(row, old, Json.tree(Json.read(old, status.getClass()))));
        return Json.bytes(row);
    }

    /** Reads a specification row and, if there is one, the status row beside it. */
    public static Resource<Spec, Status> read(
            Kind kind, byte[] specRow, long revision, Optional<byte[]> statusRow) {
        SpecRow row = Json.read(specRow, SpecRow.class);
        Spec spec = Json.read(row.spec(), kind.specType());
        Optional<Status> status = statusRow.map(s -> Json.read(s, kind.statusType()));
        return new Resource<>(kind, row.meta(), spec, status, revision);
    }

    private static JsonNode known(Kind kind, JsonNode old) {
        SpecRow row = Json.read(old, SpecRow.class);
        ObjectNode known = Json.object();
        known.set("meta", Json.tree(row.meta()));
        known.set("spec", Json.tree(Json.read(row.spec(), kind.specType())));
        return known;
    }

    /** Copies into {@code row} what {@code old} has and the records of this version ignore. */
    private static void keepUnknown(ObjectNode row, JsonNode old, JsonNode known) {
        for (Map.Entry<String, JsonNode> field : old.properties()) {
            JsonNode same = known.get(field.getKey());
            JsonNode mine = row.get(field.getKey());
            if (same == null) {
                row.set(field.getKey(), field.getValue());
            } else if (mine instanceof ObjectNode inner && field.getValue().isObject()) {
                keepUnknown(inner, field.getValue(), same);
            }
        }
    }
}
