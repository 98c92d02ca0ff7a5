package dev.covey.bench;

import dev.covey.raft.Certificates;
import dev.covey.raft.peer.MemberTls;
import dev.covey.raft.process.Child;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.ratis.thirdparty.io.grpc.ManagedChannel;

/** Covey's store. */
final class OurTarget implements Target {

    private final Path directory;
    private final String cluster = UUID.randomUUID().toString();
    private final List<Integer> peers = new ArrayList<>();
    private final List<Integer> doors = new ArrayList<>();
    private final List<Child> children = new ArrayList<>();
    private final List<ManagedChannel> channels = new ArrayList<>();

    OurTarget(Path directory, int size) throws IOException {
        this.directory = directory;
        Certificates certificates = Certificates.of(cluster);
        for (int i = 0; i < size; i++) {
            peers.add(Ports.free());
            doors.add(Ports.free());
            certificates.write(directory.resolve(node(i)).resolve("pki"), node(i));
        }
        certificates.write(directory.resolve("client"), "client");
        MemberTls client = Certificates.read(directory.resolve("client"));
        for (int i = 0; i < size; i++) {
            children.add(start(i));
        }
        for (int i = 0; i < size; i++) {
            children.get(i).awaitStart();
            Path authorities = directory.resolve("client").resolve("authorities.crt");
            channels.add(Ports.connect(doors.get(i), client, authorities));
        }
    }

    private static String node(int number) {
        return "n" + number;
    }

    private Child start(int number) {
        Path own = directory.resolve(node(number));
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                cluster,
                                node(number),
                                own.toString(),
                                Integer.toString(doors.get(number))));
        for (int i = 0; i < peers.size(); i++) {
            arguments.add(node(i) + "=" + peers.get(i));
        }
        List<String> jvm = List.of("-Xmx128m");
        return Child.run(BenchMember.class, jvm, own.resolve("errors.txt"), arguments);
    }

    @Override
    public List<ManagedChannel> members() {
        return channels;
    }

    @Override
    public int leader() {
        for (int i = 0; ; i = (i + 1) % channels.size()) {
            if (Load.write(channels.get(i), 0, 1000)) {
                return i;
            }
            Load.pause(channels.get(i));
        }
    }

    @Override
    public void kill(int member) {
        children.get(member).signal("KILL");
    }

    @Override
    public void restart(int member) {
        children.get(member).close();
        children.set(member, start(member).awaitStart());
    }

    @Override
    public long memory() {
        return children.stream().mapToLong(child -> Ports.memory(child.pid())).max().orElse(0);
    }

    @Override
    public double cpu() {
        return children.stream().mapToDouble(child -> Ports.cpu(child.pid())).sum();
    }

    @Override
    public void close() {
        channels.forEach(ManagedChannel::shutdownNow);
        children.forEach(Child::close);
    }
}
