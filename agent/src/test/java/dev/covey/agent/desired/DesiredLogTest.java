package dev.covey.agent.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.agent.time.ClusterTime;
import dev.covey.model.Epoch;
import dev.covey.wire.SetHash;
import dev.covey.wire.v1.Item;
import dev.covey.wire.v1.UserItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DesiredLogTest {

    private static final ClusterTime.Mark TIME = new ClusterTime.Mark(1_000, 2_000);

    @TempDir Path directory;

    @Test
    void whatWasSavedIsThereAfterARestart() throws IOException {
        Desired before = new Desired();
        try (DesiredLog log = open(before)) {
            before.obey(new Epoch(3, 4));
            replace(before, user(1), user(2));
            save(log, before);
            change(before, List.of(user(3)), List.of("user/1"));
            save(log, before);
        }
        Desired after = new Desired();
        try (DesiredLog log = open(after)) {
            assertThat(after.hash()).isEqualTo(before.hash());
            assertThat(Set.copyOf(after.whole().items())).isEqualTo(Set.of(user(2), user(3)));
            assertThat(after.epoch()).isEqualTo(new Epoch(3, 4));
            assertThat(log.time()).contains(TIME);
            assertThat(log.damaged()).isFalse();
        }
    }

    @Test
    void cutAtAnyByteTheStateIsOneThatWasSavedAndSavingGoesOn() throws IOException {
        Set<SetHash> saved = new HashSet<>(Set.of(SetHash.EMPTY));
        Desired before = new Desired();
        try (DesiredLog log = open(before)) {
            replace(before, user(1), user(2));
            save(log, before);
            saved.add(before.hash());
            change(before, List.of(user(3), user(4)), List.of("user/1"));
            save(log, before);
            saved.add(before.hash());
        }
        byte[] whole = Files.readAllBytes(file());
        for (int length = 0; length <= whole.length; length++) {
            Files.write(file(), Arrays.copyOf(whole, length));
            Desired cut = new Desired();
            try (DesiredLog log = open(cut)) {
                assertThat(cut.hash()).as("cut at %d", length).isIn(saved);
                change(cut, List.of(user(9)), List.of());
                save(log, cut);
            }
            Desired again = new Desired();
            try (DesiredLog _ = open(again)) {
                assertThat(again.hash()).as("cut at %d", length).isEqualTo(cut.hash());
            }
        }
    }

    @Test
    void manyChangesDoNotMakeTheFileGrowForEver() throws IOException {
        Desired desired = new Desired();
        try (DesiredLog log = open(desired)) {
            for (int round = 0; round < 30; round++) {
                Item[] users = new Item[2_000];
                for (int i = 0; i < users.length; i++) {
                    users[i] = user(round * 100_000L + i);
                }
                replace(desired, users);
                save(log, desired);
            }
            assertThat(Files.size(file())).isLessThan(2 << 20);
        }
        Desired after = new Desired();
        try (DesiredLog _ = open(after)) {
            assertThat(after.hash()).isEqualTo(desired.hash());
        }
    }

    private Path file() {
        return directory.resolve("desired");
    }

    private DesiredLog open(Desired desired) throws IOException {
        DesiredLog log = new DesiredLog(file(), desired);
        var _ = desired.drain();
        return log;
    }

    private static void save(DesiredLog log, Desired desired) throws IOException {
        log.save(desired.drain().orElseThrow(), TIME);
    }

    private static void replace(Desired desired, Item... items) {
        Map<String, Item> all = new HashMap<>();
        for (Item item : items) {
            all.put(item.getKey(), item);
        }
        assertThat(desired.replace(all, Desired.hashOf(all.values()))).isTrue();
    }

    private static void change(Desired desired, List<Item> set, List<String> remove) {
        Map<String, Item> after = new HashMap<>();
        desired.whole().items().forEach(item -> after.put(item.getKey(), item));
        remove.forEach(after::remove);
        set.forEach(item -> after.put(item.getKey(), item));
        SetHash to = Desired.hashOf(after.values());
        assertThat(desired.change(set, remove, desired.hash(), to)).isTrue();
    }

    private static Item user(long number) {
        return Item.newBuilder()
                .setKey("user/" + number)
                .setUser(UserItem.newBuilder().setNumber(number).setCredential("c" + number))
                .build();
    }
}
