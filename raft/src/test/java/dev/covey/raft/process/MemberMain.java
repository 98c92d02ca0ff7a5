package dev.covey.raft.process;

import dev.covey.model.Endpoint;
import dev.covey.model.Epoch;
import dev.covey.raft.Certificates;
import dev.covey.raft.RaftConfig;
import dev.covey.raft.RaftConfig.Habits;
import dev.covey.raft.RaftStore;
import dev.covey.raft.peer.AddressBook;
import dev.covey.raft.server.Birth;
import dev.covey.runtime.quorum.PeerSpec;
import dev.covey.runtime.store.Change;
import dev.covey.runtime.store.Outcome;
import dev.covey.runtime.store.Standing;
import dev.covey.runtime.store.Transaction;
import dev.covey.runtime.store.View;
import dev.covey.runtime.time.Clock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A member as a process. Reads lines {@code NUMBER WORD ARGUMENTS}, answers lines {@code NUMBER
 * ANSWER} as soon as it can, ends with its standard input.
 */
final class MemberMain {

    private final RaftStore store;

    private MemberMain(RaftStore store) {
        this.store = store;
    }

    /** Cluster, node, directory; then NODE=OWN_PORT=DIALLED_PORT for each member. */
    public static void main(String[] arguments) throws IOException {
        String node = arguments[1];
        Path directory = Path.of(arguments[2]);
        Map<String, PeerSpec> peers = new LinkedHashMap<>();
        for (String peer : List.of(arguments).subList(3, arguments.length)) {
            String[] parts = peer.split("=", -1);
            peers.put(parts[0], PeerSpec.of(parts[0], loopback(parts[1])));
            AddressBook.shared().detour(parts[0], List.of(loopback(parts[2])));
        }
        RaftConfig config =
                new RaftConfig(
                        arguments[0],
                        node,
                        Objects.requireNonNull(peers.get(node)).addresses().getFirst(),
                        directory.resolve("store"),
                        new Birth.Found(new ArrayList<>(peers.values())),
                        Habits.usual(any -> true));
        RaftStore store =
                RaftStore.start(
                        config, Certificates.read(directory.resolve("pki")), Clock.system());
        store.ended().thenAccept(why -> System.exit(3));
        System.out.println("0 started");
        new MemberMain(store).serve();
        System.exit(0);
    }

    private static Endpoint loopback(String port) {
        return new Endpoint("127.0.0.1", Integer.parseInt(port));
    }

    private void serve() throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ", -1);
            Thread.startVirtualThread(() -> answer(words));
        }
    }

    private void answer(String[] words) {
        switch (words[1]) {
            case "put" -> put(words[0], words[2], words[3], null);
            case "putUnder" -> put(words[0], words[2], words[3], epoch(words[4]));
            case "get" ->
                    store.confirmedView()
                            .whenComplete(
                                    (view, failure) ->
                                            say(
                                                    words[0],
                                                    failure == null
                                                            ? value(view, words[2])
                                                            : "unavailable"));
            case "standing" -> {
                Standing now = store.leadership().standing();
                say(words[0], now.epoch().map(Epoch::toString).orElse("none"));
            }
            default -> say(words[0], "what?");
        }
    }

    private void put(String number, String key, String value, @Nullable Epoch epoch) {
        Change change = new Change.Put(key, value.getBytes(StandardCharsets.UTF_8));
        Transaction write = Transaction.of(List.of(), List.of(change), "test", "");
        store.commit(epoch == null ? write : write.under(epoch))
                .whenComplete(
                        (outcome, failure) ->
                                say(number, failure == null ? word(outcome) : "unavailable"));
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done _ -> "done";
            case Outcome.Refused refused ->
                    "refused-" + refused.refusal().getClass().getSimpleName();
            case Outcome.NotLeader _ -> "notLeader";
            case Outcome.Unknown _ -> "unknown";
        };
    }

    private static String value(View view, String key) {
        return "="
                + view.get(key)
                        .map(row -> new String(row.value(), StandardCharsets.UTF_8))
                        .orElse("");
    }

    private static Epoch epoch(String text) {
        int dot = text.indexOf('.');
        return new Epoch(
                Long.parseLong(text.substring(0, dot)), Long.parseLong(text.substring(dot + 1)));
    }

    private static synchronized void say(String number, String answer) {
        System.out.println(number + " " + answer);
    }
}
