package dev.covey.etcd;

import dev.covey.etcd.auth.AuthCalls;
import dev.covey.etcd.auth.AuthGate;
import dev.covey.etcd.door.Announcement;
import dev.covey.etcd.door.Backend;
import dev.covey.etcd.door.Desk;
import dev.covey.etcd.door.Door;
import dev.covey.etcd.door.Headers;
import dev.covey.etcd.entry.Admission;
import dev.covey.etcd.kv.KvCalls;
import dev.covey.etcd.lease.LeaseCalls;
import dev.covey.etcd.member.ClusterCalls;
import dev.covey.etcd.member.Directory;
import dev.covey.etcd.member.Health;
import dev.covey.etcd.member.MaintenanceCalls;
import dev.covey.etcd.net.Listen;
import dev.covey.etcd.net.Listener;
import dev.covey.etcd.net.Pages;
import dev.covey.etcd.net.Repeatable;
import dev.covey.etcd.net.Tally;
import dev.covey.etcd.page.Board;
import dev.covey.etcd.past.Compactor;
import dev.covey.etcd.room.Porter;
import dev.covey.etcd.turn.ElectionCalls;
import dev.covey.etcd.turn.LockCalls;
import dev.covey.etcd.watch.WatchCalls;
import dev.covey.kv.Command;
import dev.covey.kv.Space;
import dev.covey.runtime.store.Store;
import dev.covey.runtime.store.View;
import dev.covey.runtime.task.Tasks;
import io.grpc.BindableService;
import io.grpc.ServerInterceptors;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Serves etcd's clients on one member. */
public final class EtcdServer implements AutoCloseable {

    private final Headers headers;
    private final Porter porter;
    private final Health health;
    private final Admission admission;
    private final LeaseCalls leases;
    private final Compactor compactor;
    private final List<Announcement> announcements;
    private final List<Listener> listeners = new ArrayList<>();
    private final List<Listener> pageListeners = new ArrayList<>();

    /**
     * Begins to listen, to end leases and to forget.
     *
     * @throws IOException if an address cannot be listened on: nothing runs then
     */
    public EtcdServer(Backend backend, Addresses addresses, Habits habits) throws IOException {
        Desk desk = new Desk(backend);
        Door door = new Door(backend, desk);
        AuthGate gate = new AuthGate(backend.store());
        headers = new Headers(backend);
        Backend.Machine machine = backend.machine();
        porter = new Porter(habits.bounds(), machine.clock(), machine.tasks());
        Directory directory = new Directory(backend);
        admission = new Admission(backend, door, desk);
        health = new Health(backend.store().leadership());
        leases = new LeaseCalls(backend, door, desk, headers, gate);
        compactor = new Compactor(backend.store(), habits.retention(), machine.clock());
        List<BindableService> services =
                List.of(
                        repeatable(
                                new KvCalls(door, headers, gate, backend.machine().tasks()),
                                backend.store()),
                        new WatchCalls(backend, headers, gate, habits.watchNotices()),
                        leases,
                        new ClusterCalls(backend, door, desk, headers, gate, admission.registrar()),
                        new MaintenanceCalls(backend, door, headers, gate, directory),
                        new AuthCalls(backend, door, headers, gate),
                        new LockCalls(backend, door, headers, gate),
                        new ElectionCalls(backend, door, headers, gate),
                        health.calls(),
                        ProtoReflectionServiceV1.newInstance());
        announcements = announcements(door, backend, directory, habits);
        Tally tally = new Tally(services);
        Pages pages = new Board(backend, door, tally, MaintenanceCalls.API_VERSION);
        desk.open();
        try {
            listen(addresses, new Listener.Served(services, pages, tally, porter));
        } catch (IOException e) {
            close();
            throw e;
        }
        leases.start();
        compactor.start();
        announcements.forEach(Announcement::start);
    }

    private static BindableService repeatable(BindableService writes, Store store) {
        Repeatable.Reader reader = new Repeatable.Reader(() -> store.view().position());
        return () -> ServerInterceptors.intercept(writes, reader);
    }

    private void listen(Addresses addresses, Listener.Served served) throws IOException {
        for (Listen address : addresses.clients()) {
            listeners.add(new Listener(address, served));
        }
        for (Listen address : addresses.pages()) {
            pageListeners.add(new Listener(address, served.onlyPages()));
        }
    }

    private static List<Announcement> announcements(
            Door door, Backend backend, Directory directory, Habits habits) {
        Tasks tasks = backend.machine().tasks();
        return List.of(
                new Announcement(door, tasks, directory::announced),
                new Announcement(door, tasks, view -> quota(view, habits.quotaBytes())));
    }

    private static Optional<Command> quota(View view, OptionalLong wanted) {
        long now = view.space(Space.USER).numbers().quota();
        return wanted.isPresent() && wanted.getAsLong() != now
                ? Optional.of(new Command.SetQuota(Space.USER, wanted.getAsLong()))
                : Optional.empty();
    }

    /** Who answers members that knock. */
    public Admission admission() {
        return admission;
    }

    /** The ports that clients reach, in the order of the addresses. */
    public List<Integer> ports() {
        return listeners.stream().map(Listener::port).toList();
    }

    @Override
    public void close() {
        announcements.forEach(Announcement::close);
        listeners.forEach(Listener::close);
        pageListeners.forEach(Listener::close);
        porter.close();
        leases.close();
        compactor.close();
        health.close();
        headers.close();
    }
}
