package dev.covey.dist.node;

import dev.covey.dist.directory.DataDirectory;
import dev.covey.dist.directory.NodeFile;
import dev.covey.runtime.ids.Ids;
import dev.covey.runtime.task.Tasks;
import dev.covey.runtime.time.Clock;

/** What every part of a node is given. */
record Surroundings(
        DataDirectory directory,
        NodeFile node,
        Identity identity,
        Clock clock,
        Ids ids,
        Tasks tasks) {}
