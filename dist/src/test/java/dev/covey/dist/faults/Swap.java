package dev.covey.dist.faults;

import dev.covey.dist.lab.Wall;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** One member goes and comes anew, by the hand of etcdctl. */
record Swap(Members members, int member) {

    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(200);

    /** What etcdctl says of the others, or of all. */
    private String ctl(boolean all, String words) {
        String endpoints =
                IntStream.range(0, Members.COUNT)
                        .filter(i -> all || i != member)
                        .mapToObj(members.addresses()::get)
                        .map(address -> "https://" + address + ":" + Members.CLIENT_PORT)
                        .collect(Collectors.joining(","));
        int by = (member + 1) % Members.COUNT;
        String name = members.host(by).name();
        return members.host(by)
                .run(
                        ("ETCDCTL_API=3 etcdctl --dial-timeout=2s --command-timeout=10s --endpoints"
                             + " %1$s --cacert %2$s/ca.crt --cert %2$s/%3$s.crt --key %2$s/%3$s.key"
                             + " %4$s 2>&1 || true")
                                .formatted(endpoints, Members.PKI, name, words));
    }

    /** Asks for something again and again until it is so. */
    private void until(String what, BooleanSupplier holds) {
        Awaitility.await(what).atMost(BOUND).pollInterval(PAUSE).until(holds::getAsBoolean);
    }

    /** The line of the member, if it is listed; it may not have said yet what it is called. */
    private Optional<String> line() {
        String url = ", " + members.peerUrl(member) + ",";
        return ctl(false, "member list").lines().filter(line -> line.contains(url)).findFirst();
    }

    private String id() {
        return line().map(line -> line.substring(0, line.indexOf(','))).orElse("");
    }

    /** It is a member no more, and what it had on its disk is gone. */
    void remove() {
        until("it is listed", () -> line().isPresent());
        String id = id();
        until(
                "it is removed",
                () -> {
                    String said = ctl(false, "member remove " + id);
                    return said.contains("removed from cluster") || said.contains("not found");
                });
        members.lose(member);
    }

    /** It comes in anew and has a vote. */
    void add() {
        String add =
                "member add %s --peer-urls=%s"
                        .formatted(members.host(member).name(), members.peerUrl(member));
        until(
                "it is added",
                () -> {
                    String said = ctl(false, add);
                    return said.contains("added to cluster") || said.contains("already exists");
                });
        members.start(member, Wall.RIGHT);
        until("it votes", () -> line().filter(Swap::votes).isPresent());
    }

    private static boolean votes(String line) {
        return line.contains(", started,") && line.endsWith("false");
    }

    /** It leads, if it was not just leading: that is refused and changes nothing. */
    void lead() {
        System.out.print(ctl(true, "move-leader " + id()));
    }
}
