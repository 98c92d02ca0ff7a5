package dev.covey.runtime.store;

import static dev.covey.runtime.store.Words.done;
import static dev.covey.runtime.store.Words.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.kv.Space;
import dev.covey.runtime.store.memory.MemoryCluster;
import org.junit.jupiter.api.Test;

/** The history of the system space stays bounded. */
class RetentionTest {

    private final MemoryCluster cluster = MemoryCluster.of("a", "b", "c");

    private void put100(Store store) {
        for (int i = 0; i < 100; i++) {
            done(store, put("k", Integer.toString(i)));
        }
    }

    private long kept(String name) {
        View view = cluster.store(name).view();
        return view.revision() - view.floor(Space.SYSTEM);
    }

    @Test
    void atMostTwiceAsManyRevisionsAreKeptAsShouldBeAcrossLeaders() {
        for (String name : new String[] {"a", "b", "c"}) {
            new Retention(cluster.store(name), 10).start();
        }
        cluster.elect("a");
        put100(cluster.store("a"));
        assertThat(kept("a")).isBetween(10L, 20L);
        cluster.elect("b");
        put100(cluster.store("b"));
        assertThat(kept("b")).isBetween(10L, 20L);
        assertThat(kept("c")).isEqualTo(kept("b"));
    }

    @Test
    void nothingIsCompactedOnceItIsClosed() {
        cluster.elect("a");
        Retention retention = new Retention(cluster.store("a"), 10).start();
        retention.close();
        put100(cluster.store("a"));
        assertThat(kept("a")).isGreaterThan(90);
    }
}
