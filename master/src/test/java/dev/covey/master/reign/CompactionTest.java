package dev.covey.master.reign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.kv.Space;
import dev.covey.model.Epoch;
import dev.covey.model.json.Json;
import dev.covey.runtime.resource.Draft;
import dev.covey.runtime.resource.Seed;
import dev.covey.runtime.store.memory.MemoryStore;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CompactionTest {
    private final MemoryStore store = MemoryStore.single("m1");

    private void write(int times) {
        Seed seed = new Seed(store);
        for (int i = 0; i < times; i++) {
            seed.commit(new Draft(store.view()).put("x/test", Json.utf8(String.valueOf(i))));
        }
    }

    private Compaction begin() {
        Epoch epoch = store.leadership().standing().epoch().orElseThrow();
        Compaction compaction = new Compaction(epoch, store);
        compaction.step(0);
        return compaction;
    }

    @Test
    void a_reign_forgets_what_those_before_it_left_behind() {
        write(2_000);
        long before = store.view().revision();
        begin().step(Duration.ofMinutes(5).toNanos());

        assertThat(store.view().floor(Space.SYSTEM)).isEqualTo(before);
    }

    @Test
    void little_is_left_alone() {
        write(10);
        begin().step(Duration.ofMinutes(5).toNanos());

        assertThat(store.view().floor(Space.SYSTEM)).isZero();
    }
}
