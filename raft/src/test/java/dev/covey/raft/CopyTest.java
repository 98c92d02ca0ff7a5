package dev.covey.raft;

import static dev.covey.runtime.store.Words.done;
import static dev.covey.runtime.store.Words.get;
import static dev.covey.runtime.store.Words.put;
import static dev.covey.runtime.store.Words.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.model.Endpoint;
import dev.covey.model.Problem;
import dev.covey.raft.peer.AddressBook;
import dev.covey.raft.server.Birth;
import dev.covey.runtime.time.Clock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An old or second copy of a member's directory does not take part. */
class CopyTest {

    @TempDir Path directory;
    private Lab lab;
    private Path aside;

    @BeforeEach
    void found() {
        lab = new Lab(directory.resolve("lab")).found(3);
        aside = directory.resolve("aside");
        write("a", "1");
    }

    @AfterEach
    void end() {
        lab.close();
    }

    private void write(String key, String value) {
        done(lab.leader(), put(key, value));
    }

    private int follower() {
        return lab.numberOf(lab.others().getFirst());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            // What a running member is about to rename may be gone by then.
            for (Path each : all.filter(file -> !file.toString().endsWith(".tmp")).toList()) {
                Files.copy(each, to.resolve(from.relativize(each).toString()));
            }
        }
    }

    private static void delete(Path what) throws IOException {
        try (Stream<Path> all = Files.walk(what)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private void putBack(int member) throws IOException {
        delete(lab.directory(member));
        copy(aside, lab.directory(member));
    }

    private static String refusal(RaftStore store) {
        try {
            Problem why = store.ended().toCompletableFuture().get(60, TimeUnit.SECONDS);
            assertThat(why.code()).isEqualTo("store_outdated");
            return why.message();
        } catch (Exception e) {
            throw new AssertionError("it was not refused", e);
        }
    }

    /** Copies the directory of a member that runs and has what was written. */
    private RaftStore copied(int member) throws IOException {
        RaftStore first = lab.store(member);
        Lab.until(() -> text(first.view(), "a").equals("1"));
        copy(lab.directory(member), aside);
        return first;
    }

    private void assertGoesOn(RaftStore first) {
        write("b", "2");
        Lab.until(() -> text(first.view(), "b").equals("2"));
        assertThat(first.ended().toCompletableFuture()).isNotDone();
    }

    /** The directory aside, started under the same name, at another port. */
    private RaftConfig secondCopy(int member) {
        RaftConfig like = lab.config(member, new Birth.Resume());
        Endpoint elsewhere = new Endpoint("127.0.0.1", Lab.freePort());
        return new RaftConfig(
                like.cluster(), like.node(), elsewhere, aside, like.birth(), like.habits());
    }

    /** The members that were not refused are a cluster, and have what was written. */
    private void assertWell(String key, String value) {
        assertThat(text(get(lab.leader().confirmedView()), key)).isEqualTo(value);
        write("well", value);
    }

    @Test
    void aCopyFromAnEarlierStartIsRefused() throws IOException {
        int member = follower();
        lab.stop(member);
        copy(lab.directory(member), aside);
        lab.start(member, new Birth.Resume());
        write("b", "2");
        RaftStore again = lab.store(member);
        Lab.until(() -> text(again.view(), "b").equals("2"));
        lab.stop(member);
        putBack(member);
        RaftStore old = lab.start(member, new Birth.Resume());
        assertThat(refusal(old))
                .contains("starts were seen", "old or second copy", "empty directory");
        lab.stop(member);
        assertWell("b", "2");
    }

    @Test
    void aCopyOfARunningMemberIsRefusedOnceTheMemberHasMore() throws IOException {
        int member = follower();
        copy(lab.directory(member), aside);
        for (int i = 0; i < 20; i++) {
            write("b", Integer.toString(i));
        }
        RaftStore running = lab.store(member);
        Lab.until(() -> text(running.view(), "b").equals("19"));
        lab.stop(member);
        putBack(member);
        RaftStore old = lab.start(member, new Birth.Resume());
        assertThat(refusal(old)).contains("had acknowledged entry");
        lab.stop(member);
        assertWell("b", "19");
    }

    @Test
    void aCopyNeitherVotesNorAcknowledgesWithOneOfTheOthersAway() throws IOException {
        int member = follower();
        lab.stop(member);
        copy(lab.directory(member), aside);
        lab.start(member, new Birth.Resume());
        write("b", "2");
        RaftStore again = lab.store(member);
        Lab.until(() -> text(again.view(), "b").equals("2"));
        lab.stop(member);
        putBack(member);
        int leader = lab.numberOf(lab.leader());
        lab.stop(leader);
        RaftStore old = lab.start(member, new Birth.Resume());
        assertThat(refusal(old)).contains("starts were seen");
        lab.stop(member);
        lab.start(leader, new Birth.Resume());
        assertWell("b", "2");
    }

    @Test
    void aSecondCopyIsRefusedAndTheFirstGoesOn() throws IOException {
        int member = follower();
        RaftStore first = copied(member);
        try (RaftStore second =
                RaftStore.start(secondCopy(member), lab.tls(member), Clock.system())) {
            assertThat(refusal(second)).contains("second copy");
        }
        assertGoesOn(first);
        lab.restart(member);
        write("b", "3");
        Lab.until(() -> text(lab.store(member).view(), "b").equals("3"));
        assertWell("b", "3");
    }

    @Test
    void aMemberWhoseLineBreaksIsNotTakenForOneThatEnded() throws Exception {
        int member = follower();
        RaftStore first = copied(member);
        AtomicInteger dialled = new AtomicInteger();
        try (ServerSocket broken = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> hangUp(broken, dialled));
            detour(member, List.of(new Endpoint("127.0.0.1", broken.getLocalPort())));
            int before = dialled.get();
            try (RaftStore second =
                    RaftStore.start(secondCopy(member), lab.tls(member), Clock.system())) {
                Lab.until(() -> dialled.get() > before + 20);
                assertThat(second.ended().toCompletableFuture()).isNotDone();
                detour(member, List.of());
                assertThat(refusal(second)).contains("second copy");
            }
        }
        assertGoesOn(first);
    }

    private void detour(int member, List<Endpoint> addresses) {
        AddressBook.shared().detour(lab.id(member), addresses);
    }

    private static void hangUp(ServerSocket broken, AtomicInteger dialled) {
        try {
            while (!broken.isClosed()) {
                broken.accept().close();
                dialled.incrementAndGet();
            }
        } catch (IOException e) {
            assertThat(broken.isClosed()).isTrue();
        }
    }

    @Test
    void aMemberThatLostItsDirectoryDoesNotFoundItAnew() throws IOException {
        int member = follower();
        lab.stop(member);
        delete(lab.directory(member));
        RaftStore empty =
                lab.start(
                        member,
                        new Birth.Found(IntStream.rangeClosed(1, 3).mapToObj(lab::peer).toList()));
        assertThat(refusal(empty)).contains("with other data");
        lab.stop(member);
        assertWell("a", "1");
    }

    @Test
    void ordinaryRestartsAreNotRefused() {
        for (int i : List.of(1, 2, 3)) {
            lab.restart(i);
            write("b" + i, "1");
        }
        for (int i : List.of(1, 2, 3)) {
            lab.stop(i);
        }
        for (int i : List.of(3, 1, 2)) {
            lab.start(i, new Birth.Resume());
        }
        for (int i : List.of(1, 2, 3)) {
            Lab.until(() -> text(lab.store(i).view(), "b3").equals("1"));
            assertThat(lab.store(i).ended().toCompletableFuture()).isNotDone();
        }
        assertWell("a", "1");
    }

    @Test
    void whereNobodyRemembersNobodyCanRefuse() throws IOException {
        for (int i : List.of(1, 2, 3)) {
            lab.stop(i);
            copy(lab.directory(i), directory.resolve("old" + i));
        }
        for (int i : List.of(1, 2, 3)) {
            lab.start(i, new Birth.Resume());
        }
        write("b", "2");
        for (int i : List.of(1, 2, 3)) {
            lab.stop(i);
            delete(lab.directory(i));
            copy(directory.resolve("old" + i), lab.directory(i));
        }
        for (int i : List.of(1, 2, 3)) {
            lab.start(i, new Birth.Resume());
        }
        assertThat(text(get(lab.leader().confirmedView()), "a")).isEqualTo("1");
    }
}
