package dev.covey.runtime.store.memory;

import dev.covey.runtime.store.Store;
import dev.covey.runtime.store.StoreConformance;
import dev.covey.runtime.store.WatchConformance;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** The suites on a store of three members. */
class ThreeMemoryStoresTest {

    private final MemoryCluster cluster = MemoryCluster.of("a", "b", "c");

    ThreeMemoryStoresTest() {
        cluster.elect("b");
    }

    @Nested
    class Rows extends StoreConformance {
        @Override
        protected Store store() {
            return cluster.store("b");
        }

        @Override
        protected List<Store> others() {
            return List.of(cluster.store("a"), cluster.store("c"));
        }
    }

    @Nested
    class Watching extends WatchConformance {
        @Override
        protected Store store() {
            return cluster.store("b");
        }

        @Override
        protected List<Store> others() {
            return List.of(cluster.store("a"), cluster.store("c"));
        }
    }
}
