package dev.covey.master.api;

import dev.covey.master.api.auth.LocalRoot;
import dev.covey.master.api.door.Forwarder;
import dev.covey.master.api.helidon.Bounds;
import dev.covey.master.api.helidon.HttpServer;
import dev.covey.master.api.read.Reader;
import dev.covey.master.api.resource.Provisioner;
import dev.covey.master.api.resource.SiteProbe;
import dev.covey.master.api.system.PackageSource;
import dev.covey.master.command.Seals;
import dev.covey.master.telemetry.Telemetry;
import dev.covey.model.AdminSpec;
import dev.covey.model.Endpoint;
import dev.covey.model.Link;
import dev.covey.model.Meta;
import dev.covey.model.NodeSpec;
import dev.covey.model.Permission;
import dev.covey.model.Ports;
import dev.covey.model.Role;
import dev.covey.model.Sealed;
import dev.covey.pki.identity.MasterKeys;
import dev.covey.pki.password.Passwords;
import dev.covey.pki.x509.Authorities;
import dev.covey.runtime.ids.Ids;
import dev.covey.runtime.resource.Decoded;
import dev.covey.runtime.resource.Draft;
import dev.covey.runtime.resource.Resources;
import dev.covey.runtime.resource.Seed;
import dev.covey.runtime.store.memory.MemoryStore;
import dev.covey.runtime.task.Tasks;
import dev.covey.runtime.time.Clock;
import dev.covey.runtime.time.FakeClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** One master's API with a cluster of one node in memory. */
public final class Rig implements AutoCloseable {

    /** The node and the cluster. */
    public static final String NODE = "m1";

    /** The id of the cluster. */
    public static final String CLUSTER = "c0ffee00-0000-4000-8000-000000000001";

    /** Root's token. */
    public static final String ROOT = "root-token-of-the-test";

    /** The password of the administrator {@code anna}. */
    public static final String PASSWORD = "correct horse battery";

    private static final Passwords PASSWORDS = new Passwords(Ids.secure()::secret);
    private static final String HASH = PASSWORDS.hash(PASSWORD);

    /** The store behind it. */
    public final MemoryStore store;

    /** Cluster time; the monotonic clock is real. */
    public final FakeClock time = new FakeClock();

    /** Live figures. */
    public final Telemetry telemetry = new Telemetry();

    /** The group. */
    public final LoneQuorum quorum;

    /** What was remembered for operations. */
    public final List<Provisioner.Access> remembered = new ArrayList<>();

    /** Who has logged in. */
    public final List<String> loggedIn = new ArrayList<>();

    /** What the next look at a masquerade site finds. */
    public volatile SiteProbe.Finding site = SiteProbe.Finding.GOOD;

    /** The masters' keys. */
    public final MasterKeys keys;

    private final Ids ids = Ids.secure();
    private final Tasks tasks = new Tasks("rig");
    private final Function<Reader, Forwarder> forwarder;
    private final String self;
    private @Nullable MasterApi api;

    /** A master whose store commits at once. */
    public Rig() {
        this(MemoryStore.single(NODE), NODE, _ -> Forwarder.NONE);
        found();
    }

    /** A master of a store that may have others. */
    public Rig(MemoryStore store, String self, Function<Reader, Forwarder> forwarder) {
        this.store = store;
        this.self = self;
        this.quorum = new LoneQuorum(self);
        this.forwarder = forwarder;
        this.keys = MasterKeys.make(CLUSTER, time.instant(), ids::secret);
    }

    /** Writes the first rows. */
    public Rig found() {
        Seed seed = new Seed(store);
        seed.cluster(CLUSTER);
        Draft draft = new Draft(store.view());
        draft.create(Meta.first(NODE, "master-1", time.instant()), node(Role.MASTER, Role.WORKER));
        draft.create(
                Meta.first("a1", "anna", time.instant()),
                new AdminSpec(Permission.ADMIN, HASH, false));
        draft.create(
                Meta.first("a2", "victor", time.instant()),
                new AdminSpec(Permission.VIEWER, HASH, false));
        seed.commit(draft);
        return this;
    }

    /** A node on loopback. */
    public static NodeSpec node(Role... roles) {
        return new NodeSpec(
                Set.of(roles),
                "zone-a",
                List.of(new Link(0, "127.0.0.1", 0)),
                "203.0.113.7",
                Ports.at(Ports.DEFAULT_BASE),
                Seed.pin(NODE),
                NodeSpec.Availability.ACTIVE,
                1000);
    }

    /** Serves over plain HTTP on a free port. */
    public Caller start() {
        return new Caller("http://127.0.0.1:" + start(Optional.empty(), Bounds.PUBLIC));
    }

    /** Serves on a free port. */
    public int start(Optional<SSLContext> tls, Bounds bounds) {
        MasterApi started =
                MasterApi.start(ports(), new HttpServer.Listen("127.0.0.1", 0, tls, bounds));
        api = started;
        return started.port();
    }

    /** What the API works with. */
    public ApiPorts ports() {
        return new ApiPorts(
                self,
                new ApiPorts.Machine(Clock.system(), time, ids, tasks),
                new ApiPorts.State(store, new Decoded(), quorum, telemetry),
                new ApiPorts.Trust(
                        seals(),
                        PASSWORDS,
                        () -> keys,
                        () -> Authorities.of(keys.authority().certificate()),
                        Rig::masters,
                        () -> "cGlu",
                        new LocalRoot(ROOT, NODE, InetAddress.getLoopbackAddress())),
                new ApiPorts.Outside(
                        provisioner(), packages(), _ -> site, forwarder, loggedIn::add));
    }

    private static byte[] masters(Resources resources) {
        return ("masters at " + resources.view().revision()).getBytes(StandardCharsets.UTF_8);
    }

    private static Seals seals() {
        return new Seals() {
            @Override
            public Sealed seal(String row, String secret) {
                return Seed.sealed(secret);
            }

            @Override
            public String open(String row, Sealed sealed) {
                return Seed.open(sealed);
            }
        };
    }

    private Provisioner provisioner() {
        return new Provisioner() {
            @Override
            public String hostKey(String host, int port) {
                return "SHA256:" + "a".repeat(43);
            }

            @Override
            public void remember(String operation, Access access) {
                remembered.add(access);
            }
        };
    }

    private static PackageSource packages() {
        return new PackageSource() {
            @Override
            public Archive archive(String architecture) {
                try {
                    Path file = Files.createTempFile("covey-test", ".tar.gz");
                    Files.writeString(file, "a package");
                    file.toFile().deleteOnExit();
                    return new Archive(file, "0".repeat(64));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public String installScript(String folderUrl) {
                return "#!/bin/sh\nfetch " + folderUrl + "\n";
            }
        };
    }

    /** Where this machine is dialled. */
    public Endpoint address() {
        MasterApi running = api;
        if (running == null) {
            throw new IllegalStateException("not started");
        }
        return new Endpoint("127.0.0.1", running.port());
    }

    @Override
    public void close() {
        MasterApi running = api;
        if (running != null) {
            running.close();
        }
        tasks.close();
    }
}
