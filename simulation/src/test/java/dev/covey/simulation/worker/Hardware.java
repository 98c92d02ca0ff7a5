package dev.covey.simulation.worker;

import dev.covey.runtime.ids.Ids;
import dev.covey.simulation.time.NodeClock;

/** What of a machine outlives its processes. */
public record Hardware(String machine, NodeClock clock, Ids ids, Disk disk, Core core) {}
