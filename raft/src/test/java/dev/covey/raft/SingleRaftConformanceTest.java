package dev.covey.raft;

import dev.covey.runtime.store.Store;
import dev.covey.runtime.store.StoreConformance;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** One member alone keeps what a store keeps. */
class SingleRaftConformanceTest extends StoreConformance {

    @TempDir Path directory;
    private Lab lab;
    private Store leader;

    @BeforeEach
    void found() {
        lab = new Lab(directory).found(1);
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
}
