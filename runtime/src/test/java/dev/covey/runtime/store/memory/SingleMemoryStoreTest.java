package dev.covey.runtime.store.memory;

import dev.covey.runtime.store.Store;
import dev.covey.runtime.store.StoreConformance;
import dev.covey.runtime.store.WatchConformance;
import org.junit.jupiter.api.Nested;

/** The suites on a store of one member. */
class SingleMemoryStoreTest {

    @Nested
    class Rows extends StoreConformance {
        private final Store store = MemoryStore.single();

        @Override
        protected Store store() {
            return store;
        }
    }

    @Nested
    class Watching extends WatchConformance {
        private final Store store = MemoryStore.single();

        @Override
        protected Store store() {
            return store;
        }
    }
}
