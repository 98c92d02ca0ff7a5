package dev.covey.simulation.chronicle;

import dev.covey.model.Kind;
import java.util.HashMap;
import java.util.Map;

/** What people call things: names for ids and numbers. */
public final class Names {

    private final Map<String, String> names = new HashMap<>();
    private final Map<Long, String> users = new HashMap<>();

    void learn(Kind kind, String id, String name) {
        names.put(kind.word() + "/" + id, name);
    }

    void learnUser(long number, String name) {
        users.put(number, name);
    }

    /** The name of a resource. */
    public String of(Kind kind, String id) {
        return names.getOrDefault(kind.word() + "/" + id, id);
    }

    /** The name of the user with a number. */
    public String user(long number) {
        return users.getOrDefault(number, "user number " + number);
    }

    /** The number of the user with a name. */
    public long number(String name) {
        return users.entrySet().stream()
                .filter(user -> user.getValue().equals(name))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no user '" + name + "'"));
    }

    /** A text with ids in place of names replaced. */
    public String in(String text) {
        String result = text;
        for (Map.Entry<String, String> name : names.entrySet()) {
            String id = name.getKey().substring(name.getKey().indexOf('/') + 1);
            if (id.length() > 30) {
                result = result.replace(id, name.getValue());
            }
        }
        return result;
    }
}
