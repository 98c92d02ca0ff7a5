package dev.covey.cli.command;

import dev.covey.cli.client.Client;
import dev.covey.cli.client.Contexts;
import dev.covey.cli.client.Refusal;
import dev.covey.cli.client.Target;
import dev.covey.cli.output.Cells;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The words of an unfinished command line: where they lead, and what could come next. */
final class Words {

    private static final int MOST = 200;

    /** Where the names are that a label stands for. */
    private static final Map<String, String> NAMES =
            Map.of(
                    "NODE", Api.of("nodes"),
                    "INBOUND", Api.of("inbounds"),
                    "ROUTE", Api.of("routes"),
                    "USER", Api.of("users"),
                    "OPERATION", Api.of("operations"),
                    "ADMIN", "/v1/admins",
                    "TOKEN", "/v1/tokens");

    private final String last;
    private final Map<String, String> values = new HashMap<>();
    private CommandSpec command;
    private Optional<OptionSpec> open = Optional.empty();
    private int positionals;

    Words(CommandSpec root, List<String> words) {
        command = root;
        last = words.getLast();
        words.subList(0, words.size() - 1).forEach(this::read);
    }

    private void read(String word) {
        if (open.isPresent()) {
            values.put(open.get().longestName(), word);
            open = Optional.empty();
        } else if (word.startsWith("-")) {
            String[] parts = word.split("=", 2);
            Optional<OptionSpec> option = Optional.ofNullable(command.findOption(parts[0]));
            if (parts.length == 2) {
                values.put(parts[0], parts[1]);
            } else {
                open = option.filter(o -> o.arity().max() > 0);
            }
        } else if (command.subcommands().containsKey(word)) {
            command = command.subcommands().get(word).getCommandSpec();
        } else {
            positionals++;
        }
    }

    /** The unfinished word. */
    String last() {
        return last;
    }

    /** What could stand in its place, if it goes on as it begins. */
    List<String> candidates() {
        if (open.isPresent()) {
            return of(open.get());
        }
        if (last.startsWith("-")) {
            return command.options().stream()
                    .filter(o -> !o.hidden())
                    .flatMap(o -> Stream.of(o.names()))
                    .filter(name -> name.startsWith("--"))
                    .sorted()
                    .toList();
        }
        List<String> found = new ArrayList<>(positionals == 0 ? commands() : List.of());
        command.positionalParameters().stream()
                .filter(p -> p.index().contains(positionals))
                .findFirst()
                .ifPresent(p -> found.addAll(of(p)));
        return found;
    }

    private List<String> commands() {
        return command.subcommands().entrySet().stream()
                .filter(e -> !e.getValue().getCommandSpec().usageMessage().hidden())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private List<String> of(ArgSpec place) {
        String label = place.paramLabel();
        if (place.type().isEnum()) {
            return Stream.of(place.type().getEnumConstants())
                    .map(word -> word.toString().toLowerCase(Locale.ROOT))
                    .toList();
        }
        return switch (label) {
            case "ROLE" -> List.of("admin", "viewer", "worker", "master", "master,worker");
            case "SHELL" -> List.of("bash", "zsh", "fish");
            default -> NAMES.containsKey(label) ? names(NAMES.get(label)) : List.of();
        };
    }

    /** A shell that completes says nothing of what goes wrong. */
    private List<String> names(String path) {
        try {
            Target.Asked asked =
                    new Target.Asked(
                            values.getOrDefault("--server", System.getenv("COVEY_SERVER")),
                            values.getOrDefault("--token", System.getenv("COVEY_TOKEN")),
                            Path.of(directory()));
            Client client = new Client(Target.find(asked, Contexts.ofUser()));
            List<String> names = new ArrayList<>();
            client.list(path + Api.query("q", last), MOST)
                    .path("items")
                    .forEach(item -> names.add(Cells.text(item.path("name"))));
            return names;
        } catch (Refusal e) {
            return List.of();
        }
    }

    private String directory() {
        String told = System.getenv("COVEY_DATA_DIR");
        return values.getOrDefault("--data-dir", told == null ? Connection.DATA_DIR : told);
    }
}
