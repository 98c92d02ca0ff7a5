package dev.covey.dist.node;

import dev.covey.dist.directory.DataDirectory;
import dev.covey.dist.directory.NodeFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A node that runs in this process. */
public interface RunningNode extends AutoCloseable {

    /** Starts the parts that the node's roles ask for. */
    static RunningNode start(DataDirectory directory, NodeFile node, Path home) {
        return new NodeProcess(directory, node, home);
    }

    /** Returns when the node can do its work; refuses when that takes too long. */
    void awaitReady(Duration bound);

    /** Returns when the node cannot go on (a refusal says why) or the latch is open. */
    void awaitEndOr(CountDownLatch end);

    @Override
    void close();
}
