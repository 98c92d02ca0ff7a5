package dev.covey.master.api.shape;

import dev.covey.master.telemetry.Telemetry;
import dev.covey.runtime.quorum.Quorum;
import dev.covey.runtime.store.Leadership;

/**
 * What is known beside the store; only the active master knows all of it.
 *
 * @param telemetry live figures of the nodes
 */
public record Live(Telemetry telemetry, Quorum quorum, Leadership leadership) {}
