package dev.covey.master.api;

import dev.covey.master.api.auth.LocalRoot;
import dev.covey.master.api.door.Forwarder;
import dev.covey.master.api.read.Reader;
import dev.covey.master.api.resource.Provisioner;
import dev.covey.master.api.resource.SiteProbe;
import dev.covey.master.api.system.PackageSource;
import dev.covey.master.command.Seals;
import dev.covey.master.telemetry.Telemetry;
import dev.covey.pki.identity.MasterKeys;
import dev.covey.pki.password.Passwords;
import dev.covey.pki.x509.Authorities;
import dev.covey.runtime.ids.Ids;
import dev.covey.runtime.quorum.Quorum;
import dev.covey.runtime.resource.Decoded;
import dev.covey.runtime.resource.Resources;
import dev.covey.runtime.store.Store;
import dev.covey.runtime.task.Tasks;
import dev.covey.runtime.time.Clock;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the API of one master works with.
 *
 * @param self this master's node id
 */
public record ApiPorts(String self, Machine machine, State state, Trust trust, Outside outside) {

    /**
     * The machine.
     *
     * @param time cluster time, as far as this master knows it
     */
    public record Machine(Clock clock, InstantSource time, Ids ids, Tasks tasks) {}

    /**
     * The cluster's state.
     *
     * @param decoded what was decoded of the store; shared with all who read it on this master
     * @param telemetry filled on the active master, empty on the others
     */
    public record State(Store store, Decoded decoded, Quorum quorum, Telemetry telemetry) {}

    /**
     * Secrets and certificates.
     *
     * @param keys the masters' keys
     * @param authorities that the cluster believes now
     * @param masters the signed list of masters, as agents keep it
     * @param serverPin SHA-256 of the public key (SubjectPublicKeyInfo) that the HTTPS port shows
     *     to everyone, in base64
     * @param root how root on this machine is recognised; null for not at all
     */
    public record Trust(
            Seals seals,
            Passwords passwords,
            Supplier<MasterKeys> keys,
            Supplier<Authorities> authorities,
            Function<Resources, byte[]> masters,
            Supplier<String> serverPin,
            @Nullable LocalRoot root) {}

    /**
     * The world outside.
     *
     * @param forwarder makes what asks the active master; {@link Forwarder#NONE} for a master alone
     * @param loggedIn is told the name of each administrator who has logged in
     */
    public record Outside(
            Provisioner provisioner,
            PackageSource packages,
            SiteProbe probe,
            Function<Reader, Forwarder> forwarder,
            Consumer<String> loggedIn) {}
}
