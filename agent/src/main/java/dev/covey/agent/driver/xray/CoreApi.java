package dev.covey.agent.driver.xray;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import dev.covey.agent.driver.DriverException;
import dev.covey.agent.driver.xray.v1.Account;
import dev.covey.agent.driver.xray.v1.AddInboundRequest;
import dev.covey.agent.driver.xray.v1.AddUserOperation;
import dev.covey.agent.driver.xray.v1.AlterInboundRequest;
import dev.covey.agent.driver.xray.v1.Core;
import dev.covey.agent.driver.xray.v1.GetAllOnlineUsersRequest;
import dev.covey.agent.driver.xray.v1.GetInboundUserRequest;
import dev.covey.agent.driver.xray.v1.GetStatsRequest;
import dev.covey.agent.driver.xray.v1.HandlerServiceGrpc;
import dev.covey.agent.driver.xray.v1.ListInboundsRequest;
import dev.covey.agent.driver.xray.v1.QueryStatsRequest;
import dev.covey.agent.driver.xray.v1.RemoveInboundRequest;
import dev.covey.agent.driver.xray.v1.RemoveUserOperation;
import dev.covey.agent.driver.xray.v1.Stat;
import dev.covey.agent.driver.xray.v1.StatsServiceGrpc;
import dev.covey.agent.driver.xray.v1.TypedMessage;
import dev.covey.agent.driver.xray.v1.User;
import dev.covey.agent.driver.xray.v1.VlessInbound;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioDomainSocketChannel;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * The calls to one running core. Idempotent where the core itself is not. Blocks; safe from any
 * thread.
 */
final class CoreApi implements AutoCloseable {

    private static final String FLOW = "xtls-rprx-vision";
    private static final long SECONDS = 10;
    private static final int MOST_BYTES = 256 << 20;
    private static final int MOST_AT_ONCE = 20_000;

    private final ManagedChannel channel;

    CoreApi(Path socket, EventLoopGroup group, Executor executor) {
        channel =
                NettyChannelBuilder.forAddress(UnixDomainSocketAddress.of(socket))
                        .channelType(NioDomainSocketChannel.class)
                        .eventLoopGroup(group)
                        .executor(executor)
                        .overrideAuthority("core")
                        // gRPC sets it on every channel, but a local socket does not have it.
                        .withOption(ChannelOption.SO_KEEPALIVE, null)
                        .usePlaintext()
                        .maxInboundMessageSize(MOST_BYTES)
                        .build();
    }

    /** Whether the core is ready. */
    boolean answers() {
        try {
            ListInboundsRequest request =
                    ListInboundsRequest.newBuilder().setIsOnlyTags(true).build();
            var _ =
                    HandlerServiceGrpc.newBlockingStub(channel)
                            .withDeadlineAfter(1, TimeUnit.SECONDS)
                            .listInbounds(request);
            return true;
        } catch (StatusRuntimeException e) {
            // Without this, a refused first attempt would be tried again only after a second.
            channel.resetConnectBackoff();
            return false;
        }
    }

    /** The tags of all inbounds, the core's own among them. */
    Set<String> tags() throws DriverException {
        ListInboundsRequest request = ListInboundsRequest.newBuilder().setIsOnlyTags(true).build();
        Set<String> tags = new HashSet<>();
        call("list inbounds", () -> handlers().listInbounds(request))
                .getInboundsList()
                .forEach(inbound -> tags.add(inbound.getTag()));
        return tags;
    }

    /** Credentials by number of the users of an inbound. */
    Map<Long, String> users(String tag) throws DriverException {
        GetInboundUserRequest request = GetInboundUserRequest.newBuilder().setTag(tag).build();
        Map<Long, String> users = new HashMap<>();
        for (User user :
                call("list users", () -> handlers().getInboundUsers(request)).getUsersList()) {
            users.put(Long.parseLong(user.getEmail()), credential(user));
        }
        return users;
    }

    /** Opens an inbound with its users. */
    void addInbound(Core.InboundHandlerConfig inbound, Map<Long, String> users)
            throws DriverException {
        List<Map.Entry<Long, String>> all = List.copyOf(users.entrySet());
        int first = Math.min(all.size(), MOST_AT_ONCE);
        VlessInbound.Config.Builder clients = VlessInbound.Config.newBuilder();
        all.subList(0, first).forEach(e -> clients.addClients(user(e.getKey(), e.getValue())));
        // A message's fields may stand anywhere in it, so users can simply be written behind it.
        ByteString config =
                inbound.getProxySettings().getValue().concat(clients.build().toByteString());
        Core.InboundHandlerConfig.Builder whole = inbound.toBuilder();
        whole.getProxySettingsBuilder().setValue(config);
        call(
                "open an inbound",
                () ->
                        handlers()
                                .addInbound(
                                        AddInboundRequest.newBuilder().setInbound(whole).build()));
        Map<Long, String> rest = new HashMap<>();
        all.subList(first, all.size()).forEach(e -> rest.put(e.getKey(), e.getValue()));
        addUsers(inbound.getTag(), rest);
    }

    /** Closes an inbound's listener; harmless if there is none. */
    void removeInbound(String tag) throws DriverException {
        RemoveInboundRequest request = RemoveInboundRequest.newBuilder().setTag(tag).build();
        if (tags().contains(tag)) {
            call("close an inbound", () -> handlers().removeInbound(request));
        }
    }

    void addUsers(String tag, Map<Long, String> users) throws DriverException {
        Bulk bulk = new Bulk();
        users.forEach(
                (number, credential) ->
                        bulk.alter(async(), number, addUser(tag, number, credential)));
        // One that is there already may have another credential.
        Set<Long> there = bulk.refusedAs("already exists");
        if (!there.isEmpty()) {
            removeUsers(tag, there);
            Bulk again = new Bulk();
            there.forEach(
                    number ->
                            again.alter(
                                    async(),
                                    number,
                                    addUser(tag, number, users.getOrDefault(number, ""))));
            if (!again.refusedAs("already exists").isEmpty()) {
                throw new DriverException("The VPN core holds on to users that were taken out.");
            }
        }
    }

    void removeUsers(String tag, Collection<Long> users) throws DriverException {
        Bulk bulk = new Bulk();
        users.forEach(number -> bulk.alter(async(), number, removeUser(tag, number)));
        var _ = bulk.refusedAs("not found");
    }

    /** All counters. */
    List<Stat> counters() throws DriverException {
        QueryStatsRequest request =
                QueryStatsRequest.newBuilder().setPattern(">>>traffic>>>").build();
        return call("read counters", () -> stats().queryStats(request)).getStatList();
    }

    /** The addresses from which a user has connections. */
    Set<String> addresses(long user) throws DriverException {
        GetStatsRequest request =
                GetStatsRequest.newBuilder().setName("user>>>" + user + ">>>online").build();
        return call("look who is online", () -> stats().getStatsOnlineIpList(request))
                .getIpsMap()
                .keySet();
    }

    /** The users with connections. */
    Set<Long> online() throws DriverException {
        Set<Long> online = new HashSet<>();
        GetAllOnlineUsersRequest request = GetAllOnlineUsersRequest.getDefaultInstance();
        for (String name :
                call("look who is online", () -> stats().getAllOnlineUsers(request))
                        .getUsersList()) {
            CounterName.user(name).ifPresent(online::add);
        }
        return online;
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }

    private HandlerServiceGrpc.HandlerServiceBlockingStub handlers() {
        return HandlerServiceGrpc.newBlockingStub(channel)
                .withWaitForReady()
                .withDeadlineAfter(SECONDS, TimeUnit.SECONDS);
    }

    private HandlerServiceGrpc.HandlerServiceStub async() {
        return HandlerServiceGrpc.newStub(channel)
                .withWaitForReady()
                .withDeadlineAfter(SECONDS, TimeUnit.SECONDS);
    }

    private StatsServiceGrpc.StatsServiceBlockingStub stats() {
        return StatsServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(SECONDS, TimeUnit.SECONDS);
    }

    private interface Call<T> {
        T run();
    }

    private static <T> T call(String what, Call<T> call) throws DriverException {
        try {
            return call.run();
        } catch (StatusRuntimeException e) {
            String detail = e.getStatus().getDescription();
            throw new DriverException(
                    "Expected the VPN core to "
                            + what
                            + ", but it answers: "
                            + (detail == null ? e.getStatus().getCode().name() : detail),
                    e);
        }
    }

    private static AlterInboundRequest addUser(String tag, long number, String credential) {
        return alter(
                tag,
                "xray.app.proxyman.command.AddUserOperation",
                AddUserOperation.newBuilder().setUser(user(number, credential)).build());
    }

    private static AlterInboundRequest removeUser(String tag, long number) {
        return alter(
                tag,
                "xray.app.proxyman.command.RemoveUserOperation",
                RemoveUserOperation.newBuilder().setEmail(Long.toString(number)).build());
    }

    private static AlterInboundRequest alter(String tag, String type, MessageLite operation) {
        return AlterInboundRequest.newBuilder()
                .setTag(tag)
                .setOperation(typed(type, operation))
                .build();
    }

    private static TypedMessage typed(String type, MessageLite message) {
        return TypedMessage.newBuilder().setType(type).setValue(message.toByteString()).build();
    }

    private static User user(long number, String credential) {
        Account account = Account.newBuilder().setId(credential).setFlow(FLOW).build();
        return User.newBuilder()
                .setEmail(Long.toString(number))
                .setAccount(typed("xray.proxy.vless.Account", account))
                .build();
    }

    private static String credential(User user) {
        try {
            return Account.parseFrom(user.getAccount().getValue()).getId();
        } catch (InvalidProtocolBufferException e) {
            return "";
        }
    }
}
