package dev.covey.simulation.chronicle;

import dev.covey.model.Sealed;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What differs between two records of one type. */
final class Fields {

    private Fields() {}

    /** Such as {@code dataLimitBytes 0 → 1000}; secrets without their content. */
    static List<String> changed(Record before, Record after) {
        List<String> changes = new ArrayList<>();
        for (RecordComponent field : before.getClass().getRecordComponents()) {
            Object was = value(before, field);
            Object is = value(after, field);
            if (was.equals(is)) {
                continue;
            }
            boolean secret = was instanceof Sealed || field.getName().endsWith("Hash");
            changes.add(
                    field.getName() + (secret ? " renewed" : " " + shown(was) + " → " + shown(is)));
        }
        return changes;
    }

    private static Object value(Record of, RecordComponent field) {
        try {
            return field.getAccessor().invoke(of);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String shown(Object value) {
        Object bare =
                value instanceof Optional<?> maybe
                        ? maybe.map(Object.class::cast).orElse("")
                        : value;
        String text = String.valueOf(bare);
        return text.isEmpty() ? "none" : text;
    }
}
