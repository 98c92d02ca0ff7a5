package dev.covey.model.json;

import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The one JSON mapper of Covey. Immutable; safe from any thread. */
public final class Json {

    private static final int DEEPEST = 32;
    private static final int LONGEST_TEXT = 1 << 20;

    private static final JsonMapper LENIENT = builder().build();
    private static final JsonMapper STRICT =
            builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private Json() {}

    private static JsonMapper.Builder builder() {
        StreamReadConstraints bounds =
                StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxStringLength(LONGEST_TEXT)
                        .build();
        JsonFactory factory =
                JsonFactory.builder()
                        .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
                        .streamReadConstraints(bounds)
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build();
        return JsonMapper.builder(factory)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .annotationIntrospector(new EnumWords());
    }

    /** Any value as UTF-8 JSON. */
    public static byte[] bytes(Object value) {
        return LENIENT.writeValueAsBytes(value);
    }

    /** Any value as JSON text. */
    public static String text(Object value) {
        return LENIENT.writeValueAsString(value);
    }

    /** Any value as a tree. */
    public static ObjectNode tree(Object value) {
        return LENIENT.valueToTree(value);
    }

    /** An empty object. */
    public static ObjectNode object() {
        return LENIENT.createObjectNode();
    }

    /** Reads what Covey wrote itself; unknown fields are passed over. */
    public static <T> T read(byte[] json, Class<T> type) {
        return unwrap(() -> LENIENT.readValue(json, type));
    }

    /** Makes a record of a tree that Covey wrote itself. */
    public static <T> T read(JsonNode tree, Class<T> type) {
        return unwrap(() -> LENIENT.treeToValue(tree, type));
    }

    /** Reads a tree that Covey wrote itself. */
    public static JsonNode readTree(byte[] json) {
        return unwrap(() -> LENIENT.readTree(json));
    }

    /** Reads what a stranger sent: unknown, missing, doubled and trailing parts are refused. */
    public static <T> T readStrict(byte[] json, Class<T> type) {
        return unwrap(() -> STRICT.readValue(json, type));
    }

    /** Makes a record of a stranger's tree: unknown and missing fields are refused. */
    public static <T> T readStrict(JsonNode tree, Class<T> type) {
        return unwrap(() -> STRICT.treeToValue(tree, type));
    }

    /** Reads a stranger's object. */
    public static ObjectNode readObject(byte[] json) {
        JsonNode tree = unwrap(() -> STRICT.readTree(json));
        if (tree instanceof ObjectNode object) {
            return object;
        }
        throw malformed("Expected a JSON object, but found something else.");
    }

    private interface Reading<T> {
        T get();
    }

    private static <T> T unwrap(Reading<T> reading) {
        try {
            return reading.get();
        } catch (JacksonException e) {
            for (Throwable t = e; t != null; t = t.getCause()) {
                if (t instanceof ProblemException problem) {
                    throw problem;
                }
            }
            throw malformed(where(e));
        }
    }

    /** Says where it went wrong without quoting the content, which may hold a secret. */
    private static String where(JacksonException e) {
        String path = e.getPathReference().replaceAll("\\S+\\[\"", "").replace("\"]", "");
        String field = path.replaceAll("->", ".").strip();
        if (field.isEmpty() || field.length() > 200 || field.contains("[")) {
            return "Expected JSON of the documented shape, but it cannot be read"
                    + (e.getLocation() == null
                            ? "."
                            : " (line %d, column %d)."
                                    .formatted(
                                            e.getLocation().getLineNr(),
                                            e.getLocation().getColumnNr()));
        }
        return "Expected JSON of the documented shape, but '"
                + field
                + "' is unknown, missing or of another type.";
    }

    private static ProblemException malformed(String message) {
        return new ProblemException(new Problem.Malformed("malformed_json", message));
    }

    /** UTF-8 bytes of a text. */
    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
