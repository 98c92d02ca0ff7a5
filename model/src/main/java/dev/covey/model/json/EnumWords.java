package dev.covey.model.json;

import dev.covey.model.StateWord;
import java.io.Serial;
import java.util.Locale;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;

/** Writes enumeration constants in camel case: states start with a capital, all else does not. */
final class EnumWords extends JacksonAnnotationIntrospector {

    @Serial private static final long serialVersionUID = 1;

    @Override
    public String[] findEnumValues(
            MapperConfig<?> config, AnnotatedClass type, Enum<?>[] values, String[] names) {
        for (int i = 0; i < values.length; i++) {
            names[i] = word(values[i]);
        }
        return names;
    }

    static String word(Enum<?> value) {
        StringBuilder word = new StringBuilder();
        boolean capital = value instanceof StateWord;
        for (char c : value.name().toLowerCase(Locale.ROOT).toCharArray()) {
            if (c == '_') {
                capital = true;
            } else {
                word.append(capital ? Character.toUpperCase(c) : c);
                capital = false;
            }
        }
        return word.toString();
    }
}
