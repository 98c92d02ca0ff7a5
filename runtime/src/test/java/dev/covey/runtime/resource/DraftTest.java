package dev.covey.runtime.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.model.Kind;
import dev.covey.model.RouteStatus;
import dev.covey.model.Type;
import dev.covey.runtime.store.View;
import dev.covey.runtime.store.memory.MemoryCluster;
import dev.covey.runtime.store.memory.MemoryStore;
import org.junit.jupiter.api.Test;

class DraftTest {
    @Test
    void what_is_deleted_takes_a_status_along_that_came_after_it_was_read() {
        MemoryCluster cluster = MemoryCluster.of("m1", "m2", "m3");
        cluster.elect("m1");
        MemoryStore store = cluster.store("m1");
        Seed seed = new Seed(store).route("west");
        View read = store.view();
        seed.status(Kind.ROUTE, "west", new RouteStatus(0, 0));

        seed.commit(new Draft(read).delete(new Resources(read).need(Type.ROUTE, "west")));

        assertThat(store.view().list(""))
                .extracting(row -> row.key())
                .noneMatch(k -> k.endsWith("west"));
    }
}
