package dev.covey.master.reign;

import dev.covey.master.control.operations.Jobs;
import dev.covey.master.dispatch.Issuer;
import dev.covey.master.dispatch.Opener;
import dev.covey.master.dispatch.Signer;
import dev.covey.master.telemetry.Telemetry;
import dev.covey.runtime.clustertime.ClusterTime;
import dev.covey.runtime.ids.Ids;
import dev.covey.runtime.quorum.Quorum;
import dev.covey.runtime.resource.Decoded;
import dev.covey.runtime.store.Store;
import dev.covey.runtime.time.Clock;
import java.util.concurrent.Executor;

/**
 * What a master is equipped with, whether it reigns or not.
 *
 * @param self its node id
 * @param store and the membership of its group
 * @param time cluster time and what it goes by
 * @param secrets what takes the keys of a master
 * @param jobs what operations it can carry out
 * @param threads for what may block
 */
public record Seat(
        String self,
        Storage store,
        Timing time,
        Ids ids,
        Secrets secrets,
        Telemetry telemetry,
        Jobs jobs,
        Executor threads) {
    /**
     * The store and its group.
     *
     * @param decoded what was decoded of the store; shared with all who read it on this master
     */
    public record Storage(Store store, Decoded decoded, Quorum quorum) {}

    /** The clocks. */
    public record Timing(Clock clock, ClusterTime cluster) {}

    /** What takes the keys of a master. */
    public record Secrets(Opener opener, Issuer issuer, Signer signer) {}
}
