package dev.covey.agent.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.agent.desired.Desired;
import dev.covey.agent.desired.DesiredStore;
import dev.covey.agent.report.Report;
import dev.covey.agent.time.ClusterTime;
import dev.covey.runtime.time.FakeClock;
import dev.covey.wire.SetHash;
import dev.covey.wire.v1.InboundItem;
import dev.covey.wire.v1.Item;
import dev.covey.wire.v1.ItemStatus;
import dev.covey.wire.v1.UserItem;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class WorkerTest {

    private static final long DAWN = 1_000_000_000;

    private final FakeClock clock = new FakeClock();
    private final Desired desired = new Desired();
    private final FakeVpn vpn = new FakeVpn();
    private final ClusterTime time = new ClusterTime(clock);
    private final Report report = new Report();
    private final FakeStore store = new FakeStore();
    private final Worker worker = new Worker(desired, store, vpn, time, report);
    private final Map<String, Item> items = new HashMap<>();

    @BeforeEach
    void begin() {
        time.heard(DAWN);
    }

    @Test
    void usersComeInWhereTheirRoutesLead() {
        want(inbound("a", 443, "r1"), inbound("b", 444, "r2"), inbound("c", 445, ""));
        want(user(1), user(2, "r1"), user(3, "r2", "r9"));
        step();
        assertThat(vpn.users)
                .isEqualTo(
                        Map.of(
                                "a", Map.of(1L, "c1", 2L, "c2"),
                                "b", Map.of(1L, "c1", 3L, "c3"),
                                "c", Map.of(1L, "c1")));
        assertThat(states()).containsValues("active").doesNotContainValue("failed");
    }

    @Test
    void oneChangedUserIsOneCallAndNobodyElseIsTouched() {
        want(inbound("a", 443, "r1"), user(1), user(2, "r1"));
        step();
        vpn.takeCalls();
        want(user(3));
        step();
        assertThat(vpn.takeCalls()).containsExactly("admit a [3]");
        remove("user/1");
        step();
        assertThat(vpn.takeCalls()).containsExactly("expel a [1]");
        want(user(2, "r2"));
        step();
        assertThat(vpn.takeCalls()).containsExactly("expel a [2]");
        step();
        assertThat(vpn.takeCalls()).isEmpty();
    }

    @Test
    void aNewCredentialCutsTheOldOneBeforeItComesIn() {
        want(inbound("a", 443, ""), user(1));
        step();
        vpn.takeCalls();
        want(Item.newBuilder(user(1)).setUser(userItem(1).setCredential("new")).build());
        step();
        assertThat(vpn.takeCalls()).containsExactly("expel a [1]", "admit a [1]");
        assertThat(vpn.of("a")).containsEntry(1L, "new");
    }

    @Test
    void whoLosesAccessWithAReplacementOfTheInboundIsCutFirst() {
        want(inbound("a", 443, "r1"), user(1, "r1"), user(2, "r2"));
        step();
        vpn.takeCalls();
        want(inbound("a", 999, "r2"));
        step();
        assertThat(vpn.takeCalls()).containsExactly("expel a [1]", "admit a [2]", "open a [2]");
    }

    @Test
    void expiryIsKeptByClusterTimeWithoutMasters() {
        want(inbound("a", 443, ""), expiring(1, DAWN + 60_000), expiring(2, DAWN - 1), user(3));
        Duration sleep = step();
        assertThat(vpn.of("a")).containsOnlyKeys(1L, 3L);
        assertThat(sleep).isEqualTo(Duration.ofSeconds(60));

        clock.step(Duration.ofDays(1_000));
        step();
        assertThat(vpn.of("a")).containsOnlyKeys(1L, 3L);
        clock.advance(Duration.ofSeconds(60));
        step();
        assertThat(vpn.of("a")).containsOnlyKeys(3L);

        want(expiring(1, DAWN + 90_000));
        step();
        assertThat(vpn.of("a")).containsOnlyKeys(1L, 3L);
    }

    @Test
    void whoWasTakenForExpiredByAWrongEstimateComesBackWhenAMasterCorrectsIt() {
        want(inbound("a", 443, ""), expiring(1, DAWN + 60_000));
        clock.advance(Duration.ofMinutes(2));
        step();
        assertThat(vpn.of("a")).isEmpty();
        time.heard(DAWN + 1_000);
        step();
        assertThat(vpn.of("a")).containsOnlyKeys(1L);
        clock.advance(Duration.ofMinutes(1));
        step();
        assertThat(vpn.of("a")).isEmpty();
    }

    @Test
    void aNewCoreGetsEverythingAgain() {
        want(inbound("a", 443, ""), user(1), user(2));
        step();
        vpn.takeCalls();
        vpn.die();
        step();
        assertThat(vpn.takeCalls()).containsExactly("open a [1, 2]");
    }

    @Test
    void aCoreThatServesAlreadyIsOnlyGivenTheDifference() {
        want(inbound("a", 443, ""), user(1), user(2));
        step();
        vpn.of("a").remove(2L);
        vpn.of("a").put(7L, "stranger");
        vpn.takeCalls();
        Worker next = new Worker(desired, store, vpn, time, report);
        desired.replace(Map.of(), SetHash.EMPTY);
        put();
        next.step(clock.nanos());
        assertThat(vpn.takeCalls()).containsExactly("expel a [7]", "admit a [2]");
    }

    @Test
    void aNodeThatServesNothingRunsNoCoreUnlessOneWasLeftBehind() {
        vpn.miss("There is no core.");
        step();
        assertThat(vpn.ensured).isFalse();
        vpn.leftBehind = true;
        step();
        assertThat(vpn.ensured).isTrue();
    }

    @Test
    void withoutACoreEveryInboundSaysWhy() {
        want(inbound("a", 443, ""), user(1));
        vpn.miss("There is no core. Install one.");
        assertThat(step()).isLessThan(Duration.ofSeconds(1));
        assertThat(status("inbound/a").getWhy()).isEqualTo("There is no core. Install one.");
        assertThat(status("inbound/a").getState()).isEqualTo("failed");
    }

    @Test
    void whatTheCoreCannotHonourNeverReachesIt() {
        want(
                Item.newBuilder(inbound("a", 443, ""))
                        .setInbound(inboundItem("a", 443, "").setProtocol("carrierPigeon"))
                        .build(),
                inbound("b", 444, ""),
                Item.newBuilder(inbound("c", 445, ""))
                        .setInbound(inboundItem("c", 445, "").setPrivateKey("short"))
                        .build());
        step();
        assertThat(vpn.takeCalls()).containsExactly("open b []");
        assertThat(states())
                .isEqualTo(
                        Map.of(
                                "inbound/a",
                                "failed",
                                "inbound/b",
                                "active",
                                "inbound/c",
                                "failed"));
        assertThat(status("inbound/a").getWhy()).contains("carrierPigeon");
        assertThat(status("inbound/c").getWhy()).doesNotContain("short");
    }

    @Test
    void aFailureIsTriedAgainEverMoreSlowlyAndDoesNotHoldUpOthers() {
        vpn.takenPorts.add(443);
        want(inbound("a", 443, ""), inbound("b", 444, ""), user(1));
        step();
        assertThat(status("inbound/a").getWhy()).isEqualTo("Port 443 is taken.");
        assertThat(status("inbound/b").getState()).isEqualTo("active");
        for (int i = 0; i < 1_000; i++) {
            clock.advance(Duration.ofMillis(100));
            step();
        }
        assertThat(vpn.takeCalls()).filteredOn(c -> c.startsWith("open a")).hasSizeBetween(5, 15);

        vpn.takenPorts.clear();
        clock.advance(Duration.ofSeconds(30));
        step();
        assertThat(status("inbound/a").getState()).isEqualTo("active");
    }

    @Test
    void aRemovedInboundIsClosedBeforeAnotherTakesItsPort() {
        want(inbound("a", 443, ""));
        step();
        vpn.takeCalls();
        items.remove("inbound/a");
        want(inbound("b", 443, ""));
        step();
        assertThat(vpn.takeCalls()).containsExactly("close a", "open b []");
    }

    @Test
    void aDiskThatFailsIsToldAndDoesNotStopTheWork() {
        store.failing = true;
        want(inbound("a", 443, ""), user(1));
        step();
        assertThat(vpn.of("a")).containsOnlyKeys(1L);
        assertThat(report.whole().getWarningsList()).anyMatch(w -> w.contains("disk is full"));
        store.failing = false;
        step();
        assertThat(store.saves).isEqualTo(1);
        assertThat(report.whole().getWarningsList()).isEmpty();
    }

    private Duration step() {
        return worker.step(clock.nanos());
    }

    private void want(Item... wanted) {
        for (Item item : wanted) {
            items.put(item.getKey(), item);
        }
        put();
    }

    private void remove(String key) {
        items.remove(key);
        put();
    }

    private void put() {
        SetHash hash = SetHash.EMPTY;
        for (Item item : items.values()) {
            hash = hash.xor(SetHash.of(item));
        }
        assertThat(desired.replace(items, hash)).isTrue();
    }

    private Map<String, String> states() {
        Map<String, String> states = new HashMap<>();
        report.whole().getItemsList().forEach(s -> states.put(s.getKey(), s.getState()));
        return states;
    }

    private ItemStatus status(String key) {
        return report.whole().getItemsList().stream()
                .filter(s -> s.getKey().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static Item inbound(String id, int port, String route) {
        return Item.newBuilder()
                .setKey("inbound/" + id)
                .setInbound(inboundItem(id, port, route))
                .build();
    }

    private static InboundItem.Builder inboundItem(String id, int port, String route) {
        return InboundItem.newBuilder()
                .setId(id)
                .setGeneration(1)
                .setProtocol("vlessReality")
                .setPort(port)
                .setMasqueradeHost("www.example.com")
                .setMasqueradePort(443)
                .setPrivateKey("A".repeat(43))
                .addShortIds("ab12")
                .setRoute(route);
    }

    private static Item user(long number, String... routes) {
        return Item.newBuilder()
                .setKey("user/" + number)
                .setUser(userItem(number).addAllRoutes(List.of(routes)))
                .build();
    }

    private static Item expiring(long number, long at) {
        return Item.newBuilder()
                .setKey("user/" + number)
                .setUser(userItem(number).setExpiresAtMillis(at))
                .build();
    }

    private static UserItem.Builder userItem(long number) {
        return UserItem.newBuilder().setNumber(number).setCredential("c" + number);
    }

    private static final class FakeStore implements DesiredStore {
        boolean failing;
        int saves;

        @Override
        public boolean damaged() {
            return false;
        }

        @Override
        public Optional<ClusterTime.Mark> time() {
            return Optional.empty();
        }

        @Override
        public void save(Desired.Changes changes, ClusterTime.Mark now) throws IOException {
            if (failing) {
                throw new IOException("the disk is full");
            }
            saves++;
        }

        @Override
        public void saveTime(ClusterTime.Mark now) {}
    }
}
