package dev.covey.bench;

import dev.covey.raft.peer.MemberTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.ratis.thirdparty.io.grpc.ManagedChannel;
import org.apache.ratis.thirdparty.io.grpc.netty.GrpcSslContexts;
import org.apache.ratis.thirdparty.io.grpc.netty.NettyChannelBuilder;

/** Connections of the measuring client, and what it looks up about processes. */
final class Ports {

    /** A connection to a door on loopback that shows a certificate of {@code authorities}. */
    static ManagedChannel connect(int port, MemberTls tls, Path authorities) throws IOException {
        return NettyChannelBuilder.forAddress("127.0.0.1", port)
                .sslContext(
                        GrpcSslContexts.forClient()
                                .keyManager(tls.keys())
                                .trustManager(authorities.toFile())
                                .build())
                .directExecutor()
                .flowControlWindow(1 << 20)
                .build();
    }

    /** A port of loopback that nobody uses now. */
    static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The resident memory of a process, in bytes. */
    static long memory(long process) {
        return status(process, "VmRSS:");
    }

    /** The most that a process ever had resident, in bytes. */
    static long peakMemory(long process) {
        return status(process, "VmHWM:");
    }

    private static long status(long process, String field) {
        try {
            List<String> lines = Files.readAllLines(Path.of("/proc/" + process + "/status"));
            return lines.stream()
                    .filter(line -> line.startsWith(field))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                    .sum();
        } catch (IOException e) {
            return 0;
        }
    }

    /** What a process used of the processors so far, in seconds. */
    static double cpu(long process) {
        return ProcessHandle.of(process)
                .flatMap(one -> one.info().totalCpuDuration())
                .map(used -> used.toNanos() / 1e9)
                .orElse(0.0);
    }

    private Ports() {}
}
