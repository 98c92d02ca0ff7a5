package dev.covey.master.api.http;

import dev.covey.model.Check;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the fields of a JSON object that a stranger sent. A field of another type is refused by its
 * name, a field that nobody asked for by {@link #end()}. For one thread.
 */
public final class Fields {

    private static final int MOST_ITEMS = 1000;

    private final ObjectNode object;
    private final String prefix;
    private final Set<String> asked = new HashSet<>();

    /** Reads an object. */
    public Fields(ObjectNode object) {
        this(object, "");
    }

    private Fields(ObjectNode object, String prefix) {
        this.object = object;
        this.prefix = prefix;
    }

    /** A text that must be there. */
    public String text(String name) {
        return optionalText(name).orElseThrow(() -> missing(name));
    }

    /** A text, if it is there. */
    public Optional<String> optionalText(String name) {
        return value(name).map(v -> checked(v, v.isString(), name, "a text").stringValue());
    }

    /** A whole number, if it is there. */
    public Optional<Long> number(String name) {
        return value(name)
                .map(
                        v -> {
                            boolean whole = v.isIntegralNumber() && v.canConvertToLong();
                            return checked(v, whole, name, "a whole number").longValue();
                        });
    }

    /** A whole number within bounds, if it is there. */
    public Optional<Integer> number(String name, int least, int most) {
        return number(name)
                .map(
                        v -> {
                            Check.range(prefix + name, v, least, most);
                            return v.intValue();
                        });
    }

    /** True or false, if it is there. */
    public Optional<Boolean> flag(String name) {
        return value(name)
                .map(v -> checked(v, v.isBoolean(), name, "true or false").booleanValue());
    }

    /** A date in the form of RFC 3339, if it is there. */
    public Optional<Instant> instant(String name) {
        return optionalText(name).map(text -> instant(name, text));
    }

    /** True if the field is there and null. */
    public boolean isNull(String name) {
        asked.add(name);
        JsonNode value = object.get(name);
        return value != null && value.isNull();
    }

    /** A list of texts, if it is there. */
    public Optional<List<String>> texts(String name) {
        return value(name).map(v -> texts(name, v));
    }

    /** The changes of an object of texts, in which null takes an entry away. */
    public Map<String, Optional<String>> changes(String name) {
        Map<String, Optional<String>> changes = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry :
                value(name).map(v -> object(name, v).properties()).orElse(Set.of())) {
            JsonNode v = entry.getValue();
            checked(v, v.isString() || v.isNull(), name, "an object of texts");
            changes.put(
                    entry.getKey(), v.isNull() ? Optional.empty() : Optional.of(v.stringValue()));
        }
        return changes;
    }

    /** An object with fields of its own, if it is there; its {@link #end()} must be called too. */
    public Optional<Fields> fields(String name) {
        return value(name).map(v -> new Fields(object(name, v), prefix + name + "."));
    }

    /** A list of objects, if it is there. */
    public Optional<List<Fields>> list(String name) {
        return value(name).map(v -> list(name, v));
    }

    private List<Fields> list(String name, JsonNode value) {
        bounded(name, value);
        List<Fields> list = new ArrayList<>();
        value.forEach(e -> list.add(new Fields(object(name, e), prefix + name + ".")));
        return list;
    }

    /** Refuses fields that nobody asked for. */
    public void end() {
        for (String name : object.propertyNames()) {
            if (!asked.contains(name)) {
                throw refused(
                        name.length() > 64 ? "a field" : prefix + name, "left out", "unknown here");
            }
        }
    }

    private Optional<JsonNode> value(String name) {
        asked.add(name);
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(value);
    }

    private Instant instant(String name, String text) {
        boolean plain = !text.startsWith("+") && !text.startsWith("-");
        try {
            if (plain) {
                return Instant.parse(text);
            }
        } catch (DateTimeException e) {
            // Refused below, as are years of more than four digits, which RFC 3339 does not have.
        }
        throw refused(prefix + name, "a date such as 2031-01-31T12:00:00Z", "something else");
    }

    private List<String> texts(String name, JsonNode list) {
        bounded(name, list);
        List<String> texts = new ArrayList<>();
        for (JsonNode item : list) {
            texts.add(checked(item, item.isString(), name, "a list of texts").stringValue());
        }
        return texts;
    }

    private void bounded(String name, JsonNode list) {
        checked(list, list.isArray(), name, "a list");
        Check.most(prefix + name, list.size(), MOST_ITEMS);
    }

    private ObjectNode object(String name, JsonNode value) {
        return (ObjectNode) checked(value, value.isObject(), name, "an object");
    }

    private ProblemException missing(String name) {
        return refused(prefix + name, "given", "missing");
    }

    /** What is refused is not repeated: it may be a secret. */
    private JsonNode checked(JsonNode value, boolean holds, String name, String expected) {
        if (!holds) {
            throw refused(prefix + name, expected, "something else");
        }
        return value;
    }

    private static ProblemException refused(String field, String expected, String found) {
        return new ProblemException(new Problem.Invalid(field, expected, found));
    }
}
