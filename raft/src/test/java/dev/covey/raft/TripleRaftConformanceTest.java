package dev.covey.raft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.runtime.store.LeaderLine;
import dev.covey.runtime.store.Store;
import dev.covey.runtime.store.StoreConformance;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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

    @Test
    void everyMemberReachesWhoeverLeadsByItsLine() {
        byte[] question = new byte[2 << 20];
        question[7] = 7;
        for (int i = 1; i <= 3; i++) {
            lab.store(i).leaderLine().answering(CompletableFuture::completedFuture);
        }
        for (int i = 1; i <= 3; i++) {
            LeaderLine line = lab.store(i).leaderLine();
            Lab.until(() -> line.ask(question).toCompletableFuture().handle(this::heard).join());
        }
    }

    /** Nobody may lead just now; whatever is heard is what was said. */
    private boolean heard(byte @Nullable [] answer, @Nullable Throwable failure) {
        if (answer != null) {
            assertThat(answer).hasSize(2 << 20);
            assertThat(answer[7]).isEqualTo((byte) 7);
        }
        return answer != null;
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
