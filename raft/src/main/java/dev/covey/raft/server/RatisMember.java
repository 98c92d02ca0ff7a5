package dev.covey.raft.server;

import dev.covey.kv.Reply;
import dev.covey.model.Endpoint;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.raft.machine.ReplicatedMachine;
import dev.covey.raft.machine.Replies;
import dev.covey.raft.peer.AddressBook;
import dev.covey.raft.peer.Guests;
import dev.covey.raft.peer.MemberTls;
import dev.covey.raft.peer.NodeResolver;
import dev.covey.raft.peer.PeerDoor;
import dev.covey.raft.peer.RatisProcess;
import dev.covey.raft.peer.RatisTls;
import dev.covey.raft.seal.SealFile;
import dev.covey.runtime.quorum.Seat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.apache.ratis.conf.Parameters;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.grpc.GrpcConfigKeys;
import org.apache.ratis.proto.RaftProtos.RaftGroupIdProto;
import org.apache.ratis.proto.RaftProtos.RaftPeerRole;
import org.apache.ratis.proto.RaftProtos.RaftRpcRequestProto;
import org.apache.ratis.proto.RaftProtos.StartLeaderElectionRequestProto;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientAsynchronousProtocol;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.protocol.SetConfigurationRequest;
import org.apache.ratis.protocol.TransferLeadershipRequest;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.raftlog.RaftLog;
import org.apache.ratis.server.storage.RaftStorage.StartupOption;
import org.apache.ratis.thirdparty.com.google.protobuf.UnsafeByteOperations;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running Ratis server with its one group. Its futures may end on Ratis's threads, under Ratis's
 * locks: continue elsewhere.
 */
public final class RatisMember implements AutoCloseable {

    static {
        RatisProcess.prepare();
    }

    private static final Logger LOG = LoggerFactory.getLogger(RatisMember.class);

    private final RaftServer server;
    private final RaftServer.Division division;
    private final RaftClientAsynchronousProtocol door;
    private final RaftGroupId group;
    private final Own own;
    private final Senders senders = new Senders();
    private final ClientId client = ClientId.randomId();
    private final AtomicLong calls = new AtomicLong();

    /**
     * Where and as whom a member runs.
     *
     * @param cluster the id of the cluster, a UUID: it is the group's id too
     * @param listen the address to bind
     */
    public record Place(String cluster, String node, Endpoint listen, Path directory) {}

    /**
     * What a member shows to others and whom it lets in.
     *
     * @param cleared whether it may speak to them as one of the group
     */
    public record Face(MemberTls tls, PeerDoor door, Guests guests, BooleanSupplier cleared) {}

    /** Starts a member; what stands in the way is a {@link ProblemException}. */
    public static RatisMember start(
            Place place, Face face, Birth birth, Timing timing, ReplicatedMachine machine) {
        MemberFile file = MemberFile.open(place.directory(), place.cluster(), place.node(), birth);
        Own own = Own.take(place, file.voters());
        try {
            RaftProperties properties =
                    RatisSettings.of(place.directory(), place.listen(), timing, own.alone());
            return new RatisMember(place, face, initial(file), properties, machine, own);
        } catch (IOException | RuntimeException | LinkageError e) {
            own.close();
            throw StartFailure.of(place, e);
        }
    }

    private RatisMember(
            Place place,
            Face face,
            List<RaftPeer> initial,
            RaftProperties properties,
            ReplicatedMachine machine,
            Own own)
            throws IOException {
        this.own = own;
        group = RaftGroupId.valueOf(UUID.fromString(place.cluster()));
        Parameters parameters = new Parameters();
        senders.meet(properties, parameters);
        GrpcConfigKeys.TLS.setConf(parameters, RatisTls.of(face.tls(), face.cleared()));
        GrpcConfigKeys.Server.setServicesCustomizer(
                parameters,
                (builder, types) ->
                        face.door()
                                .open(builder, place.node(), face.tls().identity(), face.guests()));
        machine.answerTo(client.toByteString());
        server =
                RaftServer.newBuilder()
                        .setServerId(RaftPeerId.valueOf(place.node()))
                        .setStateMachineRegistry(any -> machine)
                        .setGroup(RaftGroup.valueOf(group, initial))
                        .setOption(StartupOption.RECOVER)
                        .setProperties(properties)
                        .setParameters(parameters)
                        .build();
        try {
            server.start();
            division = server.getDivision(group);
            door = (RaftClientAsynchronousProtocol) division;
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static List<RaftPeer> initial(MemberFile file) {
        file.voters().forEach(peer -> AddressBook.shared().tell(peer.node(), peer.addresses()));
        if (file.voters().isEmpty()) {
            // Alone and without a vote: it elects nobody until a leader's configuration comes.
            return List.of(
                    RaftPeer.newBuilder()
                            .setId(file.node())
                            .setAddress(NodeResolver.target(file.node()))
                            .setStartupRole(RaftPeerRole.LISTENER)
                            .build());
        }
        return file.voters().stream().map(peer -> Peers.toRatis(peer, Seat.VOTER, 0)).toList();
    }

    /** What Ratis knows of the group; quick to ask, from any thread. */
    public RaftServer.Division division() {
        return division;
    }

    /** What this directory was started as, and what it remembers of other members. */
    public SealFile seal() {
        return own.seal();
    }

    /** The last entry that was in the directory when it was opened. */
    public long lastAtStart() {
        return own.last();
    }

    /**
     * Writes down what is on the disk now, for the next start to compare; blocks. To be called now
     * and then.
     */
    public void note() {
        RaftLog log = division.getRaftLog();
        own.note(Math.min(log.getFlushIndex(), log.getLastCommittedIndex()));
    }

    /**
     * Reads again what was written long ago, some of it each time; blocks. To be called now and
     * then.
     *
     * @return why this member must not go on, if a file is damaged
     */
    public Optional<Problem> patrol() {
        return own.read();
    }

    /** Appends an entry; ends with its replies once it is applied here. Never throws. */
    public CompletionStage<List<Reply>> append(byte[] batch) {
        RaftClientRequest request =
                RaftClientRequest.newBuilder()
                        .setClientId(client)
                        .setServerId(server.getId())
                        .setGroupId(group)
                        .setCallId(calls.incrementAndGet())
                        .setType(RaftClientRequest.writeRequestType())
                        .setMessage(Message.valueOf(UnsafeByteOperations.unsafeWrap(batch)))
                        .build();
        try {
            return door.submitClientRequestAsync(request).thenApply(RatisMember::replies);
        } catch (IOException | RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static List<Reply> replies(RaftClientReply reply) {
        if (reply.isSuccess() && reply.getMessage() instanceof Replies(List<Reply> replies)) {
            return replies;
        }
        throw new IllegalStateException("no reply of the machine", reply.getException());
    }

    /** Changes the members. Blocks while Ratis takes the request. */
    public CompletionStage<RaftClientReply> configure(SetConfigurationRequest.Arguments change) {
        try {
            return server.setConfigurationAsync(
                    new SetConfigurationRequest(
                            client, server.getId(), group, calls.incrementAndGet(), change));
        } catch (IOException | RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Tells followers how far the log is committed; true if they know, or others lead. */
    public boolean announce() {
        return senders.announce(division.getRaftLog().getLastCommittedIndex());
    }

    /** Lets another voter lead. Blocks while Ratis takes the request. */
    public CompletionStage<RaftClientReply> transfer(String node, Duration patience) {
        return handOver(RaftPeerId.valueOf(node), patience);
    }

    /** Ceases to lead. Blocks while Ratis takes the request. */
    public CompletionStage<RaftClientReply> stepDown(Duration patience) {
        return handOver(null, patience);
    }

    /**
     * Stands for election in the place of a leader that is known to be gone, without asking first
     * whether the others miss it: by the request with which a leader hands over. Blocks for a
     * moment.
     */
    public void standInPlaceOf(String leader) {
        TermIndex last = division.getRaftLog().getLastEntryTermIndex();
        if (last == null) {
            return;
        }
        try {
            server.startLeaderElection(
                    StartLeaderElectionRequestProto.newBuilder()
                            .setServerRequest(
                                    RaftRpcRequestProto.newBuilder()
                                            .setRequestorId(
                                                    RaftPeerId.valueOf(leader).toByteString())
                                            .setReplyId(server.getId().toByteString())
                                            .setRaftGroupId(
                                                    RaftGroupIdProto.newBuilder()
                                                            .setId(group.toByteString())))
                            .setLeaderLastEntry(last.toProto())
                            .build());
        } catch (IOException | RuntimeException e) {
            LOG.debug("not standing for election", e);
        }
    }

    private CompletionStage<RaftClientReply> handOver(@Nullable RaftPeerId to, Duration patience) {
        try {
            return server.transferLeadershipAsync(
                    new TransferLeadershipRequest(
                            client,
                            server.getId(),
                            group,
                            calls.incrementAndGet(),
                            to,
                            patience.toMillis()));
        } catch (IOException | RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Ends the member; blocks until its files are closed. */
    @Override
    public void close() {
        note();
        try (own) {
            server.close();
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem.Failed("store_close", "The store did not close cleanly: " + e));
        }
    }
}
