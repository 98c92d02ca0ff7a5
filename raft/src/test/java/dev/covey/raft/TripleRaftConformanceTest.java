package dev.covey.raft;

import dev.covey.runtime.store.Store;
import dev.covey.runtime.store.StoreConformance;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Three members keep what a store keeps. */
class TripleRaftConformanceTest extends StoreConformance {

    @TempDir Path directory;
    private Lab lab;
    private Store leader;

    @BeforeEach
    void found() {
        lab = new Lab(directory).found(3);
        leader = lab.leader();
    }

    @AfterEach
    void end() {
        lab.close();
    }

    @Override
    protected Store store() {
        return leader;
    }

    @Override
    protected List<Store> others() {
        return List.copyOf(lab.others());
    }
}
