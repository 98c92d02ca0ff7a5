package dev.covey.etcd.page;

import dev.covey.etcd.door.Backend;
import dev.covey.etcd.door.Door;
import dev.covey.etcd.net.Page;
import dev.covey.etcd.net.Pages;
import dev.covey.etcd.net.Tally;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;

/**
 * The pages of a member, as etcd 3.5 has them (its {@code etcdhttp} package): {@code /health},
 * {@code /livez}, {@code /readyz}, {@code /version} and {@code /metrics}. Safe for use by many
 * threads.
 */
public final class Board implements Pages {

    private static final String LINEARIZABLE = "linearizable_read";
    private static final List<String> LIVE = List.of("serializable_read");
    private static final List<String> READY =
            List.of("data_corruption", "serializable_read", LINEARIZABLE);

    private final String version;
    private final Checks checks;
    private final Figures figures;
    private final LongAdder well = new LongAdder();
    private final LongAdder unwell = new LongAdder();

    /** The pages of a member that speaks a version of etcd's API, {@code 3.5.13} for one. */
    public Board(Backend backend, Door door, Tally tally, String version) {
        String level = version.substring(0, version.lastIndexOf('.')) + ".0";
        this.version = "{\"etcdserver\":\"%s\",\"etcdcluster\":\"%s\"}".formatted(version, level);
        checks = new Checks(door);
        figures = new Figures(backend, tally, version);
    }

    @Override
    public CompletionStage<Page> page(URI asked) {
        return switch (String.valueOf(asked.getPath())) {
            case "/health" -> health(Asking.of(asked));
            case "/livez" -> check(false, asked);
            case "/readyz" -> check(true, asked);
            case "/version" -> at(Page.json(200, version));
            case "/metrics" -> at(Page.figures(figures.text(well.sum(), unwell.sum())));
            default -> at(Page.plain(404, "404 page not found\n"));
        };
    }

    private static CompletionStage<Page> at(Page page) {
        return CompletableFuture.completedFuture(page);
    }

    private CompletionStage<Page> health(Asking asking) {
        boolean serializable = asking.says("serializable");
        if (checks.isFull() && !excluded(asking.all("exclude")).contains("NOSPACE")) {
            return at(health("ALARM NOSPACE"));
        }
        return !serializable && !checks.hasLeader()
                ? at(health("RAFT NO LEADER"))
                : checks.unreadable(serializable)
                        .thenApply(why -> health(why.map("RANGE ERROR:"::concat).orElse("")));
    }

    private static List<String> excluded(List<String> names) {
        return names.stream().map(name -> name.toUpperCase(Locale.ROOT)).toList();
    }

    private Page health(String reason) {
        boolean fine = reason.isEmpty();
        (fine ? well : unwell).increment();
        String text =
                "{\"health\":\"%s\",\"reason\":\"%s\"}".formatted(fine, reason.replace("\"", "'"));
        return fine ? Page.json(200, text) : Page.json(503, text + "\n");
    }

    /** Living needs no leader; being ready does. What is damaged does not run. */
    private CompletionStage<Page> check(boolean ready, URI asked) {
        Asking asking = Asking.of(asked);
        List<String> names =
                (ready ? READY : LIVE)
                        .stream().filter(name -> !asking.all("exclude").contains(name)).toList();
        boolean verbose = !asking.all("verbose").isEmpty();
        return names.contains(LINEARIZABLE)
                ? checks.unreadable(false).thenApply(why -> checked(names, why, verbose))
                : at(checked(names, Optional.empty(), verbose));
    }

    private static Page checked(List<String> names, Optional<String> why, boolean verbose) {
        StringBuilder text = new StringBuilder();
        for (String name : names) {
            boolean failed = name.equals(LINEARIZABLE) && why.isPresent();
            text.append(
                    failed
                            ? "[-]%s failed: %s\n".formatted(name, why.orElse(""))
                            : "[+]%s ok\n".formatted(name));
        }
        return why.isPresent()
                ? Page.plain(503, text.append('\n').toString())
                : Page.plain(200, verbose ? text.append("ok\n").toString() : "ok\n");
    }
}
