package dev.covey.raft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.runtime.store.Store;
import dev.covey.runtime.store.StoreConformance;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
    void everyMemberReachesTheLeaderByItsLine() throws Exception {
        lab.leader().leaderLine().answering(CompletableFuture::completedFuture);
        byte[] question = new byte[2 << 20];
        question[7] = 7;
        for (RaftStore member : lab.others()) {
            byte[] answer =
                    member.leaderLine()
                            .ask(question)
                            .toCompletableFuture()
                            .get(30, TimeUnit.SECONDS);
            assertThat(answer).isEqualTo(question);
        }
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
