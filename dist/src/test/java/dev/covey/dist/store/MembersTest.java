package dev.covey.dist.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members are added, given a vote, replaced and removed with etcdctl, as with etcd. */
class MembersTest {

    private static final Pattern ADDED =
            Pattern.compile("Member ([0-9a-f]{16}) added to cluster [0-9a-f ]{16}\n(?s:.*)");

    @TempDir Path directory;

    private static String add(StoreLab lab, int at, int member, String... more) {
        String[] words = {"member", "add", lab.name(member), "--peer-urls=" + url(lab, member)};
        String said = lab.ctl(at, concat(words, more));
        Matcher added = ADDED.matcher(said);
        assertThat(added.matches()).as(said).isTrue();
        return added.group(1);
    }

    private static String[] concat(String[] one, String... other) {
        return java.util.stream.Stream.of(one, other)
                .flatMap(java.util.Arrays::stream)
                .toArray(String[]::new);
    }

    private static String url(StoreLab lab, int member) {
        return lab.peerUrl("http", member);
    }

    /** The line of a member, by its number; empty if it is not listed. */
    private static String line(StoreLab lab, int at, String id) {
        return lab.ctl(at, "member", "list")
                .lines()
                .filter(line -> line.startsWith(id))
                .findFirst()
                .orElse("");
    }

    private static void awaitVoter(StoreLab lab, int at, String id) {
        StoreLab.until(
                () ->
                        line(lab, at, id).contains("started")
                                && !line(lab, at, id).contains("unstarted")
                                && line(lab, at, id).endsWith("false"));
    }

    private static String id(StoreLab lab, int at, int member) {
        return lab.ctl(at, "member", "list")
                .lines()
                .filter(line -> line.contains(", " + lab.name(member) + ","))
                .map(line -> line.substring(0, line.indexOf(',')))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void oneMemberBecomesTwoAndThenThree() {
        try (StoreLab lab = new StoreLab(directory, 3)) {
            lab.found(1);
            lab.ctl(1, "put", "a", "1");
            String second = add(lab, 1, 2);
            assertThat(line(lab, 1, second))
                    .isEqualTo(second + ", unstarted, , " + url(lab, 2) + ", , false");
            assertThat(lab.ctl(1, "put", "a", "2")).as("it costs nothing yet").isEqualTo("OK\n");
            lab.join(2, 1, 2);
            awaitVoter(lab, 1, second);
            assertThat(line(lab, 2, second))
                    .isEqualTo(
                            "%s, started, %s, %s, http://%s, false"
                                    .formatted(second, lab.name(2), url(lab, 2), lab.endpoint(2)));
            String third = add(lab, 2, 3);
            lab.join(3, 1, 2, 3);
            awaitVoter(lab, 3, third);
            assertThat(lab.ctl(3, "get", "a")).isEqualTo("a\n2\n");
            lab.stop(lab.leader());
            int next = lab.leader();
            assertThat(lab.ctl(next, "put", "a", "3")).isEqualTo("OK\n");
        }
    }

    @Test
    void aLearnerStaysOneUntilItIsPromoted() {
        try (StoreLab lab = new StoreLab(directory, 5)) {
            lab.found(1, 2, 3);
            String learner = add(lab, 1, 4, "--learner");
            StoreLab.until(() -> line(lab, 2, learner).contains("unstarted"));
            assertThat(line(lab, 2, learner)).endsWith("true");
            String tooEarly = "can only promote a learner member which is in sync with leader";
            assertThat(lab.ctl(2, "member", "promote", learner)).contains(tooEarly);
            assertThat(
                            lab.ctl(
                                    1,
                                    "member",
                                    "add",
                                    lab.name(5),
                                    "--learner",
                                    "--peer-urls=" + url(lab, 5)))
                    .contains("too many learner members in cluster");
            lab.join(4, 1, 2, 3, 4);
            StoreLab.until(() -> line(lab, 1, learner).contains(", started,"));
            assertThat(lab.ctl(4, "get", "none", "--consistency=s")).isEmpty();
            assertThat(line(lab, 1, learner)).endsWith("true");
            StoreLab.until(
                    () -> lab.ctl(3, "member", "promote", learner).contains("promoted in cluster"));
            assertThat(line(lab, 1, learner)).endsWith("false");
            assertThat(lab.ctl(1, "member", "promote", learner))
                    .contains("can only promote a learner member");
            String voter = add(lab, 1, 5);
            assertThat(lab.ctl(1, "member", "promote", voter))
                    .contains("can only promote a learner member\n");
            assertThat(lab.ctl(1, "member", "remove", voter)).contains("removed from cluster");
            assertThat(line(lab, 1, voter)).isEmpty();
        }
    }

    @Test
    void whatIsWrongIsRefusedInEtcdsWords() {
        try (StoreLab lab = new StoreLab(directory, 5)) {
            lab.found(1, 2, 3);
            String urls = "--peer-urls=";
            assertThat(lab.ctl(1, "member", "add", "x", urls + url(lab, 2)))
                    .contains("Peer URLs already exists");
            String pending = add(lab, 2, 4);
            assertThat(lab.ctl(1, "member", "add", "x", urls + url(lab, 4)))
                    .contains("Peer URLs already exists");
            assertThat(lab.ctl(1, "member", "add", "x", urls + "https://127.0.0.1:1"))
                    .contains("given member URLs are invalid");
            assertThat(lab.ctl(1, "member", "update", pending, urls + url(lab, 3)))
                    .contains("Peer URLs already exists");
            assertThat(lab.ctl(1, "member", "update", pending, urls + url(lab, 5)))
                    .contains("updated in cluster");
            StoreLab.until(() -> line(lab, 3, pending).contains(url(lab, 5)));
            assertThat(lab.ctl(3, "member", "remove", pending)).contains("removed from cluster");
            assertThat(lab.ctl(3, "member", "remove", pending)).contains("member not found");
            assertThat(lab.ctl(3, "member", "update", pending, urls + url(lab, 5)))
                    .contains("member not found");
            int away = lab.leader() % 3 + 1;
            lab.stop(away);
            int here = lab.leader();
            StoreLab.until(
                    () ->
                            lab.ctl(here, "member", "add", "x", urls + url(lab, 5))
                                    .contains("unhealthy cluster"));
            int other = 6 - here - away;
            assertThat(lab.ctl(here, "member", "remove", id(lab, here, other)))
                    .contains("not enough started members");
        }
    }

    private static void assertRefused(Runnable start, String why) {
        assertThatThrownBy(start::run)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(why);
    }

    @Test
    void whoWasNotAddedDoesNotComeIn() {
        try (StoreLab lab = new StoreLab(directory, 5)) {
            lab.found(1, 2, 3);
            assertRefused(() -> lab.join(4, 1, 2, 3, 4), "Those expected: none");
            add(lab, 1, 4);
            assertRefused(() -> lab.join(5, 1, 2, 3, 5), "127.0.0.1:" + port(url(lab, 4)));
            assertRefused(
                    () ->
                            lab.start(
                                    5,
                                    "http",
                                    "--name=" + lab.name(2),
                                    "--initial-cluster-state=existing",
                                    "--initial-cluster="
                                            + lab.members("http", 1, 3)
                                            + ","
                                            + lab.name(2)
                                            + "="
                                            + url(lab, 4)),
                    "Expected a name that no member has");
            StoreLab.until(() -> lab.ctl(1, "member", "list").lines().count() == 4);
            assertThat(lab.ctl(1, "put", "a", "1")).isEqualTo("OK\n");
        }
    }

    private static String port(String url) {
        return url.substring(url.lastIndexOf(':') + 1);
    }

    @Test
    void aNewcomerThatDiesHalfWayMayComeAgain() throws Exception {
        try (StoreLab lab = new StoreLab(directory, 4)) {
            lab.found(1, 2, 3);
            String id = add(lab, 1, 4);
            lab.join(4, 1, 2, 3, 4).close();
            lab.join(4, 1, 2, 3, 4).close();
            Wipe.all(lab.directory(4));
            lab.join(4, 1, 2, 3, 4);
            awaitVoter(lab, 1, id);
            lab.stop(4);
            lab.ctl(1, "put", "a", "1");
            lab.join(4, 1, 2, 3, 4);
            StoreLab.until(() -> lab.ctl(4, "get", "a").equals("a\n1\n"));
            assertThat(lab.ctl(4, "member", "list").lines()).hasSize(4);
        }
    }

    @Test
    void aMemberIsReplacedByOneOfTheSameNameAndItsOldSelfStaysOut() throws Exception {
        try (StoreLab lab = new StoreLab(directory, 3)) {
            lab.found(1, 2, 3);
            lab.ctl(1, "put", "a", "1");
            int lost = lab.leader() % 3 + 1;
            int here = lab.leader();
            String before = id(lab, here, lost);
            lab.stop(lost);
            Path old = directory.resolve("old");
            Files.move(lab.directory(lost), old);
            assertRefused(
                    () -> lab.start(lost, "http", "--initial-cluster=" + lab.members("http")),
                    "Expected a name that no member has");
            assertThat(lab.ctl(here, "member", "remove", before)).contains("removed from cluster");
            String after = add(lab, here, lost);
            assertThat(after).isNotEqualTo(before);
            lab.ctl(here, "put", "a", "2");
            lab.join(lost, 1, 2, 3);
            awaitVoter(lab, here, after);
            assertThat(lab.ctl(lost, "get", "a")).isEqualTo("a\n2\n");
            lab.stop(lost);
            Files.move(lab.directory(lost), directory.resolve("new"));
            Files.move(old, lab.directory(lost));
            StoreNode ghost = lab.join(lost, 1, 2, 3);
            StoreLab.until(() -> ghost.ended().isPresent());
            assertThat(ghost.ended().map(Problem::message).orElseThrow())
                    .containsAnyOf("was removed", "was taken out");
            assertThat(lab.ctl(here, "put", "a", "3")).isEqualTo("OK\n");
            assertThat(lab.ctl(here, "member", "list").lines()).hasSize(3);
        }
    }

    @Test
    void aLeaderThatIsRemovedLetsAnotherLeadFirst() {
        try (StoreLab lab = new StoreLab(directory, 3)) {
            lab.found(1, 2, 3);
            int leader = lab.leader();
            String id = id(lab, leader, leader);
            StoreNode gone = lab.node(leader);
            int other = leader % 3 + 1;
            assertThat(lab.ctl(other, "member", "remove", id)).contains("removed from cluster");
            StoreLab.until(() -> gone.ended().isPresent());
            assertThat(lab.ctl(other, "member", "list").lines()).hasSize(2);
            assertThat(lab.ctl(other, "put", "a", "1")).isEqualTo("OK\n");
            int last = lab.leader();
            int second = 6 - leader - last;
            assertThat(lab.ctl(last, "member", "remove", id(lab, last, second)))
                    .contains("removed from cluster");
            assertThat(lab.ctl(last, "put", "a", "2")).isEqualTo("OK\n");
            assertThat(lab.ctl(last, "member", "remove", id(lab, last, last)))
                    .contains("not enough started members");
        }
    }
}
