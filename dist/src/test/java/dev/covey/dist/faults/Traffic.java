package dev.covey.dist.faults;

import dev.covey.etcd.v3.HashKVRequest;
import dev.covey.etcd.v3.HashKVResponse;
import dev.covey.etcd.v3.KVGrpc;
import dev.covey.etcd.v3.MaintenanceGrpc;
import dev.covey.etcd.v3.PutRequest;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The clients, in a process of their own on a host of their own. */
public final class Traffic {

    /** The last key that is written: with it the history is whole. */
    static final String END = "/end";

    /** Where the keys on leases are. */
    static final String LENT = "/lent/";

    private static final int CLIENTS = 9;
    private static final int LENDERS = 2;
    private static final int WATCHERS = 3;

    private Traffic() {}

    /** The history's file, the certificates' directory, a seed, then the members' addresses. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path file = Path.of(arguments[0]);
        Path certificates = Path.of(arguments[1]);
        long seed = Long.parseLong(arguments[2]);
        List<String> hosts = List.of(arguments).subList(3, arguments.length);
        Path stop = file.resolveSibling("stop");
        try (Chronicle chronicle = new Chronicle(file);
                Lines lines = new Lines(certificates, hosts)) {
            List<Thread> watching = new ArrayList<>();
            for (int i = 0; i < WATCHERS; i++) {
                Watcher watcher = new Watcher(i, lines, chronicle);
                watching.add(Thread.startVirtualThread(watcher::run));
            }
            BooleanSupplier goingOn = () -> !Files.exists(stop);
            List<Thread> asking = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Client client = new Client(i, lines, chronicle, seed);
                asking.add(Thread.startVirtualThread(() -> ask(client, goingOn)));
            }
            for (int i = 0; i < LENDERS; i++) {
                Lender lender = new Lender(i, lines, chronicle);
                asking.add(Thread.startVirtualThread(() -> lend(lender, goingOn)));
            }
            for (Thread thread : asking) {
                thread.join();
            }
            end(lines);
            for (Thread thread : watching) {
                thread.join();
            }
            hashes(lines, chronicle);
            chronicle.write("whole");
        }
        System.exit(0);
    }

    private static void ask(Client client, BooleanSupplier goingOn) {
        while (goingOn.getAsBoolean()) {
            pause(client.step() ? 5 : 50);
        }
    }

    private static void lend(Lender lender, BooleanSupplier goingOn) {
        while (goingOn.getAsBoolean()) {
            lender.step();
            pause(50);
        }
    }

    /** What each member has, once it has the last key, too. */
    private static void hashes(Lines lines, Chronicle chronicle) {
        long revision = 0;
        for (int member = 0; member < lines.count(); member++) {
            for (int hash = 0; hash == 0; pause(100)) {
                try {
                    HashKVResponse answer =
                            MaintenanceGrpc.newBlockingStub(lines.to(member))
                                    .withDeadlineAfter(5, TimeUnit.SECONDS)
                                    .hashKV(
                                            HashKVRequest.newBuilder()
                                                    .setRevision(revision)
                                                    .build());
                    revision = revision == 0 ? answer.getHeader().getRevision() : revision;
                    hash = answer.getHash();
                    chronicle.write("%s %d %d".formatted(History.HASH, member, hash));
                } catch (StatusRuntimeException e) {
                    // Not there yet.
                }
            }
        }
    }

    /** Written again until it is known to be there. */
    private static void end(Lines lines) {
        PutRequest request = PutRequest.newBuilder().setKey(Client.bytes(END)).build();
        for (int member = 0; ; member++) {
            try {
                var _ =
                        KVGrpc.newBlockingStub(lines.to(member))
                                .withDeadlineAfter(5, TimeUnit.SECONDS)
                                .put(request);
                return;
            } catch (StatusRuntimeException e) {
                pause(100);
            }
        }
    }

    /** A client that hammers would measure itself. */
    static void pause(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
