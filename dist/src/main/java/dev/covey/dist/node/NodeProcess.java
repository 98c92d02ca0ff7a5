package dev.covey.dist.node;

import dev.covey.dist.directory.DataDirectory;
import dev.covey.dist.directory.NodeFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** placeholder until the parts are there. */
final class NodeProcess implements RunningNode {

    NodeProcess(DataDirectory directory, NodeFile node, Path home) {}

    @Override
    public void awaitReady(Duration bound) {}

    @Override
    public void awaitEndOr(CountDownLatch end) {}

    @Override
    public void close() {}
}
