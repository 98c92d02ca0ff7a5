package dev.covey.agent.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.ByteString;
import dev.covey.agent.desired.Desired;
import dev.covey.agent.report.Report;
import dev.covey.agent.time.ClusterTime;
import dev.covey.pki.secretfile.SecretFile;
import dev.covey.runtime.ids.SeededIds;
import dev.covey.runtime.time.FakeClock;
import dev.covey.wire.MastersList;
import dev.covey.wire.SetHash;
import dev.covey.wire.v1.Assignments;
import dev.covey.wire.v1.EpochMark;
import dev.covey.wire.v1.FromAgent;
import dev.covey.wire.v1.FromAgent.MessageCase;
import dev.covey.wire.v1.FromMaster;
import dev.covey.wire.v1.HeartbeatSeen;
import dev.covey.wire.v1.Item;
import dev.covey.wire.v1.Masters;
import dev.covey.wire.v1.Metrics;
import dev.covey.wire.v1.Refused;
import dev.covey.wire.v1.Renewed;
import dev.covey.wire.v1.ReportSeen;
import dev.covey.wire.v1.UsageBatch;
import dev.covey.wire.v1.UsageMark;
import dev.covey.wire.v1.UsageSeen;
import dev.covey.wire.v1.UserItem;
import dev.covey.wire.v1.Welcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SessionTest {

    @TempDir Path directory;

    private final FakeClock clock = new FakeClock();
    private final FakeMasters masters = new FakeMasters();
    private final Desired desired = new Desired();
    private final Report report = new Report();
    private final ClusterTime time = new ClusterTime(clock);
    private final FakeUsage usage = new FakeUsage();
    private final FakeCertificates certificates = new FakeCertificates();
    private final List<String> removals = new ArrayList<>();
    private Session session = unstarted();

    @BeforeEach
    void know() {
        know(FakeMasters.list(1, "m1", "m2", "m3"));
    }

    @Test
    void registersWithTheActiveMasterAndTakesUpAFullSetInChunks() {
        masters.script("m1", welcoming(1, 1));
        pass(Duration.ofMillis(10));
        FakeMasters.Caller m1 = masters.caller("m1");
        assertThat(m1.heard.getFirst().getRegister().getVersion()).isEqualTo("1.2.3");
        assertThat(session.standing().live()).isTrue();

        Item a = user(1);
        Item b = user(2);
        m1.say(full(1, true, a));
        pass(Duration.ofMillis(10));
        assertThat(desired.size()).isZero();
        m1.say(full(1, false, b).mergeFrom(result(a, b)));
        pass(Duration.ofMillis(10));
        assertThat(desired.hash()).isEqualTo(hash(a, b));
    }

    @Test
    void aDeltaThatDoesNotFitIsAnsweredByOneRequestForTheFullSet() {
        masters.script("m1", welcoming(1, 1));
        pass(Duration.ofMillis(10));
        FakeMasters.Caller m1 = masters.caller("m1");
        m1.say(delta(1, SetHash.EMPTY, hash(user(1)), user(1)));
        m1.say(delta(1, hash(user(9)), hash(user(9), user(2)), user(2)));
        m1.say(delta(1, hash(user(9), user(2)), hash(user(9), user(2), user(3)), user(3)));
        pass(Duration.ofMillis(10));
        assertThat(desired.hash()).isEqualTo(hash(user(1)));
        assertThat(m1.heard(MessageCase.ASK_FULL)).hasSize(1);

        m1.say(full(1, false, user(2), user(3)).mergeFrom(result(user(2), user(3))));
        m1.say(delta(1, hash(user(2), user(3)), hash(user(2), user(3), user(4)), user(4)));
        pass(Duration.ofMillis(10));
        assertThat(desired.hash()).isEqualTo(hash(user(2), user(3), user(4)));
    }

    @Test
    void aDeltaWhoseResultIsNotWhatItSaysChangesNothing() {
        masters.script("m1", welcoming(1, 1));
        pass(Duration.ofMillis(10));
        FakeMasters.Caller m1 = masters.caller("m1");
        m1.say(delta(1, SetHash.EMPTY, hash(user(2)), user(1)));
        pass(Duration.ofMillis(10));
        assertThat(desired.size()).isZero();
        assertThat(m1.heard(MessageCase.ASK_FULL)).hasSize(1);
    }

    @Test
    void aBlackHoleIsNoticedAndAnotherMasterAsked() {
        masters.script("m2", welcoming(1, 2));
        pass(Duration.ofSeconds(3));
        assertThat(masters.dialled).containsExactly("m1", "m2");
        assertThat(session.standing()).isEqualTo(new Session.Standing(true, "m2", ""));
    }

    @Test
    void aMasterThatFallsSilentIsLeftWithinThreeSecondsAndAskedLast() {
        masters.script("m1", welcoming(1, 1));
        masters.script("m2", welcoming(1, 2));
        pass(Duration.ofSeconds(20));
        assertThat(masters.dialled).containsExactly("m1");

        masters.script("m1", (_, _) -> {});
        pass(Duration.ofSeconds(6));
        assertThat(masters.dialled).containsExactly("m1", "m2");
        assertThat(session.standing().live()).isTrue();
    }

    @Test
    void aLowerEpochIsNeverFollowed() {
        masters.script("m1", welcoming(2, 5));
        pass(Duration.ofMillis(10));
        masters.script("m1", welcoming(2, 4));
        masters.script("m2", welcoming(1, 900));
        masters.script("m3", welcoming(2, 6));
        masters.caller("m1").hangUp();
        pass(Duration.ofSeconds(5));
        assertThat(session.standing().master()).isEqualTo("m3");

        FakeMasters.Caller m3 = masters.caller("m3");
        m3.say(full(5, false, user(1)).mergeFrom(result(user(1))));
        pass(Duration.ofMillis(10));
        assertThat(desired.size()).isZero();
        assertThat(m3.closed).isTrue();
    }

    @Test
    void aStandbySaysWhoIsActiveAndThatOneIsDialledAtOnce() {
        masters.script("m1", FakeMasters.standby(() -> FakeMasters.list(2, "m9", "m1")));
        masters.script("m9", welcoming(1, 3));
        pass(Duration.ofMillis(10));
        assertThat(masters.dialled).containsExactly("m1", "m9");
        assertThat(MastersList.parse(SecretFile.readText(file(), 1 << 20).orElseThrow()))
                .isEqualTo(FakeMasters.list(2, "m9", "m1"));
    }

    @Test
    void aNewerListThatNamesTheSameSendsNobodyRoundInCircles() {
        AtomicLong revision = new AtomicLong(1);
        masters.hangUp("m1");
        for (String master : List.of("m2", "m3")) {
            masters.script(
                    master,
                    FakeMasters.standby(
                            () -> FakeMasters.list(revision.incrementAndGet(), "m1", "m2", "m3")));
        }
        pass(Duration.ofSeconds(10));
        assertThat(masters.dialled).startsWith("m1", "m2", "m3").hasSizeLessThan(60);
    }

    @Test
    void aForgedOrOlderListOfMastersIsIgnored() {
        masters.script("m1", welcoming(1, 1));
        pass(Duration.ofMillis(10));
        masters.caller("m1").say(FromMaster.newBuilder().setMasters(FakeMasters.forged(9, "evil")));
        masters.caller("m1").say(FromMaster.newBuilder().setMasters(FakeMasters.list(1, "old")));
        pass(Duration.ofMillis(10));
        masters.script("m1", (_, _) -> {});
        masters.script("m2", welcoming(1, 1));
        pass(Duration.ofSeconds(10));
        assertThat(masters.dialled).doesNotContain("evil", "old").contains("m2");
    }

    @Test
    void aRemovedNodeStopsForEverAndForgetsWhatItServed() {
        assertThat(desired.change(List.of(user(1)), List.of(), SetHash.EMPTY, hash(user(1))))
                .isTrue();
        masters.script(
                "m1",
                (caller, _) ->
                        caller.say(
                                FromMaster.newBuilder()
                                        .setRefused(
                                                Refused.newBuilder()
                                                        .setCode("removed")
                                                        .setMessage("The node was removed.")
                                                        .setForEver(true))));
        pass(Duration.ofMinutes(10));
        assertThat(removals).containsExactly("The node was removed.");
        assertThat(masters.dialled).containsExactly("m1");
        assertThat(desired.size()).isZero();
    }

    @Test
    void whenNobodyAnswersRoundsBecomeRare() {
        masters.hangUp("m1", "m2", "m3");
        pass(Duration.ofSeconds(10));
        int early = masters.dialled.size();
        assertThat(early).isBetween(9, 60);
        pass(Duration.ofMinutes(1));
        assertThat(masters.dialled.size() - early).isLessThan(90);
        masters.script("m3", welcoming(1, 1));
        pass(Duration.ofSeconds(6));
        assertThat(session.standing().live()).isTrue();
    }

    @Test
    void aReportIsRepeatedUntilItIsSeenAndAgainInANewSession() {
        masters.script("m1", welcoming(1, 1));
        report.warnings("test", List.of("something"));
        pass(Duration.ofMillis(10));
        FakeMasters.Caller first = masters.caller("m1");
        assertThat(first.heard(MessageCase.REPORT)).hasSize(1);
        pass(Duration.ofSeconds(6));
        assertThat(first.heard(MessageCase.REPORT)).hasSize(2);

        long seq = first.heard(MessageCase.REPORT).getFirst().getReport().getSeq();
        first.say(FromMaster.newBuilder().setReport(ReportSeen.newBuilder().setSeq(seq)));
        pass(Duration.ofSeconds(20));
        assertThat(first.heard(MessageCase.REPORT)).hasSize(2);

        masters.hangUp("m2", "m3");
        first.hangUp();
        pass(Duration.ofSeconds(1));
        assertThat(masters.caller("m1")).isNotSameAs(first);
        assertThat(masters.caller("m1").heard(MessageCase.REPORT)).hasSize(1);
    }

    @Test
    void usageIsSentOnceInASessionAndAgainInTheNextUntilItIsCommitted() {
        masters.script("m1", welcoming(1, 1));
        usage.sealed.add(batch("core", 1));
        usage.sealed.add(batch("core", 2));
        pass(Duration.ofSeconds(5));
        assertThat(masters.caller("m1").heard(MessageCase.USAGE)).hasSize(2);

        UsageMark mark = UsageMark.newBuilder().setCoreEpoch("core").setSeq(1).build();
        masters.caller("m1")
                .say(FromMaster.newBuilder().setUsage(UsageSeen.newBuilder().setCommitted(mark)));
        pass(Duration.ofMillis(10));
        masters.hangUp("m2", "m3");
        masters.caller("m1").hangUp();
        pass(Duration.ofSeconds(1));
        assertThat(masters.caller("m1").heard(MessageCase.USAGE))
                .extracting(m -> m.getUsage().getSeq())
                .containsExactly(2L);
    }

    @Test
    void clusterTimeComesWithTheWelcomeAndEachHeartbeat() {
        masters.script("m1", welcoming(1, 1));
        pass(Duration.ofSeconds(30));
        assertThat(time.millis()).isCloseTo(1_000_000 + clock.nanos() / 1_000_000, within(20L));
        clock.step(Duration.ofDays(-9_000));
        assertThat(time.millis()).isCloseTo(1_000_000 + clock.nanos() / 1_000_000, within(20L));
    }

    @Test
    void aCertificateThatIsDueIsRenewedWithoutLeavingTheSession() {
        masters.script("m1", welcoming(1, 1));
        certificates.due = true;
        pass(Duration.ofSeconds(30));
        FakeMasters.Caller m1 = masters.caller("m1");
        assertThat(m1.heard(MessageCase.RENEWAL)).hasSize(1);
        m1.say(
                FromMaster.newBuilder()
                        .setRenewed(
                                Renewed.newBuilder()
                                        .addChain(ByteString.copyFromUtf8("new"))
                                        .addAuthorities(ByteString.copyFromUtf8("ca"))));
        pass(Duration.ofSeconds(1));
        assertThat(certificates.chain).isEqualTo("new");
        assertThat(masters.dialled).hasSize(1);
    }

    private void pass(Duration duration) {
        long end = clock.nanos() + duration.toNanos();
        while (true) {
            Duration sleep = session.step(clock.nanos());
            long left = end - clock.nanos();
            if (sleep.isPositive() && left <= 0) {
                return;
            }
            // Messages wake the real loop; here a step every few milliseconds stands for that.
            long nanos = Math.clamp(Math.min(sleep.toNanos(), left), 0, 5_000_000);
            clock.advance(Duration.ofNanos(nanos));
        }
    }

    private void know(Masters list) {
        SecretFile.write(file(), MastersList.text(list));
        session = fresh();
    }

    private Session fresh() {
        MasterBook book = new MasterBook(file(), certificates, Optional.empty());
        Talk.Self self =
                new Talk.Self(
                        "1.2.3", "boot", Metrics::getDefaultInstance, clock, new SeededIds(7));
        Talk.Parts parts = new Talk.Parts(self, desired, report, usage, certificates, time);
        return new Session(masters, book, parts, removals::add);
    }

    @SuppressWarnings("NullAway") // made by the set-up method before each test
    private static Session unstarted() {
        return null;
    }

    private Path file() {
        return directory.resolve("masters.json");
    }

    private BiConsumer<FakeMasters.Caller, FromAgent> welcoming(long incarnation, long term) {
        EpochMark epoch = EpochMark.newBuilder().setIncarnation(incarnation).setTerm(term).build();
        return (caller, message) -> {
            long now = 1_000_000 + clock.nanos() / 1_000_000;
            switch (message.getMessageCase()) {
                case REGISTER ->
                        caller.say(
                                FromMaster.newBuilder()
                                        .setWelcome(
                                                Welcome.newBuilder()
                                                        .setEpoch(epoch)
                                                        .setHeartbeatMillis(1_000)
                                                        .setClusterMillis(now)));
                case HEARTBEAT ->
                        caller.say(
                                FromMaster.newBuilder()
                                        .setHeartbeat(
                                                HeartbeatSeen.newBuilder()
                                                        .setSeq(message.getHeartbeat().getSeq())
                                                        .setClusterMillis(now)));
                default -> {}
            }
        };
    }

    private static FromMaster.Builder full(long term, boolean more, Item... items) {
        return FromMaster.newBuilder()
                .setAssignments(
                        Assignments.newBuilder()
                                .setFull(true)
                                .setMore(more)
                                .setEpoch(EpochMark.newBuilder().setIncarnation(2).setTerm(term))
                                .addAllSet(Arrays.asList(items)));
    }

    private static FromMaster result(Item... items) {
        return FromMaster.newBuilder()
                .setAssignments(Assignments.newBuilder().setResultsIn(hash(items).bytes()))
                .build();
    }

    private static FromMaster.Builder delta(long term, SetHash from, SetHash to, Item... items) {
        return FromMaster.newBuilder()
                .setAssignments(
                        Assignments.newBuilder()
                                .setAppliesTo(from.bytes())
                                .setResultsIn(to.bytes())
                                .setEpoch(EpochMark.newBuilder().setIncarnation(2).setTerm(term))
                                .addAllSet(Arrays.asList(items)));
    }

    private static Item user(long number) {
        return Item.newBuilder()
                .setKey("user/" + number)
                .setUser(UserItem.newBuilder().setNumber(number).setCredential("c" + number))
                .build();
    }

    private static SetHash hash(Item... items) {
        SetHash sum = SetHash.EMPTY;
        for (Item item : items) {
            sum = sum.xor(SetHash.of(item));
        }
        return sum;
    }

    private static UsageBatch batch(String core, long seq) {
        return UsageBatch.newBuilder().setCoreEpoch(core).setSeq(seq).build();
    }
}
