package dev.covey.etcd;

import dev.covey.etcd.door.Backend;
import dev.covey.etcd.net.Listen;
import dev.covey.model.Endpoint;
import dev.covey.runtime.ids.Ids;
import dev.covey.runtime.quorum.Member;
import dev.covey.runtime.quorum.PeerSpec;
import dev.covey.runtime.quorum.Quorum;
import dev.covey.runtime.quorum.QuorumView;
import dev.covey.runtime.quorum.Seat;
import dev.covey.runtime.store.memory.MemoryCluster;
import dev.covey.runtime.store.memory.MemoryStore;
import dev.covey.runtime.task.Tasks;
import dev.covey.runtime.time.Clock;
import dev.covey.runtime.time.FakeClock;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/** Members in memory, each with a port of its own; the first one leads. */
final class Lab implements AutoCloseable {

    final MemoryCluster cluster;
    final Clock clock;
    private final Tasks tasks = new Tasks("lab");
    private final List<EtcdServer> servers = new ArrayList<>();
    private final List<ManagedChannel> channels = new ArrayList<>();
    private final List<String> names;

    /** So many members whose clocks run. */
    Lab(int members) {
        this(members, Clock.system(), Habits.USUAL);
    }

    /** So many members whose leases end only when the test says so. */
    static Lab frozen(int members) {
        return new Lab(members, new FakeClock(), Habits.USUAL);
    }

    Lab(int members, Clock clock, Habits habits) {
        this.clock = clock;
        names = IntStream.rangeClosed(1, members).mapToObj(i -> "n" + i).toList();
        cluster = new MemoryCluster(names, tasks);
        cluster.elect("n1");
        for (String name : names) {
            MemoryStore store = cluster.store(name);
            Backend backend =
                    new Backend(
                            store,
                            store,
                            new Membership(name),
                            new Backend.Place(
                                    "lab", name, name, List.of("http://" + name), "http", true),
                            new Backend.Machine(clock, tasks, Ids.secure()));
            servers.add(started(backend, habits));
        }
        for (EtcdServer server : servers) {
            channels.add(
                    NettyChannelBuilder.forAddress("127.0.0.1", server.ports().getFirst())
                            .usePlaintext()
                            .build());
        }
    }

    private static EtcdServer started(Backend backend, Habits habits) {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try {
            return new EtcdServer(backend, Addresses.of(new Listen(any, Optional.empty())), habits);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets time pass; only if it is frozen. */
    void advance(Duration by) {
        ((FakeClock) clock).advance(by);
    }

    /** Steps the wall clocks; only if time is frozen. */
    void step(Duration by) {
        ((FakeClock) clock).step(by);
    }

    /** A line to a member, from 1 on. */
    ManagedChannel line(int member) {
        return channels.get(member - 1);
    }

    /** The port of a member, from 1 on. */
    int port(int member) {
        return servers.get(member - 1).ports().getFirst();
    }

    /** Where all members are, as etcdctl wants it. */
    String endpoints() {
        return String.join(
                ",",
                IntStream.rangeClosed(1, names.size())
                        .mapToObj(i -> "127.0.0.1:" + port(i))
                        .toList());
    }

    @Override
    public void close() {
        channels.forEach(ManagedChannel::shutdownNow);
        servers.forEach(EtcdServer::close);
        tasks.close();
    }

    /** Who the members are; never changes. */
    private final class Membership implements Quorum {
        private final String self;

        Membership(String self) {
            this.self = self;
        }

        @Override
        public QuorumView view() {
            Optional<String> leader = cluster.store(self).standing().leader();
            List<Member> members = names.stream().map(name -> member(name, leader)).toList();
            return new QuorumView(self, leader, 1, 0, 0, members, false);
        }

        private static Member member(String name, Optional<String> leader) {
            return new Member(
                    PeerSpec.of(name, new Endpoint("127.0.0.1", 2380)),
                    Seat.VOTER,
                    leader.equals(Optional.of(name)),
                    OptionalLong.empty(),
                    Optional.of(Duration.ZERO));
        }

        @Override
        public CompletionStage<Void> addLearner(PeerSpec peer) {
            return CompletableFuture.failedFuture(new UnsupportedOperationException());
        }

        @Override
        public boolean caughtUp(String node) {
            return true;
        }

        @Override
        public CompletionStage<Void> promote(Set<String> nodes) {
            return CompletableFuture.failedFuture(new UnsupportedOperationException());
        }

        @Override
        public CompletionStage<Void> remove(String node) {
            return CompletableFuture.failedFuture(new UnsupportedOperationException());
        }

        @Override
        public CompletionStage<Void> transferLeadership(String node) {
            cluster.elect(node);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<Void> readdress(String node, List<Endpoint> addresses) {
            return CompletableFuture.failedFuture(new UnsupportedOperationException());
        }
    }
}
