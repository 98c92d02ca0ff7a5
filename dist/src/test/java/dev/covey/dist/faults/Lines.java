package dev.covey.dist.faults;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A client's connections: one to each member. */
final class Lines implements AutoCloseable {

    private final List<ManagedChannel> channels = new ArrayList<>();

    /**
     * Dials when something is asked.
     *
     * @param directory with the client's certificate and key, and the authority's certificate
     */
    Lines(Path directory, List<String> hosts) throws IOException {
        for (String host : hosts) {
            channels.add(
                    NettyChannelBuilder.forAddress(host, Members.CLIENT_PORT)
                            .sslContext(
                                    GrpcSslContexts.forClient()
                                            .keyManager(
                                                    directory.resolve("client.crt").toFile(),
                                                    directory.resolve("client.key").toFile())
                                            .trustManager(directory.resolve("ca.crt").toFile())
                                            .build())
                            .disableRetry()
                            .keepAliveTime(6, TimeUnit.SECONDS)
                            .keepAliveTimeout(3, TimeUnit.SECONDS)
                            .build());
        }
    }

    /** The connection to one of the members. */
    ManagedChannel to(int member) {
        ManagedChannel channel = channels.get(member % channels.size());
        channel.resetConnectBackoff();
        return channel;
    }

    int count() {
        return channels.size();
    }

    @Override
    public void close() {
        channels.forEach(ManagedChannel::shutdownNow);
    }
}
